"""Busy times from `.ics` files and folders of them: what takes the rep's time between two dates.

Whatever can't be read is left out and named with file and line; the rest is used.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.calendars.availability import AllDay, attendees, is_all_day, takes
from planner.calendars.cached_reading import CalendarReading
from planner.calendars.files import NamedFile, calendar_files, read_bytes
from planner.calendars.ics.components import Component, Problem, read_components
from planner.calendars.ics.events import Event, Setting, read_event, read_free_busy
from planner.calendars.ics.lines import content_lines
from planner.calendars.ics.values import UnreadableError, shown, text
from planner.calendars.ics.zones import Zones
from planner.calendars.recurrence.cost import Budget
from planner.calendars.recurrence.series import Occurrence, Window, occurrences
from planner.core.records.event_match import CalendarEvent

OWN_UID = "@hourworth"
"""How the UIDs of the program's own events end: they are the plan, not an obstacle to it."""

_MOST_WARNINGS = 100  # of one file
_MOST_BUSY = 10_000  # occurrences of one reading
_LONGEST = 2_000  # characters of a description that are kept


def busy_times(
    paths: Sequence[Path],
    first: date,
    last: date,
    zone: str,
    rep_emails: Collection[str] = (),
    all_day: AllDay = "marked",
) -> CalendarReading:
    """What takes time from `first` to `last`, both included, by the clock of `zone` (an IANA name).

    `paths` are `.ics` files and folders of them (vdir, with subfolders). Events that `rep_emails` declined don't
    count; `all_day` says which all-day events take the day. Times of the result are in `zone`, ordered. Never raises
    for what is in the files or missing from them: that is in the warnings.
    """
    home = ZoneInfo(zone)
    window = Window(_midnight(first, home), _midnight(last + timedelta(days=1), home))
    emails = frozenset(email.strip().casefold() for email in rep_emails)
    budget = Budget()
    zones = Zones(budget)
    busy: dict[tuple[str, datetime, datetime], CalendarEvent] = {}
    warnings: list[str] = []
    problems: dict[str, list[Problem]] = {}  # by file
    for path in paths:
        files, trouble = calendar_files(path)
        warnings += trouble
        events: list[Event] = []
        for file in files:
            events += _read_file(file, home, zones, problems.setdefault(file.name, []))
        for occurrence in _expanded(events, window, budget, problems):
            kind = takes(occurrence.event, all_day, _whose(occurrence.event, emails))
            if kind != "nothing" and occurrence.end > occurrence.start:
                found = _calendar_event(occurrence, home, tentative=kind == "tentative")
                key = (found.uid or f"{found.file}:{found.line}", occurrence.start, occurrence.end)
                busy.setdefault(key, found)
    for source, found_there in problems.items():
        warnings += _told(source, found_there)
    if len(busy) > _MOST_BUSY:
        warnings.append(f"the calendars hold {len(busy)} busy times; the first {_MOST_BUSY} are used")
    ordered = sorted(busy.values(), key=lambda event: (event.start, event.end, event.title, event.uid))
    return CalendarReading(tuple(ordered[:_MOST_BUSY]), tuple(dict.fromkeys(warnings)))


def _midnight(day: date, home: tzinfo) -> datetime:
    return datetime.combine(day, time(), home).astimezone(UTC)


def _whose(event: Event, emails: frozenset[str]) -> frozenset[str]:
    return emails | {event.setting.owner} if event.setting.owner else emails


def _read_file(file: NamedFile, home: tzinfo, zones: Zones, problems: list[Problem]) -> list[Event]:
    data = read_bytes(file)
    if isinstance(data, str):
        problems.append(Problem(None, data))
        return []
    lines, odd = content_lines(data)
    roots, frame = read_components(lines)
    problems += frame
    if odd is not None:
        problems.append(Problem(odd, "this is neither UTF-8 nor UTF-16; it is read as Latin-1"))
    calendars = [root for root in roots if root.name == "VCALENDAR"]
    if not calendars:
        what = "it is empty" if not data.strip() else "there is no calendar in it (BEGIN:VCALENDAR)"
        problems.append(Problem(None, what))
    written = {
        text(child.value("TZID")): child
        for calendar in reversed(calendars)
        for child in calendar.children
        if child.name == "VTIMEZONE"
    }
    events: list[Event] = []
    for calendar in calendars:
        setting = _setting(calendar, file.name, home, written, zones, problems)
        if "hourworth" not in calendar.value("PRODID").casefold():
            events += _events(calendar, setting, problems, zones.budget)
    return events


def _setting(
    calendar: Component, name: str, home: tzinfo, written: dict[str, Component], zones: Zones, problems: list[Problem]
) -> Setting:
    given = calendar.get("X-WR-TIMEZONE")
    if given and given.value.strip():
        zone, doubt = zones.find(given.value, written)
        if doubt:
            problems.append(Problem(given.line, doubt))
        floating = zone or home
    else:
        floating = home
    owner = calendar.value("X-WR-CALNAME").casefold()
    return Setting(
        source=name,
        home=home,
        floating=floating,
        written=written,
        zones=zones,
        owner=owner if "@" in owner and " " not in owner else None,
        cancelled=calendar.value("METHOD").upper() == "CANCEL",
    )


def _events(calendar: Component, setting: Setting, problems: list[Problem], budget: Budget) -> Iterator[Event]:
    for component in calendar.children:
        try:
            if component.name == "VEVENT" and not component.value("UID").casefold().endswith(OWN_UID):
                yield read_event(component, setting, budget)
            elif component.name == "VFREEBUSY":
                events, trouble = read_free_busy(component, setting)
                problems += trouble
                yield from events
        except UnreadableError as error:
            problems.append(Problem(error.line or component.line, f"{error.what}; {_left_out(component)}"))
        except OverflowError:
            problems.append(Problem(component.line, f"a time beyond the calendar; {_left_out(component)}"))


def _left_out(component: Component) -> str:
    title = text(component.value("SUMMARY"))
    return f"{shown(title, 40)} is left out" if title else "the event is left out"


def _expanded(
    events: Sequence[Event], window: Window, budget: Budget, problems: dict[str, list[Problem]]
) -> Iterator[Occurrence]:
    """What takes place of a calendar's events, series by series; a series that fails is named."""
    series: dict[str, list[Event]] = {}
    for number, event in enumerate(events):
        single = not event.uid or event.free_busy
        series.setdefault(f"\0{number}" if single else event.uid, []).append(event)
    for members in series.values():
        try:
            found = list(islice(occurrences(members, window, budget), _MOST_BUSY + 1))
        except (UnreadableError, OverflowError) as error:
            what = error.what if isinstance(error, UnreadableError) else "a time beyond the calendar"
            component = members[0].component
            problem = Problem(component.line, f"{what}; {_left_out(component)}")
            problems[members[0].setting.source].append(problem)
            continue
        if found:
            for event in members:
                problems[event.setting.source] += event.doubts
        yield from found


def _calendar_event(occurrence: Occurrence, home: tzinfo, tentative: bool) -> CalendarEvent:
    event = occurrence.event
    title, location, description, people = _words(event.component)
    return CalendarEvent(
        start=occurrence.start.astimezone(home),
        end=occurrence.end.astimezone(home),
        title=title,
        uid=event.uid,
        location=location,
        description=description,
        attendees=people,
        all_day=is_all_day(event),
        tentative=tentative,
        file=event.setting.source,
        line=event.component.line,
    )


def _words(component: Component) -> tuple[str, str, str, tuple[str, ...]]:
    """Title, place, description and addresses of an event: the same for all its occurrences."""
    if component.words is None:
        title = " ".join(text(component.value("SUMMARY")).split())[:200] or "Busy"
        location = " ".join(text(component.value("LOCATION")).split())[:200]
        description = text(component.value("DESCRIPTION")[:_LONGEST])
        component.words = title, location, description, attendees(component)
    return component.words


def _told(source: str, problems: Sequence[Problem]) -> list[str]:
    """Problems as warnings "work.ics:41: ...", in the order of the file, the first hundred of them."""
    ordered = sorted(problems, key=lambda problem: problem.line or 0)
    told = [f"{source}:{p.line}: {p.what}" if p.line else f"{source}: {p.what}" for p in ordered[:_MOST_WARNINGS]]
    if len(ordered) > _MOST_WARNINGS:
        told.append(f"{source}: {len(ordered) - _MOST_WARNINGS} more places that can't be read")
    return told
