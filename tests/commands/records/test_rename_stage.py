"""`plan rename` for a stage: the playbook has the new name and the deals follow, and nothing learned is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.records.conftest import PLAYBOOK, contents
from tests.conftest import Plan


def test_a_stage_of_ones_own(at_book: Plan, book: Path, changed: Callable[[], list[str]]) -> None:
    before = contents(book)
    renamed = at_book("rename", "Discovery", "First", "talks")
    assert (renamed.code, renamed.err) == (0, "")
    assert "Renamed the stage discovery to First talks." in renamed.out
    assert "2 deals" in renamed.out
    assert changed() == [
        '-name = "discovery"',
        '+name = "First talks"',
        '+was = ["discovery"]',
        '-stage = "discovery"',
        '+stage = "First talks"',
        '+id = "birch-line"',
        '-stage = "discovery"',
        '+stage = "First talks"',
    ]
    assert len(json.loads(at_book("list", "--stage", "discovery", "--json").out)["records"]) == 2
    assert at_book("set", "acme", "stage=proposal").code == 0
    assert at_book("set", "acme", "stage=discovery").code == 0, "the old name is read"
    assert at_book("check").code == 0
    for _ in range(3):
        assert at_book("undo").code == 0
    assert contents(book) == before


def test_back_to_what_it_was(at_book: Plan, book: Path) -> None:
    before = contents(book)
    assert at_book("rename", "discovery", "talks").code == 0
    assert at_book("rename", "discovery", "calls").code == 0, "by the name that it had"
    assert at_book("rename", "calls", "discovery").code == 0
    after = contents(book)
    assert after["prospects.toml"].replace('id = "birch-line"\n', "") == before["prospects.toml"]
    assert 'was = ["talks", "calls"]' in after["playbook.toml"]


def test_a_book_on_the_shipped_stages_gets_the_whole_list(at_book: Plan, book: Path) -> None:
    (book / "playbook.toml").write_text("prior = 0.5\n", encoding="utf-8")
    deals = contents(book)["prospects.toml"].replace('"discovery"', '"negotiation"')
    (book / "prospects.toml").write_text(deals, encoding="utf-8")
    rows = json.loads(at_book("list", "--json").out)["records"]
    assert json.loads(at_book("rename", "negotiation", "terms", "--json").out) == {
        "format": 1,
        "stage": "terms",
        "name": {"before": "negotiation", "after": "terms"},
        "references": [{"record": id, "field": "stage"} for id in ("acme", "birch-line")],
    }
    playbook = contents(book)["playbook.toml"]
    assert playbook.startswith("prior = 0.5\n")
    assert playbook.count("[[stage]]") == 6
    assert 'name = "terms"' in playbook
    assert 'was = ["negotiation"]' in playbook
    now = json.loads(at_book("list", "--json").out)["records"]
    assert now == [row | {"stage": "terms"} for row in rows], "the same chances and money"


def test_what_was_learned_stays(at_book: Plan, book: Path) -> None:
    assert at_book("today").code == 0
    assert at_book("done", "acme", "-o", "advanced", PLAN_NOW="2026-11-23T09:30").code == 0
    then = {"PLAN_NOW": "2026-11-24T07:00"}
    before = json.loads(at_book("playbook", "--json", **then).out)
    assert at_book("rename", "discovery", "talks", **then).code == 0
    after = json.loads(at_book("playbook", "--json", **then).out)
    was = json.dumps(after).replace('"was": ["discovery"]', '"was": []')
    assert was == json.dumps(before).replace('"discovery"', '"talks"')


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["discovery", "proposal"], '"proposal" is a stage already'),
        (["discovery", "lost"], 'a stage can\'t be named "lost"'),
        (["discovery", " "], "rename discovery to what?"),
    ],
)
def test_names_that_a_stage_can_not_have(at_book: Plan, book: Path, words: list[str], says: str) -> None:
    before = contents(book)
    refused = at_book("rename", *words)
    assert refused.code == 2
    assert says in refused.err
    assert contents(book) == before


def test_a_record_that_is_called_so_comes_first(at_book: Plan, book: Path) -> None:
    (book / "tasks.toml").write_text('[[task]]\ntitle = "Proposal"\nminutes = 30\n', encoding="utf-8")
    assert at_book("rename", "proposal", "The proposal").code == 0
    assert contents(book)["playbook.toml"] == PLAYBOOK


def test_a_stage_that_only_has_another_name_is_one_error(at_book: Plan, book: Path) -> None:
    deals = contents(book)["prospects.toml"].replace('"discovery"', '"negotiation"')
    (book / "prospects.toml").write_text(deals, encoding="utf-8")
    (book / "playbook.toml").write_text('[[stage]]\nname = "terms"\nwas = ["negotiation"]\n', encoding="utf-8")
    checked = at_book("check")
    assert checked.code == 3
    assert checked.out.count("error: ") == 1
    assert 'plan rename negotiation "terms"' in checked.out


def test_an_import_knows_the_stage_by_its_old_name(at_book: Plan, book: Path) -> None:
    export = book.parent / "deals.csv"
    head = "Record ID,Deal Name,Deal Stage,Close Date,Amount,Create Date,Associated Company\n"
    row = "71,Third plant,Proposal,2026-12-31 10:00,48000,2026-10-02 09:00,Carl GmbH\n"
    export.write_text(head + row, encoding="utf-8")
    (book / "import.toml").write_text('[stages]\n"In talks" = "proposal"\n', encoding="utf-8")
    assert at_book("rename", "proposal", "offer").code == 0
    ran = at_book("import", str(export), "--yes")
    assert ran.code == 0, ran.err
    deal = contents(book)["prospects.toml"].rpartition("[[prospect]]")[2]
    assert 'stage = "offer"' in deal
