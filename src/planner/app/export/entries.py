"""A row of the page as words for a calendar.

What it is, what it is for, what to bring, and why it pays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.calendars.export.entries import Placed
from planner.calendars.export.write import ExportEntry
from planner.calendars.own import OWN_CATEGORY
from planner.core.book import Account, Book, Contact, Deal, Task
from planner.core.line import Line
from planner.core.talk.choose import main_contact
from planner.locales.locale import use_plain_locale
from planner.screen.text.reasons import title_of
from planner.screen.text.wording import money, per_hour

Known = Deal | Account | Contact | Task
WITH_THEM = ("advance", "ask", "visit", "touch", "fresh-look")  # for these one has to be able to reach them
PREPARED = (*WITH_THEM, "prepare")  # for these there is something to bring, or to lay ready


def entry_of(placed: Placed, book: Book, records: Mapping[str, Known]) -> ExportEntry:
    """The event that a row is given out as; `records` are those of the book by id."""
    row = placed.row
    record = records.get(row.what.record or row.what.item)
    return ExportEntry(
        uid=placed.uid,
        start=row.slot.start,
        end=row.slot.end,
        summary=_summary(row, record),
        description="\n".join(_description(row, record, book)),
        location=_place(row, record, book),
        categories=tuple(dict.fromkeys((OWN_CATEGORY, row.what.kind or "task", row.what.does))),
        sequence=placed.sequence,
        revised=placed.revised,
        cancelled=placed.cancelled,
        free=_fills_a_gap(row),
    )


def records_by_id(book: Book) -> dict[str, Known]:
    """Every record and task of the book by its id."""
    records: list[Known] = [*book.tasks, *book.contacts, *book.accounts, *book.deals]
    return {each.id: each for each in records}


def _fills_a_gap(row: Line) -> bool:
    """True for a task that makes nothing and need not be done today: others may take its time."""
    status = row.status
    return row.what.kind == "task" and row.worth.per_hour == 0 and not (status.must or status.due or status.promised)


def is_agreed(row: Line, records: Mapping[str, Known]) -> bool:
    """True if a row is an appointment that its record still has, on the page or not."""
    known = (records.get(name) for name in (row.what.item, row.what.record) if name is not None)
    return row.slot.fixed and any(not isinstance(each, Contact | None) and each.at == row.slot.start for each in known)


def _summary(row: Line, record: Known | None) -> str:
    title = title_of(row.what, row.slot.part)
    name = "" if record is None or isinstance(record, Task) else record.name
    return f"{title} · {name}" if name else title


def _description(row: Line, record: Known | None, book: Book) -> Iterator[str]:
    if row.what.objective:
        yield row.what.objective
    bring = book.playbook.plays[row.what.play].bring if row.what.play in book.playbook.plays else ()
    if bring and row.what.does in PREPARED:
        yield f"Bring: {'; '.join(bring)}"
    who = _person(record, book) if row.what.does in WITH_THEM or row.what.does == "book" else ""
    if who:
        yield f"With: {who}"
    reason = "you must do it" if row.status.must and row.worth.makes <= 0 else row.reason
    if reason:
        yield f"Why: {reason}"
    if row.worth.makes > 0:
        currency = book.rep.currency
        with use_plain_locale():  # an event is the same in every locale
            makes = f"Makes {money(row.worth.makes, currency)}, {per_hour(row.worth.hourly, currency)}"
        yield makes


def _person(record: Known | None, book: Book) -> str:
    """The person to reach, and how: the contact, or the record's main one."""
    person = main_contact(record, book)
    if person is None:
        return ""
    return ", ".join(each for each in (person.name, person.role, person.phone, person.email) if each)


def _place(row: Line, record: Known | None, book: Book) -> str:
    """The place: the record's for work with the customer, or a task's own."""
    if row.what.kind == "task":
        task = next((each for each in book.tasks if each.id == row.what.item), None)
        return (task.place if task else None) or ""
    there = row.what.does == "visit" or (row.what.does == "advance" and row.slot.fixed)
    return (record.place or "") if there and isinstance(record, Deal | Account) else ""
