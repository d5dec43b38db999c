"""`plan wrap` offers to park, with one key, a deal that doesn't answer whether to close its file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.worklog.conftest import At, at, home, plan, record, worked
from tests.book.books import write_book
from tests.commands.records.conftest import PLAN

__all__ = ["at", "home", "plan"]

PROSPECTS = """\
[[prospect]]
id = "birch"
name = "Birch line"
amount = 200           # too little for a try
stage = "proposal"
since = 2026-08-03
last_touch = 2026-09-01
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path, plan=PLAN, playbook=None, prospects=PROSPECTS)


def asked(at: At, book: Path) -> None:
    """Birch is asked on Monday, by mail."""
    items = json.loads(at("2026-11-23T07:00", "today", "--json").out)["items"]
    (line,) = [each for each in items if each["play"] == "close-file"]
    assert (line["item"], line["title"], line["minutes"], line["makes"]) == (
        "birch/close-file", "Close your file?", 5, 0.0,
    )  # fmt: skip
    at("2026-11-23T09:00", "done", "birch/close-file", "-o", "no-contact", "-m", "mail")
    assert [row[0] for row in worked(book)] == ["birch/close-file"]


def test_after_five_working_days_it_is_one_key(at: At, book: Path) -> None:
    asked(at, book)
    ran = at("2026-11-27T12:00", "wrap", "--on", "2026-11-23", stdin="\n" * 20)
    assert "close the file?" not in ran.err
    ran = at("2026-11-30T12:00", "wrap", "--on", "2026-11-23", "--json", stdin="-\n" * 9 + "p\n")
    assert "Birch line: close the file? You asked 5 working days ago and got no answer" in ran.err
    assert json.loads(ran.out)["parked"] == ["birch"]
    at("2026-11-30T12:01", "undo")
    ran = at("2026-11-30T12:02", "wrap", "--on", "2026-11-23", stdin="-\n" * 9 + "p\n")
    assert "parked: Birch line" in ran.out
    assert (record(book, "birch")["stage"], record(book, "birch")["parked_from"]) == ("parked", "proposal")
    at("2026-11-30T12:01", "undo")
    assert record(book, "birch")["stage"] == "proposal"


def test_until_then_it_is_left_alone_and_enter_leaves_it(at: At, book: Path) -> None:
    asked(at, book)
    page = json.loads(at("2026-11-27T07:00", "today", "--json").out)
    assert [each["item"] for each in page["items"] if each["record"] == "birch" and each["does"] == "touch"] == []
    left = {each["item"]: each["because"] for each in page["left_out"]}
    assert left["birch/touch"] == "tried Mon, again from Mon"
    at("2026-11-30T12:00", "wrap", "--on", "2026-11-23", stdin="\n" * 20)
    assert record(book, "birch")["stage"] == "proposal"
    page = json.loads(at("2026-11-30T12:05", "today", "--json").out)
    assert [each["record"] for each in page["items"] if each["record"] == "birch"]  # nobody is forgotten


def test_an_answer_with_a_date_keeps_it(at: At, book: Path) -> None:
    asked(at, book)
    at("2026-11-25T09:00", "set", "birch", "next_on=2026-12-14")
    ran = at("2026-11-30T12:00", "wrap", "--on", "2026-11-23", stdin="\n" * 20)
    assert "close the file?" not in ran.err


def test_an_evening_asks_of_three(at: At, book: Path) -> None:
    names = ("birch", "cedar", "elm", "fir", "oak")
    text = "\n".join(PROSPECTS.replace("birch", name).replace("Birch", name.title()) for name in names)
    (book / "prospects.toml").write_text(text, encoding="utf-8")
    for name in names:
        at("2026-11-23T09:00", "done", f"{name}/close-file", "-o", "no-contact", "-m", "mail")
    ran = at("2026-11-30T12:00", "wrap", "--on", "2026-11-23", stdin="\n" * 20)
    assert ran.err.count("close the file?") == 3
    assert "2 more gave no answer: plan park" in ran.err
