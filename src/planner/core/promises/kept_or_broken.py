"""The promises of a diary that were kept, and those that were broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from planner.core.diary import DiaryDay
from planner.core.line import NOT_HAPPENED


def kept_or_broken(days: Iterable[DiaryDay]) -> Iterator[tuple[date, bool]]:
    """The day on which each promise was kept or broken, and True if it was kept in time.

    `days` are the diary's, oldest first. A promise that is on the pages of several days is one, until it is worked on.
    """
    open_ones: set[str] = set()
    broken: set[str] = set()
    for day in days:
        for line in day.planned:
            record = line.what.record
            if not line.status.promised or record is None:
                continue
            open_ones.add(record)
            if line.status.overdue and record not in broken:
                broken.add(record)
                yield day.date, False
        for row in day.worked:
            record = row.what.record or ""
            if record in open_ones and row.result.outcome not in (None, *NOT_HAPPENED):
                if record not in broken:
                    yield day.date, True
                open_ones.discard(record)
                broken.discard(record)
