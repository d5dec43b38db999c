"""Merge a copy of a file of the book into that file.

Records are merged by key, rows of the diary by item and start.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from planner.app.messages import confirm, show, show_json
from planner.app.pipeline.valuation import last_snapshot
from planner.app.records.edit_record import keep
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import add_records, set_records
from planner.book.diary.page_files import day_of_page, page_name
from planner.book.diary.pages import read_day
from planner.book.diary.write_page import rewrite_day
from planner.book.files import file_content, original_of, why_unreadable
from planner.book.record_files import FILES
from planner.book.store.atomic import real_file
from planner.book.store.lock import writing
from planner.book.store.targets import refuse_way_out
from planner.book.store.transaction import FileChange, commit
from planner.book.toml.scan import scan
from planner.book.toml.syntax import read_tables
from planner.book.toml.tokens import KeyPath
from planner.book.undo.compare import compared
from planner.core.bridge.snapshot import Snapshot
from planner.core.diary import DiaryDay
from planner.core.line import Line, PipelineMove
from planner.errors import NOTHING_CHANGED, BookErrors, FileError, UsageError
from planner.screen.records.values import value_words

MOST_KEYS = 8  # named in a message

RecordTable = Mapping[str, Any]


class Merged(NamedTuple):
    """The result of a merge: new records or rows, and changed keys ("acme.amount")."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def run(settings: Settings, file: Path) -> None:
    """Merge a copy into the book, as one change that `plan undo` takes back."""
    with writing(settings.book):
        session = Session(settings)
        path = _found(session, file)
        original = original_of(path.name)
        if original in FILES:
            merged = _merge_records(session, original, path)
        elif original is not None and original[:1].isdigit():
            merged = _merge_page(session, original.removesuffix(".toml"), path)
        elif original is not None:
            merged = _settings_merged(session, original, path)
        else:
            names = ", ".join(FILES)
            raise UsageError(f"{path.name} is not a copy that can be merged", f"copies of {names} and of pages can be")
    if settings.json:
        show_json({"format": 1, "file": original, "new": list(merged.new), "changed": list(merged.changed)})
    elif merged.new or merged.changed:
        show(f"Merged {path.name} into {original}: {len(merged.new)} new, {len(merged.changed)} changed.")
        show(f"The copy is still there; once all is well, delete it: {path}")
    else:
        show(f"{original} already has everything that {path.name} has; you can delete the copy: {path}")


def _settings_merged(session: Session, original: str, path: Path) -> Merged:
    """Nothing, if a copy of plan.toml or playbook.toml has the same settings.

    UsageError otherwise: which of two weeks or playbooks counts is the rep's to say.
    """
    difference = compared(session.files.contents.get(original, b""), _content(path))
    if not difference:
        return Merged()
    keys = [*difference.changed, *difference.new, *difference.gone]
    more = f" and {len(keys) - MOST_KEYS} more" if len(keys) > MOST_KEYS else ""
    raise UsageError(
        f"settings are merged by hand; {path.name} and {original} differ in {', '.join(keys[:MOST_KEYS])}{more}",
        f"put what you want to keep into {original} with `plan edit {original.removesuffix('.toml')}`, "
        f"then delete the copy: {path}",
    )


def _found(session: Session, file: Path) -> Path:
    for path in (file.expanduser(), session.folder / file, session.folder / "diary" / file):
        if path.is_file():
            if _is_in(session.folder, path):  # such a link may have come with the book
                refuse_way_out(session.folder, path, path.name)
            return path
    raise UsageError(f"no file {file}", "plan check names the copies it finds")


def _is_in(book: Path, path: Path) -> bool:
    """True if the path goes through the folder of the book, wherever its links lead."""
    folder = real_file(book)
    return any(real_file(above) == folder for above in path.absolute().parents)


def _content(path: Path) -> bytes:
    """The bytes of a copy. BookErrors for a pipe, or more than a book can be."""
    try:
        return file_content(path) or b""
    except OSError as error:
        raise BookErrors([FileError(path.name, None, *why_unreadable(error))], note=NOTHING_CHANGED) from error


def _tables(path: Path, content: bytes, key: str) -> list[RecordTable]:
    read = read_tables(path.name, content)
    if isinstance(read, FileError):
        raise BookErrors([read])
    tables = read.get(key, [])
    return [table for table in tables if isinstance(table, dict)] if isinstance(tables, list) else []


def _sound_tables(path: Path, key: str) -> list[RecordTable]:
    """The records of a copy. Raises BookErrors for an id or a number that no book can hold."""
    content = _content(path)
    tables = _tables(path, content, key)
    found = [(place, value) for number, table in enumerate(tables) for place, value in _leaves(table, (key, number))]
    odd = [(place, value) for place, value in found if isinstance(value, float) and not math.isfinite(value)]
    ids = [((key, number, "id"), table["id"]) for number, table in enumerate(tables) if "id" in table]
    not_text = [place for place, id in ids if not isinstance(id, str)]
    if odd or not_text:
        line_of = scan(content.decode()).line_of
        raise BookErrors(
            [FileError(path.name, line_of(place), f"{value} is not a number", "write a number") for place, value in odd]
            + [
                FileError(path.name, line_of(place), "`id` must be text", 'write it in quotes: id = "..."')
                for place in not_text
            ],
            note=NOTHING_CHANGED,
        )
    return tables


def _leaves(value: object, place: KeyPath) -> Iterator[tuple[KeyPath, object]]:
    if isinstance(value, dict | list):
        for key, held in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(held, (*place, key))
    else:
        yield place, value


def _merge_records(session: Session, file: str, path: Path) -> Merged:
    about = FILES[file]
    ours = _tables(Path(file), session.files.contents.get(file, b""), about.key)
    known = {record.id: table for record, table in zip(getattr(session.book, about.book_key), ours, strict=True)}
    by_name = {_name(table): id for id, table in reversed(known.items()) if _name(table)}
    new: list[RecordTable] = []
    values_of: list[tuple[str, dict[str, Any]]] = []
    for table in _sound_tables(path, about.key):
        id = table["id"] if table.get("id") in known else by_name.get(_name(table)) if "id" not in table else None
        if id is None:
            new.append(table)
        elif values := _values_to_set(session, id, known[id], table):
            values_of.append((id, values))
    if new or values_of:
        after = add_records(set_records(session.files, session.book, values_of), about.key, new, session.zone)
        keep(session, replace(after, sources=(path,)), f"merge {path.name}")
    names = tuple(str(table.get("id") or _name(table)) for table in new)
    return Merged(names, tuple(f"{id}.{key}" for id, values in values_of for key in values))


def _name(table: RecordTable) -> str:
    name = table.get("name", table.get("title"))
    return name if isinstance(name, str) else ""


def _values_to_set(session: Session, name: str, ours: RecordTable, theirs: RecordTable) -> dict[str, Any]:
    """Keys that only the copy has, and those of both for which the rep takes the copy's value."""
    values: dict[str, Any] = {}
    for key, value in theirs.items():
        mine = ours.get(key)
        if key not in ours:
            values[key] = value
        elif isinstance(mine, dict) and isinstance(value, dict):
            if inner := _values_to_set(session, f"{name}.{key}", mine, value):
                values[key] = {**mine, **inner}
        elif value != mine and key != "id" and _take_theirs(session, f"{name}.{key}", mine, value):
            values[key] = value
    return values


def _take_theirs(session: Session, what: str, mine: object, theirs: object) -> bool:
    words = [value_words(value, session.today) for value in (mine, theirs)]
    return confirm(session.settings, f"{what} is {words[0]} in the book and {words[1]} in the copy. Take the copy's?")


def _merge_page(session: Session, day: str, path: Path) -> Merged:
    on = day_of_page(f"{day}.toml")
    if on is None:
        raise BookErrors(
            [FileError(path.name, None, f"there is no day {day}", "name it after the page it is a copy of")]
        )
    content = session.page_bytes(on)
    ours = read_day(content, on, session.zone) if content is not None else DiaryDay(date=on)
    theirs = read_day(_content(path), on, session.zone)
    rows = {_row_id(row): row for row in ours.worked}
    snapshot = last_snapshot(session) if theirs.worked else None
    new: list[str] = []
    changed: list[str] = []
    for row in theirs.worked:
        mine = rows.get(_row_id(row))
        if mine is None:
            new.append(row.what.item)
        elif mine == row or not _take_theirs(session, f"{row.what.item} of {day}", _row_words(mine), _row_words(row)):
            continue
        else:
            changed.append(row.what.item)
        rows[_row_id(row)] = _after_our_page(row, on, snapshot)
    if new or changed:
        worked = tuple(sorted(rows.values(), key=_start))
        written = rewrite_day(
            content, replace(ours, worked=worked), session.zone, ours if content is not None else None
        )
        change = FileChange(page_name(on), content, written, (path, *session.calendar_paths))
        commit(session.folder, [change], f"merge {path.name}", session.now)
    return Merged(tuple(new), tuple(changed))


def _after_our_page(row: Line, on: date, snapshot: Snapshot | None) -> Line:
    """A row of a machine that had no page of the day yet, as the page made here counts it.

    It follows the page, which was made without it. A page on which the deal's value is nearer to that after the row
    has counted the change already, as one by hand: then the row moves nothing.
    """
    moved = row.pipeline
    deal = snapshot.deals.get(row.what.record or "") if snapshot is not None and snapshot.date == on else None
    if deal is None or moved.v_on is None or moved.v_before is None or moved.v_after is None:
        return row
    is_counted = abs(deal.cents - moved.v_after) < abs(deal.cents - moved.v_before)
    return replace(row, pipeline=PipelineMove() if is_counted else replace(moved, v_on=None))


def _row_id(row: Line) -> tuple[str, datetime | None]:
    return row.what.item, row.slot.start


def _start(row: Line) -> float:
    return row.slot.start.timestamp() if row.slot.start is not None else 0.0


def _row_words(row: Line) -> str:
    return f"{row.result.outcome or 'stopped'}, {row.slot.minutes} m"
