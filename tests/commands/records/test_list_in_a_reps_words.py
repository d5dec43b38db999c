"""`plan list` and `--where` show what was filtered by, and a word at the wrong place says where it goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.records.conftest import contents
from tests.conftest import Plan


@pytest.fixture
def tagged(at_book: Plan) -> Plan:
    assert at_book("set", "acme", "tags+=vip", "x.installed=2019", "x.region=north").code == 0
    return at_book


def test_the_own_field_that_is_filtered_by_is_a_column(tagged: Plan) -> None:
    shown = tagged("list", "--where", "installed=2019", "--where", "x.region~nor").out.splitlines()
    assert "installed" in shown[0]
    assert "region" in shown[0]
    assert "2019" in shown[1], "a year is no amount"
    assert "north" in shown[1]
    assert "installed" not in tagged("list").out
    tags = tagged("list", "--where", "tags=vip").out.splitlines()
    assert "tags" in tags[0]
    assert "vip" in tags[1]
    blank = tagged("list", "--where", "x.region=").out.splitlines()
    assert "Birch line" in blank[1]
    assert len(blank) == 3


@pytest.mark.parametrize(
    ("word", "fix"),
    [
        ("vip", 'plan list --where "tags=vip"'),
        ("tag=vip", 'plan list --where "tags=vip"'),
        ("amount>5k", 'plan list --where "amount>5k"'),
        ("acme", "plan show acme"),
        ("proposal", "plan list --stage proposal"),
        ("xyzzy", "prospects, accounts, contacts or tasks"),
    ],
)
def test_a_word_that_is_no_kind(tagged: Plan, word: str, fix: str) -> None:
    ran = tagged("list", word)
    assert ran.code == 2
    assert ran.err == f'error: no kind "{word}"\n  fix: {fix}\n'


@pytest.mark.parametrize("command", [["list"], ["set", "cadence=30", "--yes"]])
def test_a_stage_that_there_is_not(at_book: Plan, command: list[str]) -> None:
    near = at_book(*command, "--where", "stage=proposals")
    assert (near.code, near.err) == (2, 'error: no stage "proposals"\n  fix: stage=proposal\n')
    far = at_book(*command, "--where", "stage!=xyzzy")
    assert "one of" in far.err
    assert "discovery" in far.err
    assert at_book(*command, "--where", "stage~pro").code == 0


def test_a_dry_run_refuses_what_would_be_refused(at_book: Plan, book: Path) -> None:
    before = contents(book)
    real, dry = at_book("set", "acme", "amount=-5k"), at_book("set", "acme", "amount=-5k", "--dry-run")
    assert (dry.code, dry.err, dry.out) == (real.code, real.err, "")
    assert real.code != 0
    assert at_book("set", "--where", "amount>1", "amount=-5k", "--yes").code != 0
    assert contents(book) == before
    assert at_book("set", "acme", "amount=5k", "--dry-run").code == 0
