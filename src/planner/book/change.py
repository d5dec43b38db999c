"""Changes of the book's files: in memory, then written in one transaction.

    after = set_record(files, book, "acme-rollout", {"amount": 52_000})
    reading = load_files(after, cache, machine_zone)  # raises BookErrors where the book could not be used any more
    write_changes(files, after, "set acme-rollout amount", now)

Files are values here: a change takes a book's files and gives new ones, so that several add up to one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from planner.book.files import BookFiles, with_content
from planner.book.find import PLAN_FILE
from planner.book.read.playbook import FILE as PLAYBOOK
from planner.book.read.playbook import base_tables
from planner.book.record_files import FILES
from planner.book.store.transaction import FileChange, commit
from planner.book.toml.edit import add_tables, book_values, remove_table, set_values, write_id
from planner.book.toml.parse import parse_toml
from planner.book.toml.part import headers
from planner.book.toml.scan import scan
from planner.book.toml.tokens import KeyPath
from planner.core.book import Book
from planner.core.lifecycle.references import NewReferences, Reference
from planner.errors import NOTHING_CHANGED, FileError, PlanError

_MOST = 100_000_000  # characters that may be gone through for records that are not written below a line each

Edit = Callable[[bytes, KeyPath], bytes]  # a document, and the place of its record: the document after the edit


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
    return set_records(files, book, [(id, values)])


def set_records(files: BookFiles, book: Book, changes: Iterable[tuple[str, Mapping[str, Any]]]) -> BookFiles:
    """As `set_record`, for several; each file is gone through once."""
    zone = ZoneInfo(book.rep.timezone)
    return _with_edits(files, book, [(id, _setting(id, book_values(values, zone))) for id, values in changes])


def _setting(id: str, values: Mapping[str, Any]) -> Edit:
    def edit(text: bytes, table: KeyPath) -> bytes:
        if f'id = "{id}"'.encode() not in text:  # a look is enough for most; following every key takes its time
            text = write_id(text, table, id)
        return set_values(text, table, values)

    return edit


def _with_edits(files: BookFiles, book: Book, edits: Iterable[tuple[str, Edit]]) -> BookFiles:
    """The files after edits of records, each by its id."""
    places = _places(book)
    by_list: dict[tuple[str, str], list[tuple[int, Edit]]] = {}
    for id, edit in edits:
        file, key, number = places[id]
        by_list.setdefault((file, key), []).append((number, edit))
    for (file, key), of_list in by_list.items():
        files = with_content(files, file, _edit_each(files.contents[file], key, of_list))
    return files


def _places(book: Book) -> dict[str, RecordPlace]:
    """The place of each record, as `place_of` gives it."""
    places: dict[str, RecordPlace] = {}
    for file, about in FILES.items():
        for number, record in enumerate(getattr(book, about.book_key)):
            places.setdefault(record.id, RecordPlace(file, about.key, number))
    return places


def _edit_each(text: bytes, kind: str, edits: Iterable[tuple[int, Edit]]) -> bytes:
    """The document after edits of some of its `[[kind]]`, each by its number from 0.

    As if they were made one after the other in the whole of it. Raises PlanError where there are too many for a list
    that can't be taken apart.
    """
    of_record: dict[int, list[Edit]] = {}
    for number, edit in edits:
        of_record.setdefault(number, []).append(edit)
    pieces = _pieces(text, kind) if len(of_record) > 1 else []
    if not pieces:
        return _one_by_one(text, kind, of_record)
    for number, steps in of_record.items():
        if number + 1 >= len(pieces):
            return _one_by_one(text, kind, of_record)
        piece = pieces[number + 1]
        for edit in steps:
            piece = edit(piece, (kind, 0))
        if not piece.endswith(b"\n") and number + 2 < len(pieces):
            return _one_by_one(text, kind, of_record)
        pieces[number + 1] = piece
    return b"".join(pieces)


def _pieces(text: bytes, kind: str) -> list[bytes]:
    """The text above the first `[[kind]]`, and that of each; none if they can't be separated."""
    document = text.decode()
    starts = headers(document, kind)
    if not starts or "\n" not in document[starts[-1] :]:
        return []
    ends = [*starts[1:], len(document)]
    return [document[: starts[0]].encode(), *(document[a:b].encode() for a, b in zip(starts, ends, strict=True))]


def _one_by_one(text: bytes, kind: str, edits: dict[int, list[Edit]]) -> bytes:
    if sum(map(len, edits.values())) * len(text) > _MOST:
        what = f"too many of the records called {kind} would change that are not written below a line [[{kind}]] each"
        raise PlanError(what, f"write each one below a line [[{kind}]]", NOTHING_CHANGED)
    for number, steps in edits.items():
        for edit in steps:
            text = edit(text, (kind, number))
    return text


def set_plan(files: BookFiles, table: str, values: Mapping[str, Any]) -> BookFiles:
    """The files with these keys of a table of plan.toml set, by the smallest edit."""
    return with_content(files, PLAN_FILE, set_values(files.contents[PLAN_FILE], (table,), values))


def follow_references(files: BookFiles, book: Book, found: NewReferences) -> BookFiles:
    """The files with all references as they are in `found`. Raises as `set_record`."""
    edits = [(reference.record, _naming(reference, value)) for reference, value in found.places]
    edits += [(record, _setting(record, {key: values or None})) for (record, key), values in found.lists.items()]
    return _with_edits(files, book, edits)


def _naming(reference: Reference, value: str | None) -> Edit:
    """The edit that puts another name at one place of a record.

    Nothing else of a list is touched.
    """

    def edit(text: bytes, table: KeyPath) -> bytes:
        if reference.place is None:
            return set_values(text, table, {reference.key: value})
        return set_values(text, (*table, reference.key), {reference.place: value})

    return edit


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
    keys = {deal.id: [key for key in ("stage", "parked_from") if getattr(deal, key) == old] for deal in book.deals}
    return set_records(files, book, [(id, dict.fromkeys(named, new)) for id, named in keys.items() if named])


def add_record(files: BookFiles, key: str, values: Mapping[str, Any], zone: ZoneInfo) -> BookFiles:
    """The files with one more `[[key]]` ("prospect", "contact" …) at the end of its file.

    The file is created if need be.

    `values` in the order in which they are written; PlanError where the file can't be edited so.
    """
    return add_records(files, key, [values], zone)


def add_records(files: BookFiles, key: str, rows: Sequence[Mapping[str, Any]], zone: ZoneInfo) -> BookFiles:
    """As `add_record`, for several at once."""
    file = next(file for file, about in FILES.items() if about.key == key)
    written = [book_values(values, zone) for values in rows]
    return with_content(files, file, add_tables(files.contents.get(file, b""), key, written)) if rows else files


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
