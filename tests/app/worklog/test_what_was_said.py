"""The talking point of a card is logged with the outcome, and counts on the next card."""

from __future__ import annotations

import json
from pathlib import Path

from tests.app.worklog.conftest import At, items, page


def said(book: Path) -> list[object]:
    return [row.get("said") for row in page(book)["worked"]]


def card(at: At, when: str, record: str) -> dict[str, object]:
    return json.loads(at(when, "show", record, "--json").out)["preparation"]["suggestion"]


def test_one_key_says_whether_it_worked(at: At, book: Path) -> None:
    items(at, "7:00")
    shown = card(at, "7:10", "birch")
    ran = at("17:00", "wrap", stdin="+\na\n\n\n\n\n\n\n\n\n\n")
    assert f"+ “{shown['id']}” worked · ! it didn't" in ran.err
    assert said(book) == [{shown["id"]: True}]


def test_what_failed_gives_way_to_the_next(at: At, book: Path) -> None:
    items(at, "7:00")
    first = card(at, "7:10", "acme")
    at("9:30", "done", "acme", "-o", "stayed", "--failed", str(first["id"]))
    assert said(book) == [{first["id"]: False}]
    second = card(at, "9:40", "acme")
    assert second["id"] != first["id"]
    at("9:41", "undo")
    assert card(at, "9:42", "acme") == first


def test_what_worked_counts_the_next_day(at: At, book: Path) -> None:
    items(at, "7:00")
    at("9:30", "done", "acme", "-o", "stayed", "--worked", "small-start")
    shown = card(at, "2026-11-24T08:00", "acme")
    assert (shown["id"], shown["worked"], shown["tried"]) == ("small-start", 1, 1)


def test_nobody_reached_and_nothing_said(at: At, book: Path) -> None:
    items(at, "7:00")
    ran = at("9:30", "done", "acme", "-o", "no-contact", "--worked", "small-start", code=2)
    assert "you talked to nobody" in ran.err
    at("17:00", "wrap", stdin="!\nn\n\n\n\n\n\n\n\n\n\n\n")
    assert said(book) == [None]


def test_an_answer_that_the_playbook_does_not_have(at: At) -> None:
    items(at, "7:00")
    ran = at("9:30", "done", "acme", "-o", "stayed", "--worked", "smal-start", code=2)
    assert 'no answer or story "smal-start"' in ran.err
    assert "small-start" in ran.err
    both = at("9:30", "done", "acme", "-o", "stayed", "--worked", "terms", "--failed", "terms", code=2)
    assert "terms" in both.err


def test_who_only_finds_a_day_is_not_asked_what_worked(at: At) -> None:
    at("7:00", "set", "acme", "stage=negotiation")
    titles = [each["title"] for each in items(at, "7:01").values() if each["does"] == "book"]
    asked = at("17:00", "wrap", stdin="\n" * 20).err.splitlines()
    line = next(number for number, text in enumerate(asked) if titles[0] in text)
    assert "+ “" not in asked[line + 1]
    assert any("+ “" in text for text in asked)  # the other deal's line is asked about
