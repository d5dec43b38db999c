"""Why an hour of it pays, in a line; money, lengths and days in words."""

from __future__ import annotations

from datetime import date

import pytest

from planner.core.reasons import Finding, LostBefore, NextVisit, OwnFigure, Pursuit, Touch, Why
from planner.screen.text.reasons import reason
from planner.screen.text.wording import length, money, next_day, ordinal


@pytest.mark.parametrize(
    ("why", "said", "in_brief"),
    [
        (Pursuit(worth=7680, chance=0.62, hours=5.6),
         "$7,680 × 62% over 5.6 h still needed", "$7,680 × 62% over 5.6 h"),
        (Pursuit(worth=900, chance=0.0213, hours=0.34),
         "$900 × 2.13% over 0.34 h still needed", "$900 × 2.13% over 0.34 h"),
        (Pursuit(worth=0, chance=0, hours=1), "$0 × 0% over 1.0 h still needed", "$0 × 0% over 1.0 h"),
        (Touch(silent_days=31, cadence=30, days_left=0), "31 days silent, due today", "31 days silent, due today"),
        (Touch(silent_days=None, cadence=14, days_left=0), "due today", "due today"),
        (Touch(silent_days=1, cadence=2, days_left=1), "1 day silent, due tomorrow", "1 day silent, due tomorrow"),
        (Touch(silent_days=12, cadence=14, days_left=2), "12 days silent, due in 2", "12 days silent, due in 2"),
        (Touch(silent_days=93, cadence=90, days_left=-3), "93 days silent, 3 overdue", "93 days silent, 3 overdue"),
        (Touch(silent_days=91, cadence=90, days_left=3, lost=LostBefore(on=date(2026, 8, 24), days=91, reason="price")),
         "lost 24 Aug (price): look again, due in 3", "lost 24 Aug (price): look again"),
        (Touch(silent_days=96, cadence=90, days_left=-2, lost=LostBefore(on=date(2025, 8, 24), days=456, to="Boge")),
         "lost 24 Aug 2025 to Boge: look again, 2 overdue", "lost 24 Aug 2025 to Boge: look again, 2 overdue"),
        (NextVisit(makes=278.15, visits_now=3, visits_usual=4),
         "$278 from one more visit, 3 of the usual 4", "$278 from one more visit, 3 of 4"),
        (Finding(worth=1600, chance=0.041, hours=8, kept=True),
         "$1,600 × 4.1% over 8.0 h, prospecting included", "$1,600 × 4.1% over 8.0 h"),
        (OwnFigure(makes=350), "$350, your own figure", ""),
        (OwnFigure(makes=None), "earns nothing itself", "earns nothing itself"),
        (OwnFigure(makes=None, by_record=True), "paid like the deal or account it is for", ""),
    ],
)  # fmt: skip
def test_reason(why: Why, said: str, in_brief: str) -> None:
    assert reason(why, "USD") == said
    assert reason(why, "USD", brief=True) == in_brief


@pytest.mark.parametrize(
    ("amount", "currency", "short", "said"),
    [
        (1870.4, "USD", False, "$1,870"),
        (1870.4, "CHF", False, "CHF 1,870"),
        (7.4, "EUR", False, "€7"),
        (-0.4, "EUR", False, "€0"),
        (-12.0, "EUR", False, "-€12"),
        (99_999.4, "USD", True, "$99,999"),
        (128_400, "USD", True, "$128k"),
        (999_499, "EUR", True, "€999k"),
        (999_500, "EUR", True, "€1.0M"),
        (2_512_000, "EUR", True, "€2.5M"),
        (12_440_000, "GBP", True, "£12.4M"),
        (128_400, "USD", False, "$128,400"),
    ],
)
def test_money(amount: float, currency: str, short: bool, said: str) -> None:
    assert money(amount, currency, short=short) == said


def test_lengths() -> None:
    assert [length(m) for m in (5, 45, 60, 65, 90, 370)] == ["5m", "45m", "1h", "1h05", "1h30", "6h10"]


def test_days_to_come() -> None:
    monday = date(2026, 12, 28)
    days = [date(2026, 12, 28), date(2026, 12, 29), date(2027, 1, 3), date(2027, 1, 4)]
    assert [next_day(day, monday) for day in days] == ["today", "tomorrow", "on Sunday", "on 4 Jan 2027"]


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 3, 11, 12, 21, 22)] == ["first", "third", "11th", "12th", "21st", "22nd"]
