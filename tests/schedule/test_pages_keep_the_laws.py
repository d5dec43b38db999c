"""Every page that comes out is lawful, whatever goes in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from planner.schedule import Candidate, Meeting, Problem, Range, price_bound, solve

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


def test_a_block_that_no_group_can_take_leaves_the_windows_as_they_are() -> None:
    """Two musts wait for a predecessor that splits: the options name windows of a new list."""
    plain = [
        Candidate(id="c1", minutes=46, value=1.0, must=True, urgent=True, after=("c0",)),
        Candidate(id="c2", minutes=36, value=10.0, group="a"),
        Candidate(id="c3", minutes=1, value=0.0, must=True, urgent=True, after=("c0",)),
        Candidate(id="c4", minutes=51, value=1.0),
        Candidate(id="c5", minutes=1, value=0.0, must=True, urgent=True),
        Candidate(id="c6", minutes=60, value=0.0, must=True, care="touch", splits=True),
    ]
    windows = (Range(520, 550), Range(547, 630))
    splits = Candidate(
        id="c0", minutes=60, value=0.0, group="a", windows=windows, must=True, urgent=True, care="touch", splits=True
    )
    problem = Problem(
        ranges=(Range(540, 626), Range(646, 780)), meetings=(Meeting(start=570, end=576),), between=15,
        candidates=(splits, *plain),
    )  # fmt: skip
    assert errors(problem, solve(problem)) == []
