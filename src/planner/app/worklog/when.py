"""When a piece of work was done, from what was told of it, what the clock says and what the page has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from planner.core.line import Line
from planner.core.worklog.row_times import held_by, is_of_day
from planner.core.worklog.work import Running, Span, after, clock_stopped, elapsed, when_done
from planner.errors import UsageError
from planner.screen.text.wording import clock, length

OVER_NIGHT = 12 * 60  # minutes from which on an end before its start is a slip, and no night's work
FAR_FROM_NOW = 15  # minutes before now from which on a place that nobody told is worth a word


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When it was, as far as it was told; minutes are the page's where they are not."""

    start: datetime | None = None
    end: datetime | None = None
    minutes: int | None = None

    def is_told(self) -> bool:
        return self.start is not None or self.end is not None or self.minutes is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of it besides what was told."""

    on: date
    now: datetime
    usual: int  # minutes, where neither a clock nor a person tells them
    row: Line | None = None  # its line of the page of `on`
    taken: Sequence[Span] = ()  # what else was done that day
    last: datetime | None = None  # when the piece before it ended, of a thing that was begun


def when_it_was(when: When, running: Running | None, known: Known, warnings: list[str]) -> tuple[Span, int]:
    """From when to when it was, to the minute, and how many minutes it took.

    The minutes are those from start to end, unless both were told. What a person would want to know of how it was taken
    goes to `warnings`. A UsageError where it ended before it began.
    """
    on = known.on
    span, minutes = _told_or_found(when, running, known, warnings)
    span = Span(_minute(span.start), _minute(span.end))
    said = f"{span.start.date()} {clock(span.start)} to {span.end.date()} {clock(span.end)}"
    if not is_of_day(span.start, span.end, on):
        raise UsageError(f"{said} is not on {on}", f"--on {span.start.date()} tells of that day")
    if minutes is None:
        return span, round(elapsed(*span))
    if minutes != round(elapsed(*span)):
        if not held_by(span.start, span.end, minutes):
            raise UsageError(f"{length(minutes)} do not go into {said}", "fix --minutes, --from or --to")
        there = length(elapsed(*span))
        warnings.append(f"{clock(span.start)} to {clock(span.end)} is {there}: logged as the {length(minutes)} told")
    return span, minutes


def _told_or_found(when: When, running: Running | None, known: Known, warnings: list[str]) -> tuple[Span, int | None]:
    start, end, minutes = when.start, when.end, when.minutes
    on, now = known.on, known.now
    length_told = minutes if minutes is not None else known.usual
    if running is not None and start is None:
        if end is None:
            return _clock(on, running, minutes, now, warnings), None
        ended = _ended(running.since, end, now)
        if ended is None:
            since = clock(running.since)
            began = since if end.date() == running.since.date() else f"{running.since.date()} {since}"
            what = f"the clock began at {began}: it can't have ended at {clock(end)}"
            raise UsageError(what, "fix --to; `plan done` with --from and --to tells when it was")
        return Span(running.since, ended), minutes
    if running is not None and start is not None and end is None and minutes is None and elapsed(start, now) > 0:
        return Span(start, now), None
    if start is not None and end is not None:
        return Span(start, _end_told(start, end, on, warnings)), minutes
    if end is not None:
        return Span(after(end, -length_told), end), None
    if start is not None:
        return Span(start, after(start, length_told)), None
    return _found(minutes, known, warnings), None


def _clock(on: date, running: Running, minutes: int | None, now: datetime, warnings: list[str]) -> Span:
    """What the clock tells, or the minutes told from its start."""
    span, forgotten = clock_stopped(running, now)
    if minutes is not None:
        return Span(span.start, after(span.start, minutes))
    if forgotten:
        since = clock(running.since) if running.since.date() == on else f"{running.since.date()} {clock(running.since)}"
        warnings.append(
            f"the clock ran on since {since}, for {length(elapsed(running.since, now))}: "
            f"logged as the {length(running.work.minutes)} planned; --to or --minutes tells it better"
        )
    return span


def _ended(since: datetime, end: datetime, now: datetime) -> datetime | None:
    """When a clock that began at `since` was over, told as `end` of that day: then, or past midnight; None: neither."""
    if elapsed(since, end) >= 0:
        return end
    if end.date() < since.date():  # told with its day
        return None
    over = _next_day(end)
    return over if elapsed(over, now) >= 0 else None


def _end_told(start: datetime, end: datetime, on: date, warnings: list[str]) -> datetime:
    """The end that was told, on the next day where it is before the start."""
    if elapsed(start, end) >= 0:
        return end
    over = _next_day(end)
    if elapsed(start, over) > OVER_NIGHT or elapsed(start, over) < 0:
        raise UsageError(f"from {clock(start)} to {clock(end)}: it ended before it began", "fix --from or --to")
    warnings.append(f"from {clock(start)} to {clock(over)} runs over midnight: it is on the page of {on}")
    return over


def _found(told: int | None, known: Known, warnings: list[str]) -> Span:
    """When it was, where nobody told; `told` are the minutes, where somebody told those."""
    on, now, row, last = known.on, known.now, known.row, known.last
    minutes = told if told is not None else known.usual
    planned = Span(row.slot.start, after(row.slot.start, minutes)) if row is not None else None
    if told is not None and on == now.date() and (planned is None or planned.end > now):
        return Span(after(now, -minutes), now)
    if told is None and row is not None and row.slot.fixed and row.slot.start < now < after(row.slot.start, minutes):
        return Span(row.slot.start, now)  # an appointment began at its time, and is over now
    if last is not None and not (planned is not None and planned.start >= last):
        planned = Span(last, after(last, minutes))  # the rest followed, if nothing else did
    found = when_done(minutes, planned, known.taken, now, on)
    if on == now.date() and found != planned and elapsed(found.end, now) > FAR_FROM_NOW:
        warnings.append(
            f"something else was done just before {clock(now)}: logged as {clock(found.start)} to {clock(found.end)}; "
            "--from or --to tells it better"
        )
    return found


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _next_day(moment: datetime) -> datetime:
    wall = moment.replace(tzinfo=None) + timedelta(days=1)
    return wall.replace(tzinfo=moment.tzinfo).astimezone(UTC).astimezone(moment.tzinfo)
