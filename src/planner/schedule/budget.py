"""The best hours of a day, wherever they lie: a plan in a budget of minutes.

A surcharge per minute chooses among optional items: the dearer the minute, the fewer and the better paid they are. Of
the plans at a ladder of surcharges the longest that a budget holds is taken, and filled with what still fits. The best
of all budgets up to the given one counts, so that more hours never make less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from planner.frozen_class import frozen
from planner.schedule.day.blocks import Board, Plan, build, free_slots
from planner.schedule.day.grid import SLOT
from planner.schedule.day.layout import lay_day
from planner.schedule.day.slots import fits
from planner.schedule.place.rearrange import old_slots
from planner.schedule.problem import Candidate, DayPlan, PlacedItem, Problem
from planner.schedule.repair import repair

STEP = 30  # minutes from one budget to the next, and of work from one surcharge to the next
NEAREST = 3  # surcharges tried for a budget, next to the one below it

Solve = Callable[[Problem], DayPlan]


def solve_within(problem: Problem, budget: int, solve: Solve) -> DayPlan:
    """The plan of a day in `budget` minutes of work.

    Appointments count first and stay, then musts and claims, each if it still fits; then value. Nothing is set aside.
    """
    free = replace(problem, budget=None, touch_minutes=0, find_minutes=0)
    whole = solve(free)
    if _minutes(whole.placed) <= budget:
        return whole
    ladder = _BudgetPlans(free, solve)
    budgets = sorted({*range(0, budget + 1, STEP), budget})
    best = max((ladder.within(each) for each in budgets), key=lambda found: found.value)
    chosen = {placed.id for placed in best.placed}
    plan = repair(replace(free, candidates=tuple(c for c in free.candidates if c.id in chosen)), best.placed)
    out = {c.id: whole.left_out.get(c.id, "no room") for c in free.candidates if c.id not in chosen}
    missed = {c.id: None for c in free.candidates if c.id not in chosen and (c.must or c.at is not None)}
    return replace(
        plan, price=whole.price, bound=max(plan.value, whole.bound), proven=False,
        left_out={**plan.left_out, **out}, missed={**plan.missed, **missed},
    )  # fmt: skip


@frozen
class _BudgetPlan:
    value: float
    placed: tuple[PlacedItem, ...]


class _BudgetPlans:
    """Plans of one day at every surcharge, solved once."""

    def __init__(self, problem: Problem, solve: Solve) -> None:
        self.problem, self.solve = problem, solve
        self.known = {c.id: c for c in problem.candidates}
        self.rungs = _rungs([c for c in problem.candidates if _optional(c) and c.value > 0])
        self.plans: dict[tuple[frozenset[str], float], tuple[PlacedItem, ...]] = {}
        self.board, self.number = self._board()

    def within(self, budget: int) -> _BudgetPlan:
        """The best plan found that the budget holds."""
        required = self._required(budget)
        left = budget - sum(c.minutes for c in self.problem.candidates if c.at is not None or c.id in required)
        above = next((place for place, (minutes, _) in enumerate(self.rungs) if minutes > left), len(self.rungs))
        best = _BudgetPlan(float("-inf"), ())
        for _, surcharge in self.rungs[max(0, above - NEAREST) : above + 1]:
            placed = self._plan(required, surcharge)
            if _minutes(placed) <= budget:
                placed = self._filled(placed, budget - _minutes(placed))
                found = _BudgetPlan(self._value(placed), placed)
                best = found if found.value > best.value else best
        if best.placed:
            return best
        fixed = tuple(p for p in self._plan(frozenset(), self.rungs[0][1]) if self.known[p.id].at is not None)
        return _BudgetPlan(self._value(fixed), fixed)

    def _required(self, budget: int) -> frozenset[str]:
        """The musts and claims that fit after the appointments, in their order."""
        left = budget - sum(c.minutes for c in self.problem.candidates if c.at is not None)
        held = [c for c in self.problem.candidates if c.at is None and not _optional(c)]
        found = set()
        for candidate in sorted(held, key=lambda c: (c.claim or (), -c.value, c.id)):
            if candidate.minutes <= left:
                left -= candidate.minutes
                found.add(candidate.id)
        return frozenset(found)

    def _plan(self, required: frozenset[str], surcharge: float) -> tuple[PlacedItem, ...]:
        key = required, surcharge
        if key not in self.plans:
            priced = (self._priced(candidate, required, surcharge) for candidate in self.problem.candidates)
            problem = replace(
                self.problem, candidates=tuple(candidate for candidate in priced if candidate is not None)
            )
            self.plans[key] = self.solve(problem).placed
        return self.plans[key]

    def _priced(self, candidate: Candidate, required: frozenset[str], surcharge: float) -> Candidate | None:
        """The candidate at a surcharge; None if it is out."""
        if candidate.at is not None or candidate.id in required:
            return candidate
        value = candidate.value - surcharge * candidate.minutes
        return candidate._replace(value=value) if _optional(candidate) and value > 0 else None

    def _filled(self, placed: tuple[PlacedItem, ...], left: int) -> tuple[PlacedItem, ...]:
        """The plan with the most valuable items that fit the gaps and the minutes left."""
        if left < SLOT or any(self.known[p.id].place is not None for p in placed):
            return placed
        board, plan, used = self.board, self._slots(placed), {self.known[p.id].group for p in placed} - {None}
        free = free_slots(board, plan)
        more = list(placed)
        for i in sorted(range(len(board)), key=lambda i: (-board.value[i], board.candidates[i].deadline, i)):
            candidate = board.candidates[i]
            linked = board.parents[i] or board.earlier[i] or board.later[i]
            if i in plan or linked or candidate.minutes > left or candidate.group in used:
                continue
            if candidate.value < 0 or (candidate.value == 0 and candidate.care != "touch"):
                continue
            starts = fits(free, board.need[i]) & board.starts[i]
            if starts:
                start = (starts & -starts).bit_length() - 1
                plan[i] = ((1 << board.need[i]) - 1) << start
                free &= ~plan[i]
                left -= candidate.minutes
                used.add(candidate.group)
                used.discard(None)
                more.append(PlacedItem(candidate.id, start * SLOT, start * SLOT + candidate.minutes))
        return tuple(sorted(more, key=lambda p: (p.start, p.end, p.id)))

    def _slots(self, placed: Sequence[PlacedItem]) -> Plan:
        items: dict[int, list[PlacedItem]] = {}
        for each in placed:
            if each.id in self.number:
                items.setdefault(self.number[each.id], []).append(each)
        return {block: old_slots(self.board, block, pieces) for block, pieces in items.items()}

    def _board(self) -> tuple[Board, dict[str, int]]:
        day = lay_day(self.problem, {})
        board = build(day.starts, day.open.values(), frozenset(), {}, day.limits)
        return board, {c.id: i for i, c in enumerate(board.candidates)}

    def _value(self, placed: Iterable[PlacedItem]) -> float:
        return sum(self.known[p.id].value * (p.end - p.start) / max(1, self.known[p.id].minutes) for p in placed)


def _rungs(candidates: Sequence[Candidate]) -> list[tuple[int, float]]:
    """Surcharges per minute, the dearest first, each with the minutes of work that pay more."""
    ordered = sorted(candidates, key=lambda c: (-c.value / max(1, c.minutes), c.id))
    found, minutes, groups = [(0, float("inf"))], 0, set[str]()
    for candidate in ordered:
        if minutes // STEP > found[-1][0] // STEP:
            found.append((minutes, candidate.value / max(1, candidate.minutes)))
        if candidate.group is None or candidate.group not in groups:
            minutes += candidate.minutes
            groups |= {candidate.group} if candidate.group is not None else set()
    return [*found, (minutes, 0.0)]


def _optional(candidate: Candidate) -> bool:
    return candidate.at is None and not (candidate.is_held or candidate.urgent)


def _minutes(placed: Iterable[PlacedItem]) -> int:
    return sum(p.end - p.start for p in placed)
