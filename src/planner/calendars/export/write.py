"""Entries of the plan as the bytes of an iCalendar file (RFC 5545).

The same entries give the same bytes: no clock is read here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from planner import __version__
from planner.calendars.export.vtimezone import vtimezone
from planner.calendars.libraries import icalendar
from planner.calendars.own import OWN_PRODUCT
from planner.frozen_class import frozen

PRODUCT = f"{OWN_PRODUCT}{__version__}//EN"
_LONGEST_LINE = 250  # characters of a summary or a place: Outlook cuts a subject at 255
_LONGEST_TEXT = 8_000  # characters of a description
_JOINERS = "\u200c\u200d"  # join letters of Persian and Indic names, and emoji
_OFF = "Canceled: "  # for programs that show a canceled event like any other
_LINE_ENDS = "\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"


@frozen(kw_only=True)
class ExportEntry:
    """One event to export.

    Times are aware and in a ZoneInfo; `revised` is its last change.
    """

    uid: str
    start: datetime
    end: datetime
    summary: str
    description: str = ""
    location: str = ""
    categories: tuple[str, ...] = ()
    sequence: int = 0
    revised: datetime
    cancelled: bool = False
    free: bool = False  # takes no time that others should keep clear of


def calendar_bytes(entries: Sequence[ExportEntry], alarm: int | None = None, day: datetime | None = None) -> bytes:
    """One calendar of these entries, with the zones they need.

    `alarm` is minutes before each entry that is not cancelled. A calendar must not be empty (RFC 5545, 3.6): without
    entries it holds the zone of `day`.
    """
    calendar = icalendar().Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    zones: dict[str, list[datetime]] = {}
    for entry in entries:
        for time in (_wall_or_utc(entry.start), _wall_or_utc(entry.end)):
            if isinstance(time.tzinfo, ZoneInfo):
                zones.setdefault(time.tzinfo.key, []).append(time)
    if not entries and day is not None and isinstance(day.tzinfo, ZoneInfo):
        zones[day.tzinfo.key] = [day]
    for name, times in sorted(zones.items()):
        calendar.add_component(vtimezone(ZoneInfo(name), min(times).year, max(times).year))
    for entry in entries:
        calendar.add_component(_event(entry, alarm))
    data: bytes = calendar.to_ical()
    return data


def plain(text: str, longest: int = _LONGEST_TEXT) -> str:
    """`text` as a calendar may hold it: line ends, but no other control or direction characters.

    A text longer than `longest` characters ends in `…`.
    """
    for sign in ("\r\n", "\r", *_LINE_ENDS):
        text = text.replace(sign, "\n")
    safe = "".join(_harmless(sign) for sign in text).strip()
    return safe if len(safe) <= longest else safe[: longest - 1].rstrip() + "…"


def _harmless(sign: str) -> str:
    if sign == "\n" or sign in _JOINERS:
        return sign
    category = unicodedata.category(sign)
    if category == "Cc":
        return " " if sign == "\t" else ""
    return "" if category in ("Cf", "Cs") else sign


def _one_line(text: str) -> str:
    return plain(" ".join(plain(text).split()), _LONGEST_LINE)


def _event(entry: ExportEntry, alarm: int | None) -> Any:
    event = icalendar().Event()
    event.add("uid", entry.uid)
    # Without a METHOD, DTSTAMP is the last revision as well (RFC 5545, 3.8.7.2).
    event.add("dtstamp", entry.revised.astimezone(UTC))
    event.add("last-modified", entry.revised.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("dtstart", _wall_or_utc(entry.start))
    if entry.end.timestamp() > entry.start.timestamp():  # an end at the start violates 3.8.2.2
        event.add("dtend", _wall_or_utc(entry.end))
    off = entry.cancelled and not entry.summary.startswith(_OFF)
    event.add("summary", _one_line(_OFF + entry.summary if off else entry.summary))
    for name, value in (("description", plain(entry.description)), ("location", _one_line(entry.location))):
        if value:
            event.add(name, value)
    if entry.categories:
        event.add("categories", [_one_line(category) for category in entry.categories])
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    free = entry.cancelled or entry.free
    event.add("transp", "TRANSPARENT" if free else "OPAQUE")
    event.add("x-microsoft-cdo-busystatus", "FREE" if free else "BUSY")
    if alarm is not None and not entry.cancelled:
        event.add_component(_alarm(entry, alarm))
    return event


def _alarm(entry: ExportEntry, minutes: int) -> Any:
    alarm = icalendar().Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _one_line(entry.summary))
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm


def _wall_or_utc(time: datetime) -> datetime:
    """The time by the clock of its zone, or in UTC if that clock shows it twice."""
    time = time.replace(microsecond=0)
    twice = time.utcoffset() != time.replace(fold=1 - time.fold).utcoffset()
    return time.astimezone(UTC) if twice or not _has_rules(time) else time


def _has_rules(time: datetime) -> bool:
    zone = time.tzinfo
    return isinstance(zone, ZoneInfo) and zone.key not in ("UTC", "Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu")
