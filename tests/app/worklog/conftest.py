"""A book written by hand, whose day is lived by commands."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Plan, Ran, home, plan

__all__ = ["At", "home", "plan"]

PLAN = """\
format = 1

[rep]
name = "Dana Reyes"
currency = "USD"
timezone = "Europe/Berlin"
keeps = 0.08

[hours]
mon = ["08:30-12:30", "13:15-17:30"]
tue = ["08:30-12:30", "13:15-17:30"]
"""
PROSPECTS = """\
# the two that matter this month
[[prospect]]
id = "acme"          # the big one
name = "Acme rollout"
amount = 48_000      # they said 50 at first
stage = "proposal"   # since the demo
since = 2026-11-20
attempts = 1
last_touch = 2026-11-20
answers = { power = "named", need = "important", fit = "yes", incumbent = "none", incumbent_price = "looking" }

[[prospect]]
id = "birch"
name = "Birch line"
amount = 20_000
stage = "close"      # nearly there
since = 2026-11-19
last_touch = 2026-11-19
unanswered = 2
"""
PLAYBOOK = """\
size = { growth = 0 }  # every deal takes the playbook's minutes
"""
TASKS = """\
[[task]]
id = "deck"
title = "Quarterly deck"
minutes = 60
makes = 300          # what it is worth to me
must = true
"""
At = Callable[..., Ran]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    for name, text in (("plan", PLAN), ("playbook", PLAYBOOK), ("prospects", PROSPECTS), ("tasks", TASKS)):
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def at(plan: Plan, book: Path) -> At:
    """Run a command at a time of Monday, 2026-11-23 ("9:20"), or at a whole moment; it has to succeed."""

    def run(when: str, *words: str, stdin: str = "", code: int = 0) -> Ran:
        now = when if "T" in when else f"2026-11-23T{when:0>5}"
        ran = plan(*words, "--book", str(book), stdin=stdin, PLAN_NOW=now)
        assert ran.code == code, ran.err
        return ran

    return run


def record(book: Path, id: str) -> dict[str, Any]:
    """A record as its file has it."""
    files = ("prospects.toml", "tasks.toml", "accounts.toml")
    tables = [tomllib.loads((book / file).read_text(encoding="utf-8")) for file in files if (book / file).exists()]
    return next(row for table in tables for rows in table.values() for row in rows if row["id"] == id)


def page(book: Path, on: str = "2026-11-23") -> dict[str, Any]:
    """The diary's page of a day as its file has it."""
    return tomllib.loads((book / f"diary/{on}.toml").read_text(encoding="utf-8"))


def worked(book: Path, on: str = "2026-11-23") -> list[tuple[str, str, str, int, str | None]]:
    """What was worked on a day: item, from, to, minutes, outcome."""
    rows = page(book, on).get("worked", [])
    return [
        (row["item"], f"{row['start']:%H:%M}", f"{row['end']:%H:%M}", row["minutes"], row.get("outcome"))
        for row in rows
    ]


def items(at: At, when: str, *words: str) -> dict[str, dict[str, Any]]:
    """Today's page as JSON, by item."""
    document = json.loads(at(when, "today", "--json", *words).out)
    return {item["item"]: item for item in document["items"]}
