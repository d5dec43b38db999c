"""Sixty working days, simulated page by page: 88 records of every kind, short Fridays, holidays and days off."""

import random

import pytest
from benchmarks.lived.touches import Keeper, drawn_book, lived_days
from benchmarks.lived.world import shipped_sale

from planner.core.value.deal_index import build_table


def keeper(size: float, share: float) -> Keeper:
    playbook = shipped_sale()
    return Keeper(drawn_book(playbook, 1, size=size, share=share), build_table(playbook), random.Random(1))


def test_no_record_is_overdue_where_the_time_is_enough() -> None:
    touches = 0
    for page, forgotten in lived_days(keeper(size=0.5, share=0.12), 60):
        assert page.care.minutes_needed_per_day <= page.care.minutes_kept_per_day
        assert forgotten == [], page.date
        assert page.care.later <= page.care.due - page.care.placed, page.date
        assert page.care.next_name not in {item.what.name for item in page.items}, page.date
        touches += sum(item.what.does == "touch" for item in page.items)
    assert touches > 50


def test_the_page_says_how_much_time_is_missing() -> None:
    book = keeper(size=2, share=0.05)
    days = list(lived_days(book, 8))
    care = days[0][0].care
    # 50 open (14 days), 80 lost (90), 60 parked (180), 40 accounts (30), 120 contacts (180); ten minutes, five days.
    assert care.minutes_needed_per_day == pytest.approx(
        10 * (50 / 14 + 80 / 90 + 60 / 180 + 40 / 30 + 120 / 180) * 7 / 5
    )
    # Four days of six hours and one of three.
    assert care.minutes_kept_per_day == pytest.approx(0.05 * (4 * 360 + 180) / 5)
    assert any(forgotten for _, forgotten in days)
    assert [warning.code for warning in days[0][0].warnings] == ["care"]
