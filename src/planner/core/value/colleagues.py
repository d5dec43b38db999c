"""Colleagues in a try: what they cost, and how they lift its chance to advance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from planner.core.book import Account, Colleague, Deal, Task
from planner.core.diary import Busy
from planner.core.playbook import Play
from planner.core.value.deal_index import line_minutes


class CalledIn(NamedTuple):
    """The colleagues in one try: their cost (money), and times the chance to advance."""

    helper: str | None  # who is called in only because it pays
    cost: float
    lifts: float


def needed_for(record: Deal | Account | Task, colleagues: Sequence[Colleague]) -> Iterator[Colleague]:
    """The listed colleagues that a record needs."""
    return (each for each in colleagues if each.id in record.needs or each.name in record.needs)


def calls_in(play: Play) -> bool:
    """True for a play with the customer, to which a record's colleagues come."""
    return play.how != "desk"


def cost_of_hours(minutes: float, colleagues: Sequence[Colleague]) -> float:
    """Money that `minutes` of these colleagues cost."""
    return minutes / 60 * sum(each.per_hour for each in colleagues)


def ways_to_call(deal: Deal, play: Play, minutes: float, colleagues: Sequence[Colleague]) -> list[CalledIn]:
    """The ways to do a try of `minutes`: with those the deal needs, and with one more who helps.

    The first is without anyone else.
    """
    always = list(needed_for(deal, colleagues)) if calls_in(play) else []
    lifts = max((each.lifts for each in always if play.id in each.helps), default=1.0)
    alone = CalledIn(None, cost_of_hours(minutes, always), lifts)
    more = (each for each in colleagues if play.id in each.helps and each.lifts > lifts and each not in always)
    return [alone, *(CalledIn(each.id, cost_of_hours(minutes, [*always, each]), each.lifts) for each in more)]


def minutes_called(play: Play, minutes_left: float, size: float) -> float:
    """Minutes of a try with colleagues: a meeting's own, else the whole line that is left."""
    return min(minutes_left, line_minutes(play) * size)


def is_free(busy: Sequence[Busy], at: datetime, minutes: float) -> bool:
    """True if no event of a colleague overlaps these minutes."""
    ends = at + timedelta(minutes=minutes)
    return all(event.end <= at or event.start >= ends for event in busy)


def has_free(busy: Sequence[Busy], spans: Sequence[tuple[datetime, datetime]], minutes: float) -> bool:
    """True if a colleague has so many minutes in a row free within one of the spans."""
    needed = timedelta(minutes=minutes)
    for start, end in spans:
        at = start
        for event in sorted(busy):
            if event.end <= at or event.start >= end:
                continue
            if event.start - at >= needed:
                return True
            at = max(at, event.end)
        if end - at >= needed:
            return True
    return False
