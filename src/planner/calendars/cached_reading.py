"""A reading of calendars as bytes and back, so that unchanged calendars are read only once.

This module imports nothing that reads calendars.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from planner.core.records.event_match import CalendarEvent

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """The busy times in order, and the warnings, "work.ics:41: ..."."""

    busy: tuple[CalendarEvent, ...]
    warnings: tuple[str, ...]


def dump(reading: CalendarReading) -> bytes:
    """The reading as JSON; times with their offset, and the zone's name."""
    rows = [
        [
            event.start.astimezone(UTC).isoformat(),
            event.end.astimezone(UTC).isoformat(),
            event.title,
            event.uid,
            event.location,
            event.description,
            list(event.attendees),
            event.all_day,
            event.tentative,
            event.file,
            event.line,
        ]
        for event in reading.busy
    ]
    zone = str(reading.busy[0].start.tzinfo) if reading.busy else "UTC"
    return json.dumps([_FORMAT, zone, rows, list(reading.warnings)], ensure_ascii=True).encode()


def load(data: bytes) -> CalendarReading:
    """The reading that `dump` wrote. Raises ValueError for anything else."""
    try:
        form, zone_name, rows, warnings = json.loads(data)
        if form != _FORMAT:
            raise ValueError(f"format {form}")
        zone = ZoneInfo(zone_name)
        busy = tuple(_event(row, zone) for row in rows)
        return CalendarReading(busy, tuple(_text(warning) for warning in warnings))
    except (ValueError, TypeError, KeyError, OSError, OverflowError, RecursionError) as error:
        raise ValueError(f"no stored calendar reading: {error}") from error


def _event(row: list[object], zone: ZoneInfo) -> CalendarEvent:
    start, end, title, uid, location, description, attendees, all_day, tentative, file, line = row
    if not isinstance(attendees, list) or not isinstance(line, int):
        raise ValueError("attendees or line")
    return CalendarEvent(
        start=datetime.fromisoformat(_text(start)).astimezone(zone),
        end=datetime.fromisoformat(_text(end)).astimezone(zone),
        title=_text(title),
        uid=_text(uid),
        location=_text(location),
        description=_text(description),
        attendees=tuple(_text(address) for address in attendees),
        all_day=bool(all_day),
        tentative=bool(tentative),
        file=_text(file),
        line=line,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text is missing")
    return value
