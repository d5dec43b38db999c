"""The day's promises in figures: kept, not to be kept, and the cost of the long ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from planner.core.book import Account, Deal, Task
from planner.core.line import Line
from planner.core.page.page import PromiseFigures, PromiseShort
from planner.core.promises.that_fit import DayRoom, Outlook, first_day_to_end, first_day_with
from planner.core.steps.step import Step
from planner.core.timing.promise import promise_of
from planner.core.value.deal_value import DayContext
from planner.schedule import DayPlan, Problem

LONG = 60  # minutes; a longer promise says what it costs the day


def promise_figures(
    lines: Iterable[Line], steps: Sequence[Step], outlook: Outlook, days: Sequence[DayRoom], context: DayContext
) -> PromiseFigures:
    """The promises of the day that are due, and those that can't be kept, today or later.

    `lines` are the page's, `steps` all that could be on it. Work that has only a part of its minutes on the page is not
    kept.
    """
    minutes: dict[str, int] = {}
    placed: dict[str, int] = {}
    for line in lines:
        item = line.what.item
        minutes[item] = minutes.get(item, 0) + (0 if line.status.state == "done" else line.slot.minutes)
        if line.status.promised and line.status.due:
            placed[item] = line.status.overdue
    cut = [step for step in steps if step.promised and minutes.get(step.item, 0) < step.minutes]
    broken = [step for step in cut if step.due]
    kept = {item: days for item, days in placed.items() if all(step.item != item for step in broken)}
    late = sum(1 for days in kept.values() if days) + sum(1 for step in broken if step.overdue)
    between, needed = context.book.hours.between, dict(zip(outlook.early, outlook.needed, strict=True))
    early = [
        step
        for step in cut
        if not step.due and minutes.get(step.item, 0) + between < min(step.minutes, needed.get(step.item, 0))
    ]
    short = [_short(step, days, context) for step in [*broken, *early]]
    short += [each for item in outlook.short if (each := _agreed_short(item, steps, days, context)) is not None]
    return PromiseFigures(
        due=len(kept) + len(broken),
        placed=len(kept),
        overdue=late,
        broken=tuple(step.item for step in broken),
        short=tuple(short),
    )


def _short(step: Step, days: Sequence[DayRoom], context: DayContext) -> PromiseShort:
    last = step.last_day or context.today
    return PromiseShort(
        item=step.item,
        record=step.record if step.kind != "task" else step.item,
        name=step.title if step.kind == "task" else step.name or step.title,
        last_day=last,
        overdue=step.overdue,
        move_to=_move_to(step.minutes, last, days, context, step.splits),
    )


def _agreed_short(
    item: str, steps: Iterable[Step], days: Sequence[DayRoom], context: DayContext
) -> PromiseShort | None:
    """A promise for a later day that this day has no room for."""
    step = next((each for each in steps if each.item == item), None)
    if step is not None:
        return _short(step, days, context)
    book = context.book
    records: list[Deal | Account | Task] = [*book.deals, *book.accounts, *book.tasks]
    record = next((each for each in records if each.id == item), None)
    promise = promise_of(record, context.today, context.working) if record is not None else None
    if record is None or promise is None:
        return None
    name = record.title if isinstance(record, Task) else record.name
    move_to = _move_to(1, promise.last_day, days, context)
    return PromiseShort(
        item=item, record=item, name=name, last_day=promise.last_day, overdue=promise.overdue, move_to=move_to
    )


def _move_to(minutes: int, last: date, days: Iterable[DayRoom], context: DayContext, splits: bool = False) -> date:
    """The first later day that has room; in pieces, the day that has the last one."""
    after = max(last, context.today)
    rooms = [room for room in days if room.day > after]
    found = first_day_to_end(minutes, rooms) if splits else first_day_with(minutes, rooms)
    return found or context.working.next_after(after)


def what_promises_cost(problem: Problem, plan: DayPlan, long: Collection[str]) -> Mapping[str, float]:
    """Money that the time of each of these promises could make, less its value; by item."""
    known = {each.id: each for each in problem.candidates if each.id in long}
    costs: dict[str, float] = {}
    for placed in plan.placed:
        if placed.id in known:
            candidate, minutes = known[placed.id], placed.end - placed.start
            more = minutes * (plan.price - candidate.value / max(1, candidate.minutes))
            costs[placed.id] = max(0.0, costs.get(placed.id, 0.0) + more)
    return costs


def long_promises(steps: Iterable[Step]) -> frozenset[str]:
    """Promises with a claim on the day that take more than an hour."""
    return frozenset(step.item for step in steps if step.promised and step.claim is not None and step.minutes > LONG)
