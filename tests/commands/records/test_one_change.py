"""Each command is one change with a name: undone whole, refused whole, and never between two others."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.records.conftest import contents
from tests.conftest import Plan

COMMANDS = [
    (("add", "contact", "Jo Park"), "add contact jo-park"),
    (("set", "acme", "amount=52k", "next_on=fri"), "set acme amount next_on"),
    (("set", "birch", "unanswered=1"), "set birch-line unanswered"),
    (("park", "birch"), "park birch-line"),
    (("moved", "lena-vogt", "Bolt AG", "--yes"), "moved lena-vogt to Bolt AG"),
]


@pytest.mark.parametrize(("words", "name"), COMMANDS)
def test_it_has_a_name_and_can_be_taken_back(at_book: Plan, book: Path, words: tuple[str, ...], name: str) -> None:
    from planner.book.undo.undo import undo

    before = contents(book)
    assert at_book(*words).code == 0
    assert contents(book) != before
    assert undo(book).splitlines()[0] == f"Undid: {name} (Mon 23 Nov 2026 07:00)"
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


def test_undo_tells_how_many_it_took_back(at_book: Plan, book: Path) -> None:
    before = contents(book)
    for amount in ("52k", "53k", "54k"):
        at_book("set", "acme", f"amount={amount}")
    assert at_book("undo", "2").out.splitlines()[-1] == "2 changes undone"
    at_book("set", "acme", "amount=55k")
    ran = at_book("undo", "40")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "2 of 40 changes undone; there are no more")
    assert contents(book) == before


def test_undo_keeps_a_hand_edit_as_long_as_the_book_can_be_read(at_book: Plan, book: Path) -> None:
    at_book("add", "task", "Deck", "minutes=60")
    at_book("set", "birch", "amount=21k")
    path = book / "prospects.toml"
    path.write_text(path.read_text().replace("# they said 50 at first", "# 50 at first"), encoding="utf-8")
    assert at_book("undo").out.splitlines()[-1] == "    kept your edits since then: line 7"
    with (book / "tasks.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[task]]\ntitle = "Send it"\nminutes = 5\nafter = ["deck"]\n')
    before = contents(book)
    ran = at_book("undo")
    assert (ran.code, ran.out, contents(book)) == (1, "", before)
    assert "tasks.toml was edited after this change: add task deck" in ran.err
    assert '+after = ["deck"]\nyour edit depends on it: the book could no longer be read\n' in ran.err
