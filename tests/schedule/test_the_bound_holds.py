"""No page is worth more than the bound, whoever found it: here pages of orders drawn by lot."""

from __future__ import annotations

import random

import pytest

from planner.schedule import Candidate, Problem, Range, price_bound, solve
from planner.schedule.day.blocks import plan_value
from planner.schedule.day.layout import lay_day
from planner.schedule.place.greedy import lay
from planner.schedule.required import requirements_of
from planner.schedule.search import shortlist

from .drawing import drawn_day


@pytest.mark.parametrize("splits", [False, True])
@pytest.mark.parametrize(("tasks", "seed"), [(25, 1), (60, 2), (120, 3)])
def test_drawn_orders(tasks: int, seed: int, splits: bool) -> None:
    problem = drawn_day(tasks, seed, splits=splits)
    plan = solve(problem)
    _, bound = price_bound(problem)
    day = lay_day(problem, {})
    board, _ = shortlist(day, requirements_of(day, set()))
    luck = random.Random(seed)
    for _ in range(300):
        order = sorted(range(len(board)), key=lambda i: -board.value[i] / board.need[i] * luck.random())
        drawn: dict[int, int] = {}
        lay(board, order, drawn, board.grid.free, luck.getrandbits(16))
        if all(any(board.group[i] == g for i in drawn) for g in range(64) if board.required >> g & 1):
            assert plan_value(board, drawn) <= plan.bound + 1e-6
            assert plan.bound <= bound + 1e-6


def test_price_is_what_one_more_minute_brings() -> None:
    from dataclasses import replace

    problem = drawn_day(300, 2)
    price, bound = price_bound(problem)
    longer = replace(problem, ranges=(*problem.ranges, Range(1200, 1210)))
    later = replace(longer, candidates=tuple(c._replace(windows=None) for c in longer.candidates))
    now = replace(problem, candidates=later.candidates)
    assert price > 0
    assert price_bound(later)[1] - price_bound(now)[1] <= price_bound(now)[0] * 15 + 1e-6
    assert bound > 0


def test_one_more_hour_holds_whole_items_that_have_no_room() -> None:
    """A day full of the best work; the next call pays more than the day's last minute does."""
    full = Candidate(id="full", minutes=60, value=600)
    calls = (
        Candidate(id="call", minutes=25, value=65),
        Candidate(id="twin", minutes=25, value=60, group="birch"),
        Candidate(id="same", minutes=25, value=50, group="birch"),
        Candidate(id="long", minutes=90, value=500),
        Candidate(id="morning", minutes=20, value=90, windows=(Range(480, 540),)),
    )
    plan = solve(Problem(ranges=(Range(540, 600),), candidates=(full, *calls)))
    assert [placed.id for placed in plan.placed] == ["full"]
    assert plan.one_more_hour == 65 + 60  # two calls and the minutes between; the long one needs more than an hour
    assert solve(Problem(ranges=(Range(540, 600),), candidates=(full,))).one_more_hour == 0
