"""The candidates required on the page: musts, urgent ones, touches and searches.

Where not all can be kept together, the earlier in that order is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from planner.schedule.day.blocks import Board, Plan, build, free_slots
from planner.schedule.day.layout import Day, ids_with_ancestors
from planner.schedule.day.slots import first_slot, members
from planner.schedule.place.greedy import lay
from planner.schedule.place.pack import StepBudget, StepLimit, Verdict, pack
from planner.schedule.problem import Candidate

STEPS = 2_000  # of a search for a plan of all that is required
TRIES = 8  # other orders, where not all musts can be kept


@dataclass(slots=True)
class Requirements:
    """The candidates required on the page, as far as they can be kept together."""

    kept: list[str] = field(default_factory=list)
    start: dict[str, int] = field(default_factory=dict)  # the slot at which an urgent one is held
    dropped: list[str] = field(default_factory=list)  # ids that can't be kept
    witness: dict[str, int] = field(default_factory=dict)  # the slots of each in a plan that keeps them all
    groups: frozenset[str] = frozenset()  # theirs, without those of touches that a step may replace


def touches_within(touches: Iterable[Candidate], minutes: int, on_page: Collection[str]) -> list[Candidate]:
    """Touches that fit the set-aside minutes, earliest deadline first.

    `on_page`: groups with a step on the page; it replaces their touch and leaves its minutes to the next.
    """
    due = []
    for touch in sorted(touches, key=lambda c: (c.deadline, c.id)):
        if touch.group is not None and touch.group in on_page:
            continue
        if touch.minutes <= minutes:
            minutes -= touch.minutes
            due.append(touch)
    return due


def searches_within(searches: Iterable[Candidate], minutes: int) -> list[Candidate]:
    """Searches, best paid first, until the set-aside minutes are used up."""
    due = []
    for find in sorted(searches, key=lambda c: (-c.value / max(1, c.minutes), c.id)):
        if minutes <= 0:
            break
        minutes -= find.minutes
        due.append(find)
    return due


def keep_in_order(board: Board, order: list[int], urgent: Collection[int]) -> Requirements:
    """The requirements that can all be laid, of blocks in order of precedence.

    An urgent one is held as early as leaves a place to what is held before and after it: a promise that only the
    morning can keep is not broken by a lead that can be called half an hour later.
    """
    required = Requirements()
    chosen = _behind_ancestors(board, order)
    distinct = len({board.group[i] for i in chosen}) == len(chosen)
    plan = _all_of(board, chosen) if distinct and not urgent else None
    laid = _Laid([], {}) if plan is None else _Laid(chosen, plan)
    if plan is None:
        starts = list(board.starts)
        held = [i for i in order if board.candidates[i].is_held or not (board.candidates[i].care or i in urgent)]
        for block in held:
            laid = _add(board, required, laid, block)
        for block in [i for i in order if i in urgent]:
            laid = _hold_early(board, required, _add(board, required, laid, block), block)
        for block in [i for i in order if i not in held and i not in urgent]:
            laid = _add(board, required, laid, block)
        board.starts[:] = starts
    required.kept = [board.candidates[i].id for i in laid.chosen]
    required.witness = {board.candidates[i].id: taken for i, taken in laid.plan.items()}
    return required


class _Laid(NamedTuple):
    """The blocks chosen so far, and a plan of all of them."""

    chosen: list[int]
    plan: Plan


def _behind_ancestors(board: Board, order: list[int]) -> list[int]:
    """The blocks, each behind its ancestors."""
    return list(dict.fromkeys(j for i in order for j in (*board.ancestors[i], i)))


def _all_of(board: Board, blocks: list[int]) -> Plan | None:
    found = pack(board, blocks, board.grid.free, StepLimit(StepBudget(STEPS), STEPS))
    return None if isinstance(found, Verdict) else found


def _add(board: Board, required: Requirements, laid: _Laid, block: int) -> _Laid:
    """One more requirement with its ancestors, if all can still be laid; else it is dropped."""
    chosen, plan = laid
    if block in plan or board.candidates[block].id in required.dropped:
        return laid
    more = [i for i in (*board.ancestors[block], block) if i not in chosen]
    groups = [board.group[i] for i in (*chosen, *more)]
    if len(set(groups)) == len(groups):
        longer = dict(plan)
        lay(board, more, longer, free_slots(board, plan))
        if len(longer) == len(plan) + len(more) and not any(board.part[i] for i in more):
            return _Laid(chosen + more, longer)
        found = _all_of(board, chosen + more)
        if found is not None:
            return _Laid(chosen + more, found)
    required.dropped.append(board.candidates[block].id)
    return laid


def _hold_early(board: Board, required: Requirements, laid: _Laid, block: int) -> _Laid:
    """The chosen with an urgent one at the earliest start that leaves a place to the others."""
    if block not in laid.plan:
        return laid
    now = first_slot(laid.plan[block])
    for start in [start for start in members(board.starts[block]) if start < now]:
        every, board.starts[block] = board.starts[block], 1 << start
        found = _all_of(board, laid.chosen)
        if found is not None:
            required.start[board.candidates[block].id] = start
            return _Laid(laid.chosen, found)
        board.starts[block] = every
    board.starts[block] = 1 << now
    required.start[board.candidates[block].id] = now
    return laid


def requirements_of(day: Day, excused: Collection[str]) -> Requirements:
    """The requirements of a day.

    `excused` groups get no touch, since they will have a step on the page.

    Where more touches are due than the minutes hold, a required touch can't be replaced by a step: that would leave its
    minutes to the next in line, and so on, until a day of cheap steps kept none of the dates.
    """
    problem = day.problem
    for_fixed = day.before_fixed
    held = [c for c in day.may_be_required if c.is_held or c.id in for_fixed]
    held.sort(key=lambda c: (c.id not in for_fixed, c.claim or (), -c.value, c.id))
    urgent = sorted(
        (c for c in day.may_be_required if c.urgent and c not in held), key=lambda c: (c.deadline, -c.value, c.id)
    )
    all_touches = open_touches(day)
    touches = touches_within(all_touches, problem.touch_minutes, excused)
    wait = len(touches) < sum(touch.group not in excused for touch in all_touches)
    searches = [c for c in day.may_be_required if c.care == "find" and c not in held and c not in urgent]
    chosen = searches_within(searches, problem.find_minutes)
    order = [c.id for c in (*held, *urgent, *touches, *chosen)]
    if not order:
        return Requirements()
    names = ids_with_ancestors(day, order)
    board = build(day.starts, [day.open[n] for n in names], frozenset(), {}, day.limits)
    number = {n: i for i, n in enumerate(names)}
    first = [number[c.id] for c in held if c.id in for_fixed]
    rest_ids = [n for n in order if n not in for_fixed]
    rest = [number[n] for n in rest_ids]
    required = _most_musts(board, first, rest, {number[n] for n in rest_ids if day.open[n].urgent})
    kept = [day.open[n] for n in required.kept]
    required.groups = frozenset(c.group for c in kept if c.group is not None and (wait or c not in touches))
    return required


def _most_musts(board: Board, first: list[int], order: list[int], urgent: Collection[int]) -> Requirements:
    """Order of requirements, with a dropped must before its equals if that keeps more."""
    required = keep_in_order(board, [*first, *order], urgent)
    musts = [i for i in order if board.candidates[i].must]

    def kept(found: Requirements) -> int:
        return sum(board.candidates[i].id in found.kept for i in musts)

    for early in [i for i in musts if board.candidates[i].id in required.dropped][:TRIES]:
        turn = board.candidates[early].claim
        before = next(n for n, i in enumerate(order) if board.candidates[i].must and board.candidates[i].claim == turn)
        rest = [i for i in order if i != early]
        other = keep_in_order(board, [*first, *rest[:before], early, *rest[before:]], urgent)
        if kept(other) > kept(required):
            required = other
    return required


def open_touches(day: Day) -> list[Candidate]:
    """Touches that are due, without those that are required anyway."""
    touches = [c for c in day.may_be_required if c.care == "touch" and not c.must and not c.urgent]
    return [touch for touch in touches if touch.id not in day.before_fixed]
