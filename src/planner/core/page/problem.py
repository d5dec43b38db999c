"""From steps to the scheduler's question.

Clock times of every zone become minutes of the rep's day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from planner.core.days import LocalDay
from planner.core.diary import Busy
from planner.core.lifecycle.recurring import day_of
from planner.core.line import Line
from planner.core.steps.step import Step
from planner.core.value.deal_value import DayContext
from planner.schedule import Candidate, Meeting, Problem, Range, Roads

OVERRUN = 10  # minutes given to work that runs longer than planned


def candidate(
    step: Step,
    day: LocalDay,
    context: DayContext,
    colleagues_busy: Mapping[str, tuple[Busy, ...]],
) -> Candidate:
    """A step as the scheduler sees it."""
    zone = ZoneInfo(step.timezone) if step.timezone else None
    windows = tuple(Range(*span) for span in day.spans(step.windows, zone)) if step.windows else None
    if step.earliest is not None:
        spans = windows or (Range(0, day.length),)
        first = day.minute(step.earliest)
        windows = tuple(Range(max(first, span.start), span.end) for span in spans if span.end > first)
    return Candidate(
        id=step.item,
        minutes=step.cut_to or step.minutes,
        value=step.makes(step.cut_to or step.minutes),
        group=step.group,
        windows=windows,
        colleagues_busy=_busy_of(step.needs, day, colleagues_busy) if step.needs else (),
        at=day.minute(step.at) if step.at is not None else None,
        agreed=step.at is not None and not step.pinned,
        must=step.must,
        claim=step.claim,
        urgent=step.urgent,
        care=step.care,
        deadline=step.deadline,
        after=tuple(other for other in step.after if not _is_done(other, context)) if step.after else (),
        before=step.before,
        splits=step.splits,
        place=step.place if step.place != context.book.travel.base else None,
    )


def _busy_of(names: Sequence[str], day: LocalDay, busy: Mapping[str, tuple[Busy, ...]]) -> tuple[Range, ...]:
    """The minutes at which one of these colleagues is not free."""
    return tuple(
        Range(day.minute(event.start), day.minute(event.end)) for name in names for event in busy.get(name, ())
    )


def _is_done(item: str, context: DayContext) -> bool:
    """True if what a step waits for was done; of a recurring task, until its next day has come."""
    task = context.comes_back.get(item)
    if task is None:
        return item in context.history.tasks_done
    return (day_of(task) or context.today) > context.today


def own_meetings(busy: Iterable[Busy], day: LocalDay) -> list[Busy]:
    """The day's meetings that are no step of a record, in order.

    They are the meetings of the page, and the first meetings of its problem.
    """
    return [
        event
        for event in busy
        if event.record is None and day.minute(event.end) > 0 and day.minute(event.start) < day.length
    ]


def meetings_of(
    day: LocalDay, context: DayContext, busy: Iterable[Busy], kept: Iterable[Line], clock: Line | None
) -> list[Meeting]:
    """The times taken: own meetings, rows that stay (`kept`) and are not over, the clock."""
    done = {(row.what.item, row.slot.start) for row in context.history.worked_today}
    under_way = [row for row in kept if row.slot.end > context.now and (row.what.item, row.slot.start) not in done]
    meetings = [
        Meeting(start=day.minute(event.start), end=day.minute(event.end), place=event.place, apart=not event.own)
        for event in own_meetings(busy, day)
    ]
    meetings += [Meeting(start=day.minute(row.slot.start), end=day.minute(row.slot.end)) for row in under_way]
    if clock is not None:
        begins = max(0, day.minute(context.now))
        meetings.append(Meeting(start=begins, end=begins + OVERRUN))
    return meetings


def problem_of(day: LocalDay, context: DayContext, meetings: Iterable[Meeting], hours: float | None) -> Problem:
    """The day without its candidates: the working time left, and the times that are taken.

    `hours` is all that the rep has to give, if given: the budget of the day. Where the working ranges are shorter, the
    last one is drawn out to it.
    """
    begins = max(0, day.minute(context.now))
    worked = [Range(day.minute(row.slot.start), day.minute(row.slot.end)) for row in context.history.worked_today]
    ranges = [Range(max(begins, span.start), span.end) for span in day.spans(context.working.ranges(day.date))]
    ranges = without([span for span in ranges if span.start < span.end], worked)
    if hours is not None:
        ranges = drawn_out(ranges, round(hours * 60), begins, day.length)
    roads = context.book.travel
    ways = {(a, b): minutes for x, y, minutes in roads.minutes for a, b in ((x, y), (y, x))}
    return Problem(
        ranges=tuple(ranges),
        meetings=tuple(meetings),
        between=context.book.hours.between,
        roads=Roads(base=roads.base, default=roads.default, ways=ways),
        budget=round(hours * 60) if hours is not None else None,
    )


def without(ranges: Sequence[Range], taken: Sequence[Range]) -> list[Range]:
    """The ranges less the times that are taken."""
    left = list(ranges)
    for start, end in taken:
        left = [
            Range(a, b)
            for span in left
            for a, b in ((span.start, min(span.end, start)), (max(span.start, end), span.end))
            if a < b
        ]
    return left


def drawn_out(ranges: Sequence[Range], minutes: int, begins: int, length: int) -> list[Range]:
    """The ranges with at least so many minutes: the last one ends later if need be."""
    lacking = minutes - sum(span.end - span.start for span in ranges)
    if lacking <= 0:
        return list(ranges)
    *others, last = ranges or [Range(begins, begins)]
    return [*others, Range(last.start, min(length, last.end + lacking))]
