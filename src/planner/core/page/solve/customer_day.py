"""The day without a touch next to a step with the same customer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from planner.core.choice.day_choice import DayChoice
from planner.core.customers.one_call import DayReach, Met
from planner.core.steps.step import Step
from planner.schedule import DayPlan, Problem, price_bound, solve

MOST_ROUNDS = 4  # days solved until no touch is next to a step of its customer


class CustomerDay(NamedTuple):
    """The problem solved, its plan, and the name of the line that each touch left to."""

    problem: Problem
    plan: DayPlan
    joins: Mapping[str, str]


def solve_for_customers(
    problem: Problem, choice: DayChoice, solve: Callable[[Problem], DayPlan] = solve
) -> CustomerDay:
    """Solve the day: a step with a customer takes the place of its other records' touches.

    Steps that pay the bound on today's price are taken to be on the page; where that was wrong the day is solved again,
    with the touch, and at last without the step.
    """
    steps = {step.item: step for step in choice.steps}
    offered = [steps[each.id] for each in problem.candidates if each.id in steps]
    touches = [step for step in offered if step.is_touch and step.claim is None]
    others = [step for step in offered if step.is_contact and not step.is_touch]
    if not touches or not others:
        return CustomerDay(problem, solve(problem), {})
    price = price_bound(problem)[0] * 60
    dropped = _served(touches, [step for step in others if step.per_hour >= price], choice)
    barred: set[str] = set()
    kept: set[str] = set()  # touches that came back, and stay
    for _ in range(MOST_ROUNDS):
        out = {*dropped, *barred}
        candidates = tuple(each for each in problem.candidates if each.id not in out)
        trial = replace(problem, candidates=candidates) if out else problem
        plan = solve(trial)
        on_page = {placed.id for placed in plan.placed}
        contacts = [step for step in others if step.item in on_page]
        clash = _served([touch for touch in touches if touch.item in on_page], contacts, choice)
        served = _served([touch for touch in touches if touch.item in dropped], contacts, choice)
        missed = dropped.keys() - served.keys()
        if not clash and not missed:
            break
        kept |= missed
        free = {item for item in clash.values() if not claims_its_time(steps[item])}
        barred |= {item for touch, item in clash.items() if touch in kept and item in free}
        dropped = {**served, **{touch: item for touch, item in clash.items() if touch not in kept or item not in free}}
    names = {touch: steps[item].name for touch, item in dropped.items()}
    return CustomerDay(trial, plan, names)


def claims_its_time(step: Step) -> bool:
    """True for a step that is on the page before any touch."""
    return step.claim is not None or step.must or step.at is not None


def _served(touches: Sequence[Step], contacts: Sequence[Step], choice: DayChoice) -> dict[str, str]:
    """The touches whose customer one of the steps reaches, each with that step's item."""
    met = (Met(step.record or "", step.people, step.item) for step in contacts)
    reach = DayReach(met, choice.now.customers)
    found = {touch.item: reach.serving(touch.record or "", touch.item) for touch in touches}
    return {item: each.item for item, each in found.items() if each is not None}
