"""What has to be on the page: musts, urgent ones, due touches and finding within the minutes kept for them.

When not all can be kept together, the earlier in that order is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from planner.schedule.day.blocks import Board, Plan, build
from planner.schedule.day.layout import Day, with_ancestors
from planner.schedule.day.slots import members
from planner.schedule.place.greedy import lay
from planner.schedule.place.pack import Steps, Verdict, pack
from planner.schedule.problem import Candidate

STEPS = 2_000  # of a search whether duties can be kept together
TRIES = 8  # other orders of musts that can't all be kept


@dataclass(slots=True)
class Duties:
    """`kept`: ids that are required; `start`: the slot an urgent one is held at; `dropped`: those that can't be."""

    kept: list[str] = field(default_factory=list)
    start: dict[str, int] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    witness: dict[str, int] = field(default_factory=dict)  # slots taken by each on a page that keeps them all
    groups: frozenset[str] = frozenset()  # groups that are taken by them; not a touch's whose place a step may take


def touches_due(touches: Iterable[Candidate], minutes: int, on_page: Collection[str]) -> list[Candidate]:
    """Touches that the kept minutes hold, earliest breach first.

    `on_page`: groups that have a step on the page; their touches are not needed and leave their minutes to the next.
    """
    due = []
    for touch in sorted(touches, key=lambda c: (c.deadline, c.id)):
        if touch.group is not None and touch.group in on_page:
            continue
        if touch.minutes <= minutes:
            minutes -= touch.minutes
            due.append(touch)
    return due


def finding_due(finding: Iterable[Candidate], minutes: int) -> list[Candidate]:
    """Searches for leads, best paid first, until the kept minutes are reached."""
    due = []
    for find in sorted(finding, key=lambda c: (-c.value / max(1, c.minutes), c.id)):
        if minutes <= 0:
            break
        minutes -= find.minutes
        due.append(find)
    return due


def keep_together(board: Board, order: list[int], urgent: Collection[int]) -> Duties:
    """The duties (blocks of `board`, most binding first) that can all be laid; urgent ones as early as can be."""
    duties = Duties()
    free = board.grid.free
    chosen = _behind_ancestors(board, order)
    distinct = len({board.group[i] for i in chosen}) == len(chosen)
    plan = _all_of(board, chosen, free) if distinct and not urgent else None
    if plan is None:
        chosen, plan = [], {}
        for block in order:
            chosen, plan = _with(board, duties, chosen, plan, block, block in urgent)
    duties.kept = [board.candidates[i].id for i in chosen]
    duties.witness = {board.candidates[i].id: taken for i, taken in plan.items()}
    return duties


def _behind_ancestors(board: Board, order: list[int]) -> list[int]:
    """These blocks, each behind what must come before it."""
    return list(dict.fromkeys(j for i in order for j in (*board.ancestors[i], i)))


def _all_of(board: Board, order: list[int], free: int) -> Plan | None:
    found = pack(board, order, free, Steps(STEPS), STEPS)
    return None if isinstance(found, Verdict) else found


def _with(
    board: Board, duties: Duties, chosen: list[int], plan: Plan, block: int, urgent: bool
) -> tuple[list[int], Plan]:
    """One duty more, with the ancestors it needs, if all can still be laid."""
    if block in plan:
        return chosen, plan
    more = [i for i in (*board.ancestors[block], block) if i not in chosen]
    groups = [board.group[i] for i in (*chosen, *more)]
    if len(set(groups)) == len(groups):
        if urgent:
            every = board.starts[block]
            for start in members(every):
                board.starts[block] = 1 << start
                found = _all_of(board, chosen + more, board.grid.free)
                if found is not None:
                    duties.start[board.candidates[block].id] = start
                    return chosen + more, found
            board.starts[block] = every
        else:
            longer = dict(plan)
            free = board.grid.free
            for taken in plan.values():
                free &= ~taken
            lay(board, more, longer, free, 0)
            if len(longer) == len(plan) + len(more) and not any(board.part[i] for i in more):
                return chosen + more, longer
            found = _all_of(board, chosen + more, board.grid.free)
            if found is not None:
                return chosen + more, found
    duties.dropped.append(board.candidates[block].id)
    return chosen, plan


def duties_of(day: Day, let_off: Collection[str]) -> Duties:
    """The duties of a day; `let_off`: groups whose touch is not asked for, since they will have a step on the page.

    Where more touches are due than the minutes hold, those that are asked for can't be had as a step instead: that
    would leave their minutes to the next in line, and so on until a day of cheap steps kept nobody's date.
    """
    problem = day.problem
    for_fixed = _before_fixed(day)
    held = [c for c in day.open.values() if c.must or c.id in for_fixed]
    held.sort(key=lambda c: (c.id not in for_fixed, -c.value, c.id))
    urgent = sorted(
        (c for c in day.open.values() if c.urgent and c not in held), key=lambda c: (c.deadline, -c.value, c.id)
    )
    all_touches = open_touches(day)
    touches = touches_due(all_touches, problem.touch_minutes, let_off)
    wait = len(touches) < sum(touch.group not in let_off for touch in all_touches)
    finding = [c for c in day.open.values() if c.care == "find" and c not in held and c not in urgent]
    found = finding_due(finding, problem.find_minutes)
    order = [c.id for c in (*held, *urgent, *touches, *found)]
    if not order:
        return Duties()
    names = with_ancestors(day, order)
    board = build(day.grid, day.starts, [day.open[n] for n in names], frozenset(), {}, day.limits)
    number = {n: i for i, n in enumerate(names)}
    first = [number[c.id] for c in held if c.id in for_fixed]
    duties = _most_musts(board, first, [number[n] for n in order if n not in for_fixed], {number[c.id] for c in urgent})
    kept = [day.open[n] for n in duties.kept]
    duties.groups = frozenset(c.group for c in kept if c.group is not None and (wait or c not in touches))
    return duties


def _most_musts(board: Board, first: list[int], order: list[int], urgent: Collection[int]) -> Duties:
    """The duties in their order; where a must falls out, those in the order that begins with it if more musts stay."""
    duties = keep_together(board, [*first, *order], urgent)
    musts = [i for i in order if board.candidates[i].must]

    def kept(found: Duties) -> int:
        return sum(board.candidates[i].id in found.kept for i in musts)

    for early in [i for i in musts if board.candidates[i].id in duties.dropped][:TRIES]:
        other = keep_together(board, [*first, early, *(i for i in order if i != early)], urgent)
        if kept(other) > kept(duties):
            duties = other
    return duties


def open_touches(day: Day) -> list[Candidate]:
    """Touches that are due, but for those that have to be on the page anyway."""
    for_fixed = _before_fixed(day)
    touches = [c for c in day.open.values() if c.care == "touch" and not c.must and not c.urgent]
    return [touch for touch in touches if touch.id not in for_fixed]


def _before_fixed(day: Day) -> set[str]:
    """Ids that something that stands at its minute has to come after."""
    return {a for c in day.standing.kept.values() for a in c.after}
