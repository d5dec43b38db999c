"""Busy times from `.ics` files and folders of them, between two dates.

Unreadable parts are left out and named with file and line; the rest is used.

Whatever can't be read is left out and named with file and line; the rest is used.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.calendars.availability import AllDay, attendees, is_all_day, takes
from planner.calendars.cached_reading import CalendarReading
from planner.calendars.files import NamedFile, calendar_files, read_bytes
from planner.calendars.ics.components import Component, LineProblem, read_components
from planner.calendars.ics.events import CalendarContext, IcsEvent, read_event, read_free_busy
from planner.calendars.ics.lines import content_lines
from planner.calendars.ics.values import UnreadableError, parse_text, quoted
from planner.calendars.ics.zones import Zones
from planner.calendars.recurrence.cost import Budget
from planner.calendars.recurrence.series import Occurrence, TimeWindow, occurrences
from planner.core.records.event_match import CalendarEvent

OWN_UID = "@hourworth"
"""End of the UIDs of the program's own events: they are the plan, not busy times."""

_MOST_WARNINGS = 100  # of one file
_MOST_BUSY = 10_000  # occurrences of one reading
_LONGEST = 2_000  # characters of a description


def busy_times(
    paths: Sequence[Path],
    days: tuple[date, date],
    zone: str,
    rep_emails: Collection[str] = (),
    all_day: AllDay = "marked",
) -> CalendarReading:
    """Return the busy times from the first to the last of `days`, by the clock of `zone`.

    `zone` is an IANA name.

    `paths` are `.ics` files and folders of them (vdir, with subfolders). Events that `rep_emails` declined don't
    count; `all_day` says which all-day events take the day. Times of the result are in `zone`, ordered. Unreadable
    or missing files become warnings; nothing raises.
    """
    home, (first, last) = ZoneInfo(zone), days
    window = TimeWindow(_midnight(first, home), _midnight(last + timedelta(days=1), home))
    emails = frozenset(email.strip().casefold() for email in rep_emails)
    budget = Budget()
    zones = Zones(budget)
    busy: dict[tuple[str, datetime, datetime], CalendarEvent] = {}
    warnings: list[str] = []
    problems: dict[str, list[LineProblem]] = {}  # by file
    for path in paths:
        files, path_warnings = calendar_files(path)
        warnings += path_warnings
        events: list[IcsEvent] = []
        for file in files:
            file_events, file_problems = _read_file(file, home, zones)
            events += file_events
            problems.setdefault(file.name, []).extend(file_problems)
        for members in _series(events):
            occurrences_found, series_problems = _expand(members, window, budget)
            for source, problem in series_problems:
                problems[source].append(problem)
            for occurrence in occurrences_found:
                event = occurrence.event
                kind = takes(event, all_day, _own_emails(event, emails))
                if kind != "nothing" and occurrence.end > occurrence.start:
                    entry = _calendar_event(occurrence, home, tentative=kind == "tentative")
                    key = (entry.uid or f"{entry.file}:{entry.line}", occurrence.start, occurrence.end)
                    busy.setdefault(key, entry)
    for source, file_problems in problems.items():
        warnings += _warning_lines(source, file_problems)
    if len(busy) > _MOST_BUSY:
        warnings.append(f"the calendars hold {len(busy)} busy times; the first {_MOST_BUSY} are used")
    ordered = sorted(busy.values(), key=lambda event: (event.start, event.end, event.title, event.uid))
    return CalendarReading(tuple(ordered[:_MOST_BUSY]), tuple(dict.fromkeys(warnings)))


def _midnight(day: date, home: tzinfo) -> datetime:
    return datetime.combine(day, time(), home).astimezone(UTC)


def _own_emails(event: IcsEvent, emails: frozenset[str]) -> frozenset[str]:
    return emails | {event.context.owner} if event.context.owner else emails


def _read_file(file: NamedFile, home: tzinfo, zones: Zones) -> tuple[list[IcsEvent], list[LineProblem]]:
    data = read_bytes(file)
    if isinstance(data, str):
        return [], [LineProblem(None, data)]
    lines, odd = content_lines(data)
    roots, problems = read_components(lines)
    if odd is not None:
        problems.append(LineProblem(odd, "this is neither UTF-8 nor UTF-16; it is read as Latin-1"))
    calendars = [root for root in roots if root.name == "VCALENDAR"]
    if not calendars:
        what = "it is empty" if not data.strip() else "no calendar in it (BEGIN:VCALENDAR)"
        problems.append(LineProblem(None, what))
    definitions = {
        parse_text(child.value("TZID")): child
        for calendar in reversed(calendars)
        for child in calendar.children
        if child.name == "VTIMEZONE"
    }
    events: list[IcsEvent] = []
    for calendar in calendars:
        context = _context(calendar, CalendarContext(file.name, home, home, definitions, zones=zones))
        problems += context.problems
        if "hourworth" not in calendar.value("PRODID").casefold():
            calendar_events, event_problems = _events(calendar, context, zones.budget)
            events += calendar_events
            problems += event_problems
    return events, problems


def _context(calendar: Component, plain: CalendarContext) -> CalendarContext:
    """The context of a calendar with its own zone, owner and method."""
    name = calendar.get("X-WR-TIMEZONE")
    zone = None
    problems: tuple[LineProblem, ...] = ()
    if name and name.value.strip():
        zone, warning = plain.zone(name.value)
        problems = (LineProblem(name.line, warning),) if warning else ()
    owner = calendar.value("X-WR-CALNAME").casefold()
    return replace(
        plain,
        floating=zone or plain.home,
        owner=owner if "@" in owner and " " not in owner else None,
        cancelled=calendar.value("METHOD").upper() == "CANCEL",
        problems=problems,
    )


def _events(calendar: Component, context: CalendarContext, budget: Budget) -> tuple[list[IcsEvent], list[LineProblem]]:
    events: list[IcsEvent] = []
    problems: list[LineProblem] = []
    for component in calendar.children:
        try:
            if component.name == "VEVENT" and not component.value("UID").casefold().endswith(OWN_UID):
                events.append(read_event(component, context, budget))
            elif component.name == "VFREEBUSY":
                times, unreadable = read_free_busy(component, context)
                events += times
                problems += unreadable
        except UnreadableError as error:
            problems.append(LineProblem(error.line or component.line, f"{error.what}; {_left_out(component)}"))
        except OverflowError:
            problems.append(LineProblem(component.line, f"a time beyond the calendar; {_left_out(component)}"))
    return events, problems


def _left_out(component: Component) -> str:
    title = parse_text(component.value("SUMMARY"))
    return f"{quoted(title, 40)} is left out" if title else "the event is left out"


def _series(events: Sequence[IcsEvent]) -> Iterable[list[IcsEvent]]:
    """Events of one UID together, in the order of the files."""
    series: dict[str, list[IcsEvent]] = {}
    for number, event in enumerate(events):
        single = not event.uid or event.free_busy
        series.setdefault(f"\0{number}" if single else event.uid, []).append(event)
    return series.values()


def _expand(
    members: Sequence[IcsEvent], window: TimeWindow, budget: Budget
) -> tuple[list[Occurrence], list[tuple[str, LineProblem]]]:
    """Return the occurrences of a series in the window, and its problems by file."""
    try:
        found = list(islice(occurrences(members, window, budget), _MOST_BUSY + 1))
    except (UnreadableError, OverflowError) as error:
        what = error.what if isinstance(error, UnreadableError) else "a time beyond the calendar"
        component = members[0].component
        problem = LineProblem(component.line, f"{what}; {_left_out(component)}")
        return [], [(members[0].context.source, problem)]
    if not found:
        return [], []
    return found, [(event.context.source, warning) for event in members for warning in event.warnings]


def _calendar_event(occurrence: Occurrence, home: tzinfo, tentative: bool) -> CalendarEvent:
    event = occurrence.event
    title, location, description, people = _texts(event.component)
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
        file=event.context.source,
        line=event.component.line,
    )


def _texts(component: Component) -> tuple[str, str, str, tuple[str, ...]]:
    """Title, place, description and addresses of an event: the same for all its occurrences."""
    if component.texts is None:
        title = " ".join(parse_text(component.value("SUMMARY")).split())[:200] or "Busy"
        location = " ".join(parse_text(component.value("LOCATION")).split())[:200]
        description = parse_text(component.value("DESCRIPTION")[:_LONGEST])
        component.texts = title, location, description, attendees(component)
    return component.texts


def _warning_lines(source: str, problems: Sequence[LineProblem]) -> list[str]:
    """Problems as warnings "work.ics:41: ...", in file order, the first hundred of them."""
    ordered = sorted(problems, key=lambda problem: problem.line or 0)
    lines = [f"{source}:{p.line}: {p.what}" if p.line else f"{source}: {p.what}" for p in ordered[:_MOST_WARNINGS]]
    if len(ordered) > _MOST_WARNINGS:
        lines.append(f"{source}: {len(ordered) - _MOST_WARNINGS} more places that can't be read")
    return lines
