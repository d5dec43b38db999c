"""Visits: ways take time, several visits make a tour, and the bound holds however one drives."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from planner.schedule import Candidate, DayPlan, Meeting, Problem, Range, Roads, Trip, price_bound, solve

from .drawing import drawn_travelling_day
from .laws import errors, errors_of_ways

ORDERS = list(permutations(range(7)))[:: 7 * 6 * 5 * 3]  # eight of the orders of seven
ROADS = Roads(base="office", default=60, ways={("office", "east"): 30, ("east", "office"): 30})


def visit(name: str, place: str | None, minutes: int = 60, value: float = 100, **more: object) -> Candidate:
    return Candidate(id=name, minutes=minutes, value=value, place=place, **more)  # type: ignore[arg-type]


def page(plan: DayPlan) -> list[tuple[str, int, int]]:
    return [(p.id, p.start, p.end) for p in plan.placed]


def test_there_and_back() -> None:
    day = Problem(ranges=(Range(540, 660),), candidates=(visit("a", "east"),), roads=ROADS)
    plan = solve(day)
    assert page(plan) == [("a", 570, 630)]
    assert plan.trips == (Trip("office", "east", 540, 570), Trip("east", "office", 630, 660))
    assert solve(replace(day, ranges=(Range(540, 655),))).placed == ()


def test_a_day_that_ends_too_soon_to_come_back_says_so() -> None:
    day = Problem(ranges=(Range(540, 655),), candidates=(visit("a", "west"),), roads=ROADS)
    assert solve(day).left_out["a"] in ("no time for it", "no room")


def test_neighbours_are_visited_on_one_tour() -> None:
    day = Problem(
        ranges=(Range(540, 725),), candidates=(visit("a", "east"), visit("b", "east")), roads=ROADS, between=5
    )
    plan = solve(day)
    assert sorted(p.start for p in plan.placed) == [570, 635]
    assert len(plan.trips) == 2


def test_on_the_way_back_from_a_meeting_elsewhere() -> None:
    """Out and back a second time would take an hour more than the day has."""
    day = Problem(
        ranges=(Range(540, 700),),
        meetings=(Meeting(start=570, end=600, place="east"),),
        candidates=(visit("a", "east", 55),),
        roads=ROADS,
    )
    plan = solve(day)
    assert page(plan) == [("a", 605, 660)]
    assert plan.trips == (Trip("office", "east", 540, 570), Trip("east", "office", 660, 690))


def test_desk_work_is_done_at_the_base() -> None:
    """Between the two ends of a way there is no time for a mail elsewhere."""
    day = Problem(ranges=(Range(540, 670),), candidates=(visit("a", "east"), visit("mail", None, 10, 5)), roads=ROADS)
    assert [p.id for p in solve(day).placed] == ["a", "mail"] or [p.id for p in solve(day).placed] == ["mail", "a"]
    assert [p.id for p in solve(replace(day, ranges=(Range(540, 665),))).placed] == ["a"]


def test_a_fixed_visit_takes_its_ways_from_the_day() -> None:
    day = Problem(
        ranges=(Range(540, 660),),
        candidates=(visit("fixed", "east", 30, 1, at=570), visit("desk", None, 35), visit("mail", None, 30, 90)),
        roads=ROADS,
    )
    assert page(solve(day)) == [("fixed", 570, 600), ("mail", 630, 660)]


@pytest.mark.parametrize("meetings", [False, True])
@pytest.mark.parametrize(("tasks", "seed"), [(15, 1), (25, 2), (40, 3), (70, 4)])
def test_drawn_days_keep_the_laws(tasks: int, seed: int, meetings: bool) -> None:
    problem = drawn_travelling_day(tasks, seed, meetings=meetings)
    plan = solve(problem)
    assert errors(problem, plan) == []
    assert errors_of_ways(problem, plan) == []
    assert price_bound(problem)[1] >= plan.value * (1 - 1e-9)


@pytest.mark.parametrize("seed", range(12))
def test_brute_force_of_six(seed: int) -> None:
    problem = replace(drawn_travelling_day(20, seed, places=5, meetings=False), ranges=(Range(540, 780),))
    some = [c._replace(after=(), windows=None, colleagues_busy=()) for c in problem.candidates if c.minutes >= 20][:6]
    problem = replace(problem, candidates=tuple(c._replace(must=False) for c in some))
    plan = solve(problem)
    best = best_by_hand(problem)
    assert plan.value >= 0.97 * best
    assert plan.bound >= best - 1e-6


def best_by_hand(problem: Problem) -> float:
    """Every order of every set, each item as early as the ways allow."""
    (day,) = problem.ranges
    roads = problem.roads

    def way(a: str, b: str) -> int:
        return 0 if a == b else roads.ways.get((a, b), roads.default)

    best = 0.0
    for count in range(1, len(problem.candidates) + 1):
        for order in permutations(problem.candidates, count):
            groups = [c.group for c in order if c.group is not None]
            if len(groups) != len(set(groups)):
                continue
            now, here, pad = day.start, roads.base, 0
            for c in order:
                place = c.place or roads.base
                now = -(-(now + max(pad, way(here, place))) // 5) * 5 + -(-c.minutes // 5) * 5
                here, pad = place, problem.between
            if now + way(here, roads.base) <= day.end:
                best = max(best, sum(c.value for c in order))
    return best


@pytest.mark.parametrize("order", ORDERS)
def test_two_meetings_that_overlap_one_of_them_away(order: tuple[int, ...]) -> None:
    """Neither the shorter one nor the start of the day hides the travel back from the longer one."""
    kinds = [(1, None), (1, None), (16, None), (1, None), (1, "east"), (1, "west")]
    items = [Candidate(id=f"must-{n}", minutes=m, value=0.0, must=True, place=p) for n, (m, p) in enumerate(kinds)]
    items.append(Candidate(id="paid", minutes=1, value=1.0, place="office"))
    problem = Problem(
        ranges=(Range(540, 600), Range(600, 780)),
        meetings=(Meeting(start=520, end=606, place="west"), Meeting(start=520, end=525)),
        between=7,
        candidates=tuple(items[n]._replace(id=f"c{place}") for place, n in enumerate(order)),
        roads=Roads(default=25),
    )
    plan = solve(problem)
    assert errors(problem, plan) + errors_of_ways(problem, plan) == []
