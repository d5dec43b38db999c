"""Busy times for the page, from the calendars that the book names.

A calendar is read again only if it changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from planner.app.session import Session
from planner.calendars.cached_reading import CalendarReading, dump, load
from planner.calendars.files import calendar_key
from planner.core.book import AllDay
from planner.core.diary import Busy
from planner.core.records.event_match import CalendarEvent, match_events
from planner.core.steps.appointments import next_appointments

WEEKS = 28  # days that are read at once, so that tomorrow's page reads no calendar again
AHEAD = 28  # days from the page's on in which a record's next appointment is looked for


class TakenTimes(NamedTuple):
    """The taken times of the rep, matched to records, and of colleagues; warnings."""

    busy: tuple[Busy, ...]
    colleagues: Mapping[str, tuple[Busy, ...]]
    warnings: tuple[str, ...]


def taken(session: Session, day: date) -> TakenTimes:
    """The taken time around `day`: the rep's events with their records, and colleagues' events."""
    book, zone = session.book, session.zone
    begins = datetime.combine(day, time(), zone)
    ends = datetime.combine(day + timedelta(days=AHEAD + 1), time(), zone) if day.year < 9999 else None
    own = _reading(session, book.calendars.busy, day, book.rep.emails, book.calendars.all_day)
    near = [event for event in own.busy if event.end > begins and (ends is None or event.start < ends)]
    busy, undecided = _matched(session, near, day)
    colleagues: dict[str, tuple[Busy, ...]] = {}
    warnings = [*own.warnings, *undecided]
    for colleague in book.colleagues:
        if colleague.busy:
            theirs = _reading(session, colleague.busy, day, (), "marked")
            warnings += theirs.warnings
            colleagues[colleague.id] = tuple(Busy(each.start, each.end, each.title) for each in theirs.busy)
    return TakenTimes(busy, colleagues, tuple(dict.fromkeys(warnings)))


def _matched(session: Session, events: Sequence[CalendarEvent], day: date) -> tuple[tuple[Busy, ...], tuple[str, ...]]:
    """The events as busy times with their records.

    A match that can't be decided is reported for the day's own events.
    """
    if not events:
        return (), ()
    book = session.book
    today = [event for event in events if event.start.date() <= day]
    later = [event for event in events if event.start.date() > day]
    here, undecided = match_events(today, book, book.calendars.not_)
    coming, _ = match_events(later, book, book.calendars.not_)
    return next_appointments((*here, *coming), book, day), undecided


def _reading(
    session: Session, names: Sequence[str], day: date, emails: Sequence[str], all_day: AllDay
) -> CalendarReading:
    """The weeks around `day` in these calendars.

    From the cache while neither they nor the settings change.
    """
    if not names:
        return CalendarReading((), ())
    paths = [session.folder / name for name in names]
    first, last = _weeks_around(day)
    key = f"{calendar_key(paths)} {first} {last} {session.zone.key} {sorted(emails)} {all_day}"
    known = session.cache.get("busy", key)
    if known is not None:
        try:
            return load(known)
        except ValueError:
            pass
    from planner.calendars.busy_times import busy_times

    reading = busy_times(paths, (first, last), session.zone.key, emails, all_day)
    session.cache.put("busy", key, dump(reading))
    return reading


def _weeks_around(day: date) -> tuple[date, date]:
    """First and last day of what is read for `day`: the same for all days of four weeks."""
    begins = day.toordinal() // WEEKS * WEEKS
    first, last = max(1, begins - 2), min(date.max.toordinal() - 2, begins + WEEKS + AHEAD)
    return date.fromordinal(first), date.fromordinal(max(first, last))
