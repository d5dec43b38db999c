"""A week of pages that version 0.1.0 wrote, by commands from Monday to Friday; one page was then edited by hand."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planner.book.diary.page_files import diary_dates
from planner.book.diary.pages import read_day
from planner.book.diary.write_page import rewrite_day, write_day
from tests.conftest import Plan, home, plan

__all__ = ["home", "plan"]

WEEK = Path(__file__).parent / "week_of_0_1_0"
DAYS = [date(2026, 11, day) for day in range(23, 28)]
BY_HAND = date(2026, 11, 25)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    shutil.copytree(WEEK / "book", tmp_path / "book")
    return tmp_path / "book"


def contents(book: Path) -> dict[str, bytes]:
    return {str(path.relative_to(book)): path.read_bytes() for path in (*book.glob("*.toml"), *book.glob("diary/*"))}


def test_every_page_reads_and_writes_the_same_bytes() -> None:
    assert diary_dates(WEEK / "book/diary") == DAYS
    for on in DAYS:
        content = (WEEK / f"book/diary/{on}.toml").read_bytes()
        day = read_day(content, on, BERLIN)
        assert day.planned
        assert day.worked
        assert rewrite_day(content, day, BERLIN) == content
        assert (write_day(day) == content) == (on != BY_HAND)


def test_the_review_of_the_week_is_the_same(plan: Plan, book: Path) -> None:
    ran = plan("review", "--json", "--book", str(book), PLAN_NOW="2026-11-27T19:00")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == json.loads((WEEK / "review.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "words", [("hale", "--on", "thu", "-o", "no-show"), ("acme", "--on", "wed", "-o", "lost"), ("eldar", "-o", "lost")]
)
def test_a_correction_and_its_undo_leave_every_byte(plan: Plan, book: Path, words: tuple[str, ...]) -> None:
    before = contents(book)
    logged = plan("done", *words, "--book", str(book), PLAN_NOW="2026-11-27T19:00")
    assert logged.code == 0, logged.err
    assert contents(book) != before
    undone = plan("undo", "--book", str(book), PLAN_NOW="2026-11-27T19:01")
    assert undone.code == 0, undone.err
    assert contents(book) == before
