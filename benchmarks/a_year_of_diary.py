"""A year of diary for a book that has none: every working day has the page of one day, worked as it was planned."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.book.diary.page_files import page_name
from planner.book.diary.pages import read_day
from planner.book.diary.write_page import write_day
from planner.core.diary import DiaryDay
from planner.core.line import Line, Outcome
from planner.core.worklog.work import Span, done_line, work_of

OUTCOMES = ("advanced", "stayed", "stayed", "no-contact", "no-contact")


def write_a_year(book: Path, last: date, environ: dict[str, str], days: int = 260) -> None:
    """Write `days` pages of working days up to `last` into the book's diary: the page of `last`, moved to each."""
    plan = [sys.executable, "-m", "planner", "today", "--book", str(book)]
    subprocess.run(plan, env=environ | {"PLAN_NOW": f"{last}T07:00"}, stdout=subprocess.DEVNULL, check=True)
    zone = ZoneInfo("Europe/Berlin")
    page = book / page_name(last)
    template = read_day(page.read_bytes(), last, zone)
    luck = random.Random(1)
    on, written = last, 0
    while written < days:
        if on.weekday() < 5:
            (book / page_name(on)).write_bytes(write_day(_lived(template, on - last, luck)))
            written += 1
        on -= timedelta(days=1)


def _moved(row: Line, by: timedelta) -> Line:
    made = row.status.made
    return replace(
        row,
        slot=replace(row.slot, start=row.slot.start + by, end=row.slot.end + by),
        status=replace(row.status, made=made + by if made else None),
    )


def _lived(day: DiaryDay, by: timedelta, luck: random.Random) -> DiaryDay:
    planned = tuple(_moved(row, by) for row in day.planned)
    worked = tuple(_worked(row, luck) for row in planned if luck.random() < 0.9)
    return replace(day, date=day.date + by, planned=planned, worked=worked)


def _worked(row: Line, luck: random.Random) -> Line:
    outcome = luck.choice(OUTCOMES) if row.what.does in ("advance", "learn", "qualify", "book") else "done"
    return done_line(work_of(row, ""), Span(row.slot.start, row.slot.end), row.slot.minutes, Outcome(outcome=outcome))


if __name__ == "__main__":
    write_a_year(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]), dict(os.environ))
