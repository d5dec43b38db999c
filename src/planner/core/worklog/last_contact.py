"""On which day somebody was reached, by what the diary still says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from planner.core.line import Line
from planner.core.worklog.outcomes import Record, reaches
from planner.core.worklog.reversal import REACHED_ON

RowsOn = Callable[[date], Sequence[Line]]


def no_rows(_day: date) -> Sequence[Line]:
    """The rows of a diary of which nothing is known."""
    return ()


def reached_otherwise(record: Record, day: date, corrects: Line, rows_on: RowsOn) -> tuple[str, ...]:
    """The record's keys that stand whatever becomes of the row `corrects` of `day`.

    The day of the last contact where another row of the day reached them, or they were reached on a later one; the
    tries without an answer where that was after it.
    """
    days = [known for known in (getattr(record, key, None) for key in REACHED_ON) if known is not None]
    later = any(known > day for known in days)
    others = rows_on(day)
    keys = REACHED_ON if later or _reached_by(record, others) else ()
    after = later or _reached_by(record, [row for row in others if row.slot.start >= corrects.slot.start])
    return (*keys, "unanswered") if after else keys


def last_reached(record: Record, rows_on: RowsOn) -> dict[str, Any]:
    """The day of the last contact, if the record names one that reached nobody; else empty.

    A row that was corrected keeps what was known before it, as long as a later contact hides that.
    """
    found: dict[str, Any] = {}
    for key in REACHED_ON:
        known = getattr(record, key, None)
        while isinstance(known, date):
            rows = [row for row in rows_on(known) if row.what.record == record.id]
            hidden = [row for row in rows if row.result.after.get(key) == known]
            if not hidden or _reached_by(record, rows):
                break
            earlier = hidden[0].result.before.get(key)
            known = earlier if isinstance(earlier, date) and earlier < known else None
            found[key] = known
    return found


def _reached_by(record: Record, rows: Sequence[Line]) -> bool:
    return any(row.what.record == record.id and reaches(row.what.does, row.result.outcome) for row in rows)
