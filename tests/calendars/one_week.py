"""Reads a calendar written out in a test, the way `plan today` does, and shows it in lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from planner.calendars.busy_times import Rules, busy_times
from planner.calendars.cached_reading import CalendarReading

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)


def reading(
    folder: Path,
    text: str | bytes,
    first: date = MONDAY,
    last: date = SUNDAY,
    zone: str = "Europe/Berlin",
    **rules: Any,
) -> CalendarReading:
    """`busy_times` of work.ics; a text without a calendar around it gets one."""
    if isinstance(text, str):
        if "BEGIN:VCALENDAR" not in text:
            text = f"BEGIN:VCALENDAR\n{text.strip()}\nEND:VCALENDAR\n"
        text = text.replace("\n", "\r\n").encode()
    (folder / "work.ics").write_bytes(text)
    return busy_times([folder / "work.ics"], (first, last), zone, Rules(**rules))


def times(found: CalendarReading) -> list[str]:
    """ "Mon 23 09:00-10:00 Stand-up" and so on; fails on warnings."""
    assert problems(found) == ()
    return [
        f"{event.start:%a %d %H:%M}-{event.end:%H:%M} {event.title}"
        if event.start.date() == event.end.date()
        else f"{event.start:%a %d %H:%M}-{event.end:%a %d %H:%M} {event.title}"
        for event in found.busy
    ]


def problems(found: CalendarReading) -> tuple[str, ...]:
    """Everything that was wrong: what may hide a meeting, and what doesn't."""
    return found.gaps + found.warnings


def event(*lines: str, title: str = "Meeting") -> str:
    """A VEVENT with these lines; UID 1 unless they name one."""
    uid = [] if any(line.startswith("UID") for line in lines) else ["UID:1"]
    return "\n".join(["BEGIN:VEVENT", *uid, f"SUMMARY:{title}", *lines, "END:VEVENT", ""])
