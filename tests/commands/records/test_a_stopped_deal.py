"""A deal that an answer stops counts as 0 on every screen, and each says which answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.morning.conftest import PLAN
from tests.conftest import Plan

HIDDEN = """\
[[prospect]]
id = "hid"
name = "Hidden power"
company = "Hid Co"
amount = 50_000
stage = "proposal"
since = 2026-11-19
last_touch = 2026-11-19
answers = { power = "hidden", need = "compelling" }

[[prospect]]
id = "open"
name = "Open deal"
company = "Open Co"
amount = 30_000
stage = "proposal"
since = 2026-11-19
last_touch = 2026-11-05
not_before = 2026-12-03
"""
NOW = {"PLAN_NOW": "2026-11-23T08:30"}


@pytest.fixture
def hidden(tmp_path: Path) -> Path:
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "prospects.toml").write_text(HIDDEN, encoding="utf-8")
    return tmp_path


def test_it_is_nothing_on_every_screen(hidden: Path, plan: Plan) -> None:
    def read(*words: str) -> dict[str, object]:
        return json.loads(plan(*words, "--json", PLAN_BOOK=str(hidden), **NOW).out)  # type: ignore[no-any-return]

    def text(*words: str) -> str:
        return plan(*words, PLAN_BOOK=str(hidden), COLUMNS="120", **NOW).out

    row = next(line for line in text("list").splitlines() if line.startswith(" hid") or "Hidden power" in line)
    assert "0%" in row
    assert "$0/h" in row
    assert "power: hidden" in row
    assert "0% to win" in text("show", "hid")
    assert "stopped by power: hidden" in text("show", "hid")
    assert "not counted (stopped by an answer): Hidden power (power: hidden)" in text("year")
    called = next(each for each in read("forecast")["deals"] if each["record"] == "hid")  # type: ignore[index,attr-defined]
    assert (called["chance"], called["call"], called["because"]) == (0, "out", "stopped")
    assert "Hidden power is stopped by power: hidden" in text("why", "hid")
    assert read("why", "hid")["standing"]["chance"] == 0  # type: ignore[index]


def test_the_answer_that_stops_a_deal_is_said_to_stop_it(hidden: Path, plan: Plan) -> None:
    ran = plan("set", "open", "answers.fit=no", PLAN_BOOK=str(hidden), **NOW)
    assert "fit: no stops Open deal" in ran.out
    assert "plan park open" in ran.out


def test_why_of_a_deal_that_is_next_on_a_later_day(hidden: Path, plan: Plan) -> None:
    ran = plan("why", "open", PLAN_BOOK=str(hidden), **NOW)
    assert ran.code == 0
    assert "nothing to do today; next" in ran.out
    assert "An hour of it pays" in ran.out


def test_nothing_to_park_names_the_price(hidden: Path, plan: Plan) -> None:
    (hidden / "prospects.toml").write_text(HIDDEN[HIDDEN.index("[[prospect]]", 5) :], encoding="utf-8")
    goal = PLAN + "\n[year]\nincome_goal = 150_000\n"
    (hidden / "plan.toml").write_text(goal, encoding="utf-8")
    said = plan("park", PLAN_BOOK=str(hidden), **NOW).out
    assert said.startswith("Nothing to park. Every open deal pays at least $")
    assert "what your hour is worth" not in said
