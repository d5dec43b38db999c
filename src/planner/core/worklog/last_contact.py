"""The day of a record's last contact, by what the diary still says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from planner.core.line import Line
from planner.core.worklog.outcomes import Record, reaches
from planner.core.worklog.reversal import CONTACT_DAYS

RowsOn = Callable[[date], Sequence[Line]]


def other_contacts(record: Record, day: date, corrects: Line, rows_on: RowsOn) -> tuple[str, ...]:
    """The record's keys that stay whatever becomes of the row `corrects` of `day`.

    The day of the last contact where another row of the day reached them, or they were reached on a later one; the
    tries without an answer where that was after it.
    """
    days = [known for known in (getattr(record, key, None) for key in CONTACT_DAYS) if known is not None]
    later = any(known > day for known in days)
    others = rows_on(day)
    keys = CONTACT_DAYS if later or _has_contact(record, others) else ()
    after = later or _has_contact(record, [row for row in others if row.slot.start >= corrects.slot.start])
    return (*keys, "unanswered") if after else keys


def last_contact_day(record: Record, rows_on: RowsOn) -> dict[str, Any]:
    """The day of the last contact, if the record names one that reached nobody; else empty.

    A row that was corrected keeps what was known before it, as long as a later contact hides that.
    """
    found: dict[str, Any] = {}
    for key in CONTACT_DAYS:
        known = getattr(record, key, None)
        while isinstance(known, date):
            rows = [row for row in rows_on(known) if row.what.record == record.id]
            hidden = [row for row in rows if row.result.after.get(key) == known]
            if not hidden or _has_contact(record, rows):
                break
            earlier = hidden[0].result.before.get(key)
            known = earlier if isinstance(earlier, date) and earlier < known else None
            found[key] = known
    return found


def _has_contact(record: Record, rows: Sequence[Line]) -> bool:
    return any(row.what.record == record.id and reaches(row.what.does, row.result.outcome) for row in rows)
