"""The solver: a day plan from a problem."""

from __future__ import annotations

from dataclasses import replace

from planner.schedule.bound.prices import slot_prices
from planner.schedule.budget import solve_within
from planner.schedule.day.grid import SLOT
from planner.schedule.day.layout import Day, lay_day
from planner.schedule.place.tours import add_tours, travel_bound
from planner.schedule.problem import DayPlan, Problem
from planner.schedule.required import Requirements, open_touches, requirements_of, touches_within
from planner.schedule.result import day_plan
from planner.schedule.search import SearchResult, quick_search, search, shortlist
from planner.schedule.start import possible_day

PROVEN_TO = 1e-6  # share of a page's value


def solve(problem: Problem) -> DayPlan:
    """The most valuable plan of a day that keeps the rules.

    The same problem gives the same plan.

    Precedence: fixed, must, urgent, touches due, searches; then value. Minutes since midnight, money.
    """
    if problem.budget is not None:
        return solve_within(problem, problem.budget, solve)
    away = {c.id for c in problem.candidates if c.place is not None}
    if not away:
        return _solve_once(problem)
    # Without travel every plan is at least as good: so that day's bound holds for this one, and so does its plan where
    # nothing in it is away.
    stays = tuple(c._replace(place=None) for c in problem.candidates)
    at_home = _solve_once(replace(problem, candidates=stays))
    if not any(placed.id in away for placed in at_home.placed):
        return at_home
    found = _solve_once(problem)
    bound = max(found.value, min(found.bound, at_home.bound))
    return replace(found, bound=bound, proven=bound <= found.value + PROVEN_TO * abs(found.value))


def _solve_once(problem: Problem) -> DayPlan:
    day = possible_day(problem)
    return day_plan(day, _with_due_touches(day))


def _with_due_touches(day: Day) -> SearchResult:
    """The best plan with the touches due, where the minutes set aside do not hold all of them.

    A step on the page replaces a touch of its group, so the touches due depend on the plan. Groups with a step are
    excused from their touch; one that then loses its step to other touches is not excused again, until the plan agrees
    with the list. No group is excused twice, so this ends.
    """
    touches = open_touches(day)
    if len(touches_within(touches, day.problem.touch_minutes, ())) == len(touches):
        return _full_search(day, requirements_of(day, ()))  # all are on the page, as a touch or as a step
    excused = {touch.group for touch in touches if touch.group is not None}
    excused &= _steps(day, quick_search(day, requirements_of(day, excused)))
    for look in (quick_search, _full_search):
        while True:
            found = look(day, requirements_of(day, excused))
            remaining = excused & _steps(day, found)
            if _due(day, remaining) == _due(day, excused):
                break
            excused = remaining
    return found


def _full_search(day: Day, required: Requirements) -> SearchResult:
    found = search(day, required)
    return found if day.ways is None else add_tours(day, required, found)


def price_bound(problem: Problem) -> tuple[float, float]:
    """The price of a minute (money) and a bound on the value of any plan, without a search."""
    day = lay_day(problem, {})
    required = requirements_of(day, set())
    board, floor = shortlist(day, required)
    prices = slot_prices(board, day.grid.free.bit_length(), floor)
    fixed_value = sum(c.value for c in day.fixed_items.kept.values())
    if day.ways is not None:
        return prices.uniform / SLOT, travel_bound(day, required) + fixed_value
    return prices.uniform / SLOT, prices.bound + fixed_value


def _due(day: Day, steps: set[str]) -> set[str]:
    return {c.id for c in touches_within(open_touches(day), day.problem.touch_minutes, steps)}


def _steps(day: Day, found: SearchResult) -> set[str]:
    """Groups with a step, not a touch, in the plan."""
    chosen = [*(found.board.candidates[i] for i in found.best.plan), *(day.open[name] for name in found.stops)]
    return {c.group for c in chosen if c.group is not None and c.care != "touch"}
