"""A reading of calendars as bytes and back, so that unchanged calendars are read only once.

This module imports nothing that reads calendars.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from planner.core.records.event_match import ANSWERS, CalendarEvent
from planner.frozen_class import frozen

_FORMAT = 2


@frozen
class CalendarReading:
    """The busy times in order, and what can't be read, "work.ics:41: ...".

    `gaps` are problems for which a meeting may be missing, `warnings` all others; `off` are canceled meetings and
    those that the rep declined; `newest` is the newest stamp of each path, as calendars write it.
    """

    busy: tuple[CalendarEvent, ...] = ()
    warnings: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    off: tuple[CalendarEvent, ...] = ()
    newest: tuple[str, ...] = ()


def dump(reading: CalendarReading) -> bytes:
    """The reading as JSON; times with their offset, and the zone's name."""
    events = (*reading.busy, *reading.off)
    zone = str(events[0].start.tzinfo) if events else "UTC"
    lists = [list(reading.warnings), list(reading.gaps), list(reading.newest)]
    rows = [[_row(event) for event in each] for each in (reading.busy, reading.off)]
    return json.dumps([_FORMAT, zone, rows, lists], ensure_ascii=True).encode()


def dump_all(readings: Iterable[CalendarReading]) -> bytes:
    """The readings, each as `dump` writes it, on a line of its own."""
    return b"\n".join(map(dump, readings))


def load_all(data: bytes, count: int) -> tuple[CalendarReading, ...]:
    """The so many readings that `dump_all` wrote. Raises ValueError for anything else."""
    lines = data.split(b"\n", count)
    if len(lines) != count:
        raise ValueError(f"no {count} stored calendar readings")
    return tuple(map(load, lines))


def _row(event: CalendarEvent) -> list[object]:
    return [
        event.start.astimezone(UTC).isoformat(),
        event.end.astimezone(UTC).isoformat(),
        event.title,
        event.uid,
        event.location,
        event.description,
        list(event.attendees),
        event.all_day,
        event.answer,
        list(event.declined),
        event.travel,
        event.file,
        event.line,
    ]


def load(data: bytes) -> CalendarReading:
    """The reading that `dump` wrote. Raises ValueError for anything else."""
    try:
        form, zone_name, (busy, off), (warnings, gaps, newest) = json.loads(data)
        if form != _FORMAT:
            raise ValueError(f"format {form}")
        zone = ZoneInfo(zone_name)
        return CalendarReading(
            busy=tuple(_event(row, zone) for row in busy),
            warnings=_texts(warnings),
            gaps=_texts(gaps),
            off=tuple(_event(row, zone) for row in off),
            newest=_texts(newest),
        )
    except (ValueError, TypeError, KeyError, OSError, OverflowError, RecursionError) as error:
        raise ValueError(f"no stored calendar reading: {error}") from error


def _event(row: list[object], zone: ZoneInfo) -> CalendarEvent:
    start, end, title, uid, location, description, attendees, all_day, answer, declined, travel, file, line = row
    if not isinstance(line, int):
        raise ValueError("line")
    return CalendarEvent(
        start=datetime.fromisoformat(_text(start)).astimezone(zone),
        end=datetime.fromisoformat(_text(end)).astimezone(zone),
        title=_text(title),
        uid=_text(uid),
        location=_text(location),
        description=_text(description),
        attendees=_texts(attendees),
        all_day=bool(all_day),
        answer=ANSWERS[_text(answer)],
        declined=_texts(declined),
        travel=bool(travel),
        file=_text(file),
        line=line,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text is missing")
    return value


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise ValueError("a list is missing")
    return tuple(_text(value) for value in values)
