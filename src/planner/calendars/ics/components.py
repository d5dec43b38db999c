"""Content lines as components: calendars with their events and time zones, every property with its line number.

A calendar that is not whole is read as far as it goes: whatever had to be guessed is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from planner.calendars.ics.lines import ContentLine
from planner.calendars.ics.values import UnreadableError, shown


class Property(NamedTuple):
    line: int
    params: str  # as written, ";TZID=Europe/Berlin"
    value: str


class Problem(NamedTuple):
    line: int | None
    what: str


@dataclass(slots=True)
class Component:
    name: str
    line: int
    properties: dict[str, list[Property]] = field(default_factory=dict)
    children: list[Component] = field(default_factory=list)
    implied: bool = False  # a calendar that is not written, round an event that is
    words: tuple[str, str, str, tuple[str, ...]] | None = None  # what the event says, once it was asked

    def get(self, name: str) -> Property | None:
        found = self.properties.get(name)
        return found[0] if found else None

    def value(self, name: str) -> str:
        """The value of the first property of that name, without blanks around it; "" where there is none."""
        found = self.properties.get(name)
        return found[0].value.strip() if found else ""

    def all(self, name: str) -> list[Property]:
        return self.properties.get(name, [])


# What is kept; the rest (alarms, attachments, to-dos) does not take anybody's time.
_EVENT = frozenset(
    re.findall(
        r"\S+",
        """
        UID DTSTART DTEND DURATION RRULE EXRULE RDATE EXDATE RECURRENCE-ID SEQUENCE STATUS TRANSP SUMMARY DESCRIPTION
        LOCATION ATTENDEE ORGANIZER X-MICROSOFT-CDO-BUSYSTATUS X-MICROSOFT-CDO-ALLDAYEVENT
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
_NAMED = _TOP | {"VCALENDAR", "VALARM", "STANDARD", "DAYLIGHT"}
_PROSE = ("DESCRIPTION", "SUMMARY", "LOCATION", "COMMENT", "X-", "ATTACH", "CONTACT", "URL")
_LINE = re.compile(r'([A-Za-z0-9_.\-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)', re.DOTALL)
_UNQUOTED = re.compile(r"([A-Za-z0-9_.\-]+)((?:;[^:]*)?):(.*)", re.DOTALL)
_PARAM = re.compile(r';\s*([A-Za-z0-9\-]+)\s*=\s*((?:"[^"]*"|[^";])*)')
_AT_ONCE = 40  # components within one another


def read_components(lines: Iterable[ContentLine]) -> tuple[list[Component], list[Problem]]:
    """The calendars of a file, and what is wrong with its frame. An event outside any calendar gets one of its own."""
    roots: list[Component] = []
    stack: list[Component] = []
    problems: list[Problem] = []
    last = ""
    for number, text in lines:
        match = _LINE.match(text) or _UNQUOTED.match(text)
        if match is None:
            if stack and stack[-1].name in _KEPT and not last.startswith(_PROSE) and text.strip():
                problems.append(Problem(number, f"{shown(text)} is no calendar line; it is left out"))
            continue
        name = match[1].upper()
        if name == "BEGIN":
            _begin(Component(match[3].strip().upper(), number), stack, roots, problems)
        elif name == "END":
            _end(match[3].strip().upper(), number, stack, problems)
        elif stack and name in _KEPT.get(stack[-1].name, ()):
            stack[-1].properties.setdefault(name, []).append(Property(number, match[2], match[3]))
        last = name
    for component in stack:
        if component.name in _NAMED and not component.implied:
            problems.append(Problem(component.line, f"the file ends inside this {component.name}: was it cut short?"))
    return roots, problems


def _begin(new: Component, stack: list[Component], roots: list[Component], problems: list[Problem]) -> None:
    if new.name in _TOP or new.name == "VCALENDAR":
        while stack and (new.name == "VCALENDAR" or stack[-1].name != "VCALENDAR"):
            problems.append(Problem(stack[-1].line, f"this {stack[-1].name} has no END; it is closed before the next"))
            stack.pop()
        if not stack and new.name != "VCALENDAR":
            stack.append(Component("VCALENDAR", new.line, implied=True))
            roots.append(stack[0])
    if len(stack) >= _AT_ONCE:
        too_deep = "components are nested too deeply; what is deeper is left out"
        if not problems or problems[-1].what != too_deep:
            problems.append(Problem(new.line, too_deep))
        stack.pop()
    if stack:
        if new.name in _KEPT:
            stack[-1].children.append(new)
        stack.append(new)
    else:
        roots.append(new)
        stack.append(new)


def _end(name: str, number: int, stack: list[Component], problems: list[Problem]) -> None:
    if not any(component.name == name and not component.implied for component in stack):
        if name in _NAMED:
            problems.append(Problem(number, f"END:{name} without its BEGIN: something is missing before it"))
        return
    while stack[-1].name != name:
        if stack[-1].name in _NAMED:
            problems.append(Problem(stack[-1].line, f"this {stack[-1].name} has no END"))
        stack.pop()
    stack.pop()


def parameters(params: str) -> dict[str, str]:
    """The parameters of a property, names in upper case, without quotes; the first of two equal names counts."""
    found: dict[str, str] = {}
    for name, value in _PARAM.findall(params):
        found.setdefault(name.upper(), value.replace('"', "").strip())
    return found


def date_parameters(prop: Property) -> tuple[dict[str, str], str]:
    """Parameters and value of a property that holds dates: no date has a colon, so the last one parts them.

    Zone names hold colons, "(UTC-05:00) Eastern Time", and programs forget to quote them or quote too much.
    Raises UnreadableError where two different zones are named.
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
