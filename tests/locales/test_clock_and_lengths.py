"""Times of the day, hours and lengths in several locales."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.locales.clock import read_clock, read_range, read_ranges
from planner.locales.lengths import read_minutes
from planner.locales.locale import PLAIN, Locale, locale_names, locale_of
from planner.locales.words import NoReadingError, TwoReadingsError
from planner.locales.writing import write_clock, write_minutes

US, GERMANY, MEXICO = locale_of("en-US"), locale_of("de-DE"), locale_of("es-MX")
LOCALES = [PLAIN, *(locale_of(name) for name in locale_names())]


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("9", 540),
        ("9:15", 555),
        ("0915", 555),
        ("915", 555),
        ("02:30", 150),
        ("14:00", 840),
        ("2pm", 840),
        ("2 p.m.", 840),
        ("2:30PM", 870),
        ("9.30pm", 1290),
        ("2p", 840),
        ("12am", 0),
        ("12pm", 720),
        ("12:30", 750),
        ("noon", 720),
        ("14h30", 870),
        ("14 Uhr", 840),
        ("24:00", 1440),
        ("00:00", 0),
    ],
)
def test_a_time(text: str, minute: int) -> None:
    assert {read_clock(text, locale) for locale in (PLAIN, US, GERMANY, MEXICO)} == {minute}


@pytest.mark.parametrize(("text", "locale"), [("2", PLAIN), ("2", US), ("2", GERMANY), ("2:30", US), ("6:59", MEXICO)])
def test_two_readings_of_a_time(text: str, locale: Locale) -> None:
    with pytest.raises(TwoReadingsError) as two:
        read_clock(text, locale)
    first, second = (read_clock(each.text, locale) for each in two.value.meanings)
    assert second == first + 720


def test_a_clock_of_24_hours() -> None:
    assert read_clock("2:30", PLAIN) == read_clock("2:30", GERMANY) == 150
    assert read_clock("9.30", GERMANY) == 570
    assert (write_clock(150, GERMANY), write_clock(150, US), write_clock(720, US)) == ("02:30", "2:30am", "12:00pm")


@pytest.mark.parametrize("text", ["", "x", "24:01", "14:60", "13pm", "0pm", "9.30", "9:5", "99", "2xm", "1:2:3"])
def test_no_time(text: str) -> None:
    with pytest.raises(NoReadingError):
        read_clock(text, PLAIN)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("08:30-12:30", [(510, 750)]),
        ("8:30–12:30, 13:15–17:30", [(510, 750), (795, 1050)]),
        ("9-5", [(540, 1020)]),
        ("9-5:30", [(540, 1050)]),
        ("8:30-5:00", [(510, 1020)]),
        ("9-12, 1-5", [(540, 720), (780, 1020)]),
        ("9-12 and 2-6", [(540, 720), (840, 1080)]),
        ("9am-5pm", [(540, 1020)]),
        ("2-4pm", [(840, 960)]),
        ("11-1pm", [(660, 780)]),
        ("9 to 17", [(540, 1020)]),
        ("6-14", [(360, 840)]),
        ("22:00-02:00", [(1320, 1560)]),
        ("10pm-2am", [(1320, 1560)]),
        ("00:00-24:00", [(0, 1440)]),
    ],
)
def test_hours(text: str, hours: list[tuple[int, int]]) -> None:
    assert read_ranges(text, PLAIN) == read_ranges(text, US) == hours


@pytest.mark.parametrize(
    "text", ["", "9", "9:00-9:00", "14:45-14:00", "9:00-05:30", "9-12, 11-13", "9-5, 1-3", "9-x", "-", "9-12-5"]
)
def test_no_hours(text: str) -> None:
    with pytest.raises(NoReadingError):
        read_ranges(text, PLAIN)


def test_two_readings_of_hours() -> None:
    with pytest.raises(TwoReadingsError) as two:
        read_range("1-5", US)
    assert [read_range(each.text, US) for each in two.value.meanings] == [(60, 300), (780, 1020)]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90", 90),
        ("90m", 90),
        ("15 min", 15),
        ("1h30", 90),
        ("1 h 30", 90),
        ("1h30m", 90),
        ("1 hr 15 min", 75),
        ("1:30", 90),
        ("1,5 h", 90),
        ("1.5h", 90),
        ("2 hours", 120),
        ("half an hour", 30),
        ("45'", 45),
    ],
)
def test_a_length(text: str, minutes: int) -> None:
    assert {read_minutes(text, locale) for locale in (PLAIN, US, GERMANY)} == {minutes}


def test_lengths_of_a_locale() -> None:
    assert read_minutes("1 Std. 30 Min.", GERMANY) == 90
    assert read_minutes("3.5", PLAIN, unit=60) == 210


@pytest.mark.parametrize("text", ["", "few", "-5", "1h90", "30 m 5", "1.5h30", "5 x", "1:60", "9" * 9])
def test_no_length(text: str) -> None:
    with pytest.raises(NoReadingError):
        read_minutes(text, PLAIN)


@given(st.sampled_from(LOCALES), st.integers(0, 1440))
def test_times_and_lengths_on_a_screen_are_read_back(locale: Locale, minute: int) -> None:
    assert read_clock(write_clock(minute, locale), locale) == minute
    assert read_minutes(write_minutes(minute), locale) == minute


@given(st.text(max_size=20), st.sampled_from(LOCALES))
def test_any_text_is_read_or_refused(text: str, locale: Locale) -> None:
    for read in (read_clock, read_ranges, read_minutes):
        with contextlib.suppress(NoReadingError, TwoReadingsError):
            read(text, locale)
