"""The time of a piece of work, from what the rep typed, the clock and the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from planner.core.line import Line
from planner.core.worklog.row_times import held_by, is_of_day
from planner.core.worklog.work import ANY_TIME, DayLimits, Span, after, clock_stopped, elapsed, when_done
from planner.errors import UsageError
from planner.frozen_class import frozen
from planner.screen.text.wording import clock, length

OVER_NIGHT = 12 * 60  # minutes from which on an end before its start is a slip, and no night's work
JUST_NOW = 5  # minutes of work that was on no page, and is logged before the day's first working hour
FAR_FROM_NOW = 15  # minutes before now from which on a guessed place deserves a warning


@frozen(kw_only=True)
class GivenTimes:
    """The times that the rep typed."""

    start: datetime | None = None
    end: datetime | None = None
    minutes: int | None = None

    def any_given(self) -> bool:
        return self.start is not None or self.end is not None or self.minutes is not None


@frozen(kw_only=True)
class TimeContext:
    """The known facts about a piece of work, besides the times that the rep typed."""

    on: date
    now: datetime
    usual: int  # minutes, if neither a clock nor the rep gives them
    line: Line | None = None  # its line of the page of `on`
    taken: Sequence[Span] = ()  # other work of that day
    last: datetime | None = None  # the end of the piece before it
    clock: Line | None = None  # the clock that runs for it
    limits: DayLimits = ANY_TIME


class WorkTime(NamedTuple):
    """From when to when, for how many minutes, and what looks odd about how that was found."""

    span: Span
    minutes: int
    warnings: tuple[str, ...] = ()


class _Found(NamedTuple):
    span: Span
    minutes: int | None = None  # None: from start to end
    warnings: tuple[str, ...] = ()


def work_time(given: GivenTimes, context: TimeContext) -> WorkTime:
    """The time of a piece of work, to the minute.

    The minutes are those from start to end, unless both were given. Raises UsageError if it ended before it began.
    """
    on = context.on
    found = _given_or_found(given, context)
    span, minutes = Span(_minute(found.span.start), _minute(found.span.end)), found.minutes
    said = f"{span.start.date()} {clock(span.start)} to {span.end.date()} {clock(span.end)}"
    if not is_of_day(span.start, span.end, on):
        raise UsageError(f"{said} is not on {on}", f"use --on {span.start.date()}")
    whole = round(elapsed(*span))
    if minutes is None or minutes == whole:
        return WorkTime(span, whole, found.warnings)
    if not held_by(span.start, span.end, minutes):
        raise UsageError(f"{length(minutes)} don't fit in {said}", "fix --minutes, --from or --to")
    there = length(elapsed(*span))
    warning = f"{clock(span.start)} to {clock(span.end)} is {there}: logged as the {length(minutes)} you gave"
    return WorkTime(span, minutes, (*found.warnings, warning))


def _given_or_found(given: GivenTimes, context: TimeContext) -> _Found:
    start, end, minutes = given.start, given.end, given.minutes
    running, now = context.clock, context.now
    long = minutes if minutes is not None else context.usual
    if running is not None and start is None:
        if end is None:
            return _clock_time(running, minutes, context)
        return _Found(Span(running.slot.start, _clock_end(running.slot.start, end, now)), minutes)
    if running is not None and start is not None and end is None and minutes is None and elapsed(start, now) > 0:
        return _Found(Span(start, now))
    if start is not None and end is not None:
        until, warnings = _given_end(start, end, context.on)
        return _Found(Span(start, until), minutes, warnings)
    if end is not None:
        return _Found(Span(after(end, -long), end))
    if start is not None:
        return _Found(Span(start, after(start, long)))
    return _guessed(minutes, context)


def _clock_time(running: Line, minutes: int | None, context: TimeContext) -> _Found:
    """The time that the clock ran, or the given minutes from its start."""
    since, now = running.slot.start, context.now
    span, forgotten = clock_stopped(running, now)
    if minutes is not None:
        return _Found(Span(span.start, after(span.start, minutes)))
    if not forgotten:
        return _Found(span)
    began = clock(since) if since.date() == context.on else f"{since.date()} {clock(since)}"
    warning = (
        f"the clock ran from {began} for {length(elapsed(since, now))}. "
        f"Logged {length(running.slot.minutes)}, as planned. Wrong? Add --to or --minutes."
    )
    return _Found(span, None, (warning,))


def _clock_end(since: datetime, end: datetime, now: datetime) -> datetime:
    """The end of a clock that began at `since`, given as `end` of that day.

    Then, or past midnight.

    Raises UsageError if it is neither.
    """
    if elapsed(since, end) >= 0:
        return end
    over = _next_day(end)
    if end.date() >= since.date() and elapsed(over, now) >= 0:  # else it was given with its day
        return over
    began = clock(since) if end.date() == since.date() else f"{since.date()} {clock(since)}"
    what = f"the clock started at {began}: it can't have stopped at {clock(end)}"
    raise UsageError(what, "fix --to, or give both times: plan done ITEM --from 9:00 --to 10:00")


def _given_end(start: datetime, end: datetime, on: date) -> tuple[datetime, tuple[str, ...]]:
    """The given end, on the next day if it is before the start."""
    if elapsed(start, end) >= 0:
        return end, ()
    over = _next_day(end)
    if elapsed(start, over) > OVER_NIGHT or elapsed(start, over) < 0:
        raise UsageError(f"--to {clock(end)} is before --from {clock(start)}", "swap them, or add --on for another day")
    return over, (f"from {clock(start)} to {clock(over)} runs past midnight: it is on the page of {on}",)


def _guessed(given: int | None, context: TimeContext) -> _Found:
    """A time that fits, if the rep typed none, or only the `given` minutes."""
    on, now, line, last = context.on, context.now, context.line, context.last
    minutes = given if given is not None else context.usual
    start = line.slot.start if line is not None else now
    planned = Span(start, after(start, minutes)) if line is not None else None
    if given is not None and on == now.date() and (planned is None or planned.end > now):
        return _Found(Span(after(now, -minutes), now))
    if given is None and line is not None and line.slot.fixed and start < now < after(start, minutes):
        return _Found(Span(start, now))  # an appointment began at its time, and is over now
    first = context.limits.earliest
    if given is None and line is None and last is None and on == now.date() and first is not None and now < first:
        return _Found(Span(after(now, -min(minutes, JUST_NOW)), now))
    if last is not None and not (planned is not None and planned.start >= last):
        planned = Span(last, after(last, minutes))  # the rest followed, if nothing else did
    found = when_done(minutes, planned, context.limits._replace(work=tuple(context.taken)), now, on)
    if on == now.date() and found != planned and elapsed(found.end, now) > FAR_FROM_NOW:
        warning = (
            f"{clock(now)} was taken, so this is logged {clock(found.start)}-{clock(found.end)}. "
            "Wrong? Add --from and --to."
        )
        return _Found(found, _squeezed(found, given), (warning,))
    return _Found(found, _squeezed(found, given))


def _squeezed(span: Span, given: int | None) -> int | None:
    """The minutes that the rep gave, if their time does not hold them."""
    return given if given is not None and elapsed(*span) < given else None


def _minute(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)


def _next_day(instant: datetime) -> datetime:
    wall = instant.replace(tzinfo=None) + timedelta(days=1)
    return wall.replace(tzinfo=instant.tzinfo).astimezone(UTC).astimezone(instant.tzinfo)
