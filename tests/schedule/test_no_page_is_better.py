"""Against every order of every set (up to seven candidates), and against CP-SAT (up to thirty)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from planner.schedule import Problem, solve

from .brute_force import best_page
from .drawing import drawn_day
from .drawn_problems import draws, problems
from .oracle import best_value


@settings(deadline=None, max_examples=draws(120))
@given(problems(most=7, care=False, fixed=False, splits=False))
def test_brute_force(problem: Problem) -> None:
    plan = solve(problem)
    on_page = {p.id for p in plan.placed}
    musts, value = best_page(problem)
    assert sum(c.must and c.id in on_page for c in problem.candidates) == musts
    if musts == sum(c.must for c in problem.candidates):
        assert plan.value == pytest.approx(value)
        assert plan.proven
        assert plan.bound == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize(
    ("tasks", "seed", "splits"),
    [(12, 2, False), (12, 6, False), (12, 9, False), (20, 1, False), (20, 5, True), (30, 0, False), (30, 2, True)]
    + [(30, seed, False) for seed in (1, 3, 7, 8, 9, 10, 12, 16, 17)],
)
def test_cp_sat(tasks: int, seed: int, splits: bool) -> None:
    problem = drawn_day(tasks, seed, splits=splits)
    plan = solve(problem)
    value, bound = best_value(problem, seconds=10)
    assert plan.value >= value - 1e-3  # the oracle rounds money to a hundredth of a cent
    assert plan.bound >= value - 1e-3
    assert plan.value <= bound + 1e-3
