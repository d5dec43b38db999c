"""Everything that could be on a day's page, valued.

What it is made from, and what its records offer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from planner.core.book import Book
from planner.core.cadence.around_leave import spread_over_leave, without_days_away
from planner.core.cadence.early_touches import TouchTime, early_touches
from planner.core.cadence.set_aside_today import set_aside_today
from planner.core.cadence.touches import NextTouch, next_touches
from planner.core.customers.customers import Customers
from planner.core.customers.introductions import brought_by
from planner.core.customers.one_call import Met, one_call_each
from planner.core.days import LocalDay, WorkingDays
from planner.core.diary import Busy, CalledOff
from planner.core.history import History
from planner.core.line import Line
from planner.core.page.day_changes import Block, Freed
from planner.core.page.page import LeavePlan, OpenTime, PageWarning
from planner.core.page.page_lines import Valuer
from planner.core.page.problem import meetings_of, problem_of
from planner.core.promises.coming_days import coming_days
from planner.core.promises.settle import settle_promises
from planner.core.promises.that_fit import DayRoom, Outlook
from planner.core.steps.all_steps import book_steps
from planner.core.steps.if_open import Opening, after_earlier_days
from planner.core.steps.in_progress import STEPS_OF_THE_DAY
from planner.core.steps.inbound import limit_urgent
from planner.core.steps.prospecting_steps import prospecting_steps
from planner.core.steps.step import Step
from planner.core.timing.pace import paced
from planner.core.value.deal_index import IndexTable, try_minutes
from planner.core.value.deal_value import DayContext, open_amounts, tasks_by_record, typical_amount
from planner.core.value.pursuit import PursuitResults
from planner.core.value.qualifying import Indexes, Qualifying
from planner.core.value.quota import in_last_days, quota_today
from planner.core.worklog.outcomes import reaches
from planner.core.worklog.work import runs_for
from planner.schedule import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The rep's options: hours to sell, items or records to leave out, pinned items."""

    hours: float | None = None
    hours_from: int | None = None  # minutes since midnight when the rep gave them
    without: tuple[str, ...] = ()
    pins: Mapping[str, int] = field(default_factory=dict)  # minutes since midnight on the clock
    blocks: tuple[Block, ...] = ()  # times that are taken
    freed: tuple[Freed, ...] = ()  # meetings that do not take place


@dataclass(frozen=True, slots=True, kw_only=True)
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
    warnings: tuple[PageWarning, ...] = ()


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
    working = without_days_away(working, (*inputs.past, *inputs.busy), zone)
    quota = quota_today(inputs.book, inputs.day)
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
        quota=quota,
        paced=paced(playbook, 1) if in_last_days(quota, inputs.day, working) else None,
        colleagues_busy=inputs.colleagues_busy,
    )
    return replace(context, tasks_of=tasks_by_record(inputs.book, context))


@dataclass(frozen=True, slots=True)
class DayChoice:
    """The basis of a day's plan: the view of the day, the steps offered, and their values."""

    inputs: Inputs
    now: DayContext
    day: LocalDay
    touches: Mapping[str, NextTouch]
    empty: Problem
    available: int  # minutes
    touch_minutes: int  # set aside for today's touches
    find_minutes: int  # set aside for prospecting, still to be found a place
    steps: tuple[Step, ...]
    outlook: Outlook
    coming: tuple[DayRoom, ...]  # the next working days, where later promises are counted against them
    cost_of: Mapping[str, float]
    leave: LeavePlan | None = None

    def working_minutes(self, event: Busy) -> int:
        """Minutes of an event in the working hours of the day."""
        start, end = self.day.minute(event.start), self.day.minute(event.end)
        spans = self.day.spans(self.now.working.ranges(self.day.date))
        return sum(max(0, min(end, span.end) - max(start, span.start)) for span in spans)

    def valuer(self) -> Valuer:
        return Valuer(self.now, self.cost_of, frozenset(step.item for step in self.steps if step.care == "find"))


def day_choice(inputs: Inputs) -> DayChoice:
    """Everything that could be on the page, valued; nothing is scheduled yet."""
    now = day_context(inputs)
    day = LocalDay(inputs.day, now.zone)
    every = next_touches(inputs.book, now.working, inputs.first_seen, inputs.day, inputs.history.revisited)
    spread = spread_over_leave(every, now)
    touches = {touch.record: touch for touch in spread.touches}
    chosen = frozenset(line.what.record for line in inputs.before if line.what.does == "touch" and line.what.record)
    offered = one_call_each(book_steps(now, touches, _early(touches, now) | chosen), _met(inputs), now)
    if inputs.before:
        offered = _touches_as_chosen(offered, inputs.before)
    offered = after_earlier_days(offered, inputs.tried, inputs.openings)
    inputs = replace(inputs, kept=tuple(_still_stand(inputs, offered)))
    inputs = replace(inputs, busy=tuple(_still_busy(inputs, without_standing(offered, inputs, day))))
    meetings = meetings_of(day, now, inputs.busy, inputs.kept, inputs.clock)
    empty = problem_of(day, now, meetings, _hours_left(inputs, day))
    available = minutes_free(empty)
    if empty.budget is not None:
        available = min(available, empty.budget)
    found = sum(row.slot.minutes for row in inputs.kept if row.what.does == "find" and row.slot.end > inputs.now)
    coming = coming_days(now, inputs.busy)
    free = [(inputs.day, available), *((room.day, sum(room.free)) for room in coming)]
    aside = set_aside_today(offered, touches, free, now, inputs.before)
    offered, wanted = list(aside.steps), aside.find_minutes
    set_aside = max(0, wanted - found)
    searches = prospecting_steps(now, set_aside, available, inputs.kept, inputs.before)
    standing = without_standing(offered + searches, inputs, day)
    settled = settle_promises(standing, now, coming, free_ranges(empty))
    return DayChoice(
        inputs=inputs,
        now=now,
        day=day,
        touches=touches,
        empty=empty,
        available=available,
        touch_minutes=aside.touch_minutes,
        find_minutes=set_aside,
        steps=tuple(limit_urgent(settled.steps, available)),
        outlook=settled.outlook,
        coming=settled.days,
        cost_of={name: each.per_hour for each in inputs.book.colleagues for name in (each.id, each.name)},
        leave=spread.plan,
    )


def _hours_left(inputs: Inputs, day: LocalDay) -> float | None:
    """The hours that the rep gave, less what was worked since then; None if none were given."""
    options = inputs.options
    if options.hours is None or options.hours_from is None:
        return options.hours
    rows = inputs.history.worked_today
    worked = sum(row.slot.minutes for row in rows if day.minute(row.slot.start) >= options.hours_from)
    return max(0.0, options.hours - worked / 60)


def _touches_as_chosen(steps: Sequence[Step], before: Sequence[Line]) -> list[Step]:
    """The steps with only those touches that the morning's page chose."""
    chosen = {line.what.item for line in before}
    return [s._replace(care=None) if s.care == "touch" and s.item not in chosen else s for s in steps]


def _early(touches: Mapping[str, NextTouch], context: DayContext) -> frozenset[str]:
    """Records to touch before they are due, since the days to come can't hold them all."""
    share, touch = context.book.care.share, try_minutes(context.playbook.plays["touch"])
    minutes = context.working.minutes(context.today)
    done = sum(row.slot.minutes for row in context.history.worked_today if row.what.does == "touch")
    time = TouchTime(minutes_today=int(share * minutes) - done, share=share, touch=touch)
    return early_touches(touches.values(), context.working, context.today, time)


def _met(inputs: Inputs) -> list[Met]:
    """Lines of the day that stay and reach someone, or have reached them."""
    done = [row for row in inputs.history.worked_today if reaches(row.what.does, row.result.outcome)]
    worked = {(row.what.item, row.slot.start) for row in inputs.history.worked_today}
    to_come = [row for row in inputs.kept if row.what.does in STEPS_OF_THE_DAY and row.slot.end > inputs.now]
    rows = [*done, *(row for row in to_come if (row.what.item, row.slot.start) not in worked)]
    return [Met(row.what.record, row.what.people, row.what.item) for row in rows if row.what.record is not None]


def _still_stand(inputs: Inputs, offered: Sequence[Step]) -> Iterable[Line]:
    """The rows that stay, without planned ones that their record no longer offers."""
    items = {step.item for step in offered} | {row.what.item for row in inputs.history.worked_today}
    for row in inputs.kept:
        is_offered = row.what.item in items or row.what.does == "find"
        if row.slot.end <= inputs.now or is_offered or runs_for(row, inputs.clock):
            yield row


def _still_busy(inputs: Inputs, steps: Sequence[Step]) -> Iterable[Busy]:
    """The taken times, with those of no record that are no step of the day any more.

    A record's event that was put off, but is still in the calendar, takes its time like any other until the calendar
    or the rep says that it is off.
    """
    places = {(step.record, step.at) for step in steps}
    standing = {row.what.record for row in inputs.kept if row.slot.fixed}
    standing |= {row.what.record for row in inputs.history.worked_today if row.result.outcome == "moved"}
    for event in inputs.busy:
        stands = event.record is None or event.record in standing or (event.record, event.start) in places
        yield event if stands else event._replace(record=None)


def minutes_free(problem: Problem) -> int:
    """Exact minutes of the working ranges that no meeting takes."""
    return sum(free_ranges(problem))


def free_ranges(problem: Problem) -> list[int]:
    """Lengths of the stretches of the working ranges that no meeting takes, in minutes."""
    free: list[int] = []
    for span in problem.ranges:
        start = span.start
        for meeting in sorted(problem.meetings, key=lambda each: each.start):
            if start < meeting.end and meeting.start < span.end:
                free.append(meeting.start - start)
                start = meeting.end
        free.append(span.end - start)
    return [minutes for minutes in free if minutes > 0]


def without_standing(steps: Sequence[Step], inputs: Inputs, day: LocalDay) -> list[Step]:
    """The steps without those that stand on the page already or that the rep leaves out.

    Pinned ones at their time.
    """
    options = inputs.options
    # What was worked on is left out where its steps are told, unless there is a rest of it; this is about the others.
    worked = {(row.what.item, row.slot.start) for row in inputs.history.worked_today}
    to_come = [row for row in inputs.kept if (row.what.item, row.slot.start) not in worked]
    standing = {row.what.item for row in to_come}
    busy_with = {row.what.record for row in to_come if row.what.does in STEPS_OF_THE_DAY}
    kept = []
    for step in steps:
        if step.item in standing or (step.record in busy_with and step.group == step.record and step.record):
            continue
        if step.item in options.without or (step.record is not None and step.record in options.without):
            continue
        pin = options.pins.get(step.item)
        if pin is None and step.record is not None and step.kind != "task":
            pin = options.pins.get(step.record) if step.does not in ("prepare", "follow-up", "touch") else None
        if pin is not None:
            pinned = step._replace(at=day.time_at(pin), pinned=True, splits=False, wait=None, qualify_first=False)
            step = pinned  # noqa: PLW2901 - the same step, pinned
        kept.append(step)
    return kept
