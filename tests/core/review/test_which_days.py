"""Which days a review is of."""

from datetime import date

import pytest

from planner.core.review.period import period_named

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
    assert period_named(word, THURSDAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("word", "what"),
    [
        ("fortnight", "no days “fortnight”"),
        ("next-week", "no days “next-week”"),
        ("2026-02-30", "no days “2026-02-30”"),
        ("2026-03-02..", "no days “2026-03-02..”"),
        ("2026-03-02..2026-03-01", "2026-03-01 is before 2026-03-02"),
        ("1999-01-01..2026-01-01", "more than three years"),
    ],
)
def test_no_days(word: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        period_named(word, THURSDAY)
