"""Content lines as components: calendars, events, time zones, properties with their lines.

An incomplete calendar is read as far as it goes; every guess becomes a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from planner.calendars.ics.lines import ContentLine
from planner.calendars.ics.values import UnreadableError, quoted


class Property(NamedTuple):
    """A property of a component: its line, parameters and value, as written."""

    line: int
    params: str  # as written, ";TZID=Europe/Berlin"
    value: str


class LineProblem(NamedTuple):
    """Something unreadable or odd in a file, and its line (None: the file as a whole)."""

    line: int | None
    what: str
    title: str = ""  # of the event that is left out for it
    value: str = ""  # the unreadable value, as written
    loses: bool = False  # a meeting may be missing from the page


@dataclass(slots=True)
class Component:
    """A component (VEVENT, VTIMEZONE ...) with the properties that matter here."""

    name: str
    line: int
    properties: dict[str, list[Property]] = field(default_factory=dict)
    children: list[Component] = field(default_factory=list)
    implied: bool = False  # a calendar that the file lacks, around an event of it
    texts: tuple[str, str, str, tuple[str, ...]] | None = None  # title, place, description, addresses, once read

    def get(self, name: str) -> Property | None:
        """The first property of that name."""
        found = self.properties.get(name)
        return found[0] if found else None

    def value(self, name: str) -> str:
        """The value of the first property of that name, without blanks around it; "" without one."""
        found = self.properties.get(name)
        return found[0].value.strip() if found else ""

    def all(self, name: str) -> list[Property]:
        """All properties of that name."""
        return self.properties.get(name, [])


# Properties to keep; the rest (alarms, attachments, to-dos) takes no one's time.
_EVENT = frozenset(
    re.findall(
        r"\S+",
        """
        UID DTSTART DTEND DURATION RRULE EXRULE RDATE EXDATE RECURRENCE-ID SEQUENCE STATUS TRANSP SUMMARY DESCRIPTION
        LOCATION ATTENDEE ORGANIZER CATEGORIES DTSTAMP LAST-MODIFIED CREATED X-APPLE-TRAVEL-DURATION
        X-MICROSOFT-CDO-BUSYSTATUS X-MICROSOFT-CDO-ALLDAYEVENT
        """,
    )
)
_KEPT: Mapping[str, frozenset[str]] = {
    "VCALENDAR": frozenset(["PRODID", "METHOD", "X-WR-TIMEZONE", "X-WR-CALNAME", "VERSION"]),
    "VEVENT": _EVENT,
    "VFREEBUSY": frozenset(["FREEBUSY", "UID"]),
    "VTIMEZONE": frozenset(["TZID"]),
    "STANDARD": frozenset(["DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"]),
    "DAYLIGHT": frozenset(["DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"]),
}
_TOP = frozenset(["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"])  # never inside one another
_KNOWN_NAMES = _TOP | {"VCALENDAR", "VALARM", "STANDARD", "DAYLIGHT"}
_PROSE = ("DESCRIPTION", "SUMMARY", "LOCATION", "COMMENT", "X-", "ATTACH", "CONTACT", "URL")
_LINE = re.compile(r'([A-Za-z0-9_.\-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)', re.DOTALL)
_UNQUOTED = re.compile(r"([A-Za-z0-9_.\-]+)((?:;[^:]*)?):(.*)", re.DOTALL)
_PARAM = re.compile(r';\s*([A-Za-z0-9\-]+)\s*=\s*((?:"[^"]*"|[^";])*)')
_DEEPEST = 40  # components within one another


def read_components(lines: Iterable[ContentLine]) -> tuple[list[Component], list[LineProblem]]:
    """Return the calendars of a file and the problems of its frame.

    An event outside a calendar gets its own.
    """
    reader = _ComponentReader()
    for line in lines:
        reader.read(line)
    reader.finish()
    return reader.roots, reader.problems


class _ComponentReader:
    """Builds components from content lines, and collects problems."""

    def __init__(self) -> None:
        self.roots: list[Component] = []
        self.problems: list[LineProblem] = []
        self._stack: list[Component] = []
        self._last = ""

    def read(self, line: ContentLine) -> None:
        """Take the next content line."""
        number, text = line
        match = _LINE.match(text) or _UNQUOTED.match(text)
        top = self._stack[-1].name if self._stack else ""
        if match is None:
            if top in _KEPT and not self._last.startswith(_PROSE) and text.strip():
                self._problem(number, f"{quoted(text)} is not a calendar line and is left out")
            return
        name = match[1].upper()
        if name == "BEGIN":
            self._begin(Component(match[3].strip().upper(), number))
        elif name == "END":
            self._end(match[3].strip().upper(), number)
        elif name in _KEPT.get(top, ()):
            self._stack[-1].properties.setdefault(name, []).append(Property(number, match[2], match[3]))
        self._last = name

    def finish(self) -> None:
        """Note the components that the file leaves open."""
        for component in self._stack:
            if component.name in _KNOWN_NAMES and not component.implied:
                what = f"the file ends inside this {component.name}: was it cut short?"
                self.problems.append(LineProblem(component.line, what, loses=True))

    def _problem(self, line: int, what: str) -> None:
        self.problems.append(LineProblem(line, what))

    def _begin(self, new: Component) -> None:
        stack = self._stack
        if new.name in _TOP or new.name == "VCALENDAR":
            while stack and (new.name == "VCALENDAR" or stack[-1].name != "VCALENDAR"):
                self._problem(stack[-1].line, f"this {stack[-1].name} has no END; it is closed before the next")
                stack.pop()
            if not stack and new.name != "VCALENDAR":
                stack.append(Component("VCALENDAR", new.line, implied=True))
                self.roots.append(stack[0])
        if len(stack) >= _DEEPEST:
            too_deep = "components are nested too deeply; deeper ones are left out"
            if not self.problems or self.problems[-1].what != too_deep:
                self._problem(new.line, too_deep)
            stack.pop()
        if not stack:
            self.roots.append(new)
        elif new.name in _KEPT:
            stack[-1].children.append(new)
        stack.append(new)

    def _end(self, name: str, number: int) -> None:
        stack = self._stack
        if not any(component.name == name and not component.implied for component in stack):
            if name in _KNOWN_NAMES:
                self._problem(number, f"END:{name} without its BEGIN: something is missing before it")
            return
        while stack[-1].name != name:
            if stack[-1].name in _KNOWN_NAMES:
                self._problem(stack[-1].line, f"this {stack[-1].name} has no END")
            stack.pop()
        stack.pop()


def parameters(params: str) -> dict[str, str]:
    """The parameters of a property by upper-case name, unquoted; the first of equals counts."""
    found: dict[str, str] = {}
    for name, value in _PARAM.findall(params):
        found.setdefault(name.upper(), value.replace('"', "").strip())
    return found


def date_parameters(prop: Property) -> tuple[dict[str, str], str]:
    """Parameters and value of a property with dates, which contain no colon.

    Zone names contain colons, "(UTC-05:00) Eastern Time", and programs forget to quote them or quote too much. Raises
    UnreadableError if two different zones are named.
    """
    head, value = prop.params, prop.value
    if ":" in value and "TZID" in head.upper():
        rest, _, value = value.rpartition(":")
        head = f"{head}:{rest}"
    if '"' in head:
        head = head.replace('"', "") if head.count('"') % 2 else head
        value = value.strip('"')
    if head.upper().count("TZID=") > 1:
        zones = {zone.strip(' "').casefold() for name, zone in _PARAM.findall(head) if name.upper() == "TZID"}
        if len(zones) > 1:
            raise UnreadableError("two different time zones for one time", prop.line)
    return parameters(head) if head else {}, value
