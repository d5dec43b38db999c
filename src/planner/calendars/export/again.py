"""An export over an earlier one: what was given out once never comes again with a lower number (RFC 5545, 3.8.7.4).

The diary alone numbers the changes; `plan undo` takes some back. Whoever imported the higher number would not take the
lower one, so an event that goes on from an earlier export counts on from it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from planner.calendars.export.entries import OWN
from planner.calendars.export.write import Entry, calendar_bytes

Said = tuple[str, str, str]  # DTSTART, DTEND and STATUS as they were written


def counted_on(entries: Sequence[Entry], before: Iterable[bytes]) -> list[Entry]:
    """The entries, none with a lower SEQUENCE than it has in the calendars `before`, nor with the same one for another
    time or status."""
    known: dict[str, tuple[int, Said]] = {}
    for content in before:
        known |= {uid: told for uid, told in _told(content).items() if told[0] >= known.get(uid, (0,))[0]}
    if not known:
        return list(entries)
    return [_counted_on(entry, known) for entry in entries]


def left_behind(known: Iterable[str], before: Iterable[bytes], ours: Collection[str]) -> list[Entry]:
    """What earlier calendars have of these days (`ours` begin their UIDs) and the diary has no more, as cancelled.

    Its UIDs are `known`. Else what only came by what was undone would stay with whoever imported it.
    """
    here, found = set(known), []
    for content in before:
        for uid, (number, said) in _told(content).items():
            if uid.startswith(tuple(ours)) and uid.endswith(OWN) and uid not in here:
                entry = _cancelled(content, uid)
                if entry is not None:
                    found.append(replace(entry, sequence=number if said[2] == "CANCELLED" else number + 1))
    return found


def _cancelled(content: bytes, uid: str) -> Entry | None:
    """The event of a calendar as a cancelled one, with the number it has; None where its times can't be made out."""
    from icalendar import Calendar

    try:
        events = Calendar.from_ical(content).walk("VEVENT")
        event = next(each for each in events if each.get("uid") == uid)
        start, revised = event.decoded("dtstart"), event.decoded("dtstamp")
        end = event.decoded("dtend", start)
    except (ValueError, KeyError, StopIteration):
        return None
    if not all(isinstance(each, datetime) and each.tzinfo is not None for each in (start, end, revised)):
        return None
    return Entry(uid=uid, start=start, end=end, summary=str(event.get("summary", "")), revised=revised, cancelled=True)


def _counted_on(entry: Entry, known: Mapping[str, tuple[int, Said]]) -> Entry:
    if entry.uid not in known or entry.sequence > known[entry.uid][0]:
        return entry
    number, said = known[entry.uid]
    same = _told(calendar_bytes([entry]))[entry.uid][1] == said
    return replace(entry, sequence=number if same else number + 1)


def _told(content: bytes) -> dict[str, tuple[int, Said]]:
    """Of each event of a calendar, by its UID: its number, times and status."""
    text = re.sub("\r?\n[ \t]", "", content.decode("utf-8", "replace"))
    found = {}
    for event in text.split("BEGIN:VEVENT")[1:]:
        values = dict(line.partition(":")[::2] for line in event.partition("END:VEVENT")[0].splitlines())
        by_name = {name.partition(";")[0].upper(): value.strip() for name, value in values.items()}
        number = by_name.get("SEQUENCE", "0")
        said = (by_name.get("DTSTART", ""), by_name.get("DTEND", ""), by_name.get("STATUS", ""))
        found[by_name.get("UID", "")] = (int(number) if number.isdecimal() else 0, said)
    return found
