"""The rows of a diary page that are events, each with an identity that stays.

An event is an item's part on a day. Its UID, SEQUENCE and LAST-MODIFIED follow from the diary alone, so that the same
diary gives the same calendar, whoever exports it and how often.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from hashlib import blake2b
from math import inf

from planner.calendars.own import OWN_UID
from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.core.worklog.work import open_rows
from planner.frozen_class import frozen

_AS_NAMED: Mapping[str, str] = {}


@frozen(kw_only=True)
class Placed:
    """An item's part on a day.

    The row that tells where it is now, or was last if it is `cancelled`.
    """

    uid: str
    row: Line
    sequence: int  # how often it was placed, taken off or done elsewhere after the first time
    revised: datetime
    cancelled: bool


def placed_rows(
    day: DiaryDay, rep: str, meetings: bool = False, as_written: Mapping[str, str] = _AS_NAMED
) -> tuple[Placed, ...]:
    """The events of a page by the clock, those that left it among them as cancelled.

    `as_written` has the items of records renamed since, as the page names them: an event keeps its UID.

    What is done, where it was done.

    What stands in the rep's own calendar already is left out, unless `meetings`.
    """
    done = _where_done(day)
    found = [
        _placed(day, uid_of(rep, day.date, as_written.get(item, item), part), rows, done)
        for (item, part), rows in _parts(day).items()
        if meetings or not rows[-1].slot.from_calendar
    ]
    return tuple(sorted(found, key=lambda placed: (placed.row.slot.start.timestamp(), placed.uid)))


def uid_of(rep: str, on: date, item: str, part: int) -> str:
    """The UID of an item's part on a day, the same whenever it is asked for.

    It tells nobody what it stands for.
    """
    return f"{uid_start(rep, on)}{_mark(8, item, str(part))}{OWN_UID}"


def uid_start(rep: str, on: date) -> str:
    """The beginning that all UIDs of a rep's day have, and no others."""
    return f"{on:%Y%m%d}-{_mark(4, rep)}-"


def _mark(size: int, *words: str) -> str:
    return blake2b("\0".join(words).encode("utf-8", "replace"), digest_size=size).hexdigest()


def _parts(day: DiaryDay) -> dict[tuple[str, int], list[Line]]:
    """The rows of each item's parts, in the order in which they came on the page.

    What is left of a half done item comes on the page with its parts counted from one again, while the part that is
    done stays: it takes the next number that is free then, so that no two lines of a page are one event.
    """
    parts: dict[tuple[str, int], list[Line]] = {}
    for row in day.planned:
        number = row.slot.part[0] if row.slot.part else 1
        while any(_left(other) > _came(row) for other in parts.get((row.what.item, number), ())):
            number += 1
        parts.setdefault((row.what.item, number), []).append(row)
    return parts


def _where_done(day: DiaryDay) -> dict[tuple[str, datetime], Line]:
    """The work of the rows that are done, by item and planned start.

    Of several parts, one after the other.
    """
    open_starts = {(row.what.item, row.slot.start) for row in open_rows(day, None)}
    done: dict[str, list[Line]] = {}
    for row in day.planned:
        if row.status.dropped is None and (row.what.item, row.slot.start) not in open_starts:
            done.setdefault(row.what.item, []).append(row)
    found = {}
    for item, rows in done.items():
        worked = sorted((each for each in day.worked if each.what.item == item), key=lambda each: each.slot.start)
        rows.sort(key=lambda row: row.slot.start)
        for row, each in zip(reversed(rows), reversed(worked), strict=False):
            found[item, row.slot.start] = each
    return found


def _placed(day: DiaryDay, uid: str, rows: Sequence[Line], done: Mapping[tuple[str, datetime], Line]) -> Placed:
    row = rows[-1]
    worked = done.get((row.what.item, row.slot.start)) if row.status.dropped is None else None
    moved = worked is not None and (worked.slot.start, worked.slot.end) != (row.slot.start, row.slot.end)
    dropped = sum(each.status.dropped is not None for each in rows)
    moments = [
        each.astimezone(UTC)
        for row in rows
        for each in (row.status.made, row.status.changed, row.status.dropped)
        if each
    ]
    if worked is not None and moved:
        row = replace(row, slot=replace(row.slot, start=worked.slot.start, end=worked.slot.end))
        moments.append(worked.slot.end.astimezone(UTC))
    return Placed(
        uid=uid,
        row=row,
        sequence=len(rows) - 1 + dropped + moved,
        revised=max(moments, default=datetime.combine(day.date, time(), row.slot.start.tzinfo)),
        cancelled=row.status.dropped is not None,
    )


def _came(row: Line) -> float:
    return row.status.made.timestamp() if row.status.made is not None else -inf


def _left(row: Line) -> float:
    return row.status.dropped.timestamp() if row.status.dropped is not None else inf
