"""An inherited book: the first touch of each customer, and the predecessor's dates.

A promise is what the rep agreed with a customer. What a predecessor agreed is the predecessor's until the customer
says otherwise: its day becomes a reminder. The days of contact stay; they are what happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from planner.core.book import Account, Contact, Deal
from planner.core.cadence.touches import records_to_touch
from planner.core.timing.promise import is_unanswered
from planner.core.value.deal_pursuit import chance_to_win
from planner.core.value.deal_value import DayContext, deal_value, is_open, start_of
from planner.core.value.must_know import deal_breaker
from planner.core.value.year_price import steady_price
from planner.frozen_class import frozen

INTRODUCE = "Introduce yourself"
DAYS = 15  # working days over which the introductions are spread

Record = Deal | Account | Contact


@frozen
class FirstTouch:
    """The first touch of one inherited customer, and the keys it changes in its records."""

    record: str  # whom to call about: an open deal, else the account, else the contact
    name: str
    on: date
    agreed: date | None  # the first day that the predecessor had agreed
    keys: Mapping[str, Mapping[str, Any]]  # by record


def introductions(context: DayContext, since: date, predecessor: str) -> tuple[FirstTouch, ...]:
    """The introductions of an inherited book, over the next fifteen working days, by day.

    Customers whom the predecessor had agreed a day with come first, then those worth most. Left out is who was in
    contact on `since` or later, who has an introduction already, and a lead that nobody has answered: it can't wait.
    """
    start = context.working.first_from(context.today)
    records = {each.id: each for each in records_to_touch(context.book)}
    groups = [
        [records[id] for id in group]
        for group in context.customers.led(list(records))
        if all(_is_inherited(records[id], since, context.today) for id in group)
    ]
    price = steady_price(context)
    worth = {id: _worth(record, price, context) for id, record in records.items()}
    groups.sort(
        key=lambda group: (_agreed(group, context) or date.max, -max(worth[each.id] for each in group), group[0].id)
    )
    days = [start]
    while len(days) < DAYS:
        days.append(context.working.next_after(days[-1]))
    found = []
    for place, group in enumerate(groups):
        on = days[place * DAYS // len(groups)]
        agreed = _agreed(group, context)
        if agreed is not None and context.today <= agreed < on:
            on = max(start, context.working.last_by(agreed))
        first = max(group, key=lambda each: (_rank(each), worth[each.id]))
        keys = {each.id: _keys(each, on, predecessor, is_first=each is first) for each in group}
        found.append(FirstTouch(first.id, first.name, on, agreed, keys))
    return tuple(sorted(found, key=lambda each: each.on))


def _is_inherited(record: Record, since: date, today: date) -> bool:
    last = record.checked if isinstance(record, Contact) else record.last_touch
    if last is not None and last >= since:
        return False
    if isinstance(record, Contact):
        return record.not_before is None or record.not_before <= today
    return not ((record.next or "").startswith(INTRODUCE) or (isinstance(record, Deal) and is_unanswered(record)))


def _agreed(group: list[Record], context: DayContext) -> date | None:
    """The first day that was agreed with a customer."""
    days = [day for each in group for day in (getattr(each, "next_on", None), each.next_by) if day is not None]
    days += [each.at.date() for each in group if not isinstance(each, Contact) and each.at is not None]
    days += [context.appointments[each.id].start.date() for each in group if each.id in context.appointments]
    return min(days, default=None)


def _worth(record: Record, price: float | None, context: DayContext) -> float:
    """Money: an open deal's worth times its chance, an account's revenue."""
    if isinstance(record, Account):
        return record.revenue
    if not isinstance(record, Deal) or not is_open(record):
        return 0.0
    if deal_breaker(record, context.playbook, context.stage_at) is not None:
        return 0.0
    value = deal_value(record, context)
    if value is None or value.wins <= 0:
        return 0.0
    chance = chance_to_win(start_of(record, value, context), value.index, price, context).chance
    return value.payout / value.wins * chance


def _rank(record: Record) -> int:
    if isinstance(record, Deal):
        return 3 if is_open(record) else 1
    return 2 if isinstance(record, Account) else 0


def _keys(record: Record, on: date, predecessor: str, *, is_first: bool) -> dict[str, Any]:
    """The keys of a record until it is introduced: on hold, with what was agreed in words."""
    hold = max(on, record.not_before) if record.not_before and not is_first else on
    keys: dict[str, Any] = {"not_before": hold}
    if isinstance(record, Contact):
        return keys | ({"next_by": None} if record.next_by else {})
    day = record.next_on or record.next_by
    agreed = record.next or (record.waiting_on if isinstance(record, Deal) else "") or ""
    if day is not None:
        agreed = f"{agreed or 'a next step'}, {'on' if record.next_on else 'by'} {day.day} {day:%b}"
    days = ("next_on", "next_by", "next_minutes", "waiting_on")
    keys |= {name: None for name in days if getattr(record, name, None) is not None}
    if is_first:
        keys["next"] = INTRODUCE + (f" ({predecessor} agreed: {agreed})" if agreed else "")
    elif day is not None:
        keys["next"] = f"{predecessor} agreed: {agreed}"
    return keys
