"""Ranges of days, as they are typed and as a file has them, by one reader."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.locales.dates import write_day
from planner.locales.days import read_coming_days, read_day, read_days
from planner.locales.in_files import days_in_file
from planner.locales.locale import PLAIN
from planner.locales.words import NoReadingError

TODAY = date(2026, 11, 23)  # a Monday
days = st.integers(0, 300).map(lambda n: TODAY + timedelta(days=n))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("mon-wed", "2026-11-30", "2026-12-02"),
        ("wed - tue", "2026-11-25", "2026-12-01"),
        ("24 dec - 2 jan", "2026-12-24", "2027-01-02"),
        ("24dec-2jan", "2026-12-24", "2027-01-02"),
        ("24-26 dec", "2026-12-24", "2026-12-26"),
        ("dec 24-26", "2026-12-24", "2026-12-26"),
        ("24th-26th dec", "2026-12-24", "2026-12-26"),
        ("24.-26. dec", "2026-12-24", "2026-12-26"),
        ("dec 24 to jan 2", "2026-12-24", "2027-01-02"),
        ("today - wed", "2026-11-23", "2026-11-25"),
        ("tomorrow-fri", "2026-11-24", "2026-11-27"),
        ("24 dec - 2 feb 2029", "2028-12-24", "2029-02-02"),
        ("next week", "2026-11-30", "2026-12-06"),
        ("this week", "2026-11-23", "2026-11-29"),
        ("W50", "2026-12-07", "2026-12-13"),
        ("2026-12-24", "2026-12-24", "2026-12-24"),
        ("2026-12-24-2026-12-26", "2026-12-24", "2026-12-26"),
    ],
)
def test_what_a_rep_types(text: str, first: str, last: str) -> None:
    found = read_coming_days(text, TODAY)
    assert (found[0].isoformat(), found[-1].isoformat()) == (first, last)
    assert found == [found[0] + timedelta(days=n) for n in range(len(found))]


@pytest.mark.parametrize("text", ["9-12", "14:00-14:45", "2-4pm", "foo-bar", "", "-", "2026-12-24 - 2029-01-02"])
def test_what_is_no_range_of_days(text: str) -> None:
    with pytest.raises(NoReadingError):
        read_coming_days(text, TODAY)


@given(days, st.integers(0, 60), st.sampled_from(["..", " - ", "-", " to "]))
def test_every_way_to_write_a_range_is_the_range(first: date, more: int, mark: str) -> None:
    last = first + timedelta(days=more)
    wanted = [first + timedelta(days=n) for n in range(more + 1)]
    assert read_coming_days(f"{first}{mark}{last}", TODAY) == wanted
    assert days_in_file(f"{first}{mark}{last}", PLAIN) == wanted
    in_words = write_day(first, PLAIN, year=False), write_day(last, PLAIN)
    assert days_in_file(f"{in_words[0]} - {in_words[1]}", PLAIN) == wanted


@given(days)
def test_one_day_is_the_day_it_was(day: date) -> None:
    for text in (day.isoformat(), write_day(day, PLAIN)):
        assert read_coming_days(text, TODAY) == [read_day(text, TODAY)]
        assert days_in_file(text, PLAIN) == [day]


@pytest.mark.parametrize("piece", ["1-", "mon-", "9-5 "])
def test_a_long_text_is_not_cut_at_each_dash(piece: str) -> None:
    tried: list[str] = []

    def read(end: str, first: date | None) -> date:
        tried.append(end)
        raise NoReadingError(end)

    with pytest.raises(NoReadingError):
        read_days(piece * 300, read)
    assert tried == []
    assert days_in_file(f"2026-12-24{' ' * 300}-{' ' * 300}2026-12-24", PLAIN) == [date(2026, 12, 24)]
