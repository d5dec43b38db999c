"""The math of a line adds up: the rows to the hours above them, its sum to what the page says an hour pays."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.commands.morning.conftest import PLAN
from tests.conftest import Plan

VERBAL = """\
[[prospect]]
id = "verbal"
name = "Verbal yes"
company = "Verbal Co"
amount = 50_000
stage = "close"
since = 2026-11-19
last_touch = 2026-11-19
prior = 0.45
answers = { why_change = "yes", why_now = "yes", power = "met", need = "compelling", fit = "yes", \
incumbent = "unhappy", incumbent_price = "looking" }
"""
TENTH = """\
[[prospect]]
id = "tenth"
name = "One in ten"
company = "Ten Co"
amount = 40_000
stage = "proposal"
since = 2026-11-19
last_touch = 2026-11-19
chance = 0.1
"""
DATED = """\
[[prospect]]
id = "dated"
name = "Decides on Wednesday"
company = "Dated Co"
amount = 90_000
stage = "close"
since = 2026-11-19
last_touch = 2026-11-19
decide_by = 2026-11-25
"""
NOW = "2026-11-23T08:30"


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "prospects.toml").write_text("\n".join((VERBAL, TENTH, DATED)), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("deal", ["verbal", "tenth", "dated"])
def test_rows_add_up_to_the_hours_and_the_sum_is_the_pages(deals: Path, plan: Plan, deal: str) -> None:
    found = json.loads(plan("why", deal, "--json", PLAN_BOOK=str(deals), PLAN_NOW=NOW).out)
    why, rows = found["why"], found["stages_to_come"]
    hours = sum(row["reach"] * row["tries"] * row["minutes"] / 60 for row in rows)
    assert why["hours"] == pytest.approx(hours, rel=1e-9)
    assert (why["worth"] * why["chance"] - why.get("costs", 0)) / hours == pytest.approx(found["per_hour"], rel=1e-9)
    text = plan("why", deal, PLAN_BOOK=str(deals), PLAN_NOW=NOW, COLUMNS="120").out
    total = re.search(r"Hours still needed: ([0-9.]+) h", text)
    assert total is not None
    assert f"over {total[1]} h still needed" in text
    block = text.partition("Hours still needed")[2].partition("\n\n")[0]
    shown = [float(each) for each in re.findall(r"≈ ([0-9.]+) h$", block, re.MULTILINE)]
    assert len(shown) == len(rows)
    assert sum(shown) == pytest.approx(float(total[1]), abs=1e-9)


def test_one_try_of_sixty_percent_is_sixty_percent(deals: Path, plan: Plan) -> None:
    text = plan("why", "verbal", PLAN_BOOK=str(deals), PLAN_NOW=NOW, COLUMNS="120").out
    assert "$4,000 × 60% ≈ $2,400 over" in text
    assert "(60%: the part won without a second try at any step)" in text


def test_the_questions_take_the_same_minutes_in_both_places(deals: Path, plan: Plan) -> None:
    text = plan("why", "tenth", PLAN_BOOK=str(deals), PLAN_NOW=NOW, COLUMNS="120").out
    row = re.search(r"Qualify +100% × +1 try × +(\d+m)", text)
    assert row is not None
    assert f"Yes: {row[1]} of questions now pays" in text


@pytest.mark.parametrize("deal", ["verbal", "tenth", "dated"])
def test_as_many_digits_as_one_would_say(deals: Path, plan: Plan, deal: str) -> None:
    text = plan("why", deal, PLAN_BOOK=str(deals), PLAN_NOW=NOW, COLUMNS="120").out
    assert not re.search(r"[0-9]\.[0-9]{2,}%|[0-9]\.[0-9]{2,} tries|[0-9]\.[0-9]{3}", text), text
