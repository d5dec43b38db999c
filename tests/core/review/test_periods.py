"""Words and dates for the period of a review."""

from datetime import date

import pytest

from planner.core.review.period import read_period

THURSDAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("word", "first", "last"),
    [
        ("day", "2026-11-19", "2026-11-19"),
        ("yesterday", "2026-11-18", "2026-11-18"),
        ("week", "2026-11-16", "2026-11-22"),
        ("last-week", "2026-11-09", "2026-11-15"),
        ("month", "2026-11-01", "2026-11-30"),
        ("last-month", "2026-10-01", "2026-10-31"),
        ("quarter", "2026-10-01", "2026-12-31"),
        ("last-quarter", "2026-07-01", "2026-09-30"),
        ("year", "2026-01-01", "2026-12-31"),
        ("last-year", "2025-01-01", "2025-12-31"),
        ("2026-03-02", "2026-03-02", "2026-03-02"),
        ("2026-03-02..2026-04-01", "2026-03-02", "2026-04-01"),
    ],
)
def test_a_word(word: str, first: str, last: str) -> None:
    assert read_period(word, THURSDAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("word", "what"),
    [
        ("fortnight", 'can\'t read "fortnight" as a period'),
        ("next-week", 'can\'t read "next-week" as a period'),
        ("2026-02-30", 'can\'t read "2026-02-30" as a period'),
        ("2026-03-02..", 'can\'t read "2026-03-02.." as a period'),
        ("2026-03-02..2026-03-01", "2026-03-01 is before 2026-03-02"),
        ("1999-01-01..2026-01-01", "at most three years"),
    ],
)
def test_no_days(word: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        read_period(word, THURSDAY)
