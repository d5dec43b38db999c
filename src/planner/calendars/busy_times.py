"""Busy times from `.ics` files and folders of them, between two dates.

Whatever can't be read is left out and named with file and line; the rest is used.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.calendars.availability import BUSY, AllDay, attendees, declined, is_all_day, takes, travel_time
from planner.calendars.cached_reading import CalendarReading
from planner.calendars.files import FilesLeft, files_of_all
from planner.calendars.ics.components import Component, LineProblem
from planner.calendars.ics.events import IcsEvent
from planner.calendars.ics.values import UnreadableError, parse_text
from planner.calendars.ics.zones import Zones
from planner.calendars.problems import warning_lines
from planner.calendars.read_calendar import Reader, left_out
from planner.calendars.recurrence.cost import Budget
from planner.calendars.recurrence.series import Occurrence, TimeWindow, first_occurrences, occurrences
from planner.core.records.event_match import Answer, CalendarEvent

_MOST_BUSY = 10_000  # occurrences of one reading
_LONGEST = 2_000  # characters of a description
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_WITHOUT_END = timedelta(minutes=30)  # of a meeting with other people: what calendar programs suggest


class Rules(NamedTuple):
    """The rep's rules for reading: addresses, all-day events, UIDs and titles without warnings."""

    emails: Collection[str] = ()
    all_day: AllDay = "marked"
    silenced: Collection[str] = ()


_NO_RULES = Rules()


class PersonCalendars(NamedTuple):
    """The files and folders of one person's calendars, and the rules to read them by."""

    paths: Sequence[Path]
    rules: Rules = _NO_RULES


def busy_times(paths: Sequence[Path], days: tuple[date, date], zone: str, rules: Rules = _NO_RULES) -> CalendarReading:
    """Return the busy times from the first to the last of `days`, by the clock of IANA `zone`.

    `paths` are `.ics` files and folders of them (vdir, with subfolders). Events that `rules.emails` declined don't
    count; `rules.all_day` says which all-day events take the day. Times of the result are in `zone`, ordered.
    Unreadable or missing files become warnings, or gaps where a meeting may be missing; nothing raises.
    """
    return busy_times_of_all([PersonCalendars(paths, rules)], days, zone)[0]


def busy_times_of_all(
    calendars: Sequence[PersonCalendars], days: tuple[date, date], zone: str
) -> tuple[CalendarReading, ...]:
    """Return a reading for the calendars of each person, as `busy_times`.

    All of them share what one reading may cost: a book can name any number of colleagues.
    """
    home, (first, last) = ZoneInfo(zone), days
    window = TimeWindow(_midnight(first, home), _midnight(last + timedelta(days=1), home))
    zones, left = Zones(Budget(), home, *window), FilesLeft()
    return tuple(_reading(each, window, zones, left) for each in calendars)


def _reading(calendars: PersonCalendars, window: TimeWindow, zones: Zones, left: FilesLeft) -> CalendarReading:
    rules, home = calendars.rules, zones.home
    silenced = frozenset(entry.strip().casefold() for entry in rules.silenced)
    reader = Reader(zones, silenced)
    emails = frozenset(email.strip().casefold() for email in rules.emails)
    found = _FoundEvents(home, emails, rules.all_day)
    for files, path_warnings in files_of_all(calendars.paths, left):
        found.gaps += path_warnings
        events: list[IcsEvent] = []
        newest = ""
        for file in files:
            read = reader.read(file)
            events += read.events
            newest = max(newest, read.newest)
            found.problems.setdefault(file.name, []).extend(read.problems)
        found.newest.append(newest)
        for members in _series(events):
            found.add(members, window, reader)
    return found.reading()


def _midnight(day: date, home: tzinfo) -> datetime:
    return datetime.combine(day, time(), home).astimezone(UTC)


class _FoundEvents:
    """Collects the events and problems of one reading."""

    def __init__(self, home: tzinfo, emails: frozenset[str], all_day: AllDay) -> None:
        self.home, self.emails, self.all_day = home, emails, all_day
        self.busy: dict[tuple[str, datetime, datetime], CalendarEvent] = {}
        self.off: dict[tuple[str, datetime, datetime], CalendarEvent] = {}
        self.gaps: list[str] = []
        self.newest: list[str] = []  # by path
        self.problems: dict[str, list[LineProblem]] = {}  # by file

    def add(self, members: Sequence[IcsEvent], window: TimeWindow, reader: Reader) -> None:
        """Add the occurrences of one series, and its problems."""
        occurrences_found, series_problems = _expand(members, window, reader)
        for source, problem in series_problems:
            self.problems[source].append(problem)
        for occurrence in occurrences_found:
            self._add(occurrence)

    def _add(self, occurrence: Occurrence) -> None:
        occurrence = _in_living_memory(occurrence)
        event = occurrence.event
        own = self.emails | {event.context.owner} if event.context.owner else self.emails
        kind = takes(event, self.all_day, own)
        if kind == "nothing":
            return
        if occurrence.end <= occurrence.start:
            if not set(attendees(event.component)) - own:
                return
            occurrence = occurrence._replace(end=occurrence.start + _WITHOUT_END)
        entry = _calendar_event(occurrence, self.home, kind)
        key = (entry.uid or f"{entry.file}:{entry.line}", occurrence.start, occurrence.end)
        (self.busy if kind in BUSY else self.off).setdefault(key, entry)
        travel = travel_time(event) if kind in BUSY else timedelta(0)
        if travel:
            way = CalendarEvent(
                start=entry.start - travel,
                end=entry.start,
                title=f"Travel to {entry.title}",
                travel=True,
                file=entry.file,
                line=entry.line,
            )
            self.busy.setdefault((f"{key[0]} way", way.start, way.end), way)

    def reading(self) -> CalendarReading:
        """Everything found, in order."""
        warnings: list[str] = []
        gaps = self.gaps
        for source, problems in self.problems.items():
            gaps += warning_lines(source, [each for each in problems if each.loses])
            warnings += warning_lines(source, [each for each in problems if not each.loses])
        ordered = _in_order(self.busy.values())
        if len(ordered) > _MOST_BUSY:
            gaps.append(f"the calendars hold {len(ordered)} busy times; the first {_MOST_BUSY} are used")
        off = [event for key, event in self.off.items() if key not in self.busy]
        return CalendarReading(
            busy=tuple(ordered[:_MOST_BUSY]),
            warnings=tuple(dict.fromkeys(warnings)),
            gaps=tuple(dict.fromkeys(gaps)),
            off=tuple(_in_order(off)[:_MOST_BUSY]),
            newest=tuple(self.newest),
        )


def _in_order(events: Iterable[CalendarEvent]) -> list[CalendarEvent]:
    return sorted(events, key=lambda event: (event.start, event.end, event.title, event.uid))


def _series(events: Sequence[IcsEvent]) -> Iterable[list[IcsEvent]]:
    """Events of one UID together, in the order of the files."""
    series: dict[str, list[IcsEvent]] = {}
    for number, event in enumerate(events):
        single = not event.uid or event.free_busy
        series.setdefault(f"\0{number}" if single else event.uid, []).append(event)
    return series.values()


def _expand(
    members: Sequence[IcsEvent], window: TimeWindow, reader: Reader
) -> tuple[list[Occurrence], list[tuple[str, LineProblem]]]:
    """Return the occurrences of a series in the window, and its problems by file.

    Of a series that can't be followed the dates count that the file writes down.
    """
    source, component = members[0].context.source, members[0].component
    problems: list[tuple[str, LineProblem]] = []
    try:
        found = list(islice(occurrences(members, window, reader.zones.budget), _MOST_BUSY + 1))
    except (UnreadableError, OverflowError) as error:
        try:
            found = list(first_occurrences(members, window))
        except OverflowError:
            found = []
        problem = left_out(component, error)
        if members[0].rules:
            what = f"{problem.what}; only the dates written in the file count"
            problem = LineProblem(problem.line, what, value=problem.value, loses=True)
        problems = [(source, problem)]
    problems += [
        (event.context.source, warning) for event in members for warning in event.warnings if found or warning.loses
    ]
    return found, [] if reader.is_silenced(component) else problems


def _in_living_memory(occurrence: Occurrence) -> Occurrence:
    """An occurrence with times that every zone can follow: "for ever" ends in 2200."""
    return occurrence._replace(
        start=min(max(occurrence.start, EARLIEST), LATEST), end=min(max(occurrence.end, EARLIEST), LATEST)
    )


def _calendar_event(occurrence: Occurrence, home: tzinfo, kind: Answer) -> CalendarEvent:
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
        answer=kind,
        declined=declined(event.component),
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
