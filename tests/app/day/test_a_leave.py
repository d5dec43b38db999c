"""A leave in the calendar: its days have no hours, and what falls due in it is a plan on the pages around it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.app.worklog.conftest import At, at, home, plan
from tests.book.books import write_book
from tests.commands.records.conftest import PLAN

__all__ = ["at", "home", "plan"]

CARE = """
[care]
share = 0.10
find = 0.0
"""
CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:test
BEGIN:VEVENT
UID:vacation
DTSTAMP:20261120T080000Z
DTSTART;VALUE=DATE:20261201
DTEND;VALUE=DATE:20261212
SUMMARY:Vacation
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(params=["days_off", "calendar"])
def book(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    days = [f"2026-12-{day:02}" for day in range(1, 12)]
    written = f"days_off = [{', '.join(days)}]\n" if request.param == "days_off" else ""
    plan_text = PLAN + written + CARE
    if request.param == "calendar":
        plan_text += '\n[calendars]\nbusy = ["work.ics"]\n'
        (tmp_path / "work.ics").write_text(CALENDAR.replace("\n", "\r\n"), encoding="utf-8")
    rows = [
        f'[[contact]]\nname = "Person {n}"\nchecked = {date(2026, 11, 23) - timedelta(days=4 + n % 9)}\ncadence = 20\n'
        for n in range(40)
    ]
    return write_book(tmp_path, plan=plan_text, playbook=None, contacts="\n".join(rows))


def care(at: At, when: str) -> dict[str, Any]:
    figures: dict[str, Any] = json.loads(at(when, "today", "--json").out)["care"]
    return figures


def test_the_plan_is_on_the_page_and_in_forgotten(at: At, book: Path) -> None:
    leave = {"first": "2026-12-01", "last": "2026-12-13", "before": 24, "after": 16, "caught_up": "2026-12-17"}
    assert care(at, "2026-11-23T07:00")["leave"] == leave
    words = "40 due during your leave: 24 before it, 16 after it, all caught up by Thu 17 Dec 2026"
    assert words in at("2026-11-23T07:05", "today").out
    forgotten = at("2026-11-23T07:05", "forgotten")
    assert (forgotten.code, words in forgotten.out) == (0, True)
    assert json.loads(at("2026-11-23T07:05", "forgotten", "--json").out)["leave"] == leave
    last_day = care(at, "2026-11-30T07:00")
    assert (last_day["overdue"], last_day["due"]) == (0, 4)  # as many as it holds: nobody kept to the plan


def test_a_day_of_the_leave_is_no_working_day(at: At, book: Path) -> None:
    page = json.loads(at("2026-12-02T07:00", "today", "--json").out)
    assert (page["items"], page["minutes_available"], page["care"]["overdue"]) == ([], 0, 0)
    assert [taken["displaces"] for taken in page["busy"]] in ([], [0.0])
    week = json.loads(at("2026-11-27T07:00", "week", "--json").out)
    assert [day["date"] for day in week["days"]] == [
        "2026-11-27", "2026-11-30", "2026-12-14", "2026-12-15", "2026-12-16",
    ]  # fmt: skip


def test_back_again_nobody_is_overdue_and_the_page_says_until_when(at: At, book: Path) -> None:
    out = at("2026-12-14T07:00", "today").out
    assert "40 left over from your leave: all caught up by " in out
    assert " overdue" not in out
    assert care(at, "2026-12-14T07:01")["overdue"] == 0
