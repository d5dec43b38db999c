"""A day that is logged in any order, with slips and corrections: after each command the book can be read, and minutes
are those from start to end."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planner.book.diary.pages import read_day
from tests.app.worklog.conftest import items
from tests.conftest import Plan

THINGS = ("acme", "birch", "deck", "find", "Lunch with Jo")
OUTCOMES = ("advanced", "stayed", "no-contact", "no-show", "moved", "done", "parked")


def clock(chance: random.Random) -> str:
    return f"{chance.randrange(24)}:{chance.randrange(60):02}"


def words(chance: random.Random) -> list[str]:
    """One command of the day, as a hurried hand may type it."""
    command = chance.choice(("done", "done", "done", "start", "stop", "today"))
    said = [command]
    if command in ("done", "start") and (command == "start" or chance.random() < 0.8):
        said.append(chance.choice(THINGS))
    if command == "done":
        said += ["-o", chance.choice(OUTCOMES)]
    for option, commands in (("--from", ("done",)), ("--to", ("done", "stop")), ("--at", ("start",))):
        if command in commands and chance.random() < 0.4:
            said += [option, clock(chance)]
    if command in ("done", "stop") and chance.random() < 0.2:
        said += ["--minutes", str(chance.randrange(600))]
    return said


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_typed_the_book_can_be_read(plan: Plan, at: object, book: Path, seed: int) -> None:
    items(at, "7:00")  # type: ignore[arg-type]
    chance = random.Random(seed)
    minute = 8 * 60
    codes = set()
    both_said = False
    for _ in range(15):
        minute = min(minute + chance.randrange(1, 90), 24 * 60 - 1)
        said = words(chance)
        ran = plan(*said, "--book", str(book), PLAN_NOW=f"2026-11-23T{minute // 60:02}:{minute % 60:02}")
        codes.add(ran.code)
        both_said |= "--minutes" in said and "--to" in said
        assert ran.code in (0, 2), (said, ran.err)
        for page in (book / "diary").glob("*.toml"):
            on = date.fromisoformat(page.stem)
            for row in read_day(page.read_bytes(), on, ZoneInfo("Europe/Berlin")).worked:
                length = round((row.slot.end.timestamp() - row.slot.start.timestamp()) / 60)
                assert row.slot.minutes == length or both_said
    assert 0 in codes
