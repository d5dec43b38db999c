"""Busy times for the page.

The calendars that the book names, read once for as long as they stay as they are.

Nothing that reads calendars is imported while they are unchanged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from planner.app.session import Session
from planner.calendars.files import calendar_key

if TYPE_CHECKING:
    from planner.calendars.cached_reading import CalendarReading
    from planner.core.book import AllDay
    from planner.core.diary import Busy
    from planner.core.records.event_match import CalendarEvent

WEEKS = 28  # days that are read at once, so that tomorrow's page reads no calendar again
WEEKS_READ = 28  # days from the page's on in which a record's next appointment is looked for


class TakenTimes(NamedTuple):
    """The rep's taken times, matched to records; each colleague's.

    And what could not be read or decided.
    """

    busy: tuple[Busy, ...]
    colleagues: Mapping[str, tuple[Busy, ...]]
    warnings: tuple[str, ...]


def calendars_key(session: Session) -> str:
    """A key of the contents of all calendars that the book names; "" where it names none."""
    paths = calendar_paths(session)
    return calendar_key(paths) if paths else ""


def calendar_paths(session: Session) -> tuple[Path, ...]:
    """The calendar files and folders that the book names, the rep's and those of colleagues."""
    return tuple(session.folder / name for names in _named(session).values() for name in names)


def taken(session: Session, day: date) -> TakenTimes:
    """The taken time around `day`: the rep's events with their records, and colleagues' events."""
    from planner.core.diary import Busy

    book, zone = session.book, session.zone
    begins = datetime.combine(day, time(), zone)
    ends = datetime.combine(day + timedelta(days=WEEKS_READ + 1), time(), zone) if day.year < 9999 else None
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

    What can't be decided is told of the day's own events.
    """
    if not events:
        return (), ()
    from planner.core.records.event_match import match_events
    from planner.core.steps.appointments import next_appointments

    book = session.book
    today = [event for event in events if event.start.date() <= day]
    later = [event for event in events if event.start.date() > day]
    here, warnings = match_events(today, book, book.calendars.not_)
    coming, _ = match_events(later, book, book.calendars.not_)
    return next_appointments((*here, *coming), book, day), warnings


def _named(session: Session) -> dict[str, list[str]]:
    """The calendars that the book names, by owner ("" for the rep), without loading the book."""
    known = session.cache.get("calendars", session.files.key)
    if known is not None:
        try:
            return {str(whose): [str(name) for name in names] for whose, names in json.loads(known).items()}
        except (ValueError, TypeError, AttributeError):
            pass
    book = session.book
    named = {"": [*book.calendars.busy]} | {colleague.id: [*colleague.busy] for colleague in book.colleagues}
    session.cache.put("calendars", session.files.key, json.dumps(named).encode())
    return named


def _reading(
    session: Session, names: Sequence[str], day: date, emails: Sequence[str], all_day: AllDay
) -> CalendarReading:
    """The weeks around `day` in these calendars.

    From the cache while neither they nor the settings change.
    """
    from planner.calendars.cached_reading import CalendarReading, dump, load

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
    first, last = max(1, begins - 2), min(date.max.toordinal() - 2, begins + WEEKS + WEEKS_READ)
    return date.fromordinal(first), date.fromordinal(max(first, last))
