"""`plan export`: the day's page as a calendar."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from planner.app.crm.export_crm import run as export_for_crm
from planner.app.day.day_page import page_of
from planner.app.day.day_request import DayRequest
from planner.app.export.entries import entry_of, is_agreed, records_by_id
from planner.app.export.target import (
    Written,
    file_contents,
    folder_contents,
    is_folder,
    refuse_book_folder,
    write_file,
    write_folder,
)
from planner.app.messages import show, show_json
from planner.app.output_file import STDOUT, pour, refuse_link_out
from planner.app.session import Session
from planner.app.settings import Settings
from planner.app.week.coming_week import coming_week
from planner.book.diary.pages import read_day
from planner.book.store.readers import readers_of_book
from planner.calendars.export.earlier_exports import cancelled_entries, continue_sequences
from planner.calendars.export.entries import Placed, placed_rows, uid_start
from planner.calendars.export.write import ExportEntry, calendar_bytes
from planner.core.diary import DiaryDay
from planner.core.earlier_names import current_id
from planner.core.page.diary_rows import diary_day
from planner.core.reasons import Why
from planner.errors import PlanError, UsageError
from planner.frozen_class import frozen
from planner.locales.locale import Locale
from planner.screen.text.reasons import written_reason
from planner.screen.text.wording import counted
from planner.typed.days import option_day

LONGEST_ALARM = 7 * 24 * 60  # minutes


@frozen
class ExportOptions:
    """The options of `plan export`."""

    target: str
    day: str = "today"
    week: bool = False
    alarm: int | None = None  # minutes before each event
    meetings: bool = False
    crm: Path | None = None  # a file for the CRM, in place of the calendar
    system: str | None = None  # the CRM


@frozen
class _Events:
    """The events to export: where they were placed, as entries of a calendar, and of which days."""

    placed: list[Placed]
    entries: list[ExportEntry]
    dates: list[date]


def run(settings: Settings, options: ExportOptions) -> None:
    """Export a day's page, or a week's pages and the planned days to come, as iCalendar."""
    if options.crm is not None:
        export_for_crm(settings, options.crm, options.system)
        return
    alarm = options.alarm
    if alarm is not None and not 0 <= alarm <= LONGEST_ALARM:
        raise UsageError(f"--alarm has to be between 0 and {LONGEST_ALARM} minutes, not {alarm}", "such as --alarm 10")
    if not options.target:
        raise UsageError("TARGET is empty", "a file.ics, a folder, or - for standard output")
    session = Session(settings)
    day = option_day("--date", options.day, session.today, session.locale)
    dates = _week_of(day, session.locale) if options.week else [day]
    pages = [_page(session, on) for on in dates if not options.week or _has_page(session, on)]
    if options.week and day == session.today:
        planned = _planned_days(session, {page.date for page in pages})
        pages, dates = [*pages, *planned], sorted({*dates, *(page.date for page in planned)})
    if not pages:
        raise PlanError(f"no page in the week of {dates[0]}", "`plan today` makes one")
    rep = session.book.rep.name
    placed = [
        each for page in pages for each in placed_rows(page, rep, options.meetings, _items_as_written(session, page))
    ]
    records = records_by_id(session.book)
    placed = [replace(each, cancelled=False) if is_agreed(each.row, records) else each for each in placed]
    events = _Events(placed, [entry_of(each, session.book, records) for each in placed], dates)
    if options.target in STDOUT:
        _to_stdout(session, events, options)
    else:
        _to_path(session, events, options)


def _week_of(day: date, locale: Locale) -> list[date]:
    """The seven days of the week."""
    first = locale.first_of_week(day)
    return [first + timedelta(days=n) for n in range(7)]


def _planned_days(session: Session, known: Collection[date]) -> list[DiaryDay]:
    """The pages of the next five working days as `plan week` plans them.

    Those of `known` days are left out.
    """

    def words(why: Why) -> str:
        return written_reason(why, session.book.rep.currency)

    pages = (day.page for day in coming_week(session).days)
    return [diary_day(None, page, words) for page in pages if page.date not in known]


def _has_page(session: Session, day: date) -> bool:
    kept = session.diary_day(day)
    return kept is not None and bool(kept.planned)


def _page(session: Session, day: date) -> DiaryDay:
    """The diary's page of a day, brought up to date as looking at it does.

    What can't be kept is not given out.
    """
    shown = page_of(session, day, DayRequest())
    if shown.unkept is not None:
        raise shown.unkept
    kept = session.diary_day(day)
    assert kept is not None
    return kept


def _items_as_written(session: Session, page: DiaryDay) -> dict[str, str]:
    """The items on a page of records that were renamed since, by their names of today."""
    content = session.page_bytes(page.date) if session.earlier_names.ids else None
    if content is None:
        return {}
    items: dict[str, str] = {}
    for row in read_day(content, page.date, session.zone).planned:
        items.setdefault(current_id(row.what.item, session.earlier_names.ids), row.what.item)
    return items


def _to_stdout(session: Session, events: _Events, options: ExportOptions) -> None:
    data = calendar_bytes(events.entries, options.alarm, _midnight(session, events))
    if session.settings.json:
        show_json(_json(options.target, events.placed, events.entries) | {"calendar": data.decode()})
    else:
        pour(data)


def _to_path(session: Session, events: _Events, options: ExportOptions) -> None:
    path = Path(options.target).expanduser()
    refuse_link_out(path, session.folder)
    limit = readers_of_book(session.folder, path, (session.folder / "diary", *session.calendar_paths))
    starts = [uid_start(session.book.rep.name, on) for on in events.dates]
    gone: list[ExportEntry] = []
    if is_folder(options.target):
        refuse_book_folder(path, session.folder)
        entries = continue_sequences(events.entries, folder_contents(path, starts))
        files = {f"{e.uid}.ics": calendar_bytes([e], options.alarm) for e in entries if not e.cancelled}
        # Files of what left the pages of these days, whose names begin with `starts`, go.
        done = write_folder(path, files, starts, limit)
    else:
        before = file_contents(path)
        entries = continue_sequences(events.entries, before)
        gone = cancelled_entries((entry.uid for entry in entries), before, starts)
        done = write_file(path, calendar_bytes([*entries, *gone], options.alarm, _midnight(session, events)), limit)
    if session.settings.json:
        changed = {"written": list(done.written), "same": list(done.same), "removed": list(done.removed)}
        show_json(_json(options.target, events.placed, entries) | changed)
    else:
        show(_summary(options.target, [*entries, *gone], done))


def _midnight(session: Session, events: _Events) -> datetime:
    return datetime.combine(events.dates[0], time(), session.zone)


def _summary(target: str, entries: list[ExportEntry], done: Written) -> str:
    kept = sum(not entry.cancelled for entry in entries)
    text = f"{counted(kept, 'event')} in {target}"
    if done.removed:
        return f"{text}, {counted(len(done.removed), 'old one')} removed"
    cancelled = len(entries) - kept
    from_file = len(done.written) + len(done.same) == 1 and cancelled
    return f"{text}, {cancelled} canceled" if from_file else text


def _json(target: str, placed: list[Placed], entries: list[ExportEntry]) -> dict[str, Any]:
    return {
        "format": 1,
        "to": target,
        "events": [
            {
                "uid": entry.uid,
                "item": each.row.what.item,
                "record": each.row.what.record,
                "part": list(each.row.slot.part) if each.row.slot.part else None,
                "status": "cancelled" if entry.cancelled else "confirmed",
                "sequence": entry.sequence,
                "start": entry.start.isoformat(),
                "end": entry.end.isoformat(),
                "summary": entry.summary,
            }
            for each, entry in zip(placed, entries, strict=True)
        ],
    }
