"""A repaired page keeps every item that the change does not touch."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.schedule import Candidate, Meeting, PlacedItem, Problem, Range, repair, solve
from tests.schedule.drawing import drawn_day
from tests.schedule.drawn_problems import problems
from tests.schedule.laws import errors

HOUR = Range(540, 600)


def desk(id: str, minutes: int, value: float, **more: object) -> Candidate:
    return Candidate(id=id, minutes=minutes, value=value, **more)  # type: ignore[arg-type]


def day(*candidates: Candidate, meetings: tuple[Meeting, ...] = (), between: int = 5) -> Problem:
    return Problem(ranges=(Range(540, 720),), candidates=candidates, meetings=meetings, between=between)


def places(*items: tuple[str, int, int]) -> list[PlacedItem]:
    return [PlacedItem(*item) for item in items]


def at(problem: Problem, before: list[PlacedItem]) -> dict[str, int]:
    return {p.id: p.start for p in repair(problem, before).placed}


@settings(deadline=None)
@given(problems(care=False))
def test_an_unchanged_page_stays_as_it_is(problem: Problem) -> None:
    plan = solve(problem)
    again = repair(problem, plan.placed)
    assert set(plan.placed) <= set(again.placed), (plan.placed, again.placed)
    assert again.value >= plan.value - 1e-9


def test_a_predecessor_that_was_laid_in_vain_costs_nothing() -> None:
    """The must `c3` finds no place; `c0`, which is worth nothing without it, took that of `c4`."""
    day = Problem(
        ranges=(Range(540, 600), Range(621, 780)), between=15,
        candidates=(
            Candidate("c0", 41, 0.0), Candidate("c1", 71, 0.0, must=True), Candidate("c2", 1, 0.0, must=True),
            Candidate("c3", 26, 0.0, must=True, after=("c0",)), Candidate("c4", 41, 1.0),
            Candidate("c5", 1, 1.0, must=True),
        ),
    )  # fmt: skip
    plan = solve(day)
    assert {placed.id for placed in plan.placed} == {"c1", "c2", "c4", "c5"}
    assert repair(day, plan.placed).placed == plan.placed


@settings(deadline=None)
@given(problems(away=False), st.integers(540, 770), st.integers(5, 60))
def test_a_repaired_page_keeps_the_laws(problem: Problem, start: int, minutes: int) -> None:
    before = solve(problem).placed
    changed = replace(problem, meetings=(*problem.meetings, Meeting(start=start, end=start + minutes, apart=False)))
    lawful = [error for error in errors(changed, repair(changed, before)) if "left out" not in error]
    assert [error for error in lawful if "missed" not in error and "must" not in error] == []


@pytest.mark.parametrize("seed", range(12))
def test_a_block_moves_only_what_it_covers_and_crowds_out(seed: int) -> None:
    problem = drawn_day(40, seed)
    before = solve(problem).placed
    changed = replace(problem, meetings=(*problem.meetings, Meeting(start=600, end=615, apart=False)))
    after = {(p.id, p.start) for p in repair(changed, before).placed}
    moved = [p for p in before if (p.id, p.start) not in after]
    assert len(moved) <= 1 + 2 * 2  # what lies in a quarter of an hour, and those that make room


def test_what_is_covered_goes_to_the_nearest_free_place() -> None:
    problem = day(
        desk("a", 30, 90), desk("b", 30, 80), meetings=(Meeting(start=540, end=555, apart=False),)
    )  # fmt: skip
    assert at(problem, places(("a", 540, 570), ("b", 600, 630))) == {"a": 555, "b": 600}


def test_others_make_room_in_a_chain() -> None:
    problem = day(
        desk("early", 55, 100, windows=(Range(540, 660),)), desk("any", 55, 50), between=0,
        meetings=(Meeting(start=540, end=600, apart=False),),
    )  # fmt: skip
    before = places(("early", 540, 595), ("any", 600, 655))
    assert at(problem, before) == {"early": 600, "any": 655}


def test_the_less_valuable_gives_way_where_there_is_no_room() -> None:
    problem = day(
        desk("big", 60, 100), desk("small", 60, 10), desk("middle", 60, 50), between=0,
        meetings=(Meeting(start=540, end=600),),
    )  # fmt: skip
    before = places(("big", 540, 600), ("small", 600, 660), ("middle", 660, 720))
    assert at(problem, before) == {"big": 600, "middle": 660}


def test_freed_time_takes_the_best_that_fits() -> None:
    problem = day(desk("kept", 60, 50), desk("best", 60, 40), desk("worse", 60, 30), between=0)
    assert at(problem, places(("kept", 600, 660)))["best"] in (540, 660)


def test_nothing_is_kept_free_next_to_the_rep_s_own_block() -> None:
    own = Meeting(start=600, end=615, apart=False)
    problem = day(desk("before", 60, 50), desk("after", 60, 40), meetings=(own,), between=10)
    before = places(("before", 540, 600), ("after", 615, 675))
    assert at(problem, before) == {"before": 540, "after": 615}
    with_space = replace(problem, meetings=(replace(own, apart=True),))
    assert at(with_space, before) != {"before": 540, "after": 615}


def test_an_urgent_item_makes_no_room_for_a_must() -> None:
    problem = day(
        desk("lead", 30, 10, urgent=True), desk("must", 30, 0, must=True, windows=(Range(540, 630),)),
        desk("early", 30, 90, windows=(Range(570, 600),)), between=0,
        meetings=(Meeting(start=600, end=615, apart=False),),
    )  # fmt: skip
    before = places(("lead", 540, 570), ("early", 570, 600), ("must", 600, 630))
    assert at(problem, before) == {"lead": 540, "must": 570}


def test_what_is_new_on_a_page_comes_best_paid_first() -> None:
    """The search fills the afternoon; the calls that have come in do not wait behind it."""
    kept = Candidate(id="kept", minutes=50, value=900)
    new = (
        Candidate(id="search", minutes=150, value=45),
        Candidate(id="qualify", minutes=25, value=27),
        Candidate(id="book", minutes=10, value=115),
    )
    day = Problem(ranges=(Range(600, 870),), candidates=(kept, *new))
    plan = repair(day, [PlacedItem("kept", 600, 650)])
    assert [(placed.id, placed.start) for placed in plan.placed] == [
        ("kept", 600), ("book", 655), ("qualify", 670), ("search", 700),
    ]  # fmt: skip
