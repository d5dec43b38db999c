"""A page that is turned over after a change stays near the best and moves little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.page.solve.steady_plan import LEAST_GAIN, LEAST_MINUTES, steady_plan
from planner.schedule import Candidate, DayPlan, Meeting, PlacedItem, Problem, Range, repair, solve
from tests.schedule.drawing import drawn_day
from tests.schedule.drawn_problems import problems
from tests.schedule.laws import errors


def with_block(problem: Problem, start: int, minutes: int) -> Problem:
    return replace(problem, meetings=(*problem.meetings, Meeting(start=start, end=start + minutes, apart=False)))


def stay(before: Sequence[PlacedItem], plan: DayPlan) -> int:
    after = {(each.id, each.start) for each in plan.placed}
    return sum((each.id, each.start) in after for each in before)


def test_lines_that_need_not_move_stay() -> None:
    """Best from scratch is c, a, b in any order; to hold b at its time moves a alone."""
    day = Problem(
        ranges=(Range(540, 660),), between=0,
        candidates=(
            Candidate(id="a", minutes=30, value=100, windows=(Range(540, 600), Range(630, 660))),
            Candidate(id="b", minutes=30, value=90), Candidate(id="c", minutes=30, value=80),
        ),
    )  # fmt: skip
    before = [PlacedItem("a", 540, 570), PlacedItem("b", 570, 600), PlacedItem("c", 600, 630)]
    after = steady_plan(with_block(day, 540, 15), before)
    assert {each.id: each.start for each in after.placed} == {"b": 570, "c": 600, "a": 630}


def test_a_signature_is_not_put_off_for_searches() -> None:
    """Repaired, the line that the meeting covers goes to the only gap that holds it: the afternoon's."""
    searches = tuple(Candidate(id=f"search {n}", minutes=40, value=10) for n in range(4))
    day = Problem(
        ranges=(Range(510, 750), Range(795, 1050)),
        candidates=(Candidate(id="signature", minutes=60, value=2446), *searches),
    )
    before = [
        PlacedItem("signature", 510, 570),
        *(PlacedItem(f"search {n}", 575 + 45 * n, 615 + 45 * n) for n in range(4)),
    ]
    changed = with_block(day, 510, 25)
    assert {each.id: each.start for each in repair(changed, before).placed}["signature"] == 795
    after = {each.id: each.start for each in steady_plan(changed, before).placed}
    assert after["signature"] <= 595
    assert len(after) == 5


def test_a_page_that_puts_off_what_pays_little_more_stays() -> None:
    day = Problem(
        ranges=(Range(510, 750), Range(795, 1050)),
        candidates=tuple(Candidate(id=f"call {n}", minutes=40, value=40 + n) for n in range(5)),
    )
    before = [PlacedItem(f"call {n}", 510 + 45 * n, 550 + 45 * n) for n in range(5)]
    changed = with_block(day, 510, 25)
    assert steady_plan(changed, before).placed == repair(changed, before).placed


@pytest.mark.parametrize("seed", range(12))
def test_it_is_within_the_gain_of_the_best(seed: int) -> None:
    problem = drawn_day(40, seed)
    before = solve(problem).placed
    changed = with_block(problem, 600, 15)
    best, repaired, steady = solve(changed), repair(changed, before), steady_plan(changed, before)
    least = max(LEAST_GAIN * repaired.value, LEAST_MINUTES * repaired.price)
    assert steady.value >= best.value - least - 1e-9
    assert stay(before, steady) >= min(stay(before, best), stay(before, repaired))
    assert steady.bound >= steady.value - 1e-9


@pytest.mark.parametrize("seed", [0, 1, 5, 7])
def test_a_page_that_stays_after_the_day_was_solved_has_the_sharper_bound(seed: int) -> None:
    problem = drawn_day(40, seed)
    before = solve(problem).placed
    changed = with_block(problem, 700, 60)
    scratch, repaired, steady = solve(changed), repair(changed, before), steady_plan(changed, before)
    assert steady.placed == repaired.placed  # it loses too little to be turned over
    assert steady.value - 1e-9 <= steady.bound <= scratch.bound + 1e-9 < repaired.bound
    assert steady.price == scratch.price


@pytest.mark.parametrize(
    ("seed", "start", "minutes", "kept"),
    [(0, 600, 90, 14), (1, 600, 15, 2), (9, 700, 60, 4), (13, 600, 90, 3), (15, 600, 15, 5), (20, 700, 60, 5)],
)
def test_a_page_that_is_turned_over_keeps_more_times_than_a_new_one(
    seed: int, start: int, minutes: int, kept: int
) -> None:
    """So many more; and where that costs nothing, no better plan exists than it, as of the new one."""
    problem = drawn_day(40, seed)
    before = solve(problem).placed
    changed = with_block(problem, start, minutes)
    best, repaired, steady = solve(changed), repair(changed, before), steady_plan(changed, before)
    assert repaired.placed != steady.placed
    assert stay(before, steady) >= stay(before, best) + kept
    assert steady.proven == (best.proven and steady.value == pytest.approx(best.value))


def test_a_must_in_the_way_of_what_comes_before_an_appointment_moves() -> None:
    """Repaired, the preparation that the new meeting covers has no place: a call that may not come before it has it."""
    day = Problem(
        ranges=(Range(540, 600), Range(600, 780)), between=0,
        candidates=(
            Candidate(id="call", minutes=1, value=0, must=True, urgent=True),
            Candidate(id="prep", minutes=1, value=0, must=True, urgent=True, before=("call",)),
            Candidate(id="visit", minutes=1, value=0, must=True, urgent=True, at=550, after=("prep",)),
        ),
    )  # fmt: skip
    before = [PlacedItem("prep", 540, 541), PlacedItem("call", 545, 546), PlacedItem("visit", 550, 551)]
    changed = with_block(day, 540, 5)
    assert {each.id for each in repair(changed, before).placed} == {"call", "visit"}
    assert [each.id for each in steady_plan(changed, before).placed] == ["prep", "visit", "call"]


@settings(deadline=None, max_examples=60)
@given(problems(away=False), st.integers(108, 154), st.integers(1, 12))
def test_it_keeps_the_laws(problem: Problem, slot: int, slots: int) -> None:
    before = solve(problem).placed
    changed = with_block(problem, slot * 5, slots * 5)
    found = [error for error in errors(changed, steady_plan(changed, before)) if "left out" not in error]
    assert [error for error in found if "missed" not in error and "must" not in error] == []
