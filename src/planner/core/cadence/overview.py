"""Nobody forgotten, as figures: every record's next date, who is late, and whether the minutes kept are enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.core.book import Account, Deal, Kind
from planner.core.cadence.touches import Promise, minutes_needed
from planner.core.value.deal_value import DayContext
from planner.core.value.index import try_minutes

State = Literal["overdue", "due", "silent", "later"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedRow:
    """One record's promise. `days_late` counts from the day its cadence ran out; below 0: days left."""

    record: str
    name: str
    kind: Kind
    state: State
    next_date: date
    clock: date  # the day its cadence runs from
    cadence: int  # days
    days_late: int
    silent_until: date | None
    appointment: date | None  # agreed, and not past


@dataclass(frozen=True, slots=True, kw_only=True)
class CareBalance:
    """Minutes a working day that keeping every promise takes, and those kept for it; what would bring them together.

    `share` is the part of the day that would do (it may be more than 1), `stretch` by how much every cadence would
    have to be longer instead, `backlog` the minutes that those due now take, `costs` what the missing minutes would
    make elsewhere (money a day; None where nothing tells what an hour makes).
    """

    needed: float
    kept: float
    share: float
    stretch: float
    touch: int
    backlog: int
    costs: float | None

    @property
    def enough(self) -> bool:
        return self.needed <= self.kept * (1 + 1e-9)


def promised_rows(promises: Iterable[Promise], context: DayContext) -> tuple[PromisedRow, ...]:
    """Every promise: those broken first, and longest first; then those due, then by next date."""
    agreed = _appointments(context)
    rows = []
    for promise in promises:
        at = agreed.get(promise.record)
        due = promise.comes_up(context.today)
        rows.append(
            PromisedRow(
                record=promise.record,
                name=promise.name,
                kind=promise.kind,
                state=_state(promise, context.today),
                next_date=min(due, at) if at is not None else due,
                clock=promise.clock,
                cadence=promise.cadence,
                days_late=(context.today - promise.breach).days,
                silent_until=promise.silent_until if promise.is_silent(context.today) else None,
                appointment=at,
            )
        )
    rows.sort(key=_urgency)
    return tuple(rows)


def _urgency(row: PromisedRow) -> tuple[bool, int, date, str]:
    waits = row.state in ("overdue", "due")
    return (not waits, -row.days_late if waits else 0, row.next_date, row.record)


def balance(rows: Iterable[PromisedRow], context: DayContext, price_of_hour: float | None) -> CareBalance:
    """What keeping every promise takes a working day against what is kept; the price is money an hour."""
    rows = list(rows)
    needed = minutes_needed((row.cadence for row in rows), context.playbook, context.working)
    day = context.working.average_minutes
    kept = context.book.care.share * day
    touch = try_minutes(context.playbook.plays["touch"])
    return CareBalance(
        needed=needed,
        kept=kept,
        share=needed / day if day else 0.0,
        stretch=needed / kept if kept else 0.0,
        touch=touch,
        backlog=touch * sum(1 for row in rows if row.state in ("overdue", "due")),
        costs=max(0.0, needed - kept) / 60 * price_of_hour if price_of_hour is not None else None,
    )


def _state(promise: Promise, today: date) -> State:
    if promise.is_silent(today):
        return "silent"
    if promise.is_overdue(today):
        return "overdue"
    return "due" if promise.is_due(today) else "later"


def _appointments(context: DayContext) -> dict[str, date]:
    """The days of the appointments that are agreed and not past."""
    records: list[Deal | Account] = [*context.book.deals, *context.book.accounts]
    days = {record.id: record.at.astimezone(context.zone).date() for record in records if record.at is not None}
    days |= {id: event.start.astimezone(context.zone).date() for id, event in context.appointments.items()}
    return {id: day for id, day in days.items() if day >= context.today}
