"""The diary's notes on the CRM's deals, as a file of their own.

An update replaces what a column holds, so a note must not go into a deal's description. Salesforce takes notes as tasks
that are done (Data Loader, insert); the other file names deal, day and text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from planner.core.book import Book
from planner.crm.last_import import Memory, SeenRecord
from planner.screen.text.csv_out import no_formula

COUNT = "notes"  # of a deal: how many of its notes were sent
_SALESFORCE = ("WhatId", "Subject", "ActivityDate", "Status", "Description")
_OTHER = ("ID", "Name", "Date", "Note")


class DealNote(NamedTuple):
    """A note of the diary on a deal of the CRM."""

    record: str
    crm_id: str
    name: str
    on: date
    what: str  # the work that it is about
    text: str


class WrittenNote(NamedTuple):
    """A note of the diary: its record, the day, the work's title, and the text."""

    record: str
    on: date
    what: str
    text: str


def new_notes(rows: Iterable[WrittenNote], book: Book, sent: Memory) -> tuple[list[DealNote], dict[str, int]]:
    """The notes that were not sent yet, and the number of all notes of each such deal.

    `rows` are all notes of the diary, in order of time.
    """
    deals = {deal.id: deal for deal in book.deals if deal.crm_id}
    before = sent.seen.get("prospect", {})
    found: list[DealNote] = []
    counts: dict[str, int] = {}
    for record, on, what, text in rows:
        deal = deals.get(record)
        if deal is None or deal.crm_id is None or not text.strip():
            continue
        counts[record] = counts.get(record, 0) + 1
        if counts[record] > _sent(before.get(record)):
            found.append(DealNote(record, deal.crm_id, deal.name, on, what, text))
    return found, {note.record: counts[note.record] for note in found}


def _sent(seen: SeenRecord | None) -> int:
    count = seen.fields.get(COUNT) if seen else None
    return count if isinstance(count, int) else 0


def with_notes(sent: Mapping[str, SeenRecord], counts: Mapping[str, int], book: Book) -> dict[str, SeenRecord]:
    """Add the numbers of notes to the values that were sent of each deal."""
    ids = {deal.id: deal.crm_id or "" for deal in book.deals}
    then = dict(sent)
    for record, count in counts.items():
        before = then.get(record)
        then[record] = SeenRecord(ids[record], {**(before.fields if before else {}), COUNT: count})
    return then


def notes_table(crm: str, notes: Iterable[DealNote]) -> bytes:
    """The notes as a CSV file for this CRM."""
    text = io.StringIO()
    writer = csv.writer(text)
    rows = [map(no_formula, (each.crm_id, each.name, each.on.isoformat(), each.what, each.text)) for each in notes]
    if crm == "Salesforce":
        writer.writerow(_SALESFORCE)
        writer.writerows((id, what, day, "Completed", text) for id, _, day, what, text in rows)
    else:
        writer.writerow(_OTHER)
        writer.writerows((id, name, day, text) for id, name, day, _, text in rows)
    return text.getvalue().encode()


def is_notes_table(start: bytes) -> bool:
    """Return whether a file that begins like this is one of notes."""
    first = start.decode("utf-8", "ignore").partition("\n")[0].strip()
    return first in (",".join(_SALESFORCE), ",".join(_OTHER))
