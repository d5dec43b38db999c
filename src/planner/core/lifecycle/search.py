"""Search the book and its diary: records by their words, rows of the log by their notes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from planner.core.book import Book, Contact
from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.core.records.new_record import Record, name_of

_WORDS = ("company", "role", "email", "phone", "next", "plan", "waiting_on", "moved_to", "place", "crm_id", "renews")
_LISTS = ("contacts", "needs", "tags", "aka", "was")


class FoundRecord(NamedTuple):
    """A record with all of the words, and the fields that have them."""

    record: Record
    fields: tuple[str, ...]


class FoundRow(NamedTuple):
    """A row of the log whose note, or title and customer, has all of the words, and its day."""

    on: date
    row: Line


def found_records(words: Sequence[str], records: Iterable[Record], book: Book) -> list[FoundRecord]:
    """The records that have all words in their fields, those with them in the name first."""
    wanted, people = _folded_words(words), {each.id: each for each in book.contacts}
    found = []
    for record in records:
        texts = {key: _folded(text) for key, text in _texts(record, people)}
        if all(any(word in text for text in texts.values()) for word in wanted):
            fields = tuple(key for key, text in texts.items() if any(word in text for word in wanted))
            found.append(FoundRecord(record, fields))
    return sorted(found, key=lambda each: not {"id", "name"} & {*each.fields})


def found_rows(words: Sequence[str], days: Iterable[DiaryDay], names: Mapping[str, str]) -> list[FoundRow]:
    """The rows that have all words in their note, title and customer together, the newest first."""
    wanted = _folded_words(words)
    found = []
    for day in days:
        for row in day.worked:
            what = row.what
            text = _folded(" ".join((row.result.note, what.title, names.get(what.record or "", ""), what.record or "")))
            note = _folded(row.result.note)
            if all(word in text for word in wanted) and any(word in note for word in wanted):
                found.append(FoundRow(day.date, row))
    return sorted(found, key=lambda each: (each.on, each.row.slot.start.timestamp()), reverse=True)


def _texts(record: Record, people: Mapping[str, Contact]) -> Iterator[tuple[str, str]]:
    """The words of a record by field; a contact's by id and name."""
    yield "id", record.id
    yield "name", name_of(record)
    for key in _WORDS:
        if value := getattr(record, key, None):
            yield key, str(value)
    for key in _LISTS:
        values = list(getattr(record, key, ()))
        if key == "contacts":
            values += [people[value].name for value in values if value in people]
        if values:
            yield key, "\n".join(values)
    for key, own in record.x.items():
        yield f"x.{key}", str(own)


def _folded_words(words: Sequence[str]) -> list[str]:
    return [word for text in words for word in _folded(text).split()]


def _folded(text: str) -> str:
    """Text without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
