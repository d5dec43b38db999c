"""The events of one calendar file, with what in it can't be read."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from planner.calendars.files import NamedFile, read_bytes
from planner.calendars.ics.components import Component, LineProblem, read_components
from planner.calendars.ics.events import CalendarContext, IcsEvent, read_event, read_free_busy
from planner.calendars.ics.lines import content_lines, count_lines
from planner.calendars.ics.values import UnreadableError, parse_text, parse_time
from planner.calendars.ics.zones import Zones
from planner.calendars.own import OWN_CATEGORY, OWN_PRODUCT, OWN_UID
from planner.calendars.problems import NO_TITLE

_ANSWERS = frozenset(["REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"])  # mail about meetings, no meetings themselves
_STAMP = re.compile(r"\d{8}T\d{6}Z", re.ASCII)
_A_MONTH = timedelta(days=32)


class CalendarFile(NamedTuple):
    """The events of a file, its problems, and its newest time stamp as written ("" without one)."""

    events: list[IcsEvent]
    problems: list[LineProblem]
    newest: str = ""


class Reader(NamedTuple):
    """The settings that all files of one reading are read with.

    `silenced` are UIDs and titles in lower case about which the rep wants no warning; problems of events that are
    surely not in the requested days are not named.
    """

    zones: Zones
    silenced: Collection[str]

    def read(self, file: NamedFile) -> CalendarFile:
        """Read one file; nothing raises."""
        data = read_bytes(file)
        if isinstance(data, bytes) and not self.zones.budget.take_lines(count_lines(data)):
            data = "it has more lines than all calendars may have; left out"
        if isinstance(data, str):
            return _unread(data)
        lines, odd = content_lines(data)
        roots, problems = read_components(lines)
        if odd is not None:
            problems.append(LineProblem(odd, "this is neither UTF-8 nor UTF-16; it is read as Latin-1"))
        calendars = [root for root in roots if root.name == "VCALENDAR"]
        if not calendars:
            what = "it is empty" if not data.strip() else "no calendar in it (BEGIN:VCALENDAR)"
            problems.append(LineProblem(None, what, loses=True))
        if not self.zones.budget.take_times(sum(len(calendar.children) for calendar in calendars)):
            return _unread("it has more events than all calendars may have; left out")
        definitions = {
            parse_text(child.value("TZID")): child
            for calendar in reversed(calendars)
            for child in calendar.children
            if child.name == "VTIMEZONE"
        }
        plain = CalendarContext(file.name, self.zones.home, definitions, self.zones)
        events: list[IcsEvent] = []
        for calendar in calendars:
            context = _context(calendar, plain)
            problems += context.problems
            if calendar.value("METHOD").upper() not in _ANSWERS:
                events += self._events(calendar, context, problems)
        return CalendarFile(events, problems, _newest(calendars))

    def _events(self, calendar: Component, context: CalendarContext, problems: list[LineProblem]) -> list[IcsEvent]:
        events: list[IcsEvent] = []
        ours = calendar.value("PRODID").startswith(OWN_PRODUCT)
        for component in calendar.children:
            try:
                if component.name == "VEVENT" and not _is_own(component, ours):
                    events.append(read_event(component, context, self.zones.budget))
                elif component.name == "VFREEBUSY":
                    times, unreadable = read_free_busy(component, context, self.zones.budget)
                    events += times
                    problems += unreadable
            except (UnreadableError, OverflowError) as error:
                if self._matters(component):
                    problems.append(left_out(component, error))
        return events

    def is_silenced(self, component: Component) -> bool:
        """True for an event that the rep wants no warnings about."""
        names = {component.value("UID").casefold(), parse_text(component.value("SUMMARY")).strip().casefold()}
        return not names.isdisjoint(self.silenced)

    def _matters(self, component: Component) -> bool:
        """False for an unreadable event that is silenced, or can't be in the requested days."""
        return not (self.is_silenced(component) or _is_elsewhere(component, self.zones.start, self.zones.end))


def _unread(why: str) -> CalendarFile:
    """A file that is left out as a whole."""
    return CalendarFile([], [LineProblem(None, why, loses=True)])


def _is_own(component: Component, ours: bool) -> bool:
    """True for the program's own export: by UID, or by the file's PRODID and a category."""
    if component.value("UID").casefold().endswith(OWN_UID):
        return True
    categories = [each.strip().casefold() for prop in component.all("CATEGORIES") for each in prop.value.split(",")]
    return ours and OWN_CATEGORY in categories


def left_out(component: Component, error: Exception) -> LineProblem:
    """The problem of an unreadable event; a changed instance stays at its old time."""
    unreadable = error if isinstance(error, UnreadableError) else UnreadableError("a time beyond the calendar")
    line = unreadable.line or component.line
    replaced = component.value("RECURRENCE-ID")
    title = parse_text(component.value("SUMMARY")) or NO_TITLE
    if replaced:
        what = f"{unreadable.what}; the meeting of {replaced[:15]} stays at its old time"
        return LineProblem(line, what, value=unreadable.value, loses=True)
    return LineProblem(line, unreadable.what, title, unreadable.value, loses=True)


def _is_elsewhere(component: Component, start: datetime, end: datetime) -> bool:
    """True if an unreadable event is surely over before `start`, or begins after `end`."""
    try:
        begins = parse_time(component.value("DTSTART").rpartition(":")[2]).instant(UTC)
    except (UnreadableError, OverflowError):
        return False
    repeats = any(component.all(name) for name in ("RRULE", "RDATE", "RECURRENCE-ID"))
    return begins > end + _A_MONTH or (not repeats and begins < start - _A_MONTH)


def _newest(calendars: Sequence[Component]) -> str:
    """The newest stamp of the events; stamps in UTC are ordered as their text is."""
    return max(
        (
            stamp
            for calendar in calendars
            for event in calendar.children
            for name in ("DTSTAMP", "LAST-MODIFIED", "CREATED")
            if _STAMP.fullmatch(stamp := event.value(name))
        ),
        default="",
    )


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
