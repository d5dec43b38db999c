"""Changes of the book's files: in memory, then written in one transaction.

    after = set_record(files, book, "acme-rollout", {"amount": 52_000})
    reading = load_files(after, cache, machine_zone)  # raises BookErrors where the book could not be used any more
    write_changes(files, after, "set acme-rollout amount", now)

Files are values here: a change takes a book's files and gives new ones, so that several add up to one transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from planner.book.files import BookFiles, with_content
from planner.book.find import PLAN_FILE
from planner.book.read.playbook import FILE as PLAYBOOK
from planner.book.read.playbook import base_tables
from planner.book.record_files import FILES
from planner.book.store.transaction import FileChange, commit
from planner.book.toml.edit import add_table, add_tables, book_values, remove_table, set_values, write_id
from planner.book.toml.parse import parse_toml
from planner.book.toml.scan import scan
from planner.book.toml.tokens import KeyPath
from planner.core.book import Book
from planner.core.lifecycle.references import NewReferences, Reference
from planner.errors import FileError


class RecordPlace(NamedTuple):
    """The place of a record: the `number`th (from 0) of the `[[key]]` tables in `file`."""

    file: str
    key: str
    number: int


def place_of(book: Book, id: str) -> RecordPlace:
    """The place of the record with this id, written or not. Raises KeyError if there is none."""
    for file, about in FILES.items():
        for number, record in enumerate(getattr(book, about.book_key)):
            if record.id == id:
                return RecordPlace(file, about.key, number)
    raise KeyError(id)


def set_record(files: BookFiles, book: Book, id: str, values: Mapping[str, Any]) -> BookFiles:
    """The files with these keys of a record set (None: taken out), by the smallest edit.

    An id that was left out is written down. `book` is what `files` say. KeyError where there is no such record,
    PlanError where the file can't be edited so.
    """
    place = place_of(book, id)
    table = (place.key, place.number)
    text = files.contents[place.file]
    if f'id = "{id}"'.encode() not in text:  # a look is enough for most; following every key takes its time
        text = write_id(text, table, id)
    return with_content(files, place.file, set_values(text, table, book_values(values, ZoneInfo(book.rep.timezone))))


def set_plan(files: BookFiles, table: str, values: Mapping[str, Any]) -> BookFiles:
    """The files with these keys of a table of plan.toml set, by the smallest edit."""
    return with_content(files, PLAN_FILE, set_values(files.contents[PLAN_FILE], (table,), values))


def _set_reference(files: BookFiles, book: Book, reference: Reference, value: str | None) -> BookFiles:
    """The files with another name at one place of a record; nothing else of a list is touched."""
    place = place_of(book, reference.record)
    table: KeyPath = (place.key, place.number)
    key: str | int = reference.key
    if reference.place is not None:
        table, key = (*table, reference.key), reference.place
    return with_content(files, place.file, set_values(files.contents[place.file], table, {key: value}))


def follow_references(files: BookFiles, book: Book, found: NewReferences) -> BookFiles:
    """The files with all references as they are in `found`. Raises as `set_record`."""
    for reference, value in found.places:
        files = _set_reference(files, book, reference, value)
    for (record, key), values in found.lists.items():
        files = set_record(files, book, record, {key: values or None})
    return files


def remove_records(files: BookFiles, book: Book, ids: Collection[str]) -> BookFiles:
    """The files without these records and the comments directly above each.

    Raises as `set_record`.
    """
    places = sorted((place_of(book, id) for id in ids), key=lambda place: place.number, reverse=True)
    for place in places:
        text = remove_table(files.contents[place.file], place.key, place.number)
        files = with_content(files, place.file, text)
    return files


def has_own_stages(files: BookFiles) -> bool:
    """True if the book's own playbook has a list of stages, which replaces the default's."""
    return "stage" in parse_toml(files.contents.get(PLAYBOOK, b"").decode())


def rename_stage(files: BookFiles, book: Book, old: str, new: str) -> BookFiles:
    """The files with another name of a stage, and of the deals in it. Raises as `set_record`.

    The stage keeps its earlier names in `was`. A book without its own list of stages gets the one that it is read
    with, as a whole.
    """
    place = [stage.name for stage in book.playbook.stages].index(old)
    was = [name for name in (*book.playbook.stages[place].was, old) if name != new]
    text = files.contents.get(PLAYBOOK, b"")
    if not has_own_stages(files):
        text = add_tables(text, "stage", base_tables(files)["stage"])
    files = with_content(files, PLAYBOOK, set_values(text, ("stage", place), {"name": new, "was": was or None}))
    for deal in book.deals:
        keys = {key: new for key in ("stage", "parked_from") if getattr(deal, key) == old}
        files = set_record(files, book, deal.id, keys) if keys else files
    return files


def add_record(files: BookFiles, key: str, values: Mapping[str, Any], zone: ZoneInfo) -> BookFiles:
    """The files with one more `[[key]]` ("prospect", "contact" …) at the end of its file.

    The file is created if need be.

    `values` in the order in which they are written; PlanError where the file can't be edited so.
    """
    file = next(file for file, about in FILES.items() if about.key == key)
    return with_content(files, file, add_table(files.contents.get(file, b""), key, book_values(values, zone)))


def write_changes(
    before: BookFiles, after: BookFiles, what: str, now: datetime, others: Sequence[FileChange] = ()
) -> None:
    """Write the differences of two states of the files, and `others`, as the transaction `what`.

    Raises PlanError where a file can't be written, or is no longer as it was read (`before`): nothing is written then.
    """
    changes = [
        FileChange(name, before.contents.get(name), content, after.sources)
        for name, content in after.contents.items()
        if before.contents.get(name) != content
    ]
    commit(before.folder, [*changes, *others], what, now)


def line_of(files: BookFiles, place: RecordPlace) -> int | None:
    """The line (from 1) where a record begins in its file; None if it can't be found."""
    try:
        source = scan(files.contents[place.file].decode())
    except (KeyError, ValueError, RecursionError):
        return None
    return source.line_of((place.key, place.number))


def fields_with_errors(
    place: RecordPlace, fields: Collection[str], errors: list[FileError]
) -> tuple[dict[str, FileError], list[FileError]]:
    """Errors of a changed book by the field that was set, and those elsewhere.

    A field is named like "amount" or "answers.need".
    """
    by_field: dict[str, FileError] = {}
    others = []
    for error in errors:
        field = next((field for field in fields if _is_at(error, place, field)), None)
        if field is None or field in by_field:
            others.append(error)
        else:
            by_field[field] = error
    return by_field, others


def _is_at(error: FileError, place: RecordPlace, field: str) -> bool:
    """True if the error is at the field, inside it, or at a table that contains it."""
    path = (place.key, place.number, *field.split("."))
    depth = min(len(path), len(error.path))
    return error.file == place.file and depth > 2 and error.path[:depth] == path[:depth]
