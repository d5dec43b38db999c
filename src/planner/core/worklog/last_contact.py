"""Days of the last contact: those a contact moves, and those the diary bears out.

A contact with one record of a customer is one with its other records, and with the people who took part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from planner.core.book import Contact, Deal, Task
from planner.core.customers.customers import CustomerRecord, Customers
from planner.core.line import Line
from planner.core.worklog.outcomes import Record, reaches
from planner.core.worklog.reversal import CONTACT_DAYS, with_changes

RowsOn = Callable[[date], Sequence[Line]]
NEVER = "never"  # in a row's `others`: there was no contact before


def no_rows(_day: date) -> Sequence[Line]:
    """The rows of a diary of which nothing is known."""
    return ()


class Past(NamedTuple):
    """The diary's other rows by day, and the book's customers."""

    rows_on: RowsOn = no_rows
    customers: Customers | None = None

    def has_contact(self, record: Record, rows: Iterable[Line]) -> bool:
        """True if one of the rows is a contact with the record, or counts as one."""
        return any(reaches(row.what.does, row.result.outcome) and self._counts(record, row) for row in rows)

    def _counts(self, record: Record, row: Line) -> bool:
        if row.what.record == record.id:
            return True
        if self.customers is None or row.what.record is None or isinstance(record, Task):
            return False
        return any(each.id == record.id for each in self.customers.touched(row.what.record, row.what.people))


class OtherChanges(NamedTuple):
    """Keys of other records that change, and what the row keeps of them."""

    keys: Mapping[str, dict[str, Any]]
    others: Mapping[str, object]


def other_changes(row: Line, day: date, corrects: Line | None, past: Past) -> OtherChanges:
    """Days of the last contact that `row` moves in the customer's other records.

    The row it corrects moved some already: those that are not among its own go back, unless another row bears them out.
    A later day stands, and an inbound lead without an answer still waits for it.
    """
    customers = past.customers
    if customers is None or row.what.record is None:
        return OtherChanges({}, {})
    before = corrects.result.others if corrects is not None else {}
    keys: dict[str, dict[str, Any]] = {}
    others: dict[str, object] = {}
    for record in _to_move(row, customers):
        known = getattr(record, contact_key(record))
        if record.id in before:
            others[record.id] = before[record.id]
        elif known is None or known < day:
            others[record.id] = known or NEVER
            keys[record.id] = {contact_key(record): day}
    for found in _were_moved(corrects, customers):
        key, was = contact_key(found), before.get(found.id)
        if found.id in others or found.id == row.what.record:
            continue
        if getattr(found, key) != day or past.has_contact(found, past.rows_on(day)):
            others |= {found.id: was} if was is not None else {}  # another contact hides it
            continue
        back = {key: was if type(was) is date else None} if was is not None else {}
        back |= last_contact_day(with_changes(found, back), past)
        keys |= {found.id: back} if back else {}
    return OtherChanges(keys, others)


def _were_moved(row: Line | None, customers: Customers) -> list[CustomerRecord]:
    """The other records whose last contact a row may have moved, or have borne out."""
    if row is None:
        return []
    named = [customers.records[id] for id in row.result.others if id in customers.records]
    return list({each.id: each for each in (*named, *_to_move(row, customers))}.values())


def _to_move(row: Line, customers: Customers) -> list[CustomerRecord]:
    if row.what.record is None or not reaches(row.what.does, row.result.outcome):
        return []
    touched = customers.touched(row.what.record, row.what.people)
    return [each for each in touched if each.id != row.what.record and not _waits(each)]


def _waits(record: CustomerRecord) -> bool:
    """True for an inbound lead that nobody has answered."""
    if not isinstance(record, Deal) or record.came is None:
        return False
    return record.last_touch is None or record.last_touch < record.came.date()


def contact_key(record: CustomerRecord) -> str:
    """The key of the day of the last contact."""
    return "checked" if isinstance(record, Contact) else "last_touch"


def other_contacts(record: Record, day: date, corrects: Line, past: Past) -> tuple[str, ...]:
    """The record's keys that stay whatever becomes of the row `corrects` of `day`.

    The day of the last contact where another row of the day reached them, or they were reached on a later one; the
    tries without an answer where the record itself was reached after it.
    """
    days = [known for known in (getattr(record, key, None) for key in CONTACT_DAYS) if known is not None]
    later = any(known > day for known in days)
    rows = past.rows_on(day)
    keys = CONTACT_DAYS if later or past.has_contact(record, rows) else ()
    own = [row for row in rows if row.what.record == record.id and row.slot.start >= corrects.slot.start]
    return (*keys, "unanswered") if later or past.has_contact(record, own) else keys


def last_contact_day(record: Record, past: Past) -> dict[str, Any]:
    """The day of the last contact, if the record names one that reached nobody; else empty.

    A row that was corrected keeps what was known before it, as long as a later contact hides that.
    """
    found: dict[str, Any] = {}
    for key in CONTACT_DAYS:
        known = getattr(record, key, None)
        while type(known) is date:
            rows = past.rows_on(known)
            hidden = [was for row in rows for was in _known_before(record, key, known, row)]
            if not hidden or past.has_contact(record, rows):
                break
            earlier = hidden[0]
            known = earlier if type(earlier) is date and earlier < known else None
            found[key] = known
    return found


def _known_before(record: Record, key: str, known: date, row: Line) -> list[object]:
    """The day that a row put `known` in the place of, if it did."""
    if row.what.record == record.id and row.result.after.get(key) == known:
        return [row.result.before.get(key)]
    return [row.result.others[record.id]] if record.id in row.result.others else []
