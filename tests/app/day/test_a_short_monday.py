"""Ninety minutes on a Monday: the promise and due work first, then the best call; no prospecting next to it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.worklog.conftest import At, at, home, plan
from tests.book.books import write_book
from tests.commands.records.conftest import PLAN

__all__ = ["at", "home", "plan"]

DEALS = (("call", 20_000, "discovery"), ("big", 200_000, "proposal"), ("best", 200_000, "negotiation"))
AGREED = 'next_on = 2026-11-23\nnext = "Call back with the price, as promised"\n'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    rows = [
        f'[[prospect]]\nname = "{id}"\namount = {amount}\nstage = "{stage}"\n'
        + "since = 2026-11-16\nlast_touch = 2026-11-18\n"
        + (AGREED if id == "call" else "")
        for id, amount, stage in DEALS
    ]
    task = '[[task]]\nid = "forms"\ntitle = "Forms"\nminutes = 20\nby = 2026-11-23\n'
    short = PLAN.replace('mon = ["08:00-12:00", "13:00-17:00"]', 'mon = ["09:00-10:30"]')
    return write_book(tmp_path, plan=short, playbook=None, prospects="\n".join(rows), tasks=task)


def test_what_is_promised_and_due_first_then_what_pays_most(at: At, book: Path) -> None:
    page = json.loads(at("7:00", "today", "--json").out)
    assert sorted((line["record"] or line["item"], line["promised"]) for line in page["items"]) == [
        ("best", False), ("call", True), ("forms", False),
    ]  # fmt: skip
    assert page["promises"]["broken"] == []
    titles = {line["record"]: line["title"] for line in page["items"]}
    assert titles["call"] == "Call back with the price, as promised"


def test_a_day_later_it_is_overdue_and_not_offered_for_parking(at: At, book: Path) -> None:
    at("7:00", "today")
    forgotten = at("2026-11-24T07:00", "forgotten", code=3)
    assert "1 day overdue: call: Call back with the price, as promised" in forgotten.out
    page = json.loads(at("2026-11-24T07:05", "today", "--json").out)
    assert page["promises"]["overdue"] == 1
    assert "call" not in [each["record"] for each in page["park"]]
