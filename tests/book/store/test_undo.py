"""Undo, step by step: what it says, what it does, and what it refuses to overwrite."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.book.store import journal
from planner.book.store.entry import change_of
from planner.book.store.transaction import FileChange, commit
from planner.book.undo.undo import undo
from planner.errors import PlanError

NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
FILE = "prospects.toml"


def states(book: Path, *texts: bytes) -> None:
    """Let the file go through these states, each a change called `to N`."""
    (book / FILE).write_bytes(texts[0])
    for n, (before, after) in enumerate(pairwise(texts), start=1):
        commit(book, [FileChange(FILE, before, after)], f"to {n}", NOW)


def test_any_number_of_steps_back(book: Path) -> None:
    states(book, b"a = 0\nb = 0\n", b"a = 1\nb = 0\n", b"a = 1\nb = 0\nc = 2\n", b"c = 2\n")
    assert undo(book) == f"Undid: to 3 (Mon 23 Nov 2026 09:20)\n  {FILE}: 2 lines restored"
    assert undo(book) == f"Undid: to 2 (Mon 23 Nov 2026 09:20)\n  {FILE}: 1 line removed"
    assert undo(book) == f"Undid: to 1 (Mon 23 Nov 2026 09:20)\n  {FILE}: 1 line restored"
    assert (book / FILE).read_bytes() == b"a = 0\nb = 0\n"
    with pytest.raises(PlanError, match="there is nothing to undo"):
        undo(book)


def test_a_new_file_goes_and_a_gone_one_comes_back(book: Path) -> None:
    commit(book, [FileChange("tasks.toml", None, b"x = 1\n")], "made", NOW)
    commit(book, [FileChange("tasks.toml", b"x = 1\n", None)], "removed", NOW)
    assert undo(book).endswith("tasks.toml: restored")
    assert (book / "tasks.toml").read_bytes() == b"x = 1\n"
    assert undo(book).endswith("tasks.toml: removed")
    assert not (book / "tasks.toml").exists()


def test_what_was_edited_since_in_the_same_lines_is_shown_and_not_overwritten(book: Path) -> None:
    states(book, b"# deals\nid = 'a'\nattempts = 1\n", b"# deals\nid = 'a'\nattempts = 2\n")
    (book / FILE).write_bytes(b"# my deals\nid = 'a'\nattempts = 3\n")
    with pytest.raises(PlanError) as caught:
        undo(book)
    assert "\n".join([caught.value.what, *caught.value.details]) == (
        "prospects.toml was edited after this change: to 1 (Mon 23 Nov 2026 09:20)\n"
        "undo would change prospects.toml:\n"
        "  -attempts = 2\n"
        "  +attempts = 1\n"
        "and you edited this since then, from line 1:\n"
        "  -# deals\n"
        "  +# my deals\n"
        "   id = 'a'\n"
        "  -attempts = 2\n"
        "  +attempts = 3"
    )
    assert (book / FILE).read_bytes() == b"# my deals\nid = 'a'\nattempts = 3\n"


def test_an_edit_between_two_changes_is_shown_too(book: Path) -> None:
    states(book, b"a = 0\n", b"a = 1\n")
    commit(book, [FileChange(FILE, b"a = 1\n", b"a = 1\nb = 2\n")], "to 2", NOW)
    undo(book)
    (book / FILE).write_bytes(b"a = 3\n")
    with pytest.raises(PlanError) as caught:
        undo(book)
    assert caught.value.details[-3:] == ("and you edited this since then, from line 1:", "  -a = 1", "  +a = 3")


def test_what_a_name_contains_does_not_act_on_a_terminal(book: Path) -> None:
    commit(book, [FileChange(FILE, None, b"x\n")], "done \x1b[2J\nacme", NOW)
    assert undo(book).startswith("Undid: done ?[2J?acme (")


def test_a_damaged_file_comes_back_byte_for_byte(book: Path) -> None:
    states(book, b"\xff\xfe not text \x00\r\n", b"a = 1\n")
    undo(book)
    assert (book / FILE).read_bytes() == b"\xff\xfe not text \x00\r\n"


def test_the_oldest_entries_go(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "KEPT_ENTRIES", 5)
    states(book, *(b"a = %d\n" % n for n in range(33)))
    assert journal.entry_numbers(book) == [28, 29, 30, 31, 32]


def test_a_page_of_a_large_book_takes_little_room(book: Path) -> None:
    big = b'[[prospect]]\nid = "x"\nattempts = 1\n' * 90_000
    states(book, big, big.replace(b"attempts = 1", b"attempts = 2", 1))
    assert sum(path.stat().st_size for path in (book / ".plan" / "journal").iterdir()) < 500


LINES = st.lists(st.sampled_from([b"a\n", b"b\n", b"ab\r\n", b"\n", b"\xff", b"b"]), max_size=6).map(b"".join)


@settings(max_examples=500, deadline=None)
@given(st.none() | LINES, st.none() | LINES)
def test_from_either_state_the_other_one_can_be_made(before: bytes | None, after: bytes | None) -> None:
    change = change_of("x", before, after)
    assert change.forward(before) == after
    assert change.back(after) == before
