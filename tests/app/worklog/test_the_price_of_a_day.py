"""The usual price of an hour is that of days as they were first planned, not of their evenings."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from planner.core.diary import DiaryDay
from planner.core.history import read_history
from tests.app.worklog.conftest import At, page

MONDAY = date(2026, 11, 23)


def test_planned_again_when_little_is_left(at: At, book: Path) -> None:
    morning = json.loads(at("7:00", "today", "--json").out)["price_of_hour"]["today"]
    assert morning > 0
    assert "price_first" not in page(book)["page"]
    for when in ("16:40", "16:50", "20:00"):
        at(when, "inbound", f"Firm {when}, Kim")
        at(when, "today")
    kept = page(book)["page"]
    assert kept["price_today"] == pytest.approx(0.0)
    assert kept["price_first"] == pytest.approx(morning, abs=0.001)
    review = json.loads(at("2026-11-24T07:00", "review", "2026-11-23", "--json").out)
    assert review["price"] == pytest.approx(morning, abs=0.001)


@pytest.mark.parametrize(
    ("figures", "price"),
    [
        ({}, 80.0),  # of a page from before these figures
        ({"minutes_available": 300}, 80.0),
        ({"minutes_available": 0}, None),  # a look on a day off, or in the evening
        ({"minutes_available": 0, "price_first": 120.0}, 120.0),
        ({"minutes_available": 300, "price_first": 0.0}, 0.0),
    ],
)
def test_the_usual_price_of_a_page(figures: dict[str, object], price: float | None) -> None:
    day = DiaryDay(date=MONDAY, price_today=80.0, figures=figures)
    assert day.usual_price == price
    history = read_history([day], date(2026, 11, 24))
    assert (history.price_pages, history.price_lately) == ((0, None) if price is None else (1, price))
    assert DiaryDay(date=MONDAY).usual_price is None
