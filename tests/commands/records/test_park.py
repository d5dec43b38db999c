"""`plan park` names the deals that pay less than the hour, and parks those that were named."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.records.conftest import Talk
from tests.conftest import Plan

Lines = Callable[[], list[str]]
PARKED_BIRCH = [
    '+id = "birch-line"',
    '-stage = "discovery"',
    "-since = 2026-11-19",
    "-attempts = 2",
    '+stage = "parked"',
    "+since = 2026-11-23",
    "+attempts = 0",
    '+parked_from = "discovery"',
]


@pytest.fixture
def dear_hours(book: Path) -> None:
    """The year needs some $400 an hour: Acme pays $563, Birch, silent for two weeks, $123; prospecting more."""
    for name, old, new in (
        ("prospects", "last_touch = 2026-11-19", "last_touch = 2026-11-09"),
        ("playbook", "amount = 10_000", "amount = 60_000"),
    ):
        file = book / f"{name}.toml"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with (book / "plan.toml").open("a", encoding="utf-8") as file:
        file.write("[year]\nincome_goal = 72_000\n")


def test_one_deal(at_book: Plan, changed: Lines) -> None:
    ran = at_book("park", "birch")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "Parked Birch line."
    assert changed() == PARKED_BIRCH


def test_those_that_pay_less_than_the_hour(at_book: Plan, dear_hours: None, changed: Lines) -> None:
    ran = at_book("park")
    assert ran.code == 0
    assert ran.out.splitlines()[0].split() == ["Birch", "line", "$123/h", "1.2", "h", "saved"]
    assert ran.out.splitlines()[1] == " 1 deal, 1.2 h"
    assert ran.err == "`plan park RECORD` parks one, --yes all of them\n"
    assert changed() == []


def test_as_json(at_book: Plan, dear_hours: None, changed: Lines) -> None:
    shown = json.loads(at_book("park", "--json").out)
    assert [(each["record"], round(each["hours"], 1)) for each in shown["park"]] == [("birch-line", 1.2)]
    assert (shown["parked"], changed()) == ([], [])
    assert json.loads(at_book("park", "--json", "--yes").out)["parked"] == ["birch-line"]
    assert changed() == PARKED_BIRCH


@pytest.mark.parametrize(("key", "lines"), [("y\n", PARKED_BIRCH), ("n\n", []), ("\n", [])])
def test_at_a_terminal_it_asks_for_each(
    at_terminal: Talk, dear_hours: None, changed: Lines, key: str, lines: list[str]
) -> None:
    ran = at_terminal("park", answers=(("park Birch line? [y/N] ", key),))
    assert ran.code == 0
    assert changed() == lines


def test_where_nothing_tells_what_an_hour_must_make(at_book: Plan, changed: Lines) -> None:
    ran = at_book("park", "--yes")
    assert ran.out.startswith("Can't say yet what your hour is worth")
    assert (ran.code, changed()) == (0, [])


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("lena-vogt", "lena-vogt is not a deal and can't be parked"),
        ("nobody", 'nothing in your book matches "nobody"'),
    ],
)
def test_what_can_not_be_parked(at_book: Plan, changed: Lines, record: str, said: str) -> None:
    ran = at_book("park", record)
    assert (ran.code, changed()) == (2, [])
    assert ran.err.startswith(f"error: {said}")


def test_one_that_is_parked_already(at_book: Plan) -> None:
    at_book("park", "acme")
    assert at_book("park", "acme").err == "error: acme is parked already\n  fix: `plan list` shows the open deals\n"
