"""`plan morning` without a terminal: five parts, with the commands to type; nothing is written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.commands.morning.test_looking_again import tree
from tests.conftest import Plan

CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//EN
BEGIN:VEVENT
UID:team
DTSTAMP:20261101T000000Z
DTSTART:20261124T{at}00Z
DTEND:20261124T{end}00Z
SUMMARY:Team meeting
END:VEVENT
END:VCALENDAR
"""
TUESDAY = {"PLAN_NOW": "2026-11-24T07:10"}


@pytest.fixture
def book_with_calendar(book: Path) -> Path:
    text = (book / "plan.toml").read_text(encoding="utf-8")
    (book / "plan.toml").write_text(f'{text}\n[calendars]\nbusy = ["work.ics"]\n', encoding="utf-8")
    _meeting(book, "0900", "0930")
    return book


def _meeting(book: Path, at: str, end: str) -> None:
    (book / "work.ics").write_text(CALENDAR.format(at=at, end=end).replace("\n", "\r\n"), encoding="utf-8")


def test_all_five_parts_and_nothing_written(plan: Plan, book: Path) -> None:
    plan("today", "--book", str(book))
    before = tree(book)
    ran = plan("morning", "--book", str(book), **TUESDAY)
    assert (ran.code, ran.err) == (0, "")
    for part in ("1/5 YESTERDAY", "2/5 OVERNIGHT", "3/5 PROMISES", "4/5 WHAT COULD MOVE TODAY", "5/5 ONE DECISION"):
        assert part in ran.out
    assert re.search(r"log one: plan done \S+ -o \S+ --on 2026-11-23\n", ran.out)
    assert "plan wrap --on 2026-11-23" in ran.out
    assert tree(book) == before


def test_json_has_the_five_parts(plan: Plan, book: Path) -> None:
    plan("today", "--book", str(book))
    before = tree(book)
    found = json.loads(plan("morning", "--json", "--book", str(book), **TUESDAY).out)
    assert {"yesterday", "overnight", "promises", "deals", "decision"} <= found.keys()
    assert found["yesterday"]["date"] == "2026-11-23"
    items = [line["item"] for line in found["yesterday"]["lines"]]
    assert len(items) == len(set(items)) > 0
    for deal in found["deals"]:
        assert deal.keys() >= {"title", "minutes", "moves", "chance", "if_won", "per_hour", "start"}
    assert [deal["if_won"] for deal in found["deals"] if deal["record"] == "acme"] == [pytest.approx(3840)]
    assert tree(book) == before


def test_the_page_is_the_one_that_today_plans(plan: Plan, book: Path) -> None:
    found = json.loads(plan("morning", "--json", "--book", str(book)).out)
    page = json.loads(plan("today", "--json", "--book", str(book)).out)
    starts = {item["item"]: item["start"] for item in page["items"]}
    assert [deal["start"] for deal in found["deals"]] == [starts.get(deal["item"]) for deal in found["deals"]]
    again = json.loads(plan("morning", "--json", "--book", str(book)).out)
    assert again.pop("price_of_hour") == pytest.approx(found.pop("price_of_hour"), abs=0.001)  # as the diary keeps it
    assert again == found


def test_the_calendar_against_yesterdays_page(plan: Plan, book_with_calendar: Path) -> None:
    book = str(book_with_calendar)

    def overnight() -> dict[str, object]:
        found: dict[str, object] = json.loads(plan("morning", "--json", "--book", book, **TUESDAY).out)["overnight"]
        return found

    assert overnight()["since"] is None
    plan("today", "--book", book)
    assert overnight() == {"named": True, "since": "2026-11-23", "changes": [], "called_off": []}
    _meeting(book_with_calendar, "1015", "1045")
    changes = [{"what": "moved", "title": "Team meeting", "start": "2026-11-24T11:15:00+01:00",
                "before": "2026-11-24T10:00:00+01:00"}]  # fmt: skip
    assert overnight()["changes"] == changes
    assert "Team meeting moved from 10:00 to 11:15" in plan("morning", "--book", book, **TUESDAY).out


@pytest.mark.parametrize("words", [["morning"], ["morning", "--json"]], ids=" ".join)
def test_an_empty_book(plan: Plan, book: Path, words: list[str]) -> None:
    (book / "prospects.toml").unlink()
    before = tree(book)
    ran = plan(*words, "--book", str(book))
    assert (ran.code, ran.err) == (0, "")
    assert tree(book) == before
