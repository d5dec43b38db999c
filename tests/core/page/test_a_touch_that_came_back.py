"""A touch left to a step of its customer, and made after all where that step has no room without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from planner.core.book import Account
from planner.core.choice.day_choice import DayChoice, day_choice
from planner.core.page.problem import candidate
from planner.core.page.solve.customer_day import solve_for_customers
from planner.schedule import DayPlan, Problem, solve
from tests.core.value.days import book, inputs
from tests.core.value.playbooks import TODAY, deal

ACME = Account(id="acme", name="Acme", revenue=0.0, last_touch=TODAY - timedelta(days=400))
ROLLOUT = deal(id="rollout", name="Acme rollout", company="Acme", answers={"need": "yes"}, last_touch=TODAY)
STEP, TOUCH = "rollout/talk", "acme/touch"
Solver = Callable[[Problem], DayPlan]


def day(**of_the_step: object) -> tuple[Problem, DayChoice]:
    """A day with room for both: a talk of the deal, and a touch of the customer's account."""
    choice = day_choice(inputs(book(deals=(ROLLOUT,), accounts=(ACME,))))
    offered = tuple(candidate(each, choice.day, choice.now, {}) for each in choice.steps if each.item in (STEP, TOUCH))
    steps = tuple(each._replace(**of_the_step) if each.item == STEP else each for each in choice.steps)  # type: ignore[arg-type]
    problem = replace(choice.empty, candidates=offered, touch_minutes=choice.touch_minutes)
    return problem, replace(choice, steps=steps)


def only(problem: Problem, *names: str) -> DayPlan:
    return solve(replace(problem, candidates=tuple(each for each in problem.candidates if each.id in names)))


def step_needs_the_touch(problem: Problem) -> DayPlan:
    """A plan that has the step wherever it has the touch, and not without it."""
    names = {each.id for each in problem.candidates}
    return only(problem, *names) if TOUCH in names else only(problem)


def step_that_is_found_late() -> Solver:
    """Plans of which the first lacks the step."""
    plans = 0

    def found(problem: Problem) -> DayPlan:
        nonlocal plans
        plans += 1
        return only(problem, *(each.id for each in problem.candidates if plans > 1 or each.id == TOUCH))

    return found


@pytest.mark.parametrize(
    ("of_the_step", "make", "on_page", "left_to"),
    [
        ({}, lambda: solve, {STEP}, {TOUCH: "Acme rollout"}),  # the step takes the touch's place
        (
            {"per_hour": -1.0},
            lambda: solve,
            {STEP},
            {TOUCH: "Acme rollout"},
        ),  # though nobody expected it
        ({}, lambda: step_needs_the_touch, {TOUCH}, {}),  # the touch came back, and the step is not made next to it
        ({"claim": (1.0,)}, step_that_is_found_late, {STEP}, {TOUCH: "Acme rollout"}),  # a promise is never barred
        ({"must": True}, step_that_is_found_late, {STEP}, {TOUCH: "Acme rollout"}),
        ({}, step_that_is_found_late, {TOUCH}, {}),
    ],
)
def test_the_day_has_the_step_or_the_touch(
    of_the_step: dict[str, object], make: Callable[[], Solver], on_page: set[str], left_to: dict[str, str]
) -> None:
    problem, choice = day(**of_the_step)
    found = solve_for_customers(problem, choice, make())
    assert {placed.id for placed in found.plan.placed} == on_page
    assert found.joins == left_to
