"""`plan check` reports every error of a book, and changes nothing."""

import json
from pathlib import Path

import pytest

from tests.conftest import Plan

PLAN = """\
[rep]
name = "Dana Reyes"
currency = "EUR"
timezone = "Europe/Berlin"
[hours]
mon = ["08:30-12:30"]
[calendars]
busy = ["work.ics"]
"""
BAD_PROSPECTS = """\
[[prospect]]
name = "Acme rollout"
amount = "lots"
stage = "discovery"
stge = "close"
"""
BAD_PAGE = """\
[[worked]]
item = 7
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    book = tmp_path / "book"
    book.mkdir()
    (book / "plan.toml").write_text(PLAN, encoding="utf-8")
    (book / "work.ics").write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", encoding="utf-8")
    return book


def test_a_sound_book(plan: Plan, book: Path) -> None:
    assert plan("check", "--book", str(book)) == (0, "Book is fine: no errors, no warnings.\n", "")
    assert json.loads(plan("check", "--book", str(book), "--json").out) == {
        "format": 1,
        "book": str(book),
        "faults": [],
        "warnings": [],
    }


def test_every_error_with_file_and_line(plan: Plan, book: Path) -> None:
    (book / "prospects.toml").write_text(BAD_PROSPECTS, encoding="utf-8")
    (book / "diary").mkdir()
    (book / "diary" / "2026-11-20.toml").write_text(BAD_PAGE, encoding="utf-8")
    before = sorted(path for path in book.rglob("*"))
    ran = plan("check", "--book", str(book))
    assert (ran.code, ran.err) == (3, "")
    assert "\n  prospects.toml:3 | " in ran.out
    assert "\n  prospects.toml:5 | " in ran.out
    assert "\n  diary/2026-11-20.toml:" in ran.out
    said = json.loads(plan("check", "--book", str(book), "--json").out)["faults"]
    assert {(error["file"], error["line"]) for error in said} >= {("prospects.toml", 3), ("prospects.toml", 5)}
    assert sorted(path for path in book.rglob("*")) == before


@pytest.mark.parametrize(
    ("change", "warned"),
    [
        (lambda book: (book / "prospect.toml").write_text("", encoding="utf-8"), "did you mean prospects.toml?"),
        (lambda book: (book / "work.ics").write_text("BEGIN:VEVENT\nDTSTART:soon\nEND:VEVENT\n"), "work.ics"),
    ],
)
def test_a_warning_is_no_error(plan: Plan, book: Path, change: "object", warned: str) -> None:
    change(book)  # type: ignore[operator]
    ran = plan("check", "--book", str(book))
    assert (ran.code, ran.err) == (0, "")
    assert warned in ran.out
    assert json.loads(plan("check", "--book", str(book), "--json").out)["warnings"] != []


def test_a_book_that_is_not_there(plan: Plan, tmp_path: Path) -> None:
    ran = plan("check", "--book", str(tmp_path / "nowhere"), "--json")
    assert (ran.code, ran.out) == (1, "")
    assert str(tmp_path / "nowhere") in ran.err
    assert "plan init" in plan("check").err
