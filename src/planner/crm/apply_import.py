"""A CRM's export applied to a book: its layout, its changes in the book's files, its errors.

layout = layout_of(table, None, ())
read = read_rows(table, layout, settings, context)
merge = merge_export(read, layout.kind, memory, context, MergeOptions())
after = apply_import(files, book, merge)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from planner.book.files import BookFiles, with_content
from planner.book.record_files import FILES, RecordFile
from planner.book.toml.edit import add_tables, set_tables
from planner.book.toml.parse import parse_toml
from planner.book.toml.scan import scan
from planner.core.book import CLOSED_STAGES, Book
from planner.crm.layouts import KINDS, WORDS, Layout, is_like_deals, matching_layouts
from planner.crm.merge import Merge, NewRecord
from planner.crm.merge_people import ChangedRecord
from planner.crm.rows.reading import ExportReading
from planner.crm.table.export_table import ExportTable, excerpt_of
from planner.errors import BookErrors, FileError

MOST_NEW = 60_000  # records that one export adds: a file of the book holds some more, and a rep has hundreds


class ImportPlan(NamedTuple):
    """An export, read and compared with the book."""

    table: ExportTable
    layout: Layout
    read: ExportReading
    merge: Merge


def refuse_too_many(merge: Merge, file: str) -> None:
    """Raise BookErrors for more new records of an export called `file` than a book can hold."""
    new = len(merge.new) + len(merge.accounts)
    if new > MOST_NEW:
        fix = 'export the open deals only, or take your own: --only "Deal owner=Dana Reyes"'
        raise BookErrors([FileError(file, None, f"{new:,} new records are more than a book holds", fix)])


def layout_of(table: ExportTable, kind: str | None, mapped_fields: Sequence[str], own: Sequence[Layout] = ()) -> Layout:
    """Recognize an export by its header. Raises BookErrors if that is not possible.

    `kind` is the kind that the rep gave, `mapped_fields` the fields that they mapped columns to, `own` the rep's own
    layouts.
    """
    fitting = matching_layouts(table.header, mapped_fields, own)
    wanted = [layout for layout in fitting if kind in (None, layout.kind)]
    if kind is None and is_like_deals(table.header) and wanted and not wanted[0].crm and wanted[0].kind == "account":
        wanted = []  # a list of deals whose columns nobody knows is no list of accounts
        kind = "prospect"
    excerpt = excerpt_of(table.header, table.separator)
    if wanted:
        same = [other for other in wanted if not other.crm and other.kind != wanted[0].kind]
        if kind is None and not wanted[0].crm and same and wanted[0].kind != "prospect":
            fix = "say it: " + " or ".join(f"--kind {layout.kind}" for layout in (wanted[0], *same))
            raise BookErrors(
                [FileError(table.file, table.header_line, "can't work out what this file lists", fix, excerpt)]
            )
        return wanted[0]
    what = f"this is not the header of an export of {WORDS[kind] if kind else 'deals, accounts or contacts'}"
    needed = 'deals have at least a name and a stage: --map "Deal=name" --map "Phase=stage"'
    if kind == "account":
        needed = 'accounts have at least a name: --map "Customer=name"'
    elif kind == "contact":
        needed = 'contacts have at least an address: --map "Mail=email"'
    raise BookErrors(
        [FileError(table.file, table.header_line, what, f"export with its column names; {needed}", excerpt)]
    )


class OpenQuestions(Protocol):
    """A reading, of records or of a history, with what only the rep can answer."""

    @property
    def errors(self) -> Sequence[FileError]: ...
    @property
    def unknown_stages(self) -> Mapping[str, Sequence[int]]: ...  # the CRM's -> lines
    @property
    def two_days(self) -> Sequence[FileError]: ...


def refuse_open_questions(read: OpenQuestions, table: ExportTable, book: Book, most: int) -> None:
    """Raise BookErrors with what only the rep can answer, the `most` of it.

    Stages, the order of dates, double columns.
    """
    errors = [*read.errors, *_stage_errors(read, table, book), *read.two_days[:1]]
    if not errors:
        return
    shown = errors[:most]
    if len(errors) > len(shown):
        what = f"{len(errors) - len(shown)} more like these"
        shown.append(FileError(table.file, None, what, "answer these first"))
    raise BookErrors(shown)


def _stage_errors(read: OpenQuestions, table: ExportTable, book: Book) -> list[FileError]:
    """An error for each stage of the CRM without a stage of the playbook."""
    ours = ", ".join([*(stage.name for stage in book.playbook.stages), *CLOSED_STAGES])
    rows = {row.line: row for row in table.rows}
    errors = []
    for stage, lines in read.unknown_stages.items():
        more = f" ({len(lines)} rows)" if len(lines) > 1 else ""
        fix = f'--stage "{stage}=YOUR STAGE"; yours: {ours}'
        cells = rows[lines[0]].cells if lines[0] in rows else table.header  # a history's column can name a stage
        excerpt = excerpt_of(cells, table.separator)
        what = f'your playbook has no stage "{stage}"{more}'
        errors.append(FileError(table.file, lines[0], what, fix, excerpt))
    return errors


def apply_import(files: BookFiles, book: Book, merge: Merge) -> BookFiles:
    """Return the files with all changes of an import, by the smallest edits.

    A record whose id was left out gets it written down. Raises PlanError if a file can't be edited.
    """

    files = _with_changes(files, book, merge.kind, merge.changed)
    files = _with_changes(files, book, "contact", merge.people)
    files = _with_new(files, merge.kind, merge.new)
    return _with_new(files, "account", merge.accounts)


def _with_new(files: BookFiles, kind: str, new: Sequence[NewRecord]) -> BookFiles:
    if not new:
        return files
    file, about = _file_of(kind)
    text = add_tables(files.contents.get(file, b""), about.key, [each.values for each in new])
    return with_content(files, file, text)


def _with_changes(files: BookFiles, book: Book, kind: str, changed: Sequence[ChangedRecord]) -> BookFiles:
    if not changed:
        return files
    file, about = _file_of(kind)
    text = files.contents.get(file, b"")
    tables = parse_toml(text.decode())[about.key]
    place = {record.id: number for number, record in enumerate(getattr(book, about.book_key))}
    changes = []
    for each in changed:
        number = place[each.id]
        values = {name: after for name, (_, after) in each.fields.items()}
        own: Mapping[str, Any] = {} if "id" in tables[number] else {"id": each.id}
        changes.append(((about.key, number), {**own, **values}))
    return with_content(files, file, set_tables(text, changes))


def _file_of(kind: str) -> tuple[str, RecordFile]:
    """The file of a kind of records, and its keys."""
    return next((file, about) for file, about in FILES.items() if about.kind is KINDS[kind])


def errors_by_row(refused: BookErrors, after: BookFiles, book: Book, found: ImportPlan) -> BookErrors:
    """Errors of the changed book as errors of the rows that cause them, if a row does."""

    table, merge = found.table, found.merge
    file, about = _file_of(merge.kind)
    ids = [record.id for record in getattr(book, about.book_key)] + [new.id for new in merge.new]
    lines = {changed.id: changed.line for changed in merge.changed} | {new.id: new.line for new in merge.new}
    rows = {row.line: row for row in table.rows}
    source = scan(after.contents[file].decode())
    starts = [
        (source.line_at(header.header.start), path[1])
        for path, header in source.tables.items()
        if path[:1] == (about.key,) and len(path) == 2
    ]
    errors = []
    for error in refused.errors:
        number = next((n for at, n in reversed(starts) if error.file == file and error.line and at <= error.line), None)
        line = lines.get(ids[number]) if isinstance(number, int) else None
        if line is None:
            errors.append(error)
        else:
            excerpt = excerpt_of(rows[line].cells, table.separator)
            errors.append(FileError(table.file, line, error.what, error.fix, excerpt))
    return BookErrors(errors)
