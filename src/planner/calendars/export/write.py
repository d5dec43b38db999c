"""Entries of the plan as iCalendar (RFC 5545), the bytes of a file that any calendar program reads.

The same entries give the same bytes: nothing in here asks for the time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from planner import __version__
from planner.calendars.export.vtimezone import vtimezone

PRODUCT = f"-//hourworth//plan {__version__}//EN"
_LONGEST_LINE = 250  # signs of a summary or a place: Outlook cuts a subject at 255
_LONGEST_TEXT = 8_000  # signs of a description
_JOINERS = "\u200c\u200d"  # join letters of Persian and Indic names, and emoji
_LINE_ENDS = "\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event to be given out. Times are aware and in a ZoneInfo; `revised` is when it was last changed."""

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


def calendar_bytes(entries: Sequence[Entry], alarm: int | None = None, day: datetime | None = None) -> bytes:
    """One calendar of these entries, with the zones they need; `alarm` is minutes before each that is not cancelled.

    A calendar has to hold something (RFC 5545, 3.6): without an entry that is the zone of `day`.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    zones: dict[str, list[datetime]] = {}
    for entry in entries:
        for moment in (entry.start, entry.end):
            written = _written(moment)
            if isinstance(written.tzinfo, ZoneInfo):
                zones.setdefault(written.tzinfo.key, []).append(written)
    if not entries and day is not None and isinstance(day.tzinfo, ZoneInfo):
        zones[day.tzinfo.key] = [day]
    for name, moments in sorted(zones.items()):
        calendar.add_component(vtimezone(ZoneInfo(name), min(moments).year, max(moments).year))
    for entry in entries:
        calendar.add_component(_event(entry, alarm))
    data: bytes = calendar.to_ical()
    return data


def plain(text: str, longest: int = _LONGEST_TEXT) -> str:
    """`text` as a calendar may hold it: no control characters but line ends, none that turn the reading direction.

    What is longer than `longest` signs ends in `…`.
    """
    for sign in ("\r\n", "\r", *_LINE_ENDS):
        text = text.replace(sign, "\n")
    kept = "".join(_harmless(sign) for sign in text).strip()
    return kept if len(kept) <= longest else kept[: longest - 1].rstrip() + "…"


def _harmless(sign: str) -> str:
    if sign == "\n" or sign in _JOINERS:
        return sign
    category = unicodedata.category(sign)
    if category == "Cc":
        return " " if sign == "\t" else ""
    return "" if category in ("Cf", "Cs") else sign


def _one_line(text: str) -> str:
    return plain(" ".join(plain(text).split()), _LONGEST_LINE)


def _event(entry: Entry, alarm: int | None) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    # Without a METHOD, DTSTAMP too is when the entry was last revised (RFC 5545, 3.8.7.2).
    event.add("dtstamp", entry.revised.astimezone(UTC))
    event.add("last-modified", entry.revised.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("dtstart", _written(entry.start))
    if entry.end.timestamp() > entry.start.timestamp():  # an end at the start is against 3.8.2.2; left out, it is meant
        event.add("dtend", _written(entry.end))
    event.add("summary", _one_line(entry.summary))
    for name, value in (("description", plain(entry.description)), ("location", _one_line(entry.location))):
        if value:
            event.add(name, value)
    if entry.categories:
        event.add("categories", [_one_line(category) for category in entry.categories])
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    if alarm is not None and not entry.cancelled:
        event.add_component(_alarm(entry, alarm))
    return event


def _alarm(entry: Entry, minutes: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _one_line(entry.summary))
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm


def _written(moment: datetime) -> datetime:
    """The moment as it is written: by the clock of its zone, in UTC where that clock shows the time twice."""
    moment = moment.replace(microsecond=0)
    return moment.astimezone(UTC) if moment.fold or not _has_rules(moment) else moment


def _has_rules(moment: datetime) -> bool:
    zone = moment.tzinfo
    return isinstance(zone, ZoneInfo) and zone.key not in ("UTC", "Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu")
