"""A command that names a removed record says how it comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.records.conftest import contents
from tests.conftest import Plan


@pytest.mark.parametrize("command", ["undo", "restore", "reopen", "show", "set"])
def test_the_command_that_brings_it_back(at_book: Plan, book: Path, command: str) -> None:
    before = contents(book)
    assert at_book("remove", "acme", "--yes").code == 0
    words = ["acme", "amount=5k"] if command == "set" else ["acme"]
    gone = at_book(command, *words)
    assert gone.code == 2
    if command == "restore":
        assert gone.err == 'error: no command "restore"\n  fix: plan undo acme\n'
    else:
        assert gone.err == (
            "error: you removed acme (Acme rollout) on Mon 23 Nov 2026\n  fix: plan undo brings it back\n"
        )
    assert at_book("set", "birch-line", "amount=5k").code == 0
    assert at_book("today").code == 0
    later = at_book("undo", "Acme", "rollout")
    assert "fix: plan undo 2 brings it back (takes back 1 later change too)" in later.err
    assert at_book("undo", "2").code == 0
    assert contents(book) == before
    assert at_book("show", "acme").code == 0


def test_what_was_never_removed(at_book: Plan) -> None:
    assert at_book("set", "acme", "amount=5k").code == 0
    wrong = at_book("undo", "xyzzy")
    assert (wrong.code, wrong.out) == (2, "")
    assert '"xyzzy" is not a whole number' in wrong.err
    assert 'nothing in your book matches "xyzzy"' in at_book("reopen", "xyzzy").err


def test_several_removed_at_once(at_book: Plan) -> None:
    assert at_book("remove", "acme", "birch-line", "--yes").code == 0
    assert "fix: plan undo brings it back" in at_book("reopen", "birch").err


def test_a_day_is_read_and_a_record_is_sent_to_its_history(at_book: Plan) -> None:
    assert at_book("done", "acme", "-o", "no-contact", PLAN_NOW="2026-11-23T09:00").code == 0
    tuesday = {"PLAN_NOW": "2026-11-24T08:00"}
    assert at_book("log", "yesterday", **tuesday).out == at_book("log", "--on", "mon", **tuesday).out
    assert "Nothing is logged on Mon 16 Nov 2026" in at_book("log", "last", "monday", **tuesday).out
    assert at_book("log", "1", "--on", "mon", **tuesday).out == at_book("log", "mon", **tuesday).out
    record = at_book("log", "acme", **tuesday)
    assert record.code == 2
    assert 'can\'t read "acme" as a row of the log or a day' in record.err
    assert "plan show acme" in record.err
    assert '"3/4" may be ' in at_book("log", "3/4", **tuesday).err
    assert "--on fri" in at_book("log", "xyzzy", **tuesday).err
    assert at_book("log", "mon", "--on", "tue", **tuesday).code == 2
    assert at_book("log", "mon", "--remove", **tuesday).code == 2, "which row?"
