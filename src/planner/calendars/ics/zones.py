"""Which time zone a name in a calendar means: IANA, Windows, Outlook's own, prefixed, or defined in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from planner.calendars.ics.components import Component
from planner.calendars.ics.values import UnreadableError, moment, offset, shown, text
from planner.calendars.ics.zone_names import SHOWN
from planner.calendars.recurrence.cost import Budget
from planner.calendars.recurrence.rules import completed, read_rule, rule_text

_MOST_ZONES = 500  # different ones in one reading
_MOST_ONSETS = 2_000  # dates in one part of a definition


class Found(NamedTuple):
    """A zone, and what is doubtful about it; the zone is None where the name means nothing to anybody."""

    zone: tzinfo | None
    doubt: str = ""


_OFFSET = re.compile(r"\(?(?:UTC|GMT|Etc/GMT)? ?([+-])(\d{1,2})(?::?(\d\d))?\)?", re.ASCII | re.IGNORECASE)
_LEADING = re.compile(r"\((?:UTC|GMT)(?: ?([+-]\d\d:?\d\d))?\)\s*", re.ASCII | re.IGNORECASE)
_UTC = frozenset(["utc", "gmt", "z", "zulu", "utc0", "gmt0", "(utc)", "(gmt)", "tzone://microsoft/utc"])
_LEGACY = {"pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "mdt": "America/Denver"}
_LEGACY |= {"cdt": "America/Chicago", "edt": "America/New_York"}


@dataclass(slots=True)
class Zones:
    """The zones of one reading, each looked up and worked out once: a folder's files define the same ones."""

    budget: Budget = field(default_factory=Budget)
    _found: dict[tuple[str, str], Found] = field(default_factory=dict)

    def find(self, name: str, written: Mapping[str, Component]) -> Found:
        key = (name, _definition(written[name]) if name in written else "")
        if key not in self._found:
            if len(self._found) >= _MOST_ZONES:
                return Found(None, f"the time zone {shown(name)} is one too many")
            self._found[key] = find_zone(name, written, self.budget)
        return self._found[key]


def _definition(component: Component) -> str:
    """What defines a VTIMEZONE, the same for equal ones."""
    parts = [component, *component.children]
    return repr([(part.name, key, [p.value for p in part.all(key)]) for part in parts for key in part.properties])


def find_zone(name: str, written: Mapping[str, Component], budget: Budget) -> Found:
    """The zone called `name`; `written` are the VTIMEZONEs of the file by their TZID.

    Names with a region (Europe/Berlin) and Windows names go before the file's own definition, which often holds only
    this year's rule; any other name is what the file says it is.
    """
    name = text(name).strip().strip('"').strip()
    known = _by_name(name)
    if known and ("/" in name or name.casefold() in _windows() or name.casefold() in _UTC):
        return Found(known)
    problem = ""
    if name in written:
        try:
            return Found(written_zone(written[name], budget))
        except UnreadableError as error:
            problem = f"; its definition in line {error.line} can't be used"
    if known:
        return Found(known)
    leading = _LEADING.match(name)
    if leading and leading[1]:
        doubt = f"the time zone {shown(name)} is not known; taken as {leading[1]} from UTC all year{problem}"
        return Found(timezone(offset(leading[1])), doubt)
    return Found(None, f"the time zone {shown(name)} is not known{problem}")


@cache
def _by_name(name: str) -> tzinfo | None:
    folded = name.casefold()
    if folded in _UTC:
        return UTC
    leading = _LEADING.match(name)
    place = name[leading.end() :].casefold() if leading else folded
    listed = _windows().get(folded) or SHOWN.get(place) or _windows().get(place) or _LEGACY.get(folded)
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
        return None  # the machine's own zone, or none, under a name that looks like one
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
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}


def written_zone(component: Component, budget: Budget) -> tzinfo:
    """The zone that a VTIMEZONE defines, as icalendar reads it. Raises UnreadableError where it can't be used.

    Of every part only what tells its offsets is handed over, and a rule only if it hits once or so a year: each is
    followed from its first year on. Outlook's begin in 1601; what clocks showed before 1970 is nobody's appointment.
    """
    from icalendar import Timezone

    parts = [child for child in component.children if child.name in ("STANDARD", "DAYLIGHT")]
    if not parts:
        raise UnreadableError("this time zone is not defined: it has neither STANDARD nor DAYLIGHT", component.line)
    lines = ["BEGIN:VTIMEZONE", "TZID:written"]
    for part in parts:
        lines += [f"BEGIN:{part.name}", *_part_lines(part, budget), f"END:{part.name}"]
    try:
        read = Timezone.from_ical("\r\n".join([*lines, "END:VTIMEZONE", ""]))
        zone: tzinfo = read.to_tz(lookup_tzid=False)  # type: ignore[attr-defined]
        datetime(2000, 1, 1, tzinfo=zone).utcoffset()
    except Exception as error:  # whatever the library thinks of one zone, the others are read
        raise UnreadableError(f"this time zone can't be read ({error})", component.line) from None
    return zone


def _part_lines(part: Component, budget: Budget) -> list[str]:
    try:
        begins = moment(part.value("DTSTART")).wall
        rules = [read_rule(prop.value) for prop in part.all("RRULE")]
        dates = [moment(value.partition("/")[0]).wall for prop in part.all("RDATE") for value in prop.value.split(",")]
        before, after = (offset(part.value(name)) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
    except UnreadableError as error:
        raise UnreadableError(f"this time zone can't be read: {error.what}", part.line) from None
    if len(dates) > _MOST_ONSETS or any(rule.freq != "YEARLY" or rule.count for rule in rules):
        raise UnreadableError("this time zone changes too often", part.line)
    if rules and begins.year < 1970:
        begins = begins.replace(year=1970, day=min(begins.day, 28))
    budget.spend(2_000 * len(rules) + 2 * len(dates))
    lines = [f"DTSTART:{begins:%Y%m%dT%H%M%S}", f"TZOFFSETFROM:{_written(before)}", f"TZOFFSETTO:{_written(after)}"]
    lines += [f"RDATE:{date:%Y%m%dT%H%M%S}" for date in dates]
    for rule in rules:
        until = rule.until
        local = None if until is None else until.wall + before if until.zone is UTC else until.wall
        lines.append(f"RRULE:{rule_text(completed(rule, begins), local)}")
    return lines


def _written(span: timedelta) -> str:
    minutes = int(abs(span).total_seconds()) // 60
    return f"{'-' if span < timedelta(0) else '+'}{minutes // 60:02}{minutes % 60:02}"
