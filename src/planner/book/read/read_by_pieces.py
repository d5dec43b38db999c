"""The book read piece by piece.

Records with the bytes of an earlier reading come from there.

Only a book without any error is read here. Wherever anything is odd, the answer is None, and `read_book` reads the
whole files and has the words for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from planner.book.check.links import links_hold
from planner.book.check.references import check_account, check_record_zone, check_task_days
from planner.book.check.typed import WrongTypeError, typed
from planner.book.check.warnings import warn_of
from planner.book.files import NAMES, BookFiles
from planner.book.ids import numbered, slug
from planner.book.read.findings import Findings, Spot
from planner.book.read.holidays import CheckHolidays
from planner.book.read.limits import MOST_CALENDARS
from planner.book.read.places import Places
from planner.book.read.plan_file import FILE as PLAN_FILE
from planner.book.read.plan_file import plan_tables, rep_zone
from planner.book.read.playbook import FILE as PLAYBOOK_FILE
from planner.book.read.playbook import PlaybookFiles, default_playbook, read_playbook
from planner.book.read.record_pieces import changed_window, cut, holds_no_key, table_of
from planner.book.read.records import MOST_OF_PLAYBOOK, Record, bad_id
from planner.book.read.values import prepared
from planner.book.reading import Reading
from planner.book.record_files import FILES, RecordFile
from planner.book.toml.parse import LARGEST, MARKS, MOST_MARKS, has_many_marks, parse_toml
from planner.core.book import Account, Book, Rep, Task
from planner.frozen_class import frozen
from planner.locales.locale import book_locale, locale_named_in

Slugs = Mapping[str, Mapping[int, str]]  # by file and place: of the records whose id is not written


@frozen
class Base:
    """An earlier reading without errors, whose files were read piece by piece."""

    key: str  # of its files
    contents: Mapping[str, bytes]
    book: Book
    slugs: Slugs


class PieceReading(NamedTuple):
    """A reading, and what a `Base` of it needs."""

    reading: Reading
    slugs: Slugs
    parsed: int  # pieces that were not known


class _Rows(NamedTuple):
    """The records of one file; the slug of the name of each whose id is not written."""

    records: list[Any]
    slugs: dict[int, str]
    parsed: int


def read_pieces(
    files: BookFiles, machine_zone: str, base: Base | None, check_holidays: CheckHolidays
) -> PieceReading | None:
    """The book of these files; None where a whole reading has to say what is wrong or odd."""
    if files.errors or any(map(_is_too_much, files.contents.values())):
        return None
    frame = _frame(files, machine_zone, base, check_holidays)
    if frame is None:
        return None
    if base is not None and _way(base.book.rep) != _way(frame.rep):
        base = None
    rows: dict[str, _Rows] = {}
    for file in FILES:
        read = _rows(file, files.contents.get(file, b""), frame.rep, base)
        if read is None:
            return None
        rows[file] = read
    if not _give_ids(rows):
        return None
    records: dict[str, Any] = {about.book_key: tuple(rows[file].records) for file, about in FILES.items()}
    book = replace(frame, **records)
    names = book.calendar_names
    if not links_hold(book) or not all(name.strip() for name in names) or len(names) > MOST_CALENDARS:
        return None
    if len(book.colleagues) > MOST_OF_PLAYBOOK:
        return None
    findings = Findings()
    warn_of(findings, book)
    places = Places(files.contents, by_pieces=True)
    warnings = (*files.warnings, *(places.warning(found) for found in findings.warnings))
    slugs = {file: read.slugs for file, read in rows.items() if read.slugs}
    return PieceReading(Reading(book, warnings), slugs, sum(read.parsed for read in rows.values()))


def _is_too_much(content: bytes) -> bool:
    """True for a file that is refused as a whole, though each piece alone may not be."""
    return len(content) > LARGEST or has_many_marks(content, [mark.encode() for mark in MARKS], MOST_MARKS)


def _way(rep: Rep) -> tuple[str, str | None, str]:
    """The rep's values on which the meaning of a record's text depends."""
    return rep.timezone, rep.locale, rep.currency


def _frame(files: BookFiles, machine_zone: str, base: Base | None, check_holidays: CheckHolidays) -> Book | None:
    """The book without its records: plan.toml and the playbook."""
    empty: dict[str, Any] = {about.book_key: () for about in FILES.values()}
    others = {PLAN_FILE, PLAYBOOK_FILE, *(name for name in files.contents if name not in NAMES)}
    if base is not None and all(files.contents.get(name) == base.contents.get(name) for name in others):
        return replace(base.book, **empty)
    findings = Findings()
    try:
        plan, own, default = (
            parse_toml(content.decode())
            for content in (files.contents[PLAN_FILE], files.contents.get(PLAYBOOK_FILE, b""), default_playbook())
        )
        zone = rep_zone(findings, plan, machine_zone)
        findings.locale = locale_named_in(plan)
        parts = plan_tables(findings, plan, zone)
        playbook = read_playbook(findings, PlaybookFiles(default, own, files.contents), zone)
        parts["playbook"], parts["talk"] = playbook.tables, playbook.talk.tables
        if findings.errors:
            return None
        book = typed(Book, parts | empty)
    except (ValueError, RecursionError):
        return None
    return None if book.hours.holidays is not None and check_holidays(book.hours.holidays) else book


def _rows(file: str, content: bytes, rep: Rep, base: Base | None) -> _Rows | None:
    """The records of a file, the known ones from the base; None where a piece is odd or wrong."""
    about = FILES[file]
    if base is None:
        return _parsed(file, content, 0, rep, {})
    before: tuple[Any, ...] = getattr(base.book, about.book_key)
    slugs = base.slugs.get(file, {})
    old = base.contents.get(file, b"")
    if old == content:
        return _Rows(list(before), dict(slugs), 0)
    window = changed_window(old, content)
    known = {}
    for place, piece in enumerate(cut(window.old).bodies, start=window.first):
        known[piece] = (before[place], slugs.get(place))
    new = _parsed(file, window.new, window.first, rep, known)
    if new is None:
        return None
    shift = len(new.records) - (window.last - window.first)
    kept = {place: name for place, name in slugs.items() if place < window.first}
    kept |= {place + shift: name for place, name in slugs.items() if place >= window.last}
    records = [*before[: window.first], *new.records, *before[window.last :]]
    return _Rows(records, kept | new.slugs, new.parsed)


def _parsed(
    file: str, part: bytes, first: int, rep: Rep, known: Mapping[bytes, tuple[Any, str | None]]
) -> _Rows | None:
    """The records of a part of a file whose first piece is the `first`th."""
    head, pieces = cut(part)
    if not holds_no_key(head):
        return None
    about, rows = FILES[file], _Rows([], {}, 0)
    parsed = 0
    for place, piece in enumerate(pieces, start=first):
        found = known.get(piece)
        if found is None:
            found = _record(file, about, piece, place, rep)
            parsed += 1
        if found is None:
            return None
        rows.records.append(found[0])
        if found[1] is not None:
            rows.slugs[place] = found[1]
    return rows._replace(parsed=parsed)


def _record(file: str, about: RecordFile, piece: bytes, place: int, rep: Rep) -> tuple[Any, str | None] | None:
    """The record of a piece, with its slug if no id is written; None if anything is wrong."""
    table = table_of(piece, about.key)
    if table is None:
        return None
    findings = Findings(locale=book_locale(rep.locale, rep.currency))
    spot = Spot(file, (about.key, place))
    values = prepared(findings, spot, table, about.kind, ZoneInfo(rep.timezone))
    record = Record(spot, values)
    if about.kind is Account:
        check_account(findings, record)
    elif about.kind is Task:
        check_task_days(findings, record)
    check_record_zone(findings, record)
    id, name = values.get("id"), values.get("name", values.get("title"))
    if id is not None and bad_id(findings, record):
        return None
    base = None if id is not None or not isinstance(name, str) else slug(name, about.key)
    try:
        made: Any = typed(about.kind, values if base is None else {**values, "id": base})
    except WrongTypeError:
        return None
    return None if findings.errors else (made, base)


def _give_ids(rows: Mapping[str, _Rows]) -> bool:
    """Give records without a written id one that is free; False if two written ones are equal."""
    written = [r.id for read in rows.values() for i, r in enumerate(read.records) if i not in read.slugs]
    written += [old for read in rows.values() for r in read.records if r.aka for old in r.aka]
    taken = set(written)
    if len(taken) < len(written):
        return False
    missing = [(read, place) for read in rows.values() for place in sorted(read.slugs)]
    free = numbered((read.slugs[place] for read, place in missing), taken)
    for (read, place), id in zip(missing, free, strict=True):
        if read.records[place].id != id:
            read.records[place] = replace(read.records[place], id=id)
    return True
