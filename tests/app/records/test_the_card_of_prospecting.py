"""The line for prospecting says whom to look for; its card and its math say where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.worklog.conftest import PLAN, At, at, home, plan
from tests.book.books import write_book

__all__ = ["at", "home", "plan"]

PLAYBOOK = """\
prospecting = { amount = 20_000 }

[ideal]
who = "parts makers"
look_for = ["a second site", "orders on a whiteboard", "noise"]

[[trigger]]
id = "recall"
title = "A recall"
look = "the supplier lists"
say = ["Which record did they ask for?"]
"""
TASKS = '[[task]]\nid = "deck"\ntitle = "Quarterly deck"\nminutes = 30\nmust = true\n'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "book").mkdir()
    write_book(tmp_path / "book", plan=f"{PLAN}\n[care]\nfind = 0.2\n", playbook=PLAYBOOK, tasks=TASKS)
    return tmp_path / "book"


def search(at: At) -> dict[str, object]:
    items = json.loads(at("7:00", "today", "--json").out)["items"]
    return next(each for each in items if each["does"] == "find")


def test_the_line_its_card_and_its_math(at: At) -> None:
    line = search(at)
    assert line["objective"] == "Parts makers. Look for a second site or orders on a whiteboard"
    for word in (str(line["number"]), "find", "Prospecting", str(line["item"])):
        card = json.loads(at("7:05", "show", word, "--json").out)
        assert (card["item"], card["number"]) == (line["item"], line["number"])
        assert card["look_for"]["who"] == "parts makers"
        assert card["look_for"]["signs"] == ["a second site", "orders on a whiteboard", "noise"]
        assert card["look_for"]["triggers"][0]["id"] == "recall"
        assert json.loads(at("7:05", "why", word, "--json").out)["look_for"] == card["look_for"]
    shown = at("7:06", "show", "find").out
    for said in ("parts makers", "noise", "A recall: the supplier lists", "“Which record did they ask for?”"):
        assert said in shown
    assert "A recall" in at("7:06", "why", "find").out
    assert json.loads(at("7:06", "why", "deck", "--json").out)["look_for"] is None


def test_a_book_that_names_nobody_says_where_to_write_it(at: At, book: Path) -> None:
    (book / "playbook.toml").write_text("prospecting = { amount = 20_000 }\n", encoding="utf-8")
    assert "under [ideal] (`plan edit playbook`)" in at("7:00", "show", "prospecting").out


def test_a_record_of_that_name_comes_first(at: At, book: Path) -> None:
    (book / "tasks.toml").write_text(TASKS.replace("deck", "find"), encoding="utf-8")
    assert json.loads(at("7:00", "show", "find", "--json").out)["record"]["id"] == "find"


def test_the_number_of_a_task_for_nobody_is_the_task(at: At) -> None:
    items = json.loads(at("7:00", "today", "--json").out)["items"]
    number = next(each["number"] for each in items if each["item"] == "deck")
    assert json.loads(at("7:05", "show", str(number), "--json").out)["record"]["id"] == "deck"
