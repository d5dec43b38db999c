"""Items without value in the slots that are left after everything else."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from planner.schedule.day.blocks import build
from planner.schedule.day.layout import linked_ids
from planner.schedule.day.slots import fits
from planner.schedule.place.greedy import lay
from planner.schedule.problem import Candidate

if TYPE_CHECKING:
    from planner.schedule.day.layout import Day

MOST = 300  # items tried


def fill(day: Day, taken: dict[str, int], stops: Collection[str] = (), driven: int = 0) -> dict[str, int]:
    """The slots of items laid into the gaps.

    Valuable ones first, then touches by deadline, then the rest by id.

    `stops` are visited on tours, which take the slots `driven`.
    """
    free = day.grid.free & ~driven
    for slots in taken.values():
        free &= ~slots
    groups = {c.group for c in day.problem.candidates if c.id in taken or c.id in stops} - {None}

    bound = linked_ids(day.problem) if stops else set()

    def room(candidate: Candidate) -> bool:
        if candidate.id in bound:  # a visit on a tour may have to come before or after it
            return False
        return (
            candidate.id not in taken
            and candidate.id not in stops
            and candidate.value >= 0
            and candidate.group not in groups
        )

    gaps = {length: fits(free, length) for length in range(1, 400) if fits(free, length)}
    longest = max(gaps, default=0)
    fillers = [c for c in day.open.values() if room(c) and day.need[c.id] <= longest]
    fillers.sort(key=lambda c: (-c.value / max(1, c.minutes), c.care != "touch", c.deadline, c.id))
    fillers = fillers[:MOST]
    names: set[str] = set()
    while len(names) != len(fillers):  # without an item its successors are dropped too
        names = {c.id for c in fillers}
        fillers = [c for c in fillers if all(a in names or a in taken or a in day.fixed_items.kept for a in c.after)]
    if not fillers:
        return {}
    board = build(day.starts, [*(day.open[n] for n in taken), *fillers], frozenset(), {}, day.limits)
    plan = {i: taken[c.id] for i, c in enumerate(board.candidates[: len(taken)])}
    lay(board, range(len(taken), len(board)), plan, free)
    return {board.candidates[i].id: slots for i, slots in plan.items() if i >= len(taken)}
