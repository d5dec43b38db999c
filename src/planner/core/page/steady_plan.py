"""The day's plan after a change: the page repaired, or replanned where that gains enough."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from planner.schedule import DayPlan, PlacedItem, Problem, held_at, nearby_plan, repair, solve

LEAST_GAIN = 0.03  # share of the value that is left, for which a page may be turned over
LEAST_MINUTES = 10  # at the price of time: the same, as work


def steady_plan(problem: Problem, before: Sequence[PlacedItem], promised: Iterable[str]) -> DayPlan:
    """The plan of a day whose page had items `before` that keep their times where they can.

    The day planned from scratch takes its place only where it gains at least 3% of what is left and ten minutes of
    work, or keeps one more of the `promised` items; and of the plans that lose less than that to it, one that moves
    little. Nothing is solved where the bound on any plan rules that out. Where it was solved, its price and its bound,
    which are sharper, are those of the page that stays.
    """
    wanted = frozenset(promised)
    repaired = repair(problem, before)
    least = max(LEAST_GAIN * repaired.value, LEAST_MINUTES * repaired.price)
    if repaired.bound - repaired.value < least and not wanted - _on_page(repaired):
        return repaired
    scratch = solve(problem)
    more, less = len(wanted & _on_page(scratch)), len(wanted & _on_page(repaired))
    if more < less or (more == less and scratch.value - repaired.value < max(least, 1e-9)):
        return replace(repaired, price=scratch.price, bound=max(repaired.value, min(repaired.bound, scratch.bound)))
    two = _only(problem, {*(each.id for each in before), *(each.id for each in scratch.placed)})
    near = nearby_plan(
        scratch,
        before,
        lambda starts: solve(held_at(two, starts)),
        lambda other: len(wanted & _on_page(other)) == more and scratch.value - other.value < least,
    )
    if near is not scratch:
        near = repair(problem, near.placed)
    return replace(
        near, price=scratch.price, bound=scratch.bound, proven=scratch.proven and near.value >= scratch.value
    )


def _only(problem: Problem, names: Container[str]) -> Problem:
    """The problem of these candidates alone."""
    return replace(problem, candidates=tuple(each for each in problem.candidates if each.id in names))


def _on_page(plan: DayPlan) -> frozenset[str]:
    return frozenset(placed.id for placed in plan.placed if placed.id not in plan.missed)
