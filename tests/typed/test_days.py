"""Days as they are typed, on Monday, November 23, 2026."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from planner.errors import UsageError
from planner.typed.days import field_day, option_day, option_past_day, read_day
from planner.typed.now import option_now

TODAY = date(2026, 11, 23)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 11, 23)),
        (" Tomorrow ", date(2026, 11, 24)),
        ("yesterday", date(2026, 11, 22)),
        ("fri", date(2026, 11, 27)),
        ("Friday", date(2026, 11, 27)),
        ("mon", date(2026, 11, 30)),  # the next one, never today
        ("+3", date(2026, 11, 26)),
        ("-3", date(2026, 11, 20)),
        ("2026-12-01", date(2026, 12, 1)),
        ("20261201", date(2026, 12, 1)),
    ],
)
def test_a_day(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day
    assert option_day("--on", text, TODAY) == day
    assert field_day("next_on", text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"), [("fri", date(2026, 11, 20)), ("mon", date(2026, 11, 23)), ("+1", date(2026, 11, 24))]
)
def test_a_day_that_was(text: str, day: date) -> None:
    assert option_past_day("--on", text, TODAY) == day


@pytest.mark.parametrize("text", ["", "fr", "someday", "+", "+99999", "9999-01-01", "0001-01-01", "1.12", "2026-02-30"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        option_day("--on", text, TODAY)
    assert refused.value.what == f'--on: can\'t read "{text}" as a day'
    assert refused.value.fix == "--on today, tomorrow, fri, +3 or 2026-12-01"
    with pytest.raises(UsageError) as refused:
        field_day("next_on", text, TODAY)
    assert refused.value.what == f'can\'t read "{text}" as a day'


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("2026-11-23", datetime(2026, 11, 23, 7, tzinfo=BERLIN)),
        ("2026-11-23T14:30", datetime(2026, 11, 23, 14, 30, tzinfo=BERLIN)),
        ("2026-11-23 14:30Z", datetime(2026, 11, 23, 15, 30, tzinfo=BERLIN)),
        ("2026-03-29T02:30", datetime(2026, 3, 29, 3, 30, tzinfo=BERLIN)),  # skipped by the clocks
    ],
)
def test_now(text: str, now: datetime) -> None:
    assert option_now("--now", text, BERLIN) == now


@pytest.mark.parametrize("text", ["", "soon", "14:30", "9999-01-01"])
def test_what_is_no_now(text: str) -> None:
    with pytest.raises(UsageError, match="--now: can't read"):
        option_now("--now", text, BERLIN)
