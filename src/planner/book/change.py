"""Changes of the book's files: made in memory, read as a whole book, and only then written, in one transaction.

    after = set_record(files, book, "acme-rollout", {"amount": 52_000})
    reading = kept(files, after, "set acme-rollout amount", cache, machine_zone, now)

Files are values here: a change takes a book's files and gives new ones, so that several add up to one transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from planner.book.files import BookFiles, with_content
from planner.book.record_files import FILES
from planner.core.book import Book
from planner.errors import FileError

if TYPE_CHECKING:
    from planner.book.reading import Reading
    from planner.cache.cache import Cache


class Place(NamedTuple):
    """Where a record stands: the `number`th (from 0) of the `[[key]]` tables in `file`."""

    file: str
    key: str
    number: int


def place_of(book: Book, id: str) -> Place:
    """Where the record with this id stands; KeyError where there is none. Its file need not have the id written."""
    for file, about in FILES.items():
        for number, record in enumerate(getattr(book, about.book_key)):
            if record.id == id:
                return Place(file, about.key, number)
    raise KeyError(id)


def set_record(files: BookFiles, book: Book, id: str, values: Mapping[str, Any]) -> BookFiles:
    """The files with these keys of a record set (None: taken out), by the smallest edit.

    An id that was left out is written down. `book` is what `files` say. KeyError where there is no such record,
    PlanError where the file can't be edited so.
    """
    from planner.book.toml.edit import book_values, set_values, write_id

    place = place_of(book, id)
    table = (place.key, place.number)
    text = files.contents[place.file]
    if f'id = "{id}"'.encode() not in text:  # a look is enough for most; following every key takes its time
        text = write_id(text, table, id)
    return with_content(files, place.file, set_values(text, table, book_values(values, ZoneInfo(book.rep.timezone))))


def add_record(files: BookFiles, key: str, values: Mapping[str, Any], zone: ZoneInfo) -> BookFiles:
    """The files with one more `[[key]]` ("prospect", "contact" …) at the end of its file, which is made if need be.

    `values` in the order in which they are written; PlanError where the file can't be edited so.
    """
    from planner.book.toml.edit import add_table, book_values

    file = next(file for file, about in FILES.items() if about.key == key)
    return with_content(files, file, add_table(files.contents.get(file, b""), key, book_values(values, zone)))


def kept(before: BookFiles, after: BookFiles, what: str, cache: Cache, machine_zone: str, now: datetime) -> Reading:
    """Read the changed files as a whole book, then write what differs, as one transaction named `what`.

    Raises BookErrors where the book could not be used any more, PlanError where it can't be written, or a file is no
    longer as it was read (`before`): nothing is written then.
    """
    from planner.book.load import load_files
    from planner.book.store.transaction import FileChange, commit

    reading = load_files(after, cache, machine_zone)
    changes = [
        FileChange(name, before.contents.get(name), content)
        for name, content in after.contents.items()
        if before.contents.get(name) != content
    ]
    commit(before.folder, changes, what, now)
    return reading


def line_of(files: BookFiles, place: Place, field: str = "") -> int | None:
    """The line (from 1) where a record, or one of its fields, stands in its file; None where it can't be found."""
    from planner.book.toml.scan import scan

    try:
        source = scan(files.contents[place.file].decode())
    except (KeyError, ValueError, RecursionError):
        return None
    path = (place.key, place.number, *(field.split(".") if field else ()))
    return source.line_of(path)


def fields_with_errors(
    after: BookFiles, place: Place, fields: Collection[str], errors: list[FileError]
) -> tuple[dict[str, FileError], list[FileError]]:
    """Errors of a changed book sorted by the field that was set ("amount", "answers.need"), and those elsewhere."""
    lines: dict[int | None, list[str]] = {}
    for field in fields:
        lines.setdefault(line_of(after, place, field), []).append(field)
    by_field: dict[str, FileError] = {}
    others = []
    for error in errors:
        there = lines.get(error.line, []) if error.file == place.file and error.line else []
        named = [field for field in there if field.rpartition(".")[2] in error.what] or there
        if named and named[0] not in by_field:
            by_field[named[0]] = error
        else:
            others.append(error)
    return by_field, others
