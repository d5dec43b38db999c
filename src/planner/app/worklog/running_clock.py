"""The clock that runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from planner.app.session import Session
from planner.book.diary.page_files import diary_dates, page_content
from planner.core.book import record_name
from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.core.worklog.logged_lines import logged_lines
from planner.core.worklog.work import Work, clock_of, row_of, work_of_clock
from planner.errors import BookErrors

PAGES_BACK = 7  # that are read for a clock left running


class RunningClock(NamedTuple):
    """The page of a day whose clock runs, and the clock's line."""

    day: DiaryDay
    clock: Line


def running_clock(session: Session) -> RunningClock | None:
    """Today's clock, or one that was left running on one of the last days with a page."""
    pages = [on for on in diary_dates(session.folder / "diary") if on <= session.today][-PAGES_BACK:]
    for on in reversed(pages):
        try:
            content = session.page_bytes(on)
            if content is None or b"running" not in content:
                continue
            day = session.diary_day(on)
        except BookErrors:
            if on == session.today or _may_run(session, on):
                raise
            continue
        clock = clock_of(day, session.zone)
        if day is not None and clock is not None:
            return RunningClock(day, clock)
    return None


def clock_work(session: Session, running: RunningClock) -> Work:
    """The work that a clock runs for."""
    day, clock = running
    record = clock.what.record
    name = record_name(record, session.book) if record is not None else ""
    return work_of_clock(clock, name, row_of(clock.what.item, day))


def running_line(session: Session) -> Line | None:
    """The line that the clock runs for, as a line of its day's page."""
    found = running_clock(session)
    if found is None:
        return None
    line = logged_lines(found.day, found.clock, session.book)[-1]
    name = record_name(line.what.record, session.book) if line.what.record is not None else ""
    return replace(line, what=replace(line.what, name=name))


def _may_run(session: Session, on: date) -> bool:
    """True if a damaged page may hold a running clock.

    It can't be stopped before the page is fixed.
    """
    content = page_content(session.folder / "diary", on)
    if not isinstance(content, bytes):
        return False
    names = [line.partition(b"=")[0].replace(b" ", b"").strip() for line in content.splitlines()]
    return any(name in (b"running", b"[page.running]") for name in names)
