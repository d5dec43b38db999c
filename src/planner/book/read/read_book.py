"""The book's files to one checked value, or to all their errors at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.book.check.references import check_references, known_of
from planner.book.check.type_errors import checked_book
from planner.book.check.warnings import warn_of
from planner.book.files import NAMES, BookFiles
from planner.book.read import holidays
from planner.book.read.findings import FileFinding, Findings, Spot
from planner.book.read.holidays import CheckHolidays
from planner.book.read.limits import MOST_CALENDARS
from planner.book.read.places import Places
from planner.book.read.plan_file import FILE as PLAN_FILE
from planner.book.read.plan_file import plan_tables, rep_zone
from planner.book.read.playbook import DEFAULT_FILE, MergedPlaybook, PlaybookFiles, default_playbook, read_playbook
from planner.book.read.playbook import FILE as PLAYBOOK_FILE
from planner.book.read.records import (
    Record,
    earlier_stages,
    follow_earlier_ids,
    follow_in_deals,
    give_ids,
    read_records,
)
from planner.book.reading import Reading
from planner.book.record_files import FILES
from planner.book.toml.syntax import read_tables
from planner.errors import BookErrors, FileError
from planner.locales.locale import locale_named_in

_HOLDERS = {  # the files that hold what a field names
    "account": frozenset({"accounts.toml"}),
    "record": frozenset(NAMES),
    "after": frozenset(NAMES),
    "stage": frozenset({PLAYBOOK_FILE}),
    "answers": frozenset({PLAYBOOK_FILE}),
    "helps": frozenset({PLAYBOOK_FILE}),
}


def read_book(files: BookFiles, machine_zone: str, *, check_holidays: CheckHolidays = holidays.wrong_with) -> Reading:
    """The book of these files; `machine_zone` (an IANA name) where plan.toml names none.

    BookErrors with every error of every file, in the order of the files and their lines.
    """
    tables, broken = _tables(files)
    findings = Findings()
    zone = rep_zone(findings, tables[PLAN_FILE], machine_zone)
    findings.locale = locale_named_in(tables[PLAN_FILE])
    parts = plan_tables(findings, tables[PLAN_FILE], zone)
    playbook_files = PlaybookFiles(tables[DEFAULT_FILE], tables[PLAYBOOK_FILE], files.contents)
    playbook = read_playbook(findings, playbook_files, zone)
    records = {file: read_records(findings, file, tables[file], zone) for file in FILES}
    give_ids(findings, records)
    follow_earlier_ids(records)
    follow_in_deals((deal.table for deal in records["prospects.toml"]), earlier_stages(playbook.tables["stages"]))
    check_references(findings, records, known_of(records, playbook))
    _check_holidays(findings, parts.get("hours"), check_holidays)
    _check_calendars(findings, parts["calendars"], records["colleagues.toml"])
    parts["playbook"], parts["talk"] = playbook.tables, playbook.talk.tables
    for file, about in FILES.items():
        parts[about.book_key] = tuple(record.table for record in records[file])
    book = checked_book(findings, parts, lambda path: _spot(path, records, playbook))
    contents = {**files.contents, DEFAULT_FILE: default_playbook()} if findings.errors else files.contents
    places = Places(contents)
    if book is not None and not findings.errors:
        warn_of(findings, book)
    unread = {*broken, *(error.file for error in files.errors)}
    errors = [*files.errors, *broken.values(), *_errors(findings, places, unread)]
    if errors or book is None:
        raise BookErrors(sorted(errors, key=_order))
    return Reading(book, (*files.warnings, *(places.warning(found) for found in findings.warnings)))


def _tables(files: BookFiles) -> tuple[dict[str, dict[str, Any]], dict[str, FileError]]:
    """The plain tables of every file, and the errors of those that are no TOML.

    {} for a file that is not there or no TOML.
    """
    tables: dict[str, dict[str, Any]] = {}
    broken: dict[str, FileError] = {}
    for file, content in {**files.contents, DEFAULT_FILE: default_playbook()}.items():
        read = read_tables(file, content)
        if isinstance(read, FileError):
            broken[file] = read
        else:
            tables[file] = read
    return {file: tables.get(file, {}) for file in (*NAMES, DEFAULT_FILE)}, broken


def _errors(findings: Findings, places: Places, broken: set[str]) -> list[FileError]:
    """The errors with their lines, without those that only follow from an unreadable file."""
    return [places.error(found) for found in findings.errors if not _follows(found, broken)]


def _follows(found: FileFinding, broken: set[str]) -> bool:
    """True if the error is in a file that can't be read, or names what such a file may hold."""
    if found.spot.file in broken:
        return True
    field = str(found.spot.path[2]) if len(found.spot.path) > 2 else ""
    holders = _HOLDERS.get(field, frozenset()) if found.code == "unknown name" else frozenset()
    return bool(holders & broken)


def _order(error: FileError) -> tuple[int, int, str]:
    place = NAMES.index(error.file) if error.file in NAMES else len(NAMES)
    return place, error.line or 0, error.what


def _spot(path: tuple[str | int, ...], records: Mapping[str, list[Record]], playbook: MergedPlaybook) -> Spot:
    """The place in a file of a path in the Book."""
    match path:
        case ("playbook", "stages", int(i), *rest):
            return playbook.stages[i].at(*rest)
        case ("playbook", "questions", int(i), *rest):
            return playbook.questions[i].at(*rest)
        case ("playbook", "plays", str(id), *rest) if id in playbook.plays:
            return playbook.plays[id].at(*rest)
        case ("playbook", str(key), *rest):
            return Spot(playbook.file_of.get(key, PLAYBOOK_FILE), (key, *rest))
        case ("talk", "ideal", *rest):
            return Spot(playbook.talk.ideal_file, ("ideal", *rest))
        case ("talk", str(key), int(i), *rest):
            return playbook.talk.spots[key][i].at(*rest)
        case ("calendars", "not_", *rest):
            return Spot(PLAN_FILE, ("calendars", "not", *rest))
        case (str(key), int(i), *rest):
            for file, about in FILES.items():
                if about.book_key == key:
                    return records[file][i].spot.at(*rest)
    return Spot(PLAN_FILE, path)


def _check_holidays(findings: Findings, hours: object, check: CheckHolidays) -> None:
    code = hours.get("holidays") if isinstance(hours, dict) else None
    if isinstance(code, str) and (wrong := check(code)):
        findings.error(Spot(PLAN_FILE, ("hours", "holidays")), *wrong)


def _check_calendars(findings: Findings, calendars: object, colleagues: list[Record]) -> None:
    busy = calendars.get("busy") if isinstance(calendars, dict) else None
    named: list[tuple[Spot, object]] = [(Spot(PLAN_FILE, ("calendars", "busy")), busy)]
    named += [(colleague.spot.at("busy"), colleague.table.get("busy")) for colleague in colleagues]
    count = 0
    for spot, names in named:
        listed = names if isinstance(names, tuple) else ()
        count += len(listed)
        if count > MOST_CALENDARS:
            what = f"more than {MOST_CALENDARS:,} calendars in one book"
            findings.error(spot, what, "put the files in a folder, and name the folder")
            return
        for i, name in enumerate(listed):
            if isinstance(name, str) and not name.strip():
                findings.error(spot.at(i), "this is blank", "name an .ics file, or a folder of them")
