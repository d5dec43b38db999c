"""A value that may mean two: a terminal asks which, anything else is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.cli.which_reading import with_meaning
from planner.errors import TwoReadings
from tests.book.books import write_book
from tests.commands.records.conftest import PLAN, Talk, at_terminal
from tests.conftest import Ran, home

__all__ = ["at_terminal", "home"]

DEAL = """[[prospect]]
id = "acme"
name = "Acme"
amount = 5_000
stage = "lead"
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path, plan=PLAN, playbook=None, prospects=DEAL)


def set_amount(at_terminal: Talk, key: str) -> Ran:
    """`plan set` at a terminal, where this key answers the question."""
    return at_terminal("set", "acme", "amount=48.000", answers=(("Which one? ", key),))


@pytest.mark.parametrize(("key", "amount"), [("1", "amount = 48"), ("2", "amount = 48_000")])
def test_the_key_chooses(at_terminal: Talk, book: Path, key: str, amount: str) -> None:
    ran = set_amount(at_terminal, key)
    assert (ran.code, '"48.000" may be: 1 48, 2 48,000. Which one?' in ran.out) == (0, True)
    assert amount in (book / "prospects.toml").read_text().splitlines()


def test_another_key_refuses(at_terminal: Talk, book: Path) -> None:
    ran = set_amount(at_terminal, "x")
    assert (ran.code, "fix: amount=48 or amount=48000" in ran.out) == (2, True)
    assert (book / "prospects.toml").read_text() == DEAL


def test_nothing_is_asked_without_a_terminal() -> None:
    two = TwoReadings("", "", "48.000", (("48", "48"), ("48000", "48,000")))
    assert with_meaning(["set", "acme", "amount=48.000"], two) is None
