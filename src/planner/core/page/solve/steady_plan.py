"""The day's plan after a change: the page repaired, or replanned where that gains enough."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from planner.core.worklog.work import FIND
from planner.schedule import DayPlan, PlacedItem, Problem, held_at, nearby_plan, repair, solve

LEAST_GAIN = 0.03  # share of the value that is left, for which a page may be turned over
LEAST_MINUTES = 10  # at the price of time: the same, as work
LATER = 60  # minutes; work that pays well is not put off longer ...
SAME = 1e-9  # money; values that differ by less are those of equal plans
TIMES = 3.0  # ... for what pays less than a third of it


def steady_plan(problem: Problem, before: Sequence[PlacedItem]) -> DayPlan:
    """The plan of a day whose page had items `before` that keep their times where they can.

    The day planned from scratch takes its place only where it gains at least 3% of what is left and ten minutes of
    work, keeps one more of the promises, musts and urgent items, or does not put off work that pays well for work that
    doesn't; and of the plans that lose less than that to it, one that moves little. Nothing is solved where the bound
    on any plan rules that out. Where it was solved, its price and its bound, which are sharper, are those of the page
    that stays.
    """
    wanted = frozenset(each.id for each in problem.candidates if each.is_held or each.urgent)
    lost = partial(_lost, wanted, _before(problem, wanted))
    repaired = _repaired(problem, before)
    least = max(LEAST_GAIN * repaired.value, LEAST_MINUTES * repaired.price)
    put_off = _put_off(problem, before, repaired)
    if not put_off and repaired.bound - repaired.value < least and not lost(repaired):
        return repaired
    scratch = solve(problem)
    as_late = _put_off(problem, before, scratch)
    fewer, more = len(lost(scratch)), len(lost(repaired))
    gains = fewer < more or (fewer == more and scratch.value - repaired.value >= max(least, 1e-9))
    if fewer > more or not (gains or put_off - as_late):
        return replace(repaired, price=scratch.price, bound=max(repaired.value, min(repaired.bound, scratch.bound)))
    two = _only(problem, {*(each.id for each in before), *(each.id for each in scratch.placed)})

    def is_good(other: DayPlan) -> bool:
        keeps = len(lost(other)) == fewer and not _put_off(problem, before, other) - as_late
        return keeps and scratch.value - other.value < least

    near = nearby_plan(scratch, before, lambda starts: solve(held_at(two, starts)), is_good)
    if near is not scratch:
        near = repair(problem, near.placed)
    return replace(
        near, price=scratch.price, bound=scratch.bound, proven=scratch.proven and near.value >= scratch.value - SAME
    )


def _before(problem: Problem, wanted: frozenset[str]) -> dict[str, int]:
    """The minutes of the items that have to come before wanted ones."""
    before = {name for each in problem.candidates if each.id in wanted for name in each.after}
    return {each.id: each.minutes for each in problem.candidates if each.id in before}


def _lost(wanted: frozenset[str], before: Mapping[str, int], plan: DayPlan) -> frozenset[str]:
    """The wanted items that are not on a plan, and those before them that are not whole on it."""
    missing = dict(before)
    for placed in plan.placed:
        if placed.id in missing:
            missing[placed.id] -= placed.end - placed.start
    return (wanted - _on_page(plan)) | {name for name, minutes in missing.items() if minutes > 0}


def _repaired(problem: Problem, before: Sequence[PlacedItem]) -> DayPlan:
    """The page repaired, with its searches or, where that pays more, with others in their place."""
    repaired = repair(problem, before)
    searches = {each.id for each in problem.candidates if each.id.startswith(FIND) and not each.is_held}
    others = [each for each in before if each.id not in searches]
    if len(others) == len(before):
        return repaired
    without = repair(problem, others)
    more = _on_page(without) - _on_page(repaired) - searches
    return without if more and without.value > repaired.value + 1e-9 else repaired


def _put_off(problem: Problem, before: Iterable[PlacedItem], plan: DayPlan) -> frozenset[str]:
    """The items over an hour later than `before`, behind free work that pays less than a third."""
    was: dict[str, int] = {}
    for each in before:
        was[each.id] = min(each.start, was.get(each.id, each.start))
    later = [each for each in plan.placed if each.start > was.get(each.id, each.start) + LATER]
    if not later:  # as a rule
        return frozenset()
    names = {each.id for each in plan.placed}
    known = [each for each in problem.candidates if each.id in names]
    pays = {each.id: each.value / max(1, each.minutes) for each in known}
    free = {each.id for each in known if each.at is None and not each.is_held and not each.urgent}
    return frozenset(
        each.id
        for each in later
        if each.id in free
        and any(
            pays[other.id] * TIMES < pays[each.id]
            for other in plan.placed
            if was[each.id] <= other.start < each.start and other.id in free
        )
    )


def _only(problem: Problem, names: Container[str]) -> Problem:
    """The problem of these candidates alone."""
    return replace(problem, candidates=tuple(each for each in problem.candidates if each.id in names))


def _on_page(plan: DayPlan) -> frozenset[str]:
    return frozenset(placed.id for placed in plan.placed if placed.id not in plan.missed)
