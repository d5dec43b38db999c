"""`plan find` says in a rep's words where it found something."""

from __future__ import annotations

from tests.commands.records.conftest import at_book, book, home, plan
from tests.conftest import Plan

__all__ = ["at_book", "book", "home", "plan"]


def test_the_place_is_said_in_plain_words(at_book: Plan) -> None:
    found = at_book("set", "birch", "x.note=likes the blue one", "next=Send the blue one")
    assert found.code == 0, found.err
    (line,) = [line for line in at_book("find", "blue").out.splitlines() if "birch" in line]
    assert line.endswith("(in: next step, note)")


def test_an_earlier_id_is_one(at_book: Plan) -> None:
    assert at_book("rename", "acme", "quarry", "Quarry").code == 0
    (line,) = [line for line in at_book("find", "acme").out.splitlines() if "quarry" in line]
    assert "earlier id" in line
