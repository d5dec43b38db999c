"""The promises of a day in their order: due, called early, cut into pieces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from planner.core.promises.coming_days import promised_work
from planner.core.promises.pieces import cut_for_today
from planner.core.promises.that_fit import DayRoom, Outlook, cut_where_too_long, outlook
from planner.core.steps.promised import PROMISE
from planner.core.steps.step import Step
from planner.core.value.deal_pursuit import chance_to_win
from planner.core.value.deal_value import DayContext
from planner.core.value.year_price import steady_price
from planner.schedule import PIECE

LONG_OVERDUE = 2  # working days: such promises come first, the longest overdue before the others
DAYS_TO_START = 5  # working days over which a new book's overdue promises are spread


class PromiseOrder(NamedTuple):
    """The steps of a day with the order of its promises, and the outlook on the coming days."""

    steps: tuple[Step, ...]
    outlook: Outlook = Outlook()
    days: tuple[DayRoom, ...] = ()


def settle_promises(
    steps: Sequence[Step], context: DayContext, days: tuple[DayRoom, ...], free_today: Sequence[int]
) -> PromiseOrder:
    """The steps, with a claim for every promise of today and for those that have to come early.

    `days` are the coming working days, `free_today` the lengths of the free ranges left today, in minutes.
    """
    between = context.book.hours.between
    later = [
        cut_where_too_long(each, days, free_today, context.today, between) for each in promised_work(steps, context)
    ]
    if not later and not any(step.promised for step in steps):
        return PromiseOrder(tuple(steps))
    spread = _left_for_later(steps, context)
    steps = [_put_off(step) if step.item in spread else step for step in steps]
    found = outlook(later, days, context.today, between)
    price, early = steady_price(context), frozenset(found.early)
    settled = []
    for step in steps:
        if not step.promised:
            settled.append(step)
            continue
        ranges = [*free_today, *_ranges_until(step.last_day, days)]
        claim = _turn(step, context, price) if step.claim is not None else None
        if claim is None and step.item in early:
            claim = _early_turn(step)
        settled.append(step._replace(claim=claim, splits=step.splits or _is_too_long(step, ranges)))
    needed = dict(zip(found.early, found.needed, strict=True))
    return PromiseOrder(tuple(cut_for_today(settled, free_today, needed, between)), found, days)


def _ranges_until(last: date | None, days: Iterable[DayRoom]) -> list[int]:
    return [minutes for room in days if last is not None and room.day <= last for minutes in room.free]


def _is_too_long(step: Step, ranges: Sequence[int]) -> bool:
    """True if the step is longer than every free range up to its last day."""
    return step.at is None and bool(ranges) and step.minutes > max(ranges) and step.minutes >= 2 * PIECE


def _turn(step: Step, context: DayContext, price: float | None) -> tuple[float, ...]:
    """Its turn: overdue by two days or more, the longest first; leads; then worth × chance."""
    if step.overdue >= LONG_OVERDUE:
        return (PROMISE, 0.0, -float(step.overdue))
    if step.urgent:  # a lead that came in: whoever asked first is answered first
        return (PROMISE, 0.5, float(step.deadline))
    return (PROMISE, 1.0, -_at_stake(step, context, price))


def _early_turn(step: Step) -> tuple[float, ...]:
    return (PROMISE, 2.0, float(step.last_day.toordinal() if step.last_day else 0))


def _at_stake(step: Step, context: DayContext, price: float | None) -> float:
    """Worth × chance of the step's deal; of a step without a deal the money that it makes."""
    if step.start is None or step.index is None:
        return step.makes(step.minutes)
    chance = chance_to_win(step.start, step.index, price, context).chance
    return step.start.payout / (step.start.wins or 1.0) * chance


def _left_for_later(steps: Iterable[Step], context: DayContext) -> frozenset[str]:
    """Promises overdue when the book was started that are left for the next days.

    In the first five working days of a diary each day takes its share of them, the longest overdue first.
    """
    first = context.history.first_day or context.today
    day = context.working.between(first, context.today)
    if not 0 <= day < DAYS_TO_START:
        return frozenset()
    old = [step for step in steps if step.overdue and step.last_day is not None and step.last_day < first]
    old.sort(key=lambda step: (-step.overdue, -step.per_hour, step.item))
    done = _kept_today(first, context)
    share = -(-(len(old) + done) // (DAYS_TO_START - day)) - done
    return frozenset(step.item for step in old[max(0, share) :])


def _kept_today(first: date, context: DayContext) -> int:
    """Promises from before the first day that were kept today."""
    before = [row.result.before for row in context.history.worked_today]
    agreed = [[keys.get("next_on"), keys.get("next_by")] for keys in before]
    return sum(1 for days in agreed if any(type(day) is date and day < first for day in days))


def _put_off(step: Step) -> Step:
    return step._replace(claim=None, due=False, urgent=False)
