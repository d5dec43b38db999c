"""Whole days ahead are blocked by one command, and given back by undo."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path

import pytest

from tests.conftest import Plan, Ran

DEMO = Path(__file__).parents[3] / "examples" / "demo"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEMO, tmp_path / "demo"))


def test_days_off_with_what_is_promised_on_them(plan: Plan, book: Path) -> None:
    def at(*words: str) -> Ran:
        return plan("--book", str(book), "--now", "2026-11-23T07:00", *words)

    before = (book / "plan.toml").read_bytes()
    at("today")
    ran = at("block", "wed-thu", "Trade", "fair")
    assert ran.code == 0
    assert "Blocked Wed 25 Nov 2026 to Thu 26 Nov 2026 for Trade fair · 2 working days" in ran.out
    assert "baltvira is promised for Wed 25 Nov 2026: `plan later baltvira 2026-11-27` moves it" in ran.err
    off = tomllib.loads((book / "plan.toml").read_text())["hours"]["days_off"]
    assert "2026-11-25..2026-11-26" in off
    assert at("block", "wed").err.startswith("error: you're already off on Wed 25 Nov 2026")
    at("undo")
    assert (book / "plan.toml").read_bytes() == before


def test_several_words_and_hyphens_need_no_quotes(plan: Plan, book: Path) -> None:
    ran = plan("--book", str(book), "--now", "2026-11-23T07:00", "--json", "block", "24", "dec", "-", "2", "jan")
    assert json.loads(ran.out)["changes"] == {"days_off": "2026-12-24..2027-01-02"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["foo"], '"foo" as a part of the day\n  fix: 14:00-14:45, or whole days: mon-wed, 24 Dec - 2 Jan'),
        (["24", "dec", "-"], 'can\'t read "24" as a part of the day'),
        (["mon", "to", "someday"], 'can\'t read "mon" as a part of the day'),
        (["yesterday"], "Sun 22 Nov 2026 is in the past"),
        (["wed", "14:00-15:00", "Fair"], 'fix: plan add task "TITLE" at="2026-11-25 14:00" minutes=60'),
        (["12/11"], '"12/11" may be 12 Nov 2027 or 11 Dec 2026'),
    ],
)
def test_what_can_not_be_blocked(plan: Plan, book: Path, words: list[str], said: str) -> None:
    before = (book / "plan.toml").read_bytes()
    ran = plan("--book", str(book), "--now", "2026-11-23T07:00", "block", *words)
    assert ran.code == 2
    assert said in ran.err
    assert (book / "plan.toml").read_bytes() == before
