"""Next steps as reps type them: the whole day and time is read, and what may be another is refused."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from planner.app.add.next_step import NextStep, read_next_step
from planner.errors import TwoReadings, UsageError
from planner.locales.locale import locale_of

ZONE = ZoneInfo("America/New_York")
US = locale_of("en-US", "USD")
NOW = datetime(2026, 12, 1, 7, tzinfo=ZONE)  # a Tuesday


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "what", "when"),
    [
        ("submit bid 12/11 by noon", "submit bid", at(12, 11, 12)),
        ("submit bid 12/11 noon", "submit bid", at(12, 11, 12)),
        ("submit bid by 12/15", "submit bid", date(2026, 12, 15)),
        ("submit bid by 12/15, 5pm", "submit bid", at(12, 15, 17)),
        ("kickoff wk of 12/7", "kickoff", date(2026, 12, 7)),
        ("kickoff the week of dec 7", "kickoff", date(2026, 12, 7)),
        ("by fri send offer", "send offer", date(2026, 12, 4)),
        ("demo - thu 2pm", "demo", at(12, 3, 14)),
        ("demo @ thu @ 2pm", "demo", at(12, 3, 14)),
        ("call wed morning", "call", date(2026, 12, 2)),
        ("call weds am", "call", date(2026, 12, 2)),
        ("call wed 9 am", "call", at(12, 2, 9)),
        ("send redlines eod fri", "send redlines", date(2026, 12, 4)),
        ("call this afternoon", "call", date(2026, 12, 1)),
        ("call next wk", "call", date(2026, 12, 7)),
        ("send 2 quotes fri", "send 2 quotes", date(2026, 12, 4)),
        ("call in 2 wks", "call", date(2026, 12, 15)),
        ("demo next tue 9am", "demo", at(12, 8, 9)),
        ("demo tue dec 8 9am", "demo", at(12, 8, 9)),
        ("demo tues 6am", "demo", at(12, 8, 6)),
        ("fri", "", date(2026, 12, 4)),
    ],
)
def test_the_whole_day_and_time_are_read(text: str, what: str, when: date) -> None:
    assert read_next_step(text, NOW, US) == NextStep(what, when)


@pytest.mark.parametrize("text", ["submit bid 12/11 then call noon", "send fri offer mon", "9am demo with Jo thu"])
def test_a_day_or_time_among_the_other_words_is_put_again(text: str) -> None:
    with pytest.raises(UsageError, match="could both be the day"):
        read_next_step(text, NOW, US)


def test_todays_weekday_with_a_time_to_come_may_be_today() -> None:
    with pytest.raises(TwoReadings) as two:
        read_next_step("demo tues 9am", NOW, US)
    assert (two.value.typed, [text for text, _ in two.value.choices]) == (
        "tues 9am",
        ["2026-12-01 09:00", "2026-12-08 09:00"],
    )
    assert read_next_step("demo 2026-12-08 09:00", NOW, US).when == at(12, 8, 9)
    assert read_next_step("demo 2026-12-01 09:00", NOW, US).when == at(12, 1, 9)


@pytest.mark.parametrize("name", ["en-US", "en-GB", "de-DE"])
def test_a_time_with_a_point_next_to_a_day(name: str) -> None:
    locale = locale_of(name)
    assert read_next_step("intro thu 9.30", NOW, locale) == NextStep("intro", at(12, 3, 9, 30))
    assert read_next_step("call 14.30 fri", NOW, locale) == NextStep("call", at(12, 4, 14, 30))


@pytest.mark.parametrize("name", ["en-US", "en-GB", "de-DE"])
@pytest.mark.parametrize("time", ["2:30", "2.30"])
def test_half_past_two_is_asked_about(name: str, time: str) -> None:
    locale = locale_of(name)
    with pytest.raises(TwoReadings) as two:
        read_next_step(f"demo thu {time}", NOW, locale)
    found = [read_next_step(f"demo {text}", NOW, locale).when for text, _ in two.value.choices]
    assert sorted(map(str, found)) == sorted(map(str, (at(12, 3, 2, 30), at(12, 3, 14, 30))))
    assert read_next_step("demo thu 02:30", NOW, locale) == NextStep("demo", at(12, 3, 2, 30))
    assert read_next_step("demo thu 2:30pm", NOW, locale) == NextStep("demo", at(12, 3, 14, 30))
