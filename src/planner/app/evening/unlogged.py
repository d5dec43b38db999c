"""The evening: which day is to be wrapped, and which of its items were not logged."""

from __future__ import annotations

from datetime import date

from planner.app.session import Session
from planner.app.worklog.log import day_of
from planner.app.worklog.running_clock import clock_work, running_clock
from planner.book.diary.page_files import diary_dates
from planner.core.line import CHANGES_STAGE
from planner.core.worklog.work import clock_of, minutes_on_open, open_rows
from planner.screen.text.wording import clock, counted, full_day, recent_day, weekday

DAYS_IN_A_WEEK = 7


def reminder_text(session: Session) -> str:
    """One line if the last day with a page was not wrapped, or its clock still runs; else ""."""
    found = running_clock(session)
    if found is not None and found.day.date < session.today:
        start = found.clock.slot.start
        since = f"{full_day(found.day.date)} {clock(start)}"
        return f"The clock has been running since {since} for {clock_work(session, found)}: `plan stop`"
    evening = forgotten_evening(session)
    if evening is None:
        return ""
    count = counted(len(unlogged_items(session, evening)), "line")
    days = (session.today - evening).days
    typed = weekday(evening).lower() if days < DAYS_IN_A_WEEK else str(evening)
    return f"{recent_day(evening, session.today)} has {count} left to log: `plan wrap --on {typed}`"


def evening_of(session: Session) -> date:
    """The day to wrap now: today once it has started, else the last one that was not wrapped."""
    today = day_of(session, session.today)
    started = any(row.slot.start <= session.now for row in open_rows(today, None))
    if today.worked or started or clock_of(today, session.zone):
        return session.today
    return forgotten_evening(session) or session.today


def forgotten_evening(session: Session) -> date | None:
    """The last day before today with a page that has open items and was not wrapped."""
    earlier = [on for on in diary_dates(session.folder / "diary") if on < session.today]
    if not earlier or b"\nwrapped = " in (session.page_bytes(earlier[-1]) or b""):
        return None
    return earlier[-1] if unlogged_items(session, earlier[-1]) else None


def unlogged_items(session: Session, on: date) -> list[str]:
    """The items of a day that should be over and were not logged, by the clock.

    Nobody prepares a step that was taken since.
    """
    day = day_of(session, on)
    running = clock_of(day, session.zone)
    taken = {row.what.record for row in day.worked if row.result.outcome in CHANGES_STAGE}
    rows = [row for row in open_rows(day, running) if row.what.does != "prepare" or row.what.record not in taken]
    due = {row.what.item: row.slot.start for row in reversed(rows) if row.slot.start <= session.now}
    last = {row.what.item: row for row in day.worked}
    started = [item for item in minutes_on_open(day.worked) if not last[item].is_piece]
    due |= {row.what.item: row.slot.start for row in reversed(day.worked) if row.what.item in started}
    if running is not None:
        due[running.what.item] = running.slot.start
    return sorted(due, key=lambda item: due[item])
