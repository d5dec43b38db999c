"""`[hours] open = 20`: the head and the JSON show what is left unplanned; the diary keeps where."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.app.worklog.conftest import PLAN, PROSPECTS, At, at, home, plan

__all__ = ["at", "home", "plan"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "plan.toml").write_text(PLAN + "open = 20\n", encoding="utf-8")
    (folder / "prospects.toml").write_text(PROSPECTS, encoding="utf-8")
    return folder


def page(at: At, when: str, *words: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(at(when, "today", "--json", *words).out)
    return document


def kept(book: Path) -> list[dict[str, Any]]:
    figures = tomllib.loads((book / "diary/2026-11-23.toml").read_text(encoding="utf-8"))["page"]
    return list(figures.get("open", []))


def test_the_head_says_so_and_the_hours_that_are_given_leave_none(at: At, book: Path) -> None:
    assert " · 20m left open\n" in at("7:00", "today").out
    assert page(at, "7:01")["minutes_open"] == 20
    assert page(at, "7:02", "--hours", "2", "--dry-run")["minutes_open"] == 0
    (stretch,) = kept(book)
    assert stretch["minutes"] == 20
    assert at("7:05", "check").code == 0


def test_a_block_at_that_time_uses_them_up_and_moves_nothing(at: At, book: Path) -> None:
    before = page(at, "7:00")
    (stretch,) = kept(book)
    start = stretch["start"]
    at("8:00", "block", f"{start:%H:%M}-{start.replace(minute=start.minute + 10):%H:%M}", "Call")
    after = page(at, "8:01")
    assert (after["minutes_open"], kept(book)) == (0, [])
    assert [(each["item"], each["start"]) for each in after["items"]] == [
        (each["item"], each["start"]) for each in before["items"]
    ]


@pytest.mark.parametrize("value", ["-5", '"soon"', '"2000"', "2000", "1.5"])
def test_what_can_not_be_is_an_error(at: At, book: Path, value: str) -> None:
    (book / "plan.toml").write_text(PLAN + f"open = {value}\n", encoding="utf-8")
    assert "`open`" in at("7:00", "check", code=3).out


def test_it_may_be_written_in_quotes_as_other_lengths(at: At, book: Path) -> None:
    (book / "plan.toml").write_text(PLAN + 'open = "20"\n', encoding="utf-8")
    assert page(at, "7:00")["minutes_open"] == 20
