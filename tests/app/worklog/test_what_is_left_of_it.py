"""What is left of a thing that was begun comes back: on the page, or under what was left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.app.worklog.conftest import At, items, worked


def rest(at: At, when: str, item: str) -> list[tuple[str, int]]:
    """Where the item still is, and its minutes."""
    page: dict[str, Any] = json.loads(at(when, "today", "--json").out)
    places = [(line["state"], line) for line in page["items"]] + [("left out", line) for line in page["left_out"]]
    return [(place, line["minutes"]) for place, line in places if line["item"] == item]


def test_on_the_page(at: At) -> None:
    at("08:30", "start", "deck")
    at("08:50", "stop")
    assert rest(at, "08:50", "deck") == [("done", 20), ("planned", 40)]


def test_left_out_where_there_is_no_room(at: At) -> None:
    at("08:30", "start", "deck")
    at("08:50", "stop")
    at("08:51", "block", "08:00-24:00", "Fair")
    assert rest(at, "08:52", "deck") == [("done", 20), ("left out", 40)]


def test_of_another_step_than_the_day_offered(at: At) -> None:
    offered = {line["item"] for line in json.loads(at("07:00", "today", "--json").out)["items"]}
    assert "birch/demo" not in offered
    at("08:30", "start", "birch/demo")
    at("08:40", "stop")
    whole = 60
    assert rest(at, "08:50", "birch/demo") == [("done", 10), ("planned", whole - 10)]
    at("08:50", "done", "birch/demo", "-o", "stayed")
    assert ("planned", whole - 10) not in rest(at, "09:30", "birch/demo")


def test_the_rest_stays_where_the_page_has_it(at: At, book: Path) -> None:
    items(at, "7:00")
    at("08:32", "start", "deck")
    at("08:45", "stop")
    request = at("18:00", "wrap", stdin="\nd\n").err
    assert "Quarterly deck, 47m\n" in request
    assert worked(book) == [("deck", "08:32", "08:45", 13, None), ("deck", "09:25", "10:12", 47, "done")]


def test_the_rest_that_was_moved_and_done_after_all(at: At, book: Path) -> None:
    at("10:00", "done", "deck", "-o", "stayed", "--from", "9:00", "--to", "9:40")
    at("10:05", "done", "deck", "-o", "moved", "--again", "wed")
    at("12:00", "done", "deck")
    assert worked(book) == [("deck", "09:00", "09:40", 40, "stayed"), ("deck", "11:40", "12:00", 20, "done")]
