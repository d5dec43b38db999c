"""`plan export`: the day's page as a calendar."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.app.day.busy_times import calendar_paths
from planner.app.day.day_options import Asked
from planner.app.day.day_page import page_of
from planner.app.messages import show, show_json
from planner.app.output_file import STDOUT, pour, refuse_link_out
from planner.app.session import Session
from planner.app.settings import Settings, settings_of
from planner.core.diary import DiaryDay
from planner.errors import PlanError, UsageError
from planner.typed.days import option_day

if TYPE_CHECKING:
    from planner.app.export.target import Written
    from planner.book.store.readers import Readers
    from planner.calendars.export.entries import Placed
    from planner.calendars.export.write import ExportEntry

LONGEST_ALARM = 7 * 24 * 60  # minutes


def export(
    ctx: typer.Context,
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="A file.ics, a folder (one file per event), or - for stdout.")
    ] = "-",
    day: Annotated[
        str, typer.Option("--date", metavar="DAY", help="Another day: tomorrow, fri, 2026-11-24.")
    ] = "today",
    week: Annotated[bool, typer.Option("--week", help="All pages of that day's week.")] = False,
    alarm: Annotated[int | None, typer.Option("--alarm", metavar="N", help="Remind you N minutes before each.")] = None,
    meetings: Annotated[bool, typer.Option("--meetings", help="Include meetings already on your calendar.")] = False,
) -> None:
    """Put the day on your calendar as an .ics file, for Google, Outlook, Apple, Nextcloud, khal and others.

    Importing it again updates the same events. A line that left the page is canceled in a single file; in a
    folder, its file is removed. Meetings already on your calendar are left out.

        plan export today.ics
        plan export --week --alarm 10 ~/calendars/plan/
        plan export - | khal import --batch -a plan
    """
    settings = settings_of(ctx)
    if alarm is not None and not 0 <= alarm <= LONGEST_ALARM:
        raise UsageError(f"--alarm has to be between 0 and {LONGEST_ALARM} minutes, not {alarm}", "such as --alarm 10")
    if not target:
        raise UsageError("TARGET is empty", "a file.ics, a folder, or - for standard output")
    session = Session(settings)
    asked = option_day("--date", day, session.today)
    dates = _week_of(asked) if week else [asked]
    pages = [_page(session, on) for on in dates if not week or _has_page(session, on)]
    if not pages:
        raise PlanError(f"there is no page in the week of {dates[0]}", "`plan today` makes one")

    from planner.app.export.entries import entry_of
    from planner.calendars.export.entries import placed_rows

    placed = [each for page in pages for each in placed_rows(page, session.book.rep.name, meetings)]
    entries = [entry_of(each, session.book) for each in placed]
    _give_out(settings, session, target, dates, placed, entries, alarm)


def _week_of(day: date) -> list[date]:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=n) for n in range(7)]


def _has_page(session: Session, day: date) -> bool:
    kept = session.diary_day(day)
    return kept is not None and bool(kept.planned)


def _page(session: Session, day: date) -> DiaryDay:
    """The diary's page of a day, brought up to date as looking at it does; what can't be kept is not given out."""
    shown = page_of(session, day, Asked())
    if shown.unkept is not None:
        raise shown.unkept
    kept = session.diary_day(day)
    assert kept is not None
    return kept


def _give_out(
    settings: Settings,
    session: Session,
    target: str,
    dates: list[date],
    placed: list[Placed],
    entries: list[ExportEntry],
    alarm: int | None,
) -> None:
    from planner.app.export.target import (
        file_contents,
        folder_contents,
        is_folder,
        refuse_book_folder,
        write_file,
    )
    from planner.book.store.readers import readers_of_book
    from planner.calendars.export.earlier_exports import cancelled_entries, continue_sequences
    from planner.calendars.export.entries import uid_start
    from planner.calendars.export.write import calendar_bytes

    day = datetime.combine(dates[0], time(), session.zone)
    if target in STDOUT:
        data = calendar_bytes(entries, alarm, day)
        if settings.json:
            show_json(_json(target, placed, entries) | {"calendar": data.decode()})
            return
        pour(data)
        return
    path = Path(target).expanduser()
    refuse_link_out(path, session.folder)
    limit = readers_of_book(session.folder, path, (session.folder / "diary", *calendar_paths(session)))
    starts = [uid_start(session.book.rep.name, on) for on in dates]
    gone: list[ExportEntry] = []
    if is_folder(target):
        refuse_book_folder(path, session.folder)
        entries = continue_sequences(entries, folder_contents(path, starts))
        done = _to_folder(path, starts, entries, alarm, limit)
    else:
        before = file_contents(path)
        entries = continue_sequences(entries, before)
        gone = cancelled_entries((entry.uid for entry in entries), before, starts)
        done = write_file(path, calendar_bytes([*entries, *gone], alarm, day), limit)
    if settings.json:
        changed = {"written": list(done.written), "same": list(done.same), "removed": list(done.removed)}
        show_json(_json(target, placed, entries) | changed)
    else:
        show(_told(target, [*entries, *gone], done))


def _to_folder(
    folder: Path, starts: list[str], entries: list[ExportEntry], alarm: int | None, limit: Readers | None
) -> Written:
    """A file for each event; files of what left the pages of these days, whose names begin with `starts`, go."""
    from planner.app.export.target import write_folder
    from planner.calendars.export.write import calendar_bytes

    files = {f"{e.uid}.ics": calendar_bytes([e], alarm) for e in entries if not e.cancelled}
    return write_folder(folder, files, starts, limit)


def _told(target: str, entries: list[ExportEntry], done: Written) -> str:
    kept = sum(not entry.cancelled for entry in entries)
    told = f"{kept} event{'' if kept == 1 else 's'} in {target}"
    if done.removed:
        return f"{told}, {len(done.removed)} of before removed"
    cancelled = len(entries) - kept
    from_file = len(done.written) + len(done.same) == 1 and cancelled
    return f"{told}, {cancelled} cancelled" if from_file else told


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
