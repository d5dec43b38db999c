"""The day repaired after a change: only what it covers or crowds out moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planner.schedule.bound.prices import slot_prices
from planner.schedule.day.blocks import Board, Plan, build, free_slots, plan_value
from planner.schedule.day.fixed import fixed_span
from planner.schedule.day.layout import Day, ids_with_ancestors
from planner.schedule.day.travel import Anchor, is_away, place_of, travel_minutes
from planner.schedule.place.greedy import lay
from planner.schedule.place.improve import BestPlan
from planner.schedule.place.rearrange import RearrangedPlan, old_slots
from planner.schedule.place.tidy import tidy
from planner.schedule.problem import Candidate, DayPlan, PlacedItem, Problem
from planner.schedule.required import Requirements
from planner.schedule.result import day_plan
from planner.schedule.search import SearchResult, shortlist
from planner.schedule.start import possible_day


def repair(problem: Problem, before: Sequence[PlacedItem]) -> DayPlan:
    """The plan closest to the items as they lay `before` the change.

    What is covered or has no place yet goes to the nearest free place, musts and claims first, then the most valuable;
    others make room for it in chains of at most three. Then the best that fits fills what is left free, on a day
    without a budget.
    """
    placed = _by_id(before)
    day = possible_day(_with_visits_held(problem, placed))
    board, floor = _board(day, placed)
    number = {c.id: i for i, c in enumerate(board.candidates)}
    old = {number[name]: old_slots(board, number[name], items) for name, items in placed.items() if name in number}
    plan = RearrangedPlan(board, old).plan_of_all()
    if problem.budget is None:
        plan = _with_new_in_order(board, plan, _filled(board, plan))
    prices = slot_prices(board, day.grid.free.bit_length(), floor)
    best = BestPlan(plan, plan_value(board, plan))
    found = SearchResult(board, best, prices.uniform, max(best.value, prices.bound), False, {})
    return day_plan(day, found, move=False, fillers=problem.budget is None)


def _by_id(before: Sequence[PlacedItem]) -> dict[str, list[PlacedItem]]:
    placed: dict[str, list[PlacedItem]] = {}
    for item in sorted(before, key=lambda item: item.start):
        placed.setdefault(item.id, []).append(item)
    return placed


def _board(day: Day, placed: dict[str, list[PlacedItem]]) -> tuple[Board, float]:
    """A board of what was on the page, has to be or could pay; the price below which others may."""
    listed, floor = shortlist(day, Requirements())
    needed = [c.id for c in day.may_be_required if c.is_held or c.urgent]
    names = [*(c.id for c in listed.candidates), *needed, *(name for name in placed if name in day.open)]
    candidates = [day.open[name] for name in ids_with_ancestors(day, names)]
    return build(day.starts, candidates, frozenset(), {}, day.limits), floor


def _filled(board: Board, plan: Plan) -> Plan:
    """The plan with the best that fits in the slots left free, of two greedy orders."""
    free = free_slots(board, plan)
    rest = [i for i in range(len(board)) if i not in plan and board.value[i] > 0]
    by_value = sorted(rest, key=lambda i: (-board.value[i], i))
    by_rate = sorted(rest, key=lambda i: (-board.value[i] / board.need[i], i))
    plans = []
    for order in (by_rate, by_value):
        fuller = dict(plan)
        lay(board, order, fuller, free)
        plans.append(fuller)
    return max(plans, key=lambda each: plan_value(board, each))


def _with_new_in_order(board: Board, kept: Plan, fuller: Plan) -> Plan:
    """The fuller plan with what is new on it best paid first, around what was kept."""
    new = {i: slots for i, slots in fuller.items() if i not in kept and not (board.earlier[i] or board.later[i])}
    others = {i: slots for i, slots in fuller.items() if i not in new}
    taken = 0
    for slots in others.values():
        taken |= slots
    return others | tidy(board, new, taken)


def _with_visits_held(problem: Problem, placed: dict[str, list[PlacedItem]]) -> Problem:
    """The problem with the visits of the page at their times, where the day leaves them there.

    A visit on a tour has its time from the stops before and after it.
    """
    roads = problem.roads
    held = [Anchor(m.start, m.end, place_of(roads, m.place)) for m in problem.meetings]
    held += [Anchor(*fixed_span(c), place_of(roads, c.place)) for c in problem.candidates if c.at is not None]
    first = min((span.start for span in problem.ranges), default=0)
    candidates: list[Candidate] = []
    for candidate in problem.candidates:
        items = placed.get(candidate.id, [])
        if candidate.at is None and is_away(roads, candidate) and len(items) == 1:
            at = items[0].start
            visit = Anchor(at, at + candidate.minutes, place_of(roads, candidate.place))
            if at >= first and all(_apart(visit, other, problem) for other in held):
                held.append(visit)
                candidate = candidate._replace(at=at)  # noqa: PLW2901 - the same visit, held
        candidates.append(candidate)
    return replace(problem, candidates=tuple(candidates))


def _apart(one: Anchor, other: Anchor, problem: Problem) -> bool:
    """True if there is time to travel from one to the other."""
    first, second = (one, other) if one.start <= other.start else (other, one)
    return first.end + travel_minutes(problem.roads, first.place, second.place) <= second.start
