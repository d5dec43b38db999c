"""Building the case is logged like any step: the deal keeps the gain, and a correction takes it back."""

from __future__ import annotations

from pathlib import Path

from tests.app.worklog.conftest import At, items, record

TURNS = '\n[[play]]\nid = "build-case"\nturns = 0.4\n'


def test_the_gain_is_in_the_book_and_can_be_taken_back(at: At, book: Path) -> None:
    file = book / "playbook.toml"
    file.write_text(file.read_text(encoding="utf-8") + TURNS, encoding="utf-8")
    items(at, "7:00")
    before = record(book, "acme")
    at("9:30", "done", "acme/build-case", "-o", "done", "--minutes", "60")
    case = record(book, "acme")["case"]
    assert case > 1
    assert "its case was built" in at("2026-12-01T08:00", "why", "acme").out
    at("9:32", "done", "acme/build-case", "-o", "done", "-m", "with the figures", "--correct")
    assert record(book, "acme")["case"] == case  # logged once more, not built twice
    at("9:40", "done", "acme/build-case", "-o", "no-contact", "--correct")
    assert "case" not in record(book, "acme")
    at("9:41", "undo")
    assert record(book, "acme")["case"] == case
    for _ in range(2):
        at("9:42", "undo")
    assert record(book, "acme") == before


def test_a_case_below_one_is_refused(at: At) -> None:
    assert "times the odds" in at("9:30", "set", "acme", "case=0.5", code=2).err
