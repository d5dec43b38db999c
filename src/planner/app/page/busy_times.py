"""Busy times for the page, from the calendars that the book names.

A calendar is read again only if it changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from planner.app.session import Session
from planner.book.diary.page_files import page_content
from planner.calendars.cached_reading import CalendarReading, dump_all, load_all
from planner.calendars.files import FilesLeft, calendar_key, calendar_path, last_changes
from planner.core.book import Account, Deal
from planner.core.cadence.days_away import PAST
from planner.core.diary import Busy, CalledOff
from planner.core.page.page import PageWarning
from planner.core.records.event_match import CalendarEvent, match_events
from planner.core.steps.appointments import next_appointments

WEEKS = 28  # days that are read at once, so that tomorrow's page reads no calendar again
HORIZON = 28  # days from the page's on in which a record's next appointment is looked for
OLD = timedelta(days=7)  # since when a calendar that hasn't changed may no longer be synced


class TakenTimes(NamedTuple):
    """Taken times of the rep, with records, and of colleagues; meetings called off; warnings."""

    busy: tuple[Busy, ...]
    colleagues: Mapping[str, tuple[Busy, ...]]
    called_off: Mapping[str, CalledOff]
    warnings: tuple[PageWarning, ...]
    past: tuple[Busy, ...] = ()  # whole days of the last weeks


def taken(session: Session, day: date) -> TakenTimes:
    """The taken time around `day`: the rep's events with their records, and colleagues' events."""
    book, zone = session.book, session.zone
    begins = datetime.combine(day, time(), zone)
    ends = datetime.combine(day + timedelta(days=HORIZON + 1), time(), zone) if day.year < 9999 else None
    own, *others = _readings(session, day)
    near = [event for event in own.busy if event.end > begins and (ends is None or event.start < ends)]
    busy, undecided = _matched(session, near, day)
    colleagues: dict[str, tuple[Busy, ...]] = {}
    warnings, gaps = [*own.warnings, *undecided], [*own.gaps]
    for colleague, theirs in zip([each for each in book.colleagues if each.busy], others, strict=True):
        warnings += theirs.warnings
        gaps += theirs.gaps
        colleagues[colleague.id] = tuple(Busy(each.start, each.end, each.title) for each in theirs.busy)
    shown = [PageWarning(code="gap", text=text) for text in dict.fromkeys(gaps)]
    shown += [PageWarning(code="text", text=text) for text in dict.fromkeys([*warnings, *_old(session, own, day)])]
    whole_days = [event for event in own.busy if event.all_day and event.end <= begins]
    past, _ = match_events(whole_days, book, book.calendars.not_) if whole_days else ((), ())
    return TakenTimes(busy, colleagues, _called_off(session, own.off, busy), tuple(shown), tuple(past))


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


def _called_off(session: Session, off: Sequence[CalendarEvent], busy: Sequence[Busy]) -> dict[str, CalledOff]:
    """The appointments (`at`) of the book that the calendar says won't take place, by record.

    A meeting that is in the calendar at the same time as well takes place.
    """
    book = session.book
    records: list[Deal | Account] = [*book.deals, *book.accounts]
    agreed = {each.id: each.at for each in records if each.at is not None}
    if not agreed or not off:
        return {}
    events = [event for event in off if event.start in agreed.values()]
    matched, _ = match_events(events, book, book.calendars.not_)
    still_on = {(each.record, each.start) for each in busy}
    found = {}
    for event, match in zip(events, matched, strict=True):
        record = match.record
        if record is not None and agreed.get(record) == event.start and (record, event.start) not in still_on:
            found[record] = CalledOff(event.start, by_rep=event.answer == "declined")
    return found


def _old(session: Session, reading: CalendarReading, day: date) -> list[str]:
    """Warnings about calendars that have not changed for a week, with the first page of a day.

    Where the file itself is new, so that it may be synced and nothing happened, once for each week.
    """
    if day != session.today or session.page_bytes(day) is not None:
        return []
    found = []
    names = session.book.calendars.busy
    changes = last_changes([_path(session, name) for name in names])
    for name, newest, changed in zip(names, reading.newest, changes, strict=True):
        stamp = _stamp(newest)
        times = [when for when in (changed, stamp) if when is not None]
        if times and session.now - min(times) > OLD:
            since = min(times).astimezone(session.zone)
            is_new = changed is not None and session.now - changed <= OLD
            if is_new and _had_a_page(session, day, (session.now - since).days % OLD.days):
                continue
            what = f"{name} is" if since == changed else f"{name}: its newest change is"
            age = f"{(session.now - since).days} days old ({since:%a} {since.day} {since:%b})"
            found.append(f"{what} {age}: is it still synced?")
    return found


def _stamp(text: str) -> datetime | None:
    """A time stamp of a calendar; None without one, or for a time that no clock shows."""
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _had_a_page(session: Session, day: date, days: int) -> bool:
    """True if one of the so many days before `day` has a page."""
    before = (day - timedelta(days=n) for n in range(1, days + 1))
    return any(page_content(session.folder / "diary", each) is not None for each in before)


def _path(session: Session, name: str) -> Path:
    return calendar_path(session.folder, name)


def _readings(session: Session, day: date) -> tuple[CalendarReading, ...]:
    """The weeks around `day` in the rep's calendars, then in those of each colleague.

    From the cache while neither they nor the settings change. All of them together have one limit.
    """
    book, (first, last) = session.book, _weeks_around(day)
    own = (book.calendars.busy, book.rep.emails, book.calendars.all_day)
    people = [own, *((each.busy, (), "marked") for each in book.colleagues if each.busy)]
    paths = [[_path(session, name) for name in names] for names, _, _ in people]
    if not any(paths):
        return tuple(CalendarReading() for _ in people)
    silenced, left = book.calendars.not_, FilesLeft()
    keys = [
        f"{calendar_key(files, left)} {sorted(emails)} {all_day}"
        for files, (_, emails, all_day) in zip(paths, people, strict=True)
    ]
    key = f"{' '.join(keys)} {first} {last} {session.zone.key} {sorted(silenced)}"
    known = session.cache.get("busy", key)
    if known is not None:
        try:
            return load_all(known, len(people))
        except ValueError:
            pass
    from planner.calendars.busy_times import PersonCalendars, Rules, busy_times_of_all

    calendars = [
        PersonCalendars(files, Rules(emails, all_day, silenced))
        for files, (_, emails, all_day) in zip(paths, people, strict=True)
    ]
    readings = busy_times_of_all(calendars, (first, last), session.zone.key)
    session.cache.put("busy", key, dump_all(readings))
    return readings


def _weeks_around(day: date) -> tuple[date, date]:
    """First and last day of what is read for `day`: the same for all days of four weeks."""
    begins = day.toordinal() // WEEKS * WEEKS
    first, last = max(1, begins - PAST), min(date.max.toordinal() - 2, begins + WEEKS + HORIZON)
    return date.fromordinal(first), date.fromordinal(max(first, last))
