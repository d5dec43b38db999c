"""What is left of a thing that was begun comes back: on the page, or under what was left out."""

from __future__ import annotations

import json
from typing import Any

from tests.lived.conftest import At


def rest(at: At, moment: str, item: str) -> list[tuple[str, int]]:
    """Where the item still is, and its minutes."""
    page: dict[str, Any] = json.loads(at(moment, "today", "--json").out)
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
