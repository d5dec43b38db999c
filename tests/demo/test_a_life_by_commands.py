"""Two days of the lived year, and that its checks notice what they are for."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from benchmarks.year import changes_of_a_year
from benchmarks.year.checks import check_numbers, check_page, check_review, check_week
from benchmarks.year.machine import Machine
from benchmarks.year.rep import Rep

MONDAY = date(2027, 3, 1)
MORNING = datetime(2027, 3, 1, 7)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    machine = Machine(tmp_path_factory.mktemp("life") / "book")
    machine.plan(datetime(2027, 3, 1, 6), "demo", str(machine.book), "-q")
    return machine


@pytest.fixture(scope="module")
def page(machine: Machine) -> dict[str, Any]:
    found: dict[str, Any] = machine.plan(MORNING, "today", "--json").document
    return found


def test_two_days_are_lived_without_anything_odd(machine: Machine, page: dict[str, Any]) -> None:
    assert list(check_page(page, machine.book)) == []
    rep = Rep(machine, random.Random(2))
    rep.live(MONDAY)
    changes_of_a_year.work_on_two_machines(machine, datetime(2027, 3, 2, 6, 30))
    changes_of_a_year.rename_records(machine, datetime(2027, 3, 2, 6, 31), 1)
    rep.live(MONDAY + timedelta(days=1))
    evening = datetime(2027, 3, 2, 19)
    assert list(check_review(machine.plan(evening, "review", "--json").document)) == []
    week = machine.plan(evening, "week", "--json").document
    assert list(check_week(week, None)) == []
    assert machine.odd == 0
    assert machine.ran["done"] > 10


def _first(page: dict[str, Any], **changed: object) -> None:
    page["items"][0] |= changed


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda page: page.update(makes=page["makes"] + 0.01), "the head says"),
        (lambda page: _first(page, minutes=26), "not 26m at"),
        (lambda page: _first(page, start="2027-03-01T08:25:00+01:00"), "outside the hours"),
        (lambda page: _first(page, end="2027-03-01T09:05:00+01:00"), "overlap at 09:00"),
        (lambda page: _first(page, end="2027-03-01T08:30:00+01:00"), "before it starts"),
        (lambda page: _first(page, chance=1.01), "chance is 1.01"),
        (lambda page: _first(page, belief=float("nan")), "belief is nan"),
        (lambda page: page["care"].update(due=-1), "due is -1"),
        (lambda page: page["busy"][0].update(start="2027-03-01T08:40:00+01:00"), "is in the meeting Team meeting"),
    ],
)
def test_a_spoiled_page_is_noticed(
    machine: Machine, page: dict[str, Any], spoil: Callable[[dict[str, Any]], None], said: str
) -> None:
    spoiled = copy.deepcopy(page)
    spoil(spoiled)
    assert any(said in problem for problem in check_page(spoiled, machine.book))


def test_a_bridge_that_does_not_lead_to_its_end_is_noticed() -> None:
    bridge = {"start": 100, "end": 130, "won": 5, "not_explained": 0,
              "classes": [{"what": "advanced", "cents": 35, "deals": [{"cents": 35}]}]}  # fmt: skip
    review = {"days": [], "plays": [], "customers": [], "hours": [], "planned": 0, "actual": 0, "made": 0.0}
    assert list(check_review({**review, "bridge": bridge})) == []
    for part, value in (("end", 131), ("won", 4)):
        assert list(check_review({**review, "bridge": {**bridge, part: value}})) != []
    wrong = [{"what": "advanced", "cents": 35, "deals": [{"cents": 34}]}]
    assert list(check_review({**review, "bridge": {**bridge, "classes": wrong}})) != []


def test_what_can_not_be_read_is_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    machine = Machine(tmp_path)
    assert machine.plan(MORNING, "today").code != 0
    assert machine.odd == 1
    assert "exit" in capsys.readouterr().out
    assert list(check_numbers(json.loads('{"a": [1, -2]}'), "x", of_a_page=True)) == ["x.a[1] is -2"]
