"""`plan log`: rows seen, changed and taken out, with what they changed, and back by undo."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.records.conftest import at_book, book, contents, home, plan
from tests.conftest import Plan

__all__ = ["at_book", "book", "home", "plan"]
TUESDAY = "2026-11-24T08:00"


def test_a_row_of_yesterday_is_taken_out(at_book: Plan, book: Path) -> None:
    before = contents(book)
    assert at_book("today").code == 0
    assert at_book("done", "acme/talk", "-o", "lost", PLAN_NOW="2026-11-23T09:00").code == 0
    assert at_book("done", "birch/talk", "-o", "no-contact", "-m", "voicemail", PLAN_NOW="2026-11-23T09:30").code == 0
    assert at_book("today", PLAN_NOW="2026-11-24T07:00").code == 0
    after, page = contents(book), (book / "diary/2026-11-23.toml").read_bytes()
    listed = json.loads(at_book("log", "--on", "mon", "--json", PLAN_NOW=TUESDAY).out)
    assert [(row["number"], row["outcome"]) for row in listed["rows"]] == [(1, "lost"), (2, "no-contact")]
    taken = at_book("log", "1", "--on", "mon", "--remove", PLAN_NOW=TUESDAY)
    assert taken.code == 0, taken.err
    assert "Removed: 08:" in taken.out
    assert "Acme rollout: now in discovery · last contact 20 Nov" in taken.out
    assert (
        contents(book)["prospects.toml"].partition("# came by mail")[0]
        == before["prospects.toml"].partition("# came by mail")[0]
    )
    assert "unanswered = 1" in contents(book)["prospects.toml"], "the other row stays"
    review = json.loads(at_book("review", "--json", PLAN_NOW=TUESDAY).out)
    assert review["bridge"]["not_explained"] == 0
    assert at_book("undo", PLAN_NOW=TUESDAY).code == 0
    assert (contents(book), (book / "diary/2026-11-23.toml").read_bytes()) == (after, page)


def test_a_row_is_changed_whatever_was_logged_since(at_book: Plan, book: Path) -> None:
    assert at_book("done", "acme/talk", "-o", "stayed", PLAN_NOW="2026-11-23T09:00").code == 0
    assert at_book("done", "acme/talk", "-o", "no-contact", PLAN_NOW="2026-11-23T11:00").code == 0
    words = ("-o", "no-contact", "--minutes", "5", "-m", "wrong number")
    changed = at_book("log", "1", *words, PLAN_NOW="2026-11-23T12:00")
    assert changed.code == 0, changed.err
    rows = json.loads(at_book("log", "--json", PLAN_NOW="2026-11-23T12:00").out)["rows"]
    assert [(row["outcome"], row["minutes"], row["note"]) for row in rows] == [
        ("no-contact", 5, "wrong number"),
        ("no-contact", rows[1]["minutes"], ""),
    ]
    text = contents(book)["prospects.toml"].partition("# came by mail")[0]
    assert "attempts = 0" in text
    assert "unanswered = 2" in text


def test_another_outcome_keeps_the_note_and_what_was_agreed(at_book: Plan, book: Path) -> None:
    words = ("-m", "his brother signs", "--next", "Send the price", "--next-on", "fri", "--answer", "need=yes")
    assert at_book("done", "acme/talk", "-o", "advanced", *words, PLAN_NOW="2026-11-23T09:00").code == 0
    said = contents(book)["prospects.toml"]
    for outcome in ("no-progress", "advanced"):
        changed = at_book("log", "1", "-o", outcome, PLAN_NOW="2026-11-23T12:00")
        assert changed.code == 0, changed.err
        (row,) = json.loads(at_book("log", "--json", PLAN_NOW="2026-11-23T12:00").out)["rows"]
        assert (row["note"], row["answers"]) == ("his brother signs", {"need": "yes"})
        assert 'next = "Send the price"' in contents(book)["prospects.toml"]
        assert "next_on = 2026-11-27" in contents(book)["prospects.toml"]
    assert contents(book)["prospects.toml"] == said
    assert at_book("log", "1", "-o", "lost", PLAN_NOW="2026-11-23T12:00").code == 0
    assert "Send the price" not in contents(book)["prospects.toml"]


def test_without_its_only_row_the_page_is_gone(at_book: Plan, book: Path) -> None:
    assert at_book("done", "acme/talk", "-o", "stayed", PLAN_NOW="2026-11-23T09:00").code == 0
    assert at_book("log", "1", "--remove", PLAN_NOW="2026-11-23T09:05").code == 0
    assert not (book / "diary/2026-11-23.toml").exists()
    assert at_book("check").code == 0
    assert at_book("undo", PLAN_NOW="2026-11-23T09:06").code == 0
    assert 'outcome = "stayed"' in (book / "diary/2026-11-23.toml").read_text(encoding="utf-8")


def test_what_is_not_there_is_said(at_book: Plan) -> None:
    assert "Nothing is logged" in at_book("log").out
    assert "no row 1" in at_book("log", "1", "--remove").err
    assert "which row?" in at_book("log", "--remove").err
    assert at_book("log", "0", "--remove").code == 2
