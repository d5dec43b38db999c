"""`plan check`: the whole book, every error and warning with file and line."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from shlex import quote
from zoneinfo import ZoneInfo

from planner.app.lifecycle.old_records import old_records
from planner.app.messages import show, show_json
from planner.app.records.edit_record import day_context
from planner.app.session import Session
from planner.app.settings import Settings
from planner.app.setup.zone_warning import zone_warning
from planner.book.check.line_ends import line_end_warnings
from planner.book.diary.many_days import read_days
from planner.book.diary.odd_rows import oddities
from planner.book.diary.values_file import read_values, values_content, values_dates
from planner.book.files import NAMES, content_of, read_files
from planner.book.find import PLAN_FILE, is_trusted
from planner.book.load import load_book
from planner.book.store.targets import leads_out
from planner.calendars.busy_times import Rules, busy_times
from planner.calendars.files import calendar_path
from planner.core.book import Book
from planner.core.promises.overdue import OverduePromise, overdue_promises
from planner.core.review.period import Period
from planner.crm.history.history_file import FILE as HISTORY
from planner.crm.history.history_file import read_history_file
from planner.errors import DONE, FOUND, BookErrors, FileError
from planner.screen.records.forgotten import promise_texts
from planner.screen.text.errors import error_lines, warning_lines
from planner.screen.text.json_value import error_rows
from planner.screen.text.wording import counted

MOST_OLD = 10  # records that only the diary knows, and that are named
CALENDAR_SPAN = timedelta(days=366)  # how far calendars are looked through


def run(settings: Settings) -> int:
    """Check the whole book: files, playbook, diary and calendars."""
    errors, warnings = findings(settings)
    if settings.json:
        show_json(
            {
                "format": 1,
                "book": str(settings.book),
                "faults": error_rows(errors),
                "warnings": warnings,
            }
        )
    else:
        _show(errors, warnings)
    return FOUND if errors else DONE


def findings(settings: Settings) -> tuple[list[FileError], list[str]]:
    """Every error and every warning of the book."""
    folder = settings.book
    errors: list[FileError] = []
    warnings: list[str] = []
    zone = settings.machine_zone
    try:
        reading = load_book(folder, settings.cache, zone)
    except BookErrors as wrong:
        errors += wrong.errors
    else:
        zone = reading.book.rep.timezone
        warnings += [*reading.warnings, *line_end_warnings(read_files(folder))]
        zone_is_missing = zone_warning(settings, content_of(folder, PLAN_FILE) or b"")
        warnings += [zone_is_missing] if zone_is_missing else []
        warnings += [f"overdue promise:{text}" for text in promise_texts(_overdue(settings))]
        warnings += _only_in_diary(settings)
        warnings += _calendar_warnings(folder, reading.book, settings.now(ZoneInfo(zone)).date())
    days, wrong_rows = read_days(folder / "diary", Period(date.min, date.max), ZoneInfo(zone))
    errors += wrong_rows + _snapshot_errors(folder, ZoneInfo(zone)) + _history_errors(folder)
    return errors, warnings + _links_out(folder) + oddities(folder / "diary", days, ZoneInfo(zone))


def _links_out(folder: Path) -> list[str]:
    """A warning for each file that is read from elsewhere, unless the book is trusted."""
    if is_trusted(folder):
        return []
    pages = [f"diary/{page.name}" for page in sorted((folder / "diary").glob("*.toml")) if page.is_symlink()]
    names = [name for name in (*NAMES, "diary", *pages) if leads_out(folder, folder / name)]
    return [f"{name} is a link that leads out of the book: it is read, never written" for name in names]


def _history_errors(folder: Path) -> list[FileError]:
    """Errors of the deals of the past."""
    try:
        read_history_file(content_of(folder, HISTORY))
    except BookErrors as wrong:
        return list(wrong.errors)
    return []


def _snapshot_errors(folder: Path, zone: ZoneInfo) -> list[FileError]:
    """Errors of the files that hold the values of the deals."""
    errors = []
    for on in values_dates(folder):
        content = values_content(folder, on)
        found = read_values(content, on, zone) if isinstance(content, bytes) else content
        errors += [found] if isinstance(found, FileError) else []
    return errors


def _calendar_warnings(folder: Path, book: Book, today: date) -> list[str]:
    paths = [calendar_path(folder, name) for name in dict.fromkeys(book.calendar_names)]
    rules = Rules(silenced=book.calendars.not_)
    reading = busy_times(paths, (today, today + CALENDAR_SPAN), book.rep.timezone, rules)
    return [*reading.gaps, *reading.warnings]


def _only_in_diary(settings: Settings) -> list[str]:
    """A warning for each record that the diary knows and the book does not, the newest first."""
    old = sorted(old_records(Session(settings)).values(), key=lambda each: each.last, reverse=True)
    texts = [
        f"the diary has {counted(each.rows, 'row')} for {each.id}, the last on {each.last}, and the book has no such "
        f"record: `plan merge NEW-ID {id}` if it has another id now, `plan remove {id}` if it is gone"
        for each, id in ((each, quote(each.id)) for each in old[:MOST_OLD])
    ]
    return [*texts, *([f"and {len(old) - MOST_OLD} more such records"] if len(old) > MOST_OLD else [])]


def _overdue(settings: Settings) -> tuple[OverduePromise, ...]:
    """The promises overdue."""
    try:
        return overdue_promises(day_context(Session(settings)))
    except BookErrors:
        return ()


def _show(errors: list[FileError], warnings: list[str]) -> None:
    if warnings:
        show("\n".join(warning_lines(warnings)))
    if errors:
        show(("\n" if warnings else "") + "\n".join(error_lines(errors)))
    if errors or warnings:
        show(f"\n{counted(len(errors), 'error')}, {counted(len(warnings), 'warning')}.")
    else:
        show("Book is fine: no errors, no warnings.")
