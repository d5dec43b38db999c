"""`plan today --json`: names, types, sums and orders that other programs rely on."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.commands.morning.conftest import Page
from tests.conftest import Plan

ITEM = {
    "rank": int,
    "item": str,
    "part": list | None,
    "record": str | None,
    "kind": str,
    "play": str,
    "does": str,
    "title": str,
    "objective": str,
    "start": str,
    "end": str,
    "minutes": int,
    "per_hour": float | int,
    "makes": float | int,
    "costs": float | int,
    "value": float | int,
    "waiting": float | int,
    "chance": float | None,
    "belief": float | None,
    "must": bool,
    "due": bool,
    "fixed": bool,
    "reason": str,
}
ON_PAGE_ONLY = {"rank", "start", "end", "reason"}


def check(document: dict[str, Any]) -> None:
    assert document["format"] == 1
    for key in ("minutes_available", "minutes_planned"):
        assert type(document[key]) is int
    assert set(document["price_of_hour"]) == {"today", "one_more_hour", "year"}
    assert {"due", "placed", "overdue", "minutes_needed_per_day", "minutes_kept_per_day"} <= set(document["care"])
    for item in document["items"]:
        for key, kind in ITEM.items():
            assert isinstance(item[key], kind), (key, item[key])
        start, end = datetime.fromisoformat(item["start"]), datetime.fromisoformat(item["end"])
        assert start.utcoffset() is not None
        assert (end - start).total_seconds() == item["minutes"] * 60
        assert item["value"] == pytest.approx(item["per_hour"] * item["minutes"] / 60)  # colleagues' time is in it
    for left in document["left_out"]:
        assert set(ITEM) - ON_PAGE_ONLY <= set(left)
        assert left["because"]
    items = document["items"]
    assert [item["start"] for item in items] == sorted(item["start"] for item in items)
    ranked = sorted(items, key=lambda item: item["rank"])
    assert [item["rank"] for item in ranked] == list(range(1, len(items) + 1))
    assert [item["per_hour"] for item in ranked] == sorted((item["per_hour"] for item in items), reverse=True)
    assert document["makes"] == pytest.approx(sum(item["makes"] for item in items))
    assert document["value"] == pytest.approx(sum(item["value"] for item in items))
    assert document["minutes_planned"] == sum(item["minutes"] for item in items)
    assert document["bound"] >= document["value"] * (1 - 1e-9)
    rates = [left["per_hour"] for left in document["left_out"]]
    assert rates == sorted(rates, reverse=True)
    named = [(each["item"], each["part"] and each["part"][0]) for each in items]
    assert len(named) == len(set(named))
    assert not {item["item"] for item in items} & {left["item"] for left in document["left_out"]}


def test_a_small_book(page: Page) -> None:
    document = page()
    check(document)
    assert document["minutes_available"] == 495
    assert document["price_of_hour"]["year"] is None
    assert {item["record"] for item in document["items"]} >= {"acme", "birch"}
    assert document["items"] == page()["items"]


@pytest.mark.parametrize("example", ["demo", "large", "five-deals"])
def test_the_example_books(plan: Plan, page: Page, book: Path, example: str) -> None:
    import shutil

    shutil.rmtree(book)
    shutil.copytree(Path(__file__).parents[3] / "examples" / example, book)
    ran = plan(
        "today", "--json", "--book", str(book), PLAN_NOW="2026-11-23T07:00"
    )  # stderr names the renewals that it writes, once
    assert ran.code == 0
    check(json.loads(ran.out))
    check(page())  # looked at again


def test_an_empty_day(page: Page) -> None:
    document = page(PLAN_NOW="2026-11-22T09:00")
    check(document)
    assert (document["items"], document["minutes_available"], document["makes"]) == ([], 0, 0)


def test_next_and_status_and_why_and_show_and_list_speak_json(plan: Plan, book: Path) -> None:
    import json

    def said(*words: str) -> Any:
        ran = plan(*words, "--json", "--book", str(book))
        assert (ran.code, ran.err) == (0, ""), ran.err
        return json.loads(ran.out)

    assert said("status")["planned"] == 0  # it plans nothing
    first = said("next")["item"]
    assert first["record"] in ("acme", "birch", None)
    assert said("status")["planned"] > 0
    assert said("why", "acme")["per_hour"] > 0
    assert said("show", "acme")["record"]["amount"] == 48_000
    rows = said("list")["records"]
    assert {row["id"] for row in rows} == {"acme", "birch"}
    assert rows[0]["per_hour"] >= rows[1]["per_hour"]
