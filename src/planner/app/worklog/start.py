"""`plan start`: the clock starts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from planner.app.messages import show, show_json, tell
from planner.app.session import Session
from planner.app.settings import Settings
from planner.app.worklog.find_work import OR_OWN, WorkWords, find_work
from planner.app.worklog.log import LogEntry, Logged, day_of, log, write
from planner.app.worklog.running_clock import clock_work, running_clock
from planner.app.worklog.show_log import logged_json, logged_text
from planner.app.worklog.when import GivenTimes
from planner.book.store.lock import writing
from planner.core.line import Line
from planner.core.worklog.as_planned import starts_as_planned
from planner.core.worklog.outcomes import Report
from planner.core.worklog.work import USUAL_MINUTES, Work, clock_line, clock_table, elapsed, minutes_to_go
from planner.errors import UsageError
from planner.frozen_class import frozen
from planner.screen.text.json_value import json_value
from planner.screen.text.safe_text import safe
from planner.screen.text.wording import clock, full_day, length
from planner.typed.times import option_past_time


@frozen
class StartOptions:
    """The options of `plan start`."""

    item: str
    at: str | None
    unplanned: bool
    unquoted: bool = False  # the item was typed as several words


def run(settings: Settings, options: StartOptions) -> None:
    """Start the clock for an item, or for anything else; the clock that ran until now stops."""
    with writing(settings.book):
        session = Session(settings)
        since = _since(session, options)
        on = since.date()
        words = WorkWords(options.item, unplanned=options.unplanned, unquoted=options.unquoted, hint=OR_OWN)
        work = find_work(session, day_of(session, on), words)
        stopped = _stop_other(session, work)
        session = Session(settings) if stopped else session
        day = day_of(session, on)
        running = clock_line(replace(work, minutes=minutes_to_go(work, day) or USUAL_MINUTES), since)
        new = replace(day, figures={**day.figures, "running": clock_table(running)})
        as_planned = on == session.today and starts_as_planned(day, running)
        write(session, day, new, LogEntry(f"{work}: started", as_planned=as_planned))
    _show(session, work, running, stopped)


def _since(session: Session, options: StartOptions) -> datetime:
    """The start of the clock. Raises UsageError if it is in the future or not today."""
    at, now = options.at, session.now
    since = option_past_time("--at", at, now, session.zone, session.locale) if at else now
    if since > now:
        what = f"--at {at} is in the future: it is {clock(now)}"
        fix = f"start it then, or reserve the time: plan today --pin {options.item}@{clock(since)}"
        raise UsageError(what, fix)
    return since


def _stop_other(session: Session, work: Work) -> Logged | None:
    """The clock that ran until now, logged.

    One of less than a minute is just replaced by the new one.
    """
    found = running_clock(session)
    if found is None:
        return None
    start, today = found.clock.slot.start, found.day.date == session.today
    if found.clock.what.item == work.what.item and today:
        raise UsageError(f"the clock is already running on {work}, since {clock(start)}", "`plan stop` stops it")
    if 0 <= elapsed(start, session.now) < 0.5 and today:
        return None
    return log(session, clock_work(session, found), found.day, GivenTimes(), Report())


def _show(session: Session, work: Work, running: Line, stopped: Logged | None) -> None:
    settings, since, minutes = session.settings, running.slot.start, running.slot.minutes
    if stopped is not None:
        for warning in stopped.warnings:
            tell(settings, f"warning: {warning}")
        for line in logged_text(stopped, session.today):
            tell(settings, line)
    if work.warning:
        tell(settings, f"warning: {work.warning}")
    if settings.json:
        running_json = {"item": work.what.item, "since": json_value(since), "minutes": minutes}
        show_json({"format": 1, "running": running_json, "stopped": logged_json(stopped) if stopped else None})
        return
    days_ago = "" if since.date() == session.today else f"{full_day(since.date())} "
    at = f" at {days_ago}{clock(since)}" if since != session.now else ""
    lines = [f"Started {work}{at} ({length(minutes)} planned)"]
    if work.what.objective:
        lines.append(f"  {work.what.objective}")
    show("\n".join(map(safe, lines)))
