"""Undo takes back its own lines and keeps what was edited by hand since; where both are the same lines, it refuses."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.book.store.transaction import FileChange, commit
from planner.book.undo.line_merge import taken_out
from planner.book.undo.undo import undo
from planner.errors import PlanError

NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
FILE = "prospects.toml"
DEALS = b"""\
# deals
[[prospect]]
id = "acme"
attempts = 1
next = "call"

[[prospect]]
id = "bolt"
attempts = 1
"""
ACME_TRIED = DEALS.replace(b"attempts = 1\nnext", b"attempts = 2\nnext")
BOLT_TRIED = DEALS.replace(b'"bolt"\nattempts = 1', b'"bolt"\nattempts = 2')
ADDED = DEALS + b'\n[[prospect]]\nid = "cargo"\n'


def change(book: Path, after: bytes, what: str) -> None:
    path = book / FILE
    commit(book, [FileChange(FILE, path.read_bytes() if path.exists() else None, after)], what, NOW)


@pytest.mark.parametrize(
    ("after", "by_hand", "result", "places"),
    [
        (ACME_TRIED, (b"# deals", b"# my deals"), DEALS.replace(b"# deals", b"# my deals"), "line 1"),
        (ACME_TRIED, (b'next = "call"', b'next = "mail"'), DEALS.replace(b'"call"', b'"mail"'), "line 5"),
        (ADDED, (b"# deals", b"# two\n# lines"), DEALS.replace(b"# deals", b"# two\n# lines"), "lines 1-2"),
        (
            ADDED,
            (b'"cargo"\n', b'"cargo"\n\n[[prospect]]\nid = "dock"\n'),
            DEALS + b'\n[[prospect]]\nid = "dock"\n',
            "lines 10-12",
        ),
    ],
    ids=["far", "next line", "longer", "below"],
)
def test_the_edit_is_kept(book: Path, after: bytes, by_hand: tuple[bytes, bytes], result: bytes, places: str) -> None:
    (book / FILE).write_bytes(DEALS)
    change(book, after, "done acme")
    (book / FILE).write_bytes(after.replace(*by_hand))
    said = undo(book).splitlines()
    assert (book / FILE).read_bytes() == result
    assert said[-1] == f"    kept your edits since then: {places}"


@pytest.mark.parametrize(
    ("after", "by_hand"),
    [
        (ACME_TRIED, (b"attempts = 2", b"attempts = 3")),
        (ADDED, (b'id = "cargo"\n', b'id = "cargo"\nnext = "call"\n')),  # below: it would be bolt's
        (ADDED, (b'id = "cargo"', b'# the third\nid = "cargo"')),
        (ACME_TRIED, (b'id = "acme"', b'id = "acme" oops')),
    ],
    ids=["same line", "a key of what goes", "a comment in what goes", "no TOML"],
)
def test_an_edit_in_its_way_is_shown(book: Path, after: bytes, by_hand: tuple[bytes, bytes]) -> None:
    (book / FILE).write_bytes(DEALS)
    change(book, after, "done acme")
    (book / FILE).write_bytes(after.replace(*by_hand))
    with pytest.raises(PlanError) as caught:
        undo(book)
    assert caught.value.details[0].startswith("undo would change ")
    assert any(line.startswith("and you edited this since then") for line in caught.value.details)
    assert (book / FILE).read_bytes() == after.replace(*by_hand)


def test_edits_before_and_after_other_changes_are_kept_on_the_way_back(book: Path) -> None:
    (book / FILE).write_bytes(DEALS)
    change(book, ACME_TRIED, "first")
    (book / FILE).write_bytes(b"# mine\n" + ACME_TRIED)
    change(book, b"# mine\n" + ACME_TRIED + b'\n[[prospect]]\nid = "cargo"\n', "second")
    (book / FILE).write_bytes((book / FILE).read_bytes().replace(b"# deals", b"# my deals"))
    assert undo(book).splitlines()[-1] == "    kept your edits since then: line 2"
    assert undo(book).splitlines()[-1] == "    kept your edits since then: lines 1-2"
    assert (book / FILE).read_bytes() == b"# mine\n" + DEALS.replace(b"# deals", b"# my deals")


def test_an_edit_between_two_changes_is_shown_when_it_is_in_the_way(book: Path) -> None:
    (book / FILE).write_bytes(DEALS)
    change(book, ACME_TRIED, "first")
    edited = ACME_TRIED.replace(b"attempts = 2", b"attempts = 9")
    (book / FILE).write_bytes(edited)
    change(book, edited + b'\n[[prospect]]\nid = "cargo"\n', "second")
    undo(book)
    with pytest.raises(PlanError) as caught:
        undo(book)
    shown = "\n".join(caught.value.details)
    assert "from line 4:\n  -attempts = 2\n  +attempts = 9" in shown
    assert (book / FILE).read_bytes() == edited


def test_of_a_file_that_the_change_made_what_was_edited_is_left(book: Path) -> None:
    change(book, b'[[prospect]]\nid = "acme"\n', "add acme")
    (book / FILE).write_bytes(b'[[prospect]]\nid = "acme"\n\n[[prospect]]\nid = "bolt"\n')
    assert undo(book).splitlines()[-1] == "    kept your edits since then: lines 1-3"
    assert (book / FILE).read_bytes() == b'\n[[prospect]]\nid = "bolt"\n'


def test_what_could_not_be_read_as_a_book_is_refused(book: Path) -> None:
    (book / FILE).write_bytes(DEALS)
    change(book, ACME_TRIED, "done acme")
    (book / FILE).write_bytes(b"# mine\n" + ACME_TRIED)
    seen: list[dict[str, bytes]] = []
    with pytest.raises(PlanError):
        undo(book, lambda files: bool(seen.append(dict(files))))
    assert seen == [{FILE: b"# mine\n" + DEALS}]
    assert (book / FILE).read_bytes() == b"# mine\n" + ACME_TRIED


RECORDS = st.lists(st.sampled_from("abcde"), unique=True, max_size=5)
NUMBERS = st.lists(st.integers(0, 2), min_size=5, max_size=5)


def written(ids: list[str], tries: list[int], top: str) -> bytes:
    rows = [f'[[prospect]]\nid = "{id}"\nattempts = {tries["abcde".index(id)]}\nname = "{id}"\n' for id in ids]
    return "\n".join([f"# {top}\n", *rows]).encode()


STATES = st.builds(written, RECORDS.map(sorted), NUMBERS, st.sampled_from("xy"))


@settings(max_examples=300, deadline=None)
@given(STATES, STATES, STATES)
def test_whatever_was_edited_the_result_is_what_was_meant(before: bytes, after: bytes, now: bytes) -> None:
    merged = taken_out(after, before, now)
    if merged is None:
        return

    def read(text: bytes) -> dict[str, dict[str, int]]:
        return {each["id"]: each for each in tomllib.loads(text.decode()).get("prospect", [])}

    old, new, hand, result = read(before), read(after), read(now), read(merged.content)
    for id in "abcde":
        if new.get(id) == old.get(id):
            assert result.get(id) == hand.get(id)
        elif new.get(id) == hand.get(id):
            assert result.get(id) == old.get(id)
    if before == after:
        assert merged.content == now


def test_steps_back_without_edits_are_exact(book: Path) -> None:
    texts = [DEALS, ACME_TRIED, ADDED, BOLT_TRIED]
    (book / FILE).write_bytes(DEALS)
    for one, two in pairwise(texts):
        commit(book, [FileChange(FILE, one, two)], "to", NOW)
    for text in reversed(texts[:-1]):
        undo(book)
        assert (book / FILE).read_bytes() == text
