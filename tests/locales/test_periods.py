"""Words and dates for the period of a review."""

from datetime import date

import pytest

from planner.locales.periods import read_period

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
        ("2 Mar..1 Apr", "2026-03-02", "2026-04-01"),
        ("mon", "2026-11-16", "2026-11-16"),
        ("thu", "2026-11-19", "2026-11-19"),
        ("12 Nov", "2026-11-12", "2026-11-12"),
        ("last week", "2026-11-09", "2026-11-15"),
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("Nov", "2026-11-01", "2026-11-30"),
        ("dec", "2025-12-01", "2025-12-31"),
        ("Feb 2024", "2024-02-01", "2024-02-29"),
        ("W47", "2026-11-16", "2026-11-22"),
        ("W48", "2025-11-24", "2025-11-30"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("Q4", "2026-10-01", "2026-12-31"),
        ("q3", "2026-07-01", "2026-09-30"),
        ("2025-Q1", "2025-01-01", "2025-03-31"),
        ("2025", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_word(word: str, first: str, last: str) -> None:
    assert read_period(word, THURSDAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("word", "what"),
    [
        ("fortnight", "fortnight"),
        ("2026-02-30", "2026-02-30"),
        ("2026-13", "2026-13"),
        ("W54", "w54"),
        ("2026-03-02..", "^$"),
        ("2026-03-02..2026-03-01", "2026-03-01 is before 2026-03-02"),
        ("1999-01-01..2026-01-01", "at most three years"),
    ],
)
def test_no_days(word: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        read_period(word, THURSDAY)
