"""Whichever command comes next finishes a change that was cut short, and says so, `--quiet` or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.book.store.entry import JournalEntry, change_of
from planner.book.store.journal import write_pending
from tests.conftest import Plan, home, plan

__all__ = ["home", "plan"]

PLAN = b'[rep]\nname = "Dana"\ncurrency = "USD"\n[hours]\nmon = ["08:00-12:00"]\n'
DEALS = b'[[prospect]]\nid = "acme"\nname = "Acme"\namount = %d\nstage = "parked"\n'
SAID = "an interrupted change was completed (done acme)\n"


@pytest.fixture
def cut_short(book: Path) -> Path:
    """A book whose last writer died when it had set down what it would do."""
    (book / "plan.toml").write_bytes(PLAN)
    (book / "prospects.toml").write_bytes(DEALS % 900)
    change = change_of("prospects.toml", DEALS % 900, DEALS % 1000)
    write_pending(book, JournalEntry("done acme", "2026-11-23T09:20:00+01:00", (change,)))
    return book


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check"], 0),
        (["check", "--json"], 0),
        (["list"], 0),
        (["status", "--quiet"], 0),
        (["-q", "check"], 0),
        (["completion", "bash"], 0),
        (["add", "prospect"], 2),
        (["set", "acme", "foo=1"], 2),
    ],
    ids=lambda said: " ".join(said) if isinstance(said, list) else "",
)
def test_it_is_finished_and_said(cut_short: Path, plan: Plan, words: list[str], code: int) -> None:
    ran = plan(*words, PLAN_BOOK=str(cut_short))
    assert (ran.code, ran.err[: len(SAID)]) == (code, SAID)
    assert (cut_short / "prospects.toml").read_bytes() == DEALS % 1000
    assert not (cut_short / ".plan/pending.json").exists()


def test_undo_takes_back_what_it_has_just_finished(cut_short: Path, plan: Plan) -> None:
    ran = plan("undo", "-q", PLAN_BOOK=str(cut_short))
    assert (ran.code, ran.err) == (0, SAID)
    assert (cut_short / "prospects.toml").read_bytes() == DEALS % 900


def test_commands_that_need_no_book_do_not_fail_with_it(cut_short: Path, plan: Plan) -> None:
    (cut_short / ".plan/pending.json").write_bytes(b"{")
    assert plan("completion", "zsh", PLAN_BOOK=str(cut_short)).code == 0
    checked = plan("check", PLAN_BOOK=str(cut_short))
    assert checked.code == 1
    assert "pending.json can't be read: it is damaged" in checked.err
