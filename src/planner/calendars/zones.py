"""Which time zone a name in a calendar means: IANA, Windows, Outlook's own, prefixed, or defined in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from planner.calendars.components import Component
from planner.calendars.rules import Budget
from planner.calendars.values import UnreadableError, offset, shown, text
from planner.calendars.written_zone import WrittenZone
from planner.calendars.zone_names import SHOWN, WINDOWS

_MOST_ZONES = 500  # different ones in one reading


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
    if known and ("/" in name or name.casefold() in WINDOWS or name.casefold() in _UTC):
        return Found(known)
    problem = ""
    if name in written:
        try:
            return Found(WrittenZone(written[name], budget))
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
    listed = WINDOWS.get(folded) or SHOWN.get(place) or WINDOWS.get(place) or _LEGACY.get(folded)
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
