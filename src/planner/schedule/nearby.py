"""A plan near the best one that leaves more items where they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.schedule.day.grid import SLOT, size
from planner.schedule.problem import DayPlan, PlacedItem, Problem, Range

TRIES = 12  # plans made at most


def nearby_plan(
    best: DayPlan,
    before: Iterable[PlacedItem],
    solve: Callable[[Mapping[str, int]], DayPlan],
    is_good: Callable[[DayPlan], bool],
) -> DayPlan:
    """A good plan with as many items at the times they had `before` as are found.

    `solve` makes a plan with some items held at a minute. What `best` leaves in place stays. The rest is held at once,
    else one half of it and then the other, as delta debugging narrows a change down (Zeller and Hildebrandt 2002).
    """
    starts = _starts_of_whole(before)
    search = _Search(solve, is_good, best, {name: at for name, at in starts.items() if _stays(best, name, at)})
    search.hold([name for name in starts if name not in search.held], starts)
    return search.plan


def held_at(problem: Problem, starts: Mapping[str, int]) -> Problem:
    """The problem with a window of just its minutes for each item that is held at a minute."""

    def window(start: int, slots: int) -> tuple[Range, ...]:
        return (Range(start, start + slots * SLOT),)

    return replace(
        problem,
        candidates=tuple(
            each._replace(windows=window(starts[each.id], size(each))) if each.id in starts else each
            for each in problem.candidates
        ),
    )


@dataclass(slots=True)
class _Search:
    solve: Callable[[Mapping[str, int]], DayPlan]
    is_good: Callable[[DayPlan], bool]
    plan: DayPlan
    held: dict[str, int]
    tries: int = TRIES

    def hold(self, names: Sequence[str], starts: Mapping[str, int]) -> None:
        """Hold the items at their minutes where a good plan can, all at once or in halves."""
        if not names or not self.tries:
            return
        self.tries -= 1
        wanted = {**self.held, **{name: starts[name] for name in names}}
        plan = self.solve(wanted)
        if self.is_good(plan) and all(_stays(plan, name, at) for name, at in wanted.items()):
            self.plan, self.held = plan, wanted
        elif len(names) > 1:
            self.hold(names[: len(names) // 2], starts)
            self.hold(names[len(names) // 2 :], starts)


def _starts_of_whole(items: Iterable[PlacedItem]) -> dict[str, int]:
    """The starts, in order of time, of the items that lie in one piece on the grid."""
    starts: dict[str, list[int]] = {}
    for each in sorted(items, key=lambda item: item.start):
        starts.setdefault(each.id, []).append(each.start)
    return {name: at[0] for name, at in starts.items() if len(at) == 1 and at[0] % SLOT == 0}


def _stays(plan: DayPlan, name: str, at: int) -> bool:
    return [each.start for each in plan.placed if each.id == name] == [at]
