"""Every page that comes out is lawful, whatever goes in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from planner.schedule import Problem, price_bound, solve

from .drawing import drawn_day
from .drawn_problems import draws, problems
from .laws import errors, errors_of_ways


@settings(deadline=None, max_examples=draws(250))
@given(problems())
def test_odd_small_days(problem: Problem) -> None:
    assert errors(problem, solve(problem)) == []


@settings(deadline=None, max_examples=draws(150))
@given(problems(away=True))
def test_odd_small_days_with_ways(problem: Problem) -> None:
    plan = solve(problem)
    assert errors(problem, plan) == []
    assert errors_of_ways(problem, plan) == []


@pytest.mark.parametrize("splits", [False, True])
@pytest.mark.parametrize("tasks", [12, 40, 120, 400])
@pytest.mark.parametrize("between", [0, 5, 10])
def test_days_of_a_rep(tasks: int, between: int, splits: bool) -> None:
    problem = drawn_day(tasks, seed=between, between=between, splits=splits)
    plan = solve(problem)
    assert errors(problem, plan) == []
    assert plan.placed
    assert price_bound(problem)[1] >= plan.value * (1 - 1e-9)
