"""The time of a piece of work that is logged.

Of its clock, of the row it corrects, or found in the day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from planner.app.day.day_request import DayRequest
from planner.app.page.busy_times import taken
from planner.app.page.page_options import merged
from planner.app.session import Session
from planner.app.worklog.when import GivenTimes, TimeContext, WorkTime, work_time
from planner.core.book import Book, Deal, Task
from planner.core.days import LocalDay, WorkingDays, instant
from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.core.page.day_changes import with_day_changes
from planner.core.playbook import Playbook
from planner.core.value.deal_index import line_minutes
from planner.core.worklog.log import ALONE, record_of, row_without_outcome, usual_minutes
from planner.core.worklog.outcomes import Record, Report
from planner.core.worklog.work import (
    ANY_TIME,
    SHORTEST_REST,
    DayLimits,
    Span,
    Work,
    after,
    clock_of,
    elapsed,
    left_of,
    when_done,
)
from planner.frozen_class import frozen
from planner.screen.text.wording import length

SHORTEST_PIECE = 30  # minutes; a shorter rest is no piece of a page


@frozen(kw_only=True)
class LogContext:
    """A piece of work to log with its outcome, the times that the rep typed, and its day."""

    work: Work
    day: DiaryDay
    now: datetime
    given: GivenTimes
    outcome: str | None
    book: Book
    limits: DayLimits = ANY_TIME  # without the work's own appointment


def time_of_work(context: LogContext, before: Line | None, once_more: bool) -> tuple[WorkTime, Line | None]:
    """The time of the work, and the row whose place it takes.

    `before` is the row that it corrects. Without one, work that is logged `once_more` may be a piece that still waits
    for its outcome.
    """
    if before is not None:
        return _time_of_correction(context, before), before
    piece = _waiting_piece(context) if once_more else None
    if piece is not None:
        return WorkTime(Span(piece.slot.start, piece.slot.end), piece.slot.minutes), piece
    work, day = context.work, context.day
    left = left_of(work.what.item, day)
    if left is not None:
        work = replace(work, minutes=max(left, SHORTEST_REST))
    ends = [each.slot.end for each in day.worked if each.what.item == work.what.item]
    return work_time(
        context.given,
        TimeContext(
            on=day.date,
            now=context.now,
            usual=usual_minutes(work, context.outcome, context.book.playbook),
            line=work.line,
            taken=_taken(day, None),
            limits=context.limits,
            last=max(ends, default=None) if left is not None else None,
            clock=work.clock,
        ),
    ), None


def day_limits(session: Session, day: DiaryDay, record: str | None) -> DayLimits:
    """The first working hour of a day, and its meetings without the appointment of `record`."""
    on = day.date
    ranges = WorkingDays(session.book.hours, session.holidays(on)).ranges(on)
    options = merged(day, DayRequest())
    busy = with_day_changes(taken(session, on).busy, options.blocks, options.freed, LocalDay(on, session.zone))
    meetings = [
        Span(each.start.astimezone(session.zone), each.end.astimezone(session.zone))
        for each in busy
        if each.record is None or each.record != record
    ]
    first = instant(on, min(hours.start for hours in ranges), session.zone) if ranges else None
    return DayLimits(first, tuple(meetings))


def unplanned_minutes(work: Work, playbook: Playbook) -> int:
    """Minutes of work on a play that no page has.

    Of making an appointment only those, else of the play.
    """
    play = playbook.plays[work.what.play]
    return max(1, play.book) if work.what.does == "book" else line_minutes(play)


def _time_of_correction(context: LogContext, before: Line) -> WorkTime:
    """The time of the corrected row, where the rep gave no other.

    Unless its minutes were the usual ones and others are usual now.
    """
    if context.given.any_given():
        return _given_correction(context, before)
    work, day, playbook = context.work, context.day, context.book.playbook
    rest = _rest_moved(context, before)
    if rest is not None:
        work = replace(work, minutes=max(rest, SHORTEST_REST))
    elif work.line is None and work.what.play in playbook.plays and work.what.does != "task":
        work = replace(work, minutes=unplanned_minutes(work, playbook))
    slot, outcome = before.slot, before.result.outcome
    was, usual = usual_minutes(work, outcome, playbook), usual_minutes(work, context.outcome, playbook)
    if slot.minutes != was or was == usual or outcome == context.outcome:
        return WorkTime(Span(slot.start, slot.end), slot.minutes)
    taken = _taken(day, before)
    at_its_place = work.line is not None and work.line.slot.start == slot.start
    if outcome != "moved" and not at_its_place:  # it ended when it ended, however long it took
        span = when_done(usual, None, DayLimits(work=tuple(taken)), slot.end, slot.end.date())
        warning = f"{length(usual)}, as usual for that outcome; it was {length(slot.minutes)}. Wrong? Add --minutes."
        return WorkTime(span, usual, (warning,))
    return work_time(context.given, TimeContext(on=day.date, now=context.now, usual=usual, line=work.line, taken=taken))


def _given_correction(context: LogContext, before: Line) -> WorkTime:
    """The time that the rep gave: other minutes from the same start, or another time."""
    given, day, slot = context.given, context.day, before.slot
    if given.start is None and given.end is None:
        not_over = after(slot.start, given.minutes or 0) > max(slot.end, context.now)
        given = replace(given, end=slot.end) if not_over else replace(given, start=slot.start)
    return work_time(given, TimeContext(on=day.date, now=context.now, usual=slot.minutes, taken=_taken(day, before)))


def _taken(day: DiaryDay, but: Line | None) -> list[Span]:
    return [Span(each.slot.start, each.slot.end) for each in day.worked if each is not but]


def _waiting_piece(context: LogContext) -> Line | None:
    """The piece of work that waits for its outcome, if the report is about it.

    It is not if the rest was due by now and there was time for it since: then the report is about the rest.
    """
    work, day, now = context.work, context.day, context.now
    piece = row_without_outcome(day, work.what.item)
    left = left_of(work.what.item, day)
    if piece is None or work.line is None or left is None or left < SHORTEST_REST:
        return piece
    made = work.line.status.made
    replanned = made is not None and made >= piece.slot.end
    free = elapsed(piece.slot.end, now) - sum(row.slot.minutes for row in day.worked if row.slot.end > piece.slot.end)
    other = clock_of(day, cast(ZoneInfo, now.tzinfo))
    if other is not None:
        free -= elapsed(other.slot.start, now)
    due = free >= left and (not replanned or work.line.slot.start <= now)
    return None if due else piece


def _rest_moved(context: LogContext, before: Line) -> int | None:
    """Minutes that were left when the rest of something begun was moved.

    None if `before` moved no rest.
    """
    item, day = context.work.what.item, context.day
    others = [each for each in day.worked if each.what.item == item and each is not before]
    if before.result.outcome != "moved" or not others:
        return None
    task = next((task for task in context.book.tasks if task.id == item), None)
    if task is not None:
        return task.minutes - sum(each.slot.minutes for each in others)
    return left_of(item, replace(day, worked=tuple(each for each in day.worked if each is not before)))


def rest_after(session: Session, work: Work, report: Report, row: Line, instead: Line | None) -> int | None:
    """Minutes left of work of which the page has a piece, once that is logged.

    None where it is the whole: the rep named it, something was agreed, or less than the shortest piece would be left.
    `instead` is the row that it replaces.
    """
    record = record_of(work, session.book)
    if record is None or work.is_whole or work.line is None or work.line.slot.part is None:
        return None
    if report.result.outcome not in ALONE[:2] or work.what.does not in ("agreed", "task"):
        return None
    if report.at is not None or report.result.answers or report.agreed(record):
        return None
    left = _minutes_left(session, record, row.slot.start.date())
    if left is None:
        return None
    left += instead.slot.minutes if instead is not None else 0
    rest = left - max(row.slot.minutes, work.line.slot.minutes)
    return rest if rest >= SHORTEST_PIECE else None


def as_piece(row: Line, line: Line | None) -> Line:
    """The row of a piece: not finished, with the part of its line."""
    part, number = (line.slot.part, line.status.number) if line is not None else (None, 0)
    return replace(
        row,
        slot=replace(row.slot, part=part),
        status=replace(row.status, number=number or row.status.number),
        result=replace(row.result, outcome="stayed"),
    )


def _minutes_left(session: Session, record: Record, on: date) -> int | None:
    history = session.history(on)
    if isinstance(record, Task):
        return record.minutes - history.task_minutes.get(record.id, 0)
    return history.agreed_minutes(record) if isinstance(record, Deal) else None
