"""`plan stop`: the clock stops."""

from __future__ import annotations

from shlex import quote

from planner.app.messages import tell
from planner.app.session import Session
from planner.app.settings import Settings
from planner.app.worklog.log import log
from planner.app.worklog.running_clock import clock_work, running_clock
from planner.app.worklog.show_log import show_logged
from planner.app.worklog.when import GivenTimes
from planner.book.store.lock import writing
from planner.core.line import Outcome
from planner.core.worklog.log import default_outcome
from planner.core.worklog.outcomes import Report
from planner.core.worklog.work import Work
from planner.errors import UsageError
from planner.frozen_class import frozen
from planner.typed.lengths import option_minutes
from planner.typed.times import option_clock


@frozen
class StopOptions:
    """The options of `plan stop`."""

    minutes: str | None
    end: str | None
    note: str


def run(settings: Settings, options: StopOptions) -> None:
    """Stop the clock and log what it ran for."""
    with writing(settings.book):
        session = Session(settings)
        found = running_clock(session)
        if found is None:
            raise UsageError("no clock is running", "`plan start 1` starts one")
        on = found.day.date
        end = option_clock("--to", options.end, on, session.zone, session.locale) if options.end else None
        given = GivenTimes(end=end, minutes=option_minutes("--minutes", options.minutes, session.locale))
        work = clock_work(session, found)
        logged = log(session, work, found.day, given, Report(result=Outcome(note=options.note)))
    show_logged(settings, [logged], session.today)
    if not settings.json and default_outcome(work) is None:
        day = f" --on {on}" if on != session.today else ""
        tell(settings, f"log it: plan done {_name_of(work)} -o …{day}")


def _name_of(work: Work) -> str:
    """The word for `plan done`: a part by its number, since its item is the whole."""
    line = work.line
    is_part = line is not None and line.slot.part is not None and line.status.number is not None
    return str(line.status.number) if line is not None and is_part else quote(work.what.item)
