"""What has its day is the same whenever the day's page is looked at, and a page of the past invents none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands.morning.conftest import Page
from tests.conftest import Plan

LATER = (
    '\n[[prospect]]\nid = "hale"\nname = "Hale press shop"\namount = 30_000\nstage = "proposal"\nsince = 2026-11-20\n'
)


@pytest.fixture
def with_hale(book: Path) -> Path:
    prospects = book / "prospects.toml"
    waiting = LATER + 'last_touch = 2026-11-20\nwaiting_on = "legal"\nnext_on = 2026-11-24\n'
    prospects.write_text(prospects.read_text(encoding="utf-8") + waiting, encoding="utf-8")
    return book


def line_of(plan: Plan, book: Path, **env: str) -> str:
    out = plan("today", "--book", str(book), **env).out
    return next((row for row in out.splitlines() if row.startswith(" Has its day")), "")


def test_it_is_the_same_all_day(plan: Plan, with_hale: Path, page: Page, tmp_path: Path) -> None:
    first = line_of(plan, with_hale)
    assert first == " Has its day      Hale press shop, waiting on legal: Tue"
    elsewhere = str(tmp_path / "elsewhere")
    kept = (with_hale / "diary/2026-11-23.toml").read_bytes()
    for env in ({"PLAN_NOW": "2026-11-23T15:00"}, {"PLAN_NOW": "2026-11-23T15:00", "PLAN_CACHE": elsewhere}):
        assert line_of(plan, with_hale, **env) == first
        assert [each["item"] for each in page(**env)["has_its_day"]] == ["hale"]
    assert (with_hale / "diary/2026-11-23.toml").read_bytes() == kept


def test_a_page_that_is_over_shows_its_own_or_none(with_hale: Path, page: Page, tmp_path: Path) -> None:
    first = page()["has_its_day"]
    again: dict[str, Any] = {"PLAN_NOW": "2026-11-24T09:00"}
    assert page("--date", "2026-11-23", **again)["has_its_day"] == first != []
    past = page("--date", "2026-11-23", PLAN_CACHE=str(tmp_path / "elsewhere"), **again)
    assert past["items"]
    assert past["has_its_day"] == []  # the book no longer says what was agreed then


def test_what_was_agreed_just_now_is_named(plan: Plan, book: Path, page: Page) -> None:
    assert page()["has_its_day"] == []
    assert plan("set", "birch", "next=call", "next_on=tue", "--book", str(book)).code == 0
    assert line_of(plan, book) == " Has its day      Birch line, call: Tue"


def test_json_has_them_all(book: Path, page: Page) -> None:
    prospects = book / "prospects.toml"
    many = "".join(
        f'\n[[prospect]]\nid = "d{number}"\nname = "D{number}"\namount = 100\nstage = "proposal"\nsince = 2026-11-20\n'
        f'last_touch = 2026-11-20\nnext_minutes = 5\nnext = "call"\nnext_on = 2026-12-0{number % 4 + 1}\n'
        for number in range(30)
    )
    prospects.write_text(prospects.read_text(encoding="utf-8") + many, encoding="utf-8")
    found = page()["has_its_day"]
    assert len(found) == 30
    assert [each["on"] for each in found] == sorted(each["on"] for each in found)
    assert json.dumps(page()["has_its_day"]) == json.dumps(found)
