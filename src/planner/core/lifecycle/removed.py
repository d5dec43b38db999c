"""Records that the diary knows and the book does not."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from planner.core.diary import DiaryDay


class OldRecord(NamedTuple):
    """A record of which only the diary is left: the rows for it, and the day of the newest."""

    id: str
    rows: int
    last: date


def only_in_diary(days: Iterable[DiaryDay], ids: Collection[str]) -> dict[str, OldRecord]:
    """The records with work in the diary that are not among `ids`, by id, the newest last."""
    found: dict[str, OldRecord] = {}
    for day in days:
        for row in day.worked:
            record = row.what.record
            if record is not None and record not in ids:
                rows = found[record].rows if record in found else 0
                found[record] = OldRecord(record, rows + 1, day.date)
    return found
