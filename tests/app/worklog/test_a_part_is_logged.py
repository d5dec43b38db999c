"""A part of a long promise that is logged leaves the rest; the whole is done with its last part, or by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.app.worklog.conftest import At, items, record, worked

STUDY = 'next_by = 2026-11-27\nnext = "Write the study"\nnext_minutes = 700\n'
TASK = """
[[task]]
id = "study"
title = "Write the study"
minutes = 700
record = "acme"
splits = true
by = 2026-11-24
"""
DAYS = ("23", "24", "25")


@pytest.fixture
def long(book: Path) -> Path:
    """A book with a promise of 700 minutes; Monday and Tuesday have 495 each."""
    file = book / "prospects.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('id = "acme"', STUDY + 'id = "acme"'), encoding="utf-8")
    return book


def parts(at: At, when: str, item: str = "acme/agreed") -> list[dict[str, Any]]:
    return [line for line in items_of(at, when) if line["item"] == item and line["state"] == "planned"]


def items_of(at: At, when: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(at(when, "today", "--json").out)["items"]
    return found


@pytest.mark.parametrize("word", ["no-progress", "done"])
def test_a_part_leaves_the_rest_of_an_agreed_step(at: At, long: Path, word: str) -> None:
    first = parts(at, "08:00")[0]
    said = at("12:30", "done", str(first["number"]), "-o", word).out
    assert "left; all of it done: `plan done acme/agreed -o done`" in said
    acme = record(long, "acme")
    assert (acme["next"], acme["next_minutes"]) == ("Write the study", 700)
    assert str(acme["last_touch"]) == "2026-11-20"  # a part reaches nobody
    assert worked(long)[0][4] == "stayed"
    done = worked(long)[0][3]
    at("2026-11-24T08:00", "today")
    assert f"{700 - done}" in str(at("2026-11-24T08:00", "why", "acme", "--json").out)
    assert "plan wrap --on mon" not in at("2026-11-24T08:00", "status").err


def test_the_whole_by_its_name(at: At, long: Path) -> None:
    parts(at, "08:00")
    at("12:30", "done", "acme/agreed", "-o", "done")
    assert "next" not in record(long, "acme")


def test_the_last_part_is_the_whole(at: At, long: Path) -> None:
    """Each line is logged by its number as the page has it, until none is left."""
    for day in DAYS:
        for line in parts(at, f"2026-11-{day}T08:00"):
            end = line["end"]
            at(end[:16], "done", str(line["number"]), "-o", "done")
            if "next" not in record(long, "acme"):
                minutes = sum(row[3] for on in DAYS for row in logged(long, on))
                assert minutes >= 700 - 29
                return
    raise AssertionError("never done")


def logged(book: Path, day: str) -> list[tuple[str, str, str, int, str | None]]:
    on = f"2026-11-{day}"
    rows = worked(book, on) if (book / f"diary/{on}.toml").exists() else []
    return [row for row in rows if row[0] == "acme/agreed"]


def test_minutes_of_a_clock_are_taken_off(at: At, long: Path) -> None:
    parts(at, "08:00")
    at("08:30", "start", "acme/agreed")
    at("11:30", "stop")
    planned = sum(line["minutes"] for line in parts(at, "2026-11-24T08:00"))
    assert planned <= 495 - 5
    at("2026-11-24T08:30", "start", "acme/agreed")
    at("2026-11-24T12:30", "stop")
    left = 700 - 180 - 240
    assert sum(line["minutes"] for line in parts(at, "2026-11-24T12:30")) <= left


def test_a_part_of_a_task_leaves_the_task(at: At, book: Path) -> None:
    file = book / "tasks.toml"
    file.write_text(file.read_text(encoding="utf-8") + TASK, encoding="utf-8")
    first = parts(at, "08:00", "study")[0]
    assert first["part"] is not None
    at(first["end"][:16], "done", str(first["number"]), "-o", "done")
    assert "done_on" not in record(book, "study")
    assert items(at, first["end"][:16])  # the page is planned with what is left
    at("17:00", "done", "study", "-o", "done")
    assert str(record(book, "study")["done_on"]) == "2026-11-23"


def test_a_stopped_clock_names_the_part_by_its_number(at: At, long: Path) -> None:
    """`plan done acme/agreed` would log the whole promise."""
    number = str(parts(at, "08:00")[0]["number"])
    at("08:05", "start", number)
    assert f"log it: plan done {number} -o …" in at("08:40", "stop").err
