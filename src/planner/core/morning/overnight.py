"""Today's calendar as the last page knew it, and how it differs now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.core.cadence.days_away import without_days_away
from planner.core.days import LocalDay, WorkingDays
from planner.core.diary import Busy, DiaryDay
from planner.core.morning.morning import CalendarChange
from planner.core.page.inputs import Inputs
from planner.core.worklog.work import Span, overlap


class KnownMeeting(NamedTuple):
    """An event of a calendar: its title and its time."""

    title: str
    start: datetime
    end: datetime


def meetings_on(busy: Iterable[Busy], day: LocalDay) -> tuple[KnownMeeting, ...]:
    """The day's events of the rep's calendars, without the rep's own blocks."""
    whole = Span(day.midnight, day.time_at(day.length))
    found = {
        KnownMeeting(each.plain_title, *day.within(each.start, each.end))
        for each in busy
        if not each.own and overlap(Span(each.start, each.end), whole)
    }
    return tuple(sorted(found, key=lambda each: (each.start, each.end, each.title)))


def tomorrow_table(inputs: Inputs) -> dict[str, object]:
    """The next working day's events as today's page of the diary keeps them."""
    zone = ZoneInfo(inputs.book.rep.timezone)
    working = WorkingDays(inputs.book.hours, inputs.holidays)
    working = without_days_away(working, inputs.busy, zone, inputs.day)
    on = working.next_after(inputs.day)
    found = meetings_on(inputs.busy, LocalDay(on, zone))
    return {"on": on, "meetings": [{"title": each.title, "start": each.start, "end": each.end} for each in found]}


def meetings_known(page: DiaryDay, day: date) -> tuple[KnownMeeting, ...] | None:
    """The events of a day that an earlier page knew; None if it knew of another day, or none."""
    table = page.figures.get("tomorrow")
    if not isinstance(table, Mapping) or table.get("on") != day:
        return None
    rows = table.get("meetings")
    found = [_meeting(row) for row in rows] if isinstance(rows, list | tuple) else []
    return tuple(each for each in found if each is not None)


def _meeting(row: object) -> KnownMeeting | None:
    """The event of a row; None where a hand wrote something else."""
    if not isinstance(row, Mapping):
        return None
    title, start, end = row.get("title"), row.get("start"), row.get("end")
    if not isinstance(title, str) or not isinstance(start, datetime) or not isinstance(end, datetime):
        return None
    return KnownMeeting(title, start, end) if start.tzinfo and end.tzinfo else None


def calendar_changes(before: Sequence[KnownMeeting], now: Sequence[KnownMeeting]) -> tuple[CalendarChange, ...]:
    """The events that came, went or moved, by the clock.

    One that went and one that came under the same title are one that moved, in the order of the day.
    """
    gone = [each for each in before if each not in now]
    came = [each for each in now if each not in before]
    changes: list[CalendarChange] = []
    for each in gone:
        again = next((new for new in came if new.title == each.title), None)
        if again is None:
            changes.append(CalendarChange(what="off", title=each.title, before=each.start))
        else:
            came.remove(again)
            changes.append(CalendarChange(what="moved", title=each.title, start=again.start, before=each.start))
    changes += [CalendarChange(what="new", title=each.title, start=each.start) for each in came]
    return tuple(sorted(changes, key=_by_the_clock))


def _by_the_clock(change: CalendarChange) -> tuple[float, str]:
    at = change.start or change.before
    return at.timestamp() if at is not None else 0.0, change.title
