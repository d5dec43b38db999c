"""Each command is one change with a name: undone whole, refused whole, and never between two others."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Plan
from tests.records.conftest import contents

COMMANDS = [
    (("add", "contact", "Jo Park"), "add contact jo-park"),
    (("set", "acme", "amount=52k", "next_on=fri"), "set acme amount next_on"),
    (("set", "birch", "unanswered=1"), "set birch-line unanswered"),
    (("park", "birch"), "park birch-line"),
    (("moved", "lena-vogt", "Bolt AG", "--yes"), "moved lena-vogt to Bolt AG"),
]


@pytest.mark.parametrize(("words", "name"), COMMANDS)
def test_it_has_a_name_and_can_be_taken_back(at_book: Plan, book: Path, words: tuple[str, ...], name: str) -> None:
    from planner.book.undoing import undo

    before = contents(book)
    assert at_book(*words).code == 0
    assert contents(book) != before
    assert undo(book).splitlines()[0] == f"taken back: {name} (Mon 23 Nov 2026 07:00)"
    assert contents(book) == before


@pytest.mark.parametrize("words", [words for words, _ in COMMANDS] + [("inbound", "Nordwind SE, Mara Holt")])
def test_a_book_that_can_only_be_read_stays_as_it_was(at_book: Plan, book: Path, words: tuple[str, ...]) -> None:
    before = contents(book)
    for path in [*book.iterdir(), book]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        ran = at_book(*words)
    finally:
        book.chmod(0o755)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: ")
    assert contents(book) == before


@pytest.mark.parametrize("words", [words for words, _ in COMMANDS])
def test_as_json_there_is_one_document(at_book: Plan, words: tuple[str, ...]) -> None:
    ran = at_book(*words, "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["format"] == 1


def test_two_at_once_both_happen(at_book: Plan, book: Path, changed: Callable[[], list[str]]) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(3) as pool:
        words = [("set", "acme", "amount=1"), ("set", "birch", "amount=2"), ("add", "prospect", "Hale", "amount=3")]
        ran = list(pool.map(lambda each: at_book(*each), words))
    assert [each.code for each in ran] == [0, 0, 0]
    assert {"+amount = 1   # they said 50 at first", "+amount = 2", "+amount = 3"} <= set(changed())
