"""An export over an earlier one: no event may come again with a lower number.

RFC 5545, 3.8.7.4.

The diary alone numbers the changes, and `plan undo` takes some back. A program that imported the higher number would
not take the lower one, so an event of an earlier export counts on from its number there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from planner.calendars.export.write import ExportEntry, calendar_bytes
from planner.calendars.libraries import icalendar
from planner.calendars.own import OWN_UID

MOST = 2**31 - 2  # of a SEQUENCE: a program may count in 32 bits, and the next one is counted up
LONGEST = 20  # digits; more is no count of changes


class EventState(NamedTuple):
    """The SEQUENCE of an event in an export, and its DTSTART, DTEND and STATUS as written."""

    sequence: int
    start: str
    end: str
    status: str


def continue_sequences(entries: Sequence[ExportEntry], before: Iterable[bytes]) -> list[ExportEntry]:
    """Return the entries with sequences that go on from the calendars `before`.

    None is lower than there, nor the same for another time or status.
    """
    known: dict[str, EventState] = {}
    for content in before:
        for uid, state in _event_states(content).items():
            if uid not in known or state.sequence >= known[uid].sequence:
                known[uid] = state
    if not known:
        return list(entries)
    return [_continue(entry, known) for entry in entries]


def cancelled_entries(current: Iterable[str], before: Iterable[bytes], ours: Collection[str]) -> list[ExportEntry]:
    """Return cancellations of events in earlier calendars that the diary no longer has.

    `current` are the UIDs of the diary, `ours` the beginnings of these days' UIDs. Without a cancellation, an event
    that was undone would stay with everyone who imported it.
    """
    here, found, mine = set(current), [], tuple(ours)
    for content in before:
        states = _event_states(content)
        gone = [uid for uid in states if uid.startswith(mine) and uid.endswith(OWN_UID) and uid not in here]
        events = _events(content) if gone else {}
        for uid in gone:
            entry = _cancelled(events[uid], uid) if uid in events else None
            if entry is not None:
                state = states[uid]
                sequence = state.sequence if state.status == "CANCELLED" else state.sequence + 1
                found.append(replace(entry, sequence=sequence))
    return found


def _events(content: bytes) -> dict[str, Any]:
    """The events of a calendar by UID, the first of each; none where it can't be read."""
    try:
        events = icalendar().Calendar.from_ical(content).walk("VEVENT")
    except (ValueError, OverflowError):
        return {}
    return {str(each.get("uid")): each for each in reversed(events)}


def _cancelled(event: Any, uid: str) -> ExportEntry | None:
    """An event, cancelled, with its own sequence; None if its times can't be read."""
    try:
        start, revised = event.decoded("dtstart"), event.decoded("dtstamp")
        end = event.decoded("dtend", start)
    except (ValueError, KeyError, OverflowError):
        return None
    if not all(isinstance(each, datetime) and each.tzinfo is not None for each in (start, end, revised)):
        return None
    if not all(1900 < each.year < 2200 for each in (start, end, revised)):  # no day that a page ever had
        return None
    summary = str(event.get("summary", ""))
    return ExportEntry(uid=uid, start=start, end=end, summary=summary, revised=revised, cancelled=True)


def _continue(entry: ExportEntry, known: Mapping[str, EventState]) -> ExportEntry:
    before = known.get(entry.uid)
    if before is None or entry.sequence > before.sequence:
        return entry
    same = _event_states(calendar_bytes([entry]))[entry.uid][1:] == before[1:]
    return replace(entry, sequence=before.sequence if same else before.sequence + 1)


def _event_states(content: bytes) -> dict[str, EventState]:
    """The events of a calendar by UID."""
    text = re.sub("\r?\n[ \t]", "", content.decode("utf-8", "replace"))
    states = {}
    for event in text.split("BEGIN:VEVENT")[1:]:
        values = dict(line.partition(":")[::2] for line in event.partition("END:VEVENT")[0].splitlines())
        by_name = {name.partition(";")[0].upper(): value.strip() for name, value in values.items()}
        sequence = by_name.get("SEQUENCE", "0")
        states[by_name.get("UID", "")] = EventState(
            min(int(sequence), MOST) if sequence.isdecimal() and len(sequence) <= LONGEST else 0,
            *(by_name.get(name, "") for name in ("DTSTART", "DTEND", "STATUS")),
        )
    return states
