"""Everything that a day's page is made from, and the view of the day to plan it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from planner.core.book import Book
from planner.core.cadence.days_away import without_days_away
from planner.core.customers.customers import Customers
from planner.core.customers.introductions import brought_by
from planner.core.days import LocalDay, WorkingDays
from planner.core.diary import Busy, CalledOff
from planner.core.history import History
from planner.core.line import Line
from planner.core.page.day_changes import Block, Freed
from planner.core.page.page import OpenTime, PageWarning
from planner.core.timing.pace import paced
from planner.core.value.deal_index import IndexTable
from planner.core.value.deal_value import ALONE, DayContext, DealValues, open_amounts, tasks_by_record, typical_amount
from planner.core.value.pursuit import PursuitResults
from planner.core.value.qualifying import Indexes, Qualifying
from planner.core.value.quota import in_last_days, quota_today
from planner.frozen_class import frozen

if TYPE_CHECKING:
    from planner.core.steps.if_open import Opening


@frozen(kw_only=True)
class Options:
    """The rep's options: hours to sell, items or records to leave out, pinned items."""

    hours: float | None = None
    hours_from: int | None = None  # minutes since midnight when the rep gave them
    without: tuple[str, ...] = ()
    pins: Mapping[str, int] = field(default_factory=dict)  # minutes since midnight on the clock
    blocks: tuple[Block, ...] = ()  # times that are taken
    freed: tuple[Freed, ...] = ()  # meetings that do not take place


class KnownValues(NamedTuple):
    """The values of open deals, and what they hold for.

    A day planned from the same `basis` adds the values that it works out.
    """

    basis: tuple[object, ...]
    values: DealValues
    kept: int = 0  # of them, in the cache


@frozen(kw_only=True)
class Inputs:
    """Everything a page is made from.

    `busy` are the rep's taken times, matched to records; `now` is the clock.
    """

    book: Book
    day: date
    now: datetime
    table: IndexTable
    history: History = field(default_factory=History)
    first_seen: Mapping[str, date] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()
    busy: tuple[Busy, ...] = ()
    past: tuple[Busy, ...] = ()  # whole days of the last weeks
    colleagues_busy: Mapping[str, tuple[Busy, ...]] = field(default_factory=dict)
    called_off: Mapping[str, CalledOff] = field(default_factory=dict)  # by record
    options: Options = Options()
    kept: tuple[Line, ...] = ()  # lines of the day's page that stay as they are: done, clock, past appointments
    before: tuple[Line, ...] = ()  # open lines of the day's page so far: they keep their times where they can
    open: tuple[OpenTime, ...] | None = None  # left unplanned on the day's page so far; None: by the rep's hours
    clock: Line | None = None  # the clock that runs
    pursuits: PursuitResults = field(default_factory=dict)  # pursuits of the book's playbook that were followed already
    tried: frozenset[str] = frozenset()  # records whose step is on an earlier day of the week: what came of it is open
    openings: tuple[Opening, ...] = ()  # steps that earlier days may open, for which time is kept where that pays
    indexes: Indexes = field(default_factory=dict)  # indexes of qualifying that are known of the playbook
    known: KnownValues | None = None  # values of deals that are known already
    warnings: tuple[PageWarning, ...] = ()


def basis_of_values(inputs: Inputs) -> tuple[object, ...]:
    """Everything that the values of deals are worked out from."""
    return (
        *(inputs.book, inputs.day, inputs.now, inputs.table, inputs.history),
        *(inputs.holidays, inputs.busy, inputs.past, inputs.colleagues_busy),
    )


def without_clock(values: DealValues, book: Book) -> DealValues:
    """The values that hold at any time of their day.

    The clock counts for a lead, which may just have come in, and where a colleague may be free to help. A deal that
    needs colleagues is left out as well.
    """
    helped = {play for each in book.colleagues for play in each.helps}
    stages = {stage.name for stage in book.playbook.stages if stage.play not in helped}
    return {
        id: (deal, value)
        for id, (deal, value) in values.items()
        if deal.came is None and deal.stage in stages and (value is None or value.called == ALONE)
    }


def day_context(inputs: Inputs) -> DayContext:
    """The view of the day that valuing a record needs."""
    zone = ZoneInfo(inputs.book.rep.timezone)
    playbook = inputs.book.playbook
    appointments = {
        event.record: event
        for event in reversed(inputs.busy)
        if event.record is not None and event.start.astimezone(zone).date() >= inputs.day
    }
    starts = LocalDay(inputs.day, zone).midnight
    working = WorkingDays(inputs.book.hours, inputs.holidays)
    working = without_days_away(working, (*inputs.past, *inputs.busy), zone, inputs.day)
    quota = quota_today(inputs.book, inputs.day)
    known = inputs.known if inputs.known is not None and inputs.known.basis == basis_of_values(inputs) else None
    context = DayContext(
        book=inputs.book,
        now=max(inputs.now, starts),
        today=inputs.day,
        zone=zone,
        working=working,
        history=inputs.history,
        table=inputs.table,
        qualifying=Qualifying(playbook, inputs.table, indexes=inputs.indexes),
        stage_at={stage.name: number for number, stage in enumerate(playbook.stages)},
        appointments=appointments,
        customers=Customers(inputs.book),
        brought=brought_by(inputs.book),
        typical_amount=typical_amount(inputs.book),
        open_amounts=open_amounts(inputs.book),
        pursuits=inputs.pursuits,
        deal_values=known.values if known is not None else {},
        quota=quota,
        paced=paced(playbook, 1) if in_last_days(quota, inputs.day, working) else None,
        colleagues_busy=inputs.colleagues_busy,
    )
    comes_back = {task.id: task for task in inputs.book.tasks if task.every is not None}
    return replace(context, tasks_of=tasks_by_record(inputs.book, context), comes_back=comes_back)
