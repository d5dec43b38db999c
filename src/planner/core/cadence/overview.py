"""Every record's next touch, and whether the minutes set aside for touches are enough."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from planner.core.book import Account, Deal, Kind
from planner.core.cadence.touches import NextTouch, minutes_needed
from planner.core.value.deal_index import try_minutes
from planner.core.value.deal_value import DayContext
from planner.frozen_class import frozen

TouchState = Literal["overdue", "due", "silent", "later"]


@frozen(kw_only=True)
class TouchRow:
    """One record's next touch; the field names are those of the JSON document."""

    record: str
    name: str
    kind: Kind
    state: TouchState
    next_date: date
    clock: date  # the day its cadence runs from
    cadence: int  # days
    days_late: int  # since the deadline; below 0: days left
    silent_until: date | None  # on hold until that day
    appointment: date | None  # today or later
    is_promised: bool = False  # for today


@frozen(kw_only=True)
class TouchBalance:
    """Minutes of all touches a working day, those set aside, and the change that levels them."""

    needed: float
    set_aside: float
    share: float  # of the day that would be enough; may be more than 1
    stretch: float  # factor by which every cadence would have to be longer instead
    touch: int  # minutes of one touch
    backlog: int  # minutes that the touches due now take
    costs: float | None  # money a day that the missing minutes make elsewhere; None without a price of an hour

    @property
    def is_enough(self) -> bool:
        return self.needed <= self.set_aside * (1 + 1e-9)


def touch_rows(touches: Iterable[NextTouch], context: DayContext) -> tuple[TouchRow, ...]:
    """Every next touch: those overdue (longest first) or due first, then by next date."""
    appointments = _appointments(context)
    rows = []
    for touch in touches:
        appointment = appointments.get(touch.record)
        page_date = touch.page_date(context.today)
        rows.append(
            TouchRow(
                record=touch.record,
                name=touch.name,
                kind=touch.kind,
                state=_state(touch, context.today),
                next_date=min(page_date, appointment) if appointment is not None else page_date,
                clock=touch.clock,
                cadence=touch.cadence,
                days_late=(context.today - touch.deadline).days,
                silent_until=touch.on_hold_until if touch.is_on_hold(context.today) else None,
                appointment=appointment,
            )
        )
    rows.sort(key=_urgency)
    return tuple(rows)


def due_with_promise(rows: Iterable[TouchRow], promised: Collection[str]) -> tuple[TouchRow, ...]:
    """The rows, those of records promised for today among the ones that are due."""
    due = [_promised_today(row) if row.record in promised else row for row in rows]
    return tuple(sorted(due, key=_urgency))


def _promised_today(row: TouchRow) -> TouchRow:
    return replace(row, state=row.state if row.state == "overdue" else "due", is_promised=True)


def _urgency(row: TouchRow) -> tuple[bool, int, date, str]:
    is_due = row.state in ("overdue", "due")
    return (not is_due, -row.days_late if is_due else 0, row.next_date, row.record)


def touch_balance(rows: Iterable[TouchRow], context: DayContext, price_of_hour: float | None) -> TouchBalance:
    """The minutes that all touches take a working day against those set aside.

    The price is money per hour.
    """
    rows = list(rows)
    needed = minutes_needed((row.cadence for row in rows), context.playbook, context.working)
    day = context.working.average_minutes
    set_aside = context.book.care.share * day
    touch = try_minutes(context.playbook.plays["touch"])
    return TouchBalance(
        needed=needed,
        set_aside=set_aside,
        share=needed / day if day else 0.0,
        stretch=needed / set_aside if set_aside else 0.0,
        touch=touch,
        backlog=touch * sum(1 for row in rows if row.state in ("overdue", "due")),
        costs=max(0.0, needed - set_aside) / 60 * price_of_hour if price_of_hour is not None else None,
    )


def _state(touch: NextTouch, today: date) -> TouchState:
    if touch.is_on_hold(today):
        return "silent"
    if touch.is_overdue(today):
        return "overdue"
    return "due" if touch.is_due(today) else "later"


def _appointments(context: DayContext) -> dict[str, date]:
    """The days of the appointments today or later, also with another record of the customer."""
    records: list[Deal | Account] = [*context.book.deals, *context.book.accounts]
    days = {record.id: record.at.astimezone(context.zone).date() for record in records if record.at is not None}
    days |= {id: event.start.astimezone(context.zone).date() for id, event in context.appointments.items()}
    coming = {id: day for id, day in days.items() if day >= context.today}
    found = dict(coming)
    for id, day in coming.items():
        for other in context.customers.touched(id):
            found[other.id] = min(day, found.get(other.id, day))
    return found
