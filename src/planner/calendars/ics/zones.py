"""The time zone for a name in a calendar: IANA, Windows, Outlook's list, or defined there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from planner.calendars.ics.components import Component
from planner.calendars.ics.values import UnreadableError, parse_offset, parse_text, parse_time, quoted
from planner.calendars.ics.zone_names import OUTLOOK_NAMES
from planner.calendars.libraries import icalendar
from planner.calendars.recurrence.cost import Budget
from planner.calendars.recurrence.rules import complete, read_rule, rule_text

_MOST_ZONES = 500  # in one reading
_MOST_ONSETS = 2_000  # dates in one part of a VTIMEZONE
_MOST_FOR_ZONE = 20_000  # steps to compare a zone with its usual rules
_EVERY_DAYS = 5  # between two comparisons


class ZoneMatch(NamedTuple):
    """The zone that a name stands for, None if it is unknown, and a warning about it."""

    zone: tzinfo | None
    warning: str = ""


_OFFSET = re.compile(r"\(?(?:UTC|GMT|Etc/GMT)? ?([+-])(\d{1,2})(?::?(\d\d))?\)?", re.ASCII | re.IGNORECASE)
_LEADING = re.compile(r"\((?:UTC|GMT)(?: ?([+-]\d\d[:.]?\d\d))?\)\s*", re.ASCII | re.IGNORECASE)
_UTC = frozenset(["utc", "gmt", "z", "zulu", "utc0", "gmt0", "(utc)", "(gmt)", "tzone://microsoft/utc"])
_LEGACY = {"pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "mdt": "America/Denver"}
_LEGACY |= {"cdt": "America/Chicago", "edt": "America/New_York"}


@dataclass(slots=True)
class Zones:
    """The zones of one reading, each looked up once: the files of a folder define the same ones."""

    budget: Budget
    home: tzinfo  # the rep's zone: it settles abbreviations
    start: datetime  # of the requested days, in UTC
    end: datetime
    _matches: dict[tuple[str, str], ZoneMatch] = field(default_factory=dict)

    def find(self, name: str, definitions: Mapping[str, Component]) -> ZoneMatch:
        """The zone that a name stands for; `definitions` are the VTIMEZONEs of the file."""
        key = (name, _definition(definitions[name]) if name in definitions else "")
        if key not in self._matches:
            if len(self._matches) >= _MOST_ZONES:
                return ZoneMatch(None, f"the time zone {quoted(name)} was ignored: too many time zones")
            self._matches[key] = self._find(name, definitions)
        return self._matches[key]

    def _find(self, name: str, definitions: Mapping[str, Component]) -> ZoneMatch:
        """The zone by its name; the file's own definition where that differs in the requested days."""
        found = find_zone(name, definitions, self.budget, self.home)
        definition = definitions.get(name)
        if found.zone is None or found.warning or definition is None or not covers(definition, self.end):
            return found
        try:
            defined = defined_zone(definition, Budget(total=_MOST_FOR_ZONE))
        except UnreadableError:
            return found
        days = range(0, (self.end - self.start).days + 1, _EVERY_DAYS)
        if all(_offset_at(found.zone, self.start, day) == _offset_at(defined, self.start, day) for day in days):
            return found
        shown = quoted(parse_text(name).strip())
        return ZoneMatch(defined, f"the time zone {shown} is unusual in this file; the file's own times count")


def _definition(component: Component) -> str:
    """The text of a VTIMEZONE's definition, the same for equal ones."""
    parts = [component, *component.children]
    return repr([(part.name, key, [p.value for p in part.all(key)]) for part in parts for key in part.properties])


def _offset_at(zone: tzinfo, start: datetime, days: int) -> timedelta | None:
    return (start + timedelta(days=days)).astimezone(zone).utcoffset()


def find_zone(name: str, definitions: Mapping[str, Component], budget: Budget, home: tzinfo) -> ZoneMatch:
    """The zone called `name`; `definitions` are the VTIMEZONEs of the file by their TZID.

    Names with a region (Europe/Berlin) and Windows names win over the file's own definition, which often holds only
    this year's rule; any other name follows the file. An abbreviation of the rep's own zone (`home`) means that zone.
    """
    name = parse_text(name).strip().strip('"').strip()
    by_name = home if name not in definitions and _is_abbreviation_of(name, home) else _by_name(name)
    if by_name and ("/" in name or _spelled(name) in _windows() or name.casefold() in _UTC):
        return ZoneMatch(by_name)
    problem = ""
    if name in definitions:
        try:
            return ZoneMatch(defined_zone(definitions[name], budget))
        except UnreadableError as error:
            problem = f"; its definition in line {error.line} can't be used"
    if by_name:
        return ZoneMatch(by_name)
    leading = _LEADING.match(name)
    if leading and leading[1]:
        warning = f"the time zone {quoted(name)} is not known; taken as {leading[1]} from UTC all year{problem}"
        return ZoneMatch(timezone(parse_offset(leading[1].replace(".", ":"))), warning)
    return ZoneMatch(None, f"the time zone {quoted(name)} is not known{problem}")


def _is_abbreviation_of(name: str, home: tzinfo) -> bool:
    """True for "CET" or "CEST" where the rep's clock shows it in winter or summer."""
    return name.isalpha() and name in {datetime(2026, month, 15, tzinfo=home).tzname() for month in (1, 7)}


@cache
def _by_name(name: str) -> tzinfo | None:
    folded = name.casefold()
    if folded in _UTC:
        return UTC
    leading = _LEADING.match(name)
    place = name[leading.end() :].casefold() if leading else folded
    listed = _windows().get(_spelled(folded)) or _outlook().get(_spelled(place)) or _windows().get(_spelled(place))
    listed = listed or _LEGACY.get(folded)
    if listed:
        return _iana(listed)
    # "/freeassociation.sourceforge.net/Europe/Berlin", "/mozilla.org/20050126_1/America/Indiana/Knox"
    steps = [step for step in name.split("/") if step]
    endings = ["/".join(steps[-n:]) for n in (3, 2) if len(steps) >= n and name.startswith("/")]
    for ending in [name, name.replace(" ", "_"), *endings]:
        if zone := _iana(ending):
            return zone
    match = _OFFSET.fullmatch(name)
    if match and not folded.startswith("etc/") and int(match[2]) <= 14 and int(match[3] or 0) < 60:
        span = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(-span if match[1] == "-" else span)
    return None


def _iana(name: str) -> tzinfo | None:
    if not re.fullmatch(r"[A-Za-z0-9_+\-]{1,32}(/[A-Za-z0-9_+\-]{1,32}){0,2}", name):
        return None
    if name.casefold() in ("localtime", "factory", "posixrules"):
        return None  # not zones: the machine's own zone, or no zone
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        proper = _proper_names().get(name.casefold())
        return ZoneInfo(proper) if proper else None


@cache
def _proper_names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


@cache
def _windows() -> dict[str, str]:
    """IANA names by Windows' own ("eastern standard time")."""
    names = icalendar().timezone.windows_to_olson.WINDOWS_TO_OLSON
    return {_spelled(name): zone for name, zone in names.items()}


@cache
def _outlook() -> dict[str, str]:
    """IANA names by the names that Outlook shows, however they are spelled."""
    return {_spelled(name): zone for name, zone in OUTLOOK_NAMES.items()}


def _spelled(name: str) -> str:
    """A display name in one spelling: no case, dots, slashes or commas, "and" for "&"."""
    return " ".join(re.sub(r"[^\w+]+", " ", name.casefold().replace("&", " and ")).split())


def covers(component: Component, until: datetime) -> bool:
    """True if a VTIMEZONE defines the clock up to `until`, not only in an earlier year."""
    parts = [child for child in component.children if child.name in ("STANDARD", "DAYLIGHT")]
    return len(parts) == 1 or all(_lasts(part, until) for part in parts)


def _lasts(part: Component, until: datetime) -> bool:
    try:
        rules = [read_rule(prop.value) for prop in part.all("RRULE")]
        written = [prop.value.partition("/")[0] for prop in (*part.all("DTSTART"), *part.all("RDATE"))]
        onsets = [parse_time(value).wall for values in written for value in values.split(",")]
    except UnreadableError:
        return False
    wall = until.replace(tzinfo=None)
    if any(rule.until is None or rule.until.wall >= wall for rule in rules):
        return True
    return max(onsets) >= wall - timedelta(days=366)


def defined_zone(component: Component, budget: Budget) -> tzinfo:
    """The zone that a VTIMEZONE defines, as icalendar reads it. Raises UnreadableError.

    Only the properties for its offsets are passed on, and a rule only if it hits about once a year: each is followed
    from its first year. Outlook's start in 1601, so rules start in 1970.
    """
    parts = [child for child in component.children if child.name in ("STANDARD", "DAYLIGHT")]
    if not parts:
        raise UnreadableError("this time zone is not defined: it has neither STANDARD nor DAYLIGHT", component.line)
    lines = ["BEGIN:VTIMEZONE", "TZID:defined"]
    for part in parts:
        lines += [f"BEGIN:{part.name}", *_part_lines(part, budget), f"END:{part.name}"]
    try:
        read = icalendar().Timezone.from_ical("\r\n".join([*lines, "END:VTIMEZONE", ""]))
        zone: tzinfo = read.to_tz(lookup_tzid=False)
        datetime(2000, 1, 1, tzinfo=zone).utcoffset()
    except Exception as error:  # one bad zone must not stop the reading
        raise UnreadableError(f"this time zone can't be read ({error})", component.line) from None
    return zone


def _part_lines(part: Component, budget: Budget) -> list[str]:
    try:
        begins = parse_time(part.value("DTSTART")).wall
        rules = [read_rule(prop.value) for prop in part.all("RRULE")]
        dates = [
            parse_time(value.partition("/")[0]).wall for prop in part.all("RDATE") for value in prop.value.split(",")
        ]
        before, after = (parse_offset(part.value(name)) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
    except UnreadableError as error:
        raise error.at(part.line, "this time zone can't be read: ") from None
    if len(dates) > _MOST_ONSETS or any(rule.freq != "YEARLY" or rule.count for rule in rules):
        raise UnreadableError("this time zone changes too often", part.line)
    if rules and begins.year < 1970:
        begins = begins.replace(year=1970, day=min(begins.day, 28))
    budget.spend(2_000 * len(rules) + 2 * len(dates))
    lines = [
        f"DTSTART:{begins:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_offset_text(before)}",
        f"TZOFFSETTO:{_offset_text(after)}",
    ]
    lines += [f"RDATE:{date:%Y%m%dT%H%M%S}" for date in dates]
    for rule in rules:
        until = rule.until
        local = None if until is None else until.wall + before if until.zone is UTC else until.wall
        lines.append(f"RRULE:{rule_text(complete(rule, begins), local)}")
    return lines


def _offset_text(span: timedelta) -> str:
    minutes = int(abs(span).total_seconds()) // 60
    return f"{'-' if span < timedelta(0) else '+'}{minutes // 60:02}{minutes % 60:02}"
