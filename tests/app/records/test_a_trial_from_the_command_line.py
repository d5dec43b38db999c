"""`plan set ID running.until=DAY`: a trial is set, shown, moved, decided and taken back by commands."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.app.worklog.conftest import PLAN, PROSPECTS, At, at, home, plan
from tests.book.books import write_book

__all__ = ["at", "home", "plan"]
END = date(2026, 11, 30)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    days = "".join(f'{day} = ["08:30-12:30", "13:15-17:30"]\n' for day in ("wed", "thu", "fri"))
    return write_book(tmp_path, plan=PLAN + days, playbook=None, prospects=PROSPECTS)


def acme(book: Path) -> dict[str, Any]:
    return tomllib.loads((book / "prospects.toml").read_text(encoding="utf-8"))["prospect"][0]


def test_it_is_one_table_of_one_line_and_says_what_it_holds(at: At, book: Path) -> None:
    at("16:00", "set", "acme", "running.until=mon", "running.checks=wed,thu")
    assert "running = { until = 2026-11-30, checks = [2026-11-25, 2026-11-26] }\n" in (
        book / "prospects.toml"
    ).read_text(encoding="utf-8")
    at("16:00", "set", "acme", "running.checks-=wed")
    assert acme(book)["running"] == {"until": END, "checks": [date(2026, 11, 26)]}
    assert "Trial        decided on 30 Nov, check-in 26 Nov" in at("16:00", "show", "acme").out
    changed = json.loads(at("16:00", "set", "acme", "running=", "--json").out)["changed"]
    assert changed == {"running": {"before": {"until": "2026-11-30", "checks": ["2026-11-26"]}, "after": None}}
    assert "running" not in acme(book)


def test_what_can_not_be_is_refused_and_changes_nothing(at: At, book: Path) -> None:
    before = (book / "prospects.toml").read_bytes()
    assert "fix: running.until=…" in at("16:00", "set", "acme", "running.untl=fri", code=2).err
    assert "fix: running.until=fri" in at("16:00", "set", "acme", "running=fri", code=2).err
    assert "`until` is missing" in at("16:00", "set", "acme", "running.checks=fri", code=1).err
    assert 'can\'t read "soon"' in at("16:00", "set", "acme", "running.checks=soon", code=2).err
    assert (book / "prospects.toml").read_bytes() == before


def test_warnings_of_a_day_off_and_of_a_check_in_after_the_end(at: At, book: Path) -> None:
    ran = at("16:00", "set", "acme", "running.until=2026-11-28")
    assert "running.until: you don't work on Sat 28 Nov 2026, so it counts for Mon 30 Nov 2026" in ran.err
    at("16:00", "set", "acme", "running.checks=2026-12-03")
    assert "ends before its check-in of 2026-12-03" in at("16:00", "check").out


def test_a_week_with_a_trial(at: At, book: Path) -> None:
    at("07:00", "today")
    at("10:00", "done", "acme", "-o", "stayed")
    at("10:01", "set", "acme", "running.until=mon")
    shown = {}
    for day in (24, 25, 26, 27, 30):
        items = json.loads(at(f"2026-11-{day}T07:00", "today", "--json").out)["items"]
        shown[day] = [(each["item"], each["title"], each["promised"]) for each in items if each["record"] == "acme"]
        if day == 26:
            at("2026-11-26T09:00", "done", "acme/touch", "-o", "done")
    check = [("acme/touch", "Check in on the trial", False)]
    assert shown == {24: [], 25: [], 26: check, 27: [], 30: [("acme/proposal", "Decide on the trial", True)]}
    moved = at("2026-11-30T08:00", "later", "acme", "wed")
    assert "I can't deliver what we agreed" in moved.out
    assert acme(book)["running"] == {"until": date(2026, 12, 2)}
    at("2026-11-30T08:01", "undo")
    before = acme(book)
    assert before["running"] == {"until": END}
    at("2026-11-30T09:00", "done", "acme", "-o", "advanced", "--next-on", "thu")
    assert "running" not in acme(book)
    at("2026-11-30T09:05", "done", "acme", "-o", "no-contact", "--correct")
    assert acme(book)["running"] == {"until": END}
