"""The clock that runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from planner.app.cached_look import KnownLook
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


def running_clock(look: KnownLook) -> RunningClock | None:
    """Today's clock, or one that was left running on one of the last days with a page."""
    pages = [on for on in diary_dates(look.folder / "diary") if on <= look.today][-PAGES_BACK:]
    for on in reversed(pages):
        try:
            content = look.page_bytes(on)
            if content is None or b"running" not in content:
                continue
            day = look.read_page(content, on)
        except BookErrors:
            if on == look.today or _may_run(look, on):
                raise
            continue
        clock = clock_of(day, look.zone)
        if clock is not None:
            return RunningClock(day, clock)
    return None


def clock_work(look: KnownLook, running: RunningClock) -> Work:
    """The work that a clock runs for."""
    day, clock = running
    record = clock.what.record
    name = record_name(record, look.book)
    return work_of_clock(clock, name, row_of(clock.what.item, day))


def running_line(look: KnownLook) -> Line | None:
    """The line that the clock runs for, as a line of its day's page."""
    found = running_clock(look)
    if found is None:
        return None
    line = logged_lines(found.day, found.clock, look.book)[-1]
    name = record_name(line.what.record, look.book)
    return replace(line, what=replace(line.what, name=name))


def _may_run(look: KnownLook, on: date) -> bool:
    """True if a damaged page may hold a running clock.

    It can't be stopped before the page is fixed.
    """
    content = page_content(look.folder / "diary", on)
    if not isinstance(content, bytes):
        return False
    names = [line.partition(b"=")[0].replace(b" ", b"").strip() for line in content.splitlines()]
    return any(name in (b"running", b"[page.running]") for name in names)
