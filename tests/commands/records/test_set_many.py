"""`plan set` on several records or on a filter: shown first, one change, and nothing else touched."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.commands.records.conftest import Talk, contents
from tests.conftest import Plan


def test_several_are_shown_and_saved_as_one(at_book: Plan, book: Path, changed: Callable[[], list[str]]) -> None:
    before = contents(book)
    refused = at_book("set", "acme", "birch", "cadence=20", "tags+=q4")
    assert refused.code == 2
    assert "acme: cadence nothing -> 20\nacme: tags nothing -> q4\nbirch-line: cadence nothing -> 20" in refused.out
    assert "can't ask without a terminal: change 2 records?" in refused.err
    shown = at_book("set", "--where", "stage=discovery", "--where", "amount>30k", "x.region=north", "--dry-run")
    assert (shown.code, shown.out) == (0, "acme: x.region nothing -> north\n")
    assert contents(book) == before
    saved = json.loads(at_book("set", "acme", "birch", "cadence=20", "--yes", "--json").out)
    assert saved["saved"] is True
    assert [each["record"] for each in saved["records"]] == ["acme", "birch-line"]
    assert changed() == ["+cadence = 20", '+id = "birch-line"', "+cadence = 20"]
    assert at_book("set", "acme", "birch", "cadence=20", "--yes").out == "no record changes\n"
    assert at_book("undo").code == 0
    assert contents(book) == before


def test_a_wrong_value_changes_nothing(at_book: Plan, book: Path) -> None:
    before = contents(book)
    refused = at_book("set", "--where", "stage=discovery", "stage=foo", "--yes")
    assert refused.code == 1
    assert 'no stage "foo"' in refused.err
    assert "a contact has no field" in at_book("set", "acme", "lena-vogt", "amount=5", "--yes").err
    assert "set what on acme?" in at_book("set", "acme").err
    assert "which record?" in at_book("set", "amount=5").err
    assert contents(book) == before


def test_tags_and_own_fields_are_kept_shown_and_filtered(at_book: Plan, book: Path) -> None:
    assert at_book("set", "acme", "tags+=vip,q4", "x.region=North", "x.seats=40").code == 0
    text = contents(book)["prospects.toml"]
    assert 'tags = ["vip", "q4"]' in text
    assert 'x = { region = "North", seats = 40 }' in text
    shown = at_book("show", "acme").out
    assert "vip, q4" in shown
    assert "region North · seats 40" in shown
    assert json.loads(at_book("show", "acme", "--json").out)["record"]["x"] == {"region": "North", "seats": 40}
    listed = json.loads(at_book("list", "--where", "tags=vip", "--where", "seats>30", "--json").out)["records"]
    assert [(each["id"], each["tags"]) for each in listed] == [("acme", ["vip", "q4"])]
    assert json.loads(at_book("list", "--where", "region=south", "--json").out)["records"] == []
    assert at_book("set", "acme", "tags-=q4", "x.seats=").code == 0
    assert 'x = { region = "North" }' in contents(book)["prospects.toml"]


def test_at_a_terminal_it_asks(at_terminal: Talk, book: Path) -> None:
    yes = (("change 2 records? [y/N] ", "y\n"),)
    asked = at_terminal("set", "--where", "stage=discovery", "cadence=9", answers=yes)
    assert "acme: cadence nothing -> 9" in asked.out
    assert contents(book)["prospects.toml"].count("cadence = 9") == 2
