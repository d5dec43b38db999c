"""An item makes its money once, however it was begun and broken off; page, status, wrap and review say the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.worklog.conftest import At, items, worked

ACME = "acme/proposal"


def said(at: At, when: str) -> tuple[float, float, float]:
    """What the day has made by status, by the page's lines that are done, and by the review."""
    status = json.loads(at(when, "status", "--json").out)["made"]
    lines = json.loads(at(when, "today", "--json").out)["items"]
    review = json.loads(at(when, "review", "day", "--json").out)
    page = sum(item["makes"] for item in lines if item["state"] == "done")
    return round(status, 2), round(page, 2), round(review["made"], 2)


@pytest.fixture
def whole(at: At, book: Path) -> float:
    """What the morning's page says the proposal makes, in 140 minutes."""
    item = items(at, "7:00")[ACME]
    assert item["minutes"] == 140
    return float(item["makes"])


def test_begun_left_and_begun_again(at: At, whole: float) -> None:
    at("9:00", "start", "acme")
    at("9:28", "start", "Fire drill")
    at("9:40", "start", "acme")
    assert said(at, "9:40")[0] == pytest.approx(whole / 5, abs=0.01)  # 28 of 140 minutes
    at("10:30", "done", "-o", "advanced")
    assert said(at, "10:30") == pytest.approx((whole, whole, whole), abs=0.01)


@pytest.mark.parametrize("looked", [False, True])
def test_looking_at_the_page_changes_neither_minutes_nor_money(at: At, book: Path, whole: float, looked: bool) -> None:
    at("9:00", "start", "acme")
    at("9:30", "stop")
    if looked:
        at("9:31", "today")
    at("12:00", "done", "acme", "-o", "stayed")
    rest = [(30, None), (110, "stayed")], [(30, "stayed")]  # the second where the page keeps the rest for later
    assert [row[3:] for row in worked(book)] in rest
    assert said(at, "12:01") == pytest.approx((whole, whole, whole), abs=0.01)


@pytest.mark.parametrize("outcome", ["no-contact", "no-show", "moved"])
def test_a_try_that_reached_nobody_makes_nothing(at: At, whole: float, outcome: str) -> None:
    at("12:00", "done", "acme", "-o", outcome)
    assert said(at, "12:00") == (0, 0, 0)
    line = [line for line in at("12:01", "today").out.splitlines() if "✓" in line and outcome in line]
    assert not line or "$" not in line[0]


def test_what_is_not_finished_makes_its_share_and_the_whole_when_it_is(at: At, book: Path) -> None:
    items(at, "7:00")
    at("10:00", "done", "deck", "-o", "stayed", "--minutes", "20")
    assert said(at, "10:00") == (100, 100, 100)  # of 300, by 20 of 60 minutes
    at("15:00", "done", "deck")
    assert worked(book)[1][3] == 40
    assert said(at, "15:00") == (300, 300, 300)


def test_a_task_makes_its_money_when_it_is_done(at: At, book: Path) -> None:
    """An hour's deck that is not finished within its hour comes again, and is worth its 300 once."""

    def made(day: str) -> float:
        return float(json.loads(at(f"{day}T18:00", "status", "--json").out)["made"])

    items(at, "7:00")
    at("12:00", "done", "deck", "-o", "stayed", "--from", "9:00", "--to", "10:00")
    assert made("2026-11-23") == 0
    at("2026-11-24T07:00", "today")
    at("2026-11-24T12:00", "done", "deck", "-o", "done", "--from", "9:00", "--to", "9:30")
    assert made("2026-11-24") == 300


def test_a_preparation_makes_its_share_when_it_is_done(at: At, book: Path) -> None:
    at("7:00", "set", "acme", "stage=negotiation", "at=2026-11-23T15:00")
    before = json.loads(at("7:01", "today", "--json").out)
    (prepare,) = [item for item in before["items"] if item["does"] == "prepare"]
    at("10:00", "done", prepare["item"], "-o", "stayed")
    assert said(at, "10:01")[2] == 0
    at("12:00", "done", prepare["item"], "-o", "done")
    assert said(at, "12:01")[2] == round(prepare["makes"], 2)
