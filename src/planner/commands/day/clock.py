"""`plan start` and `plan stop`: the clock."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from planner.app.messages import show, show_json, tell
from planner.app.session import Session
from planner.app.settings import settings_of
from planner.app.worklog.find_work import OR_OWN, running_now, thing_called
from planner.app.worklog.log import Logged, answer, day_of, log, logged_json, told_of, write
from planner.app.worklog.when import When
from planner.app.worklog.work_item import USUAL_MINUTES, Thing, thing_running
from planner.book.store.lock import writing
from planner.core.worklog.log import Told, default_outcome
from planner.core.worklog.work import SHORTEST_REST, Running, elapsed, left_of, running_table
from planner.errors import UsageError
from planner.screen.text.safe_text import safe
from planner.screen.text.wording import clock, length
from planner.typed.lengths import option_minutes
from planner.typed.times import option_clock, option_past_time


def start(
    ctx: typer.Context,
    item: Annotated[
        str, typer.Argument(metavar="ITEM", help="Its line number, id or name, or a few words of your own.")
    ],
    at: Annotated[str | None, typer.Option("--at", metavar="TIME", help="When you started: 9:20.")] = None,
    unplanned: Annotated[bool, typer.Option("--unplanned", help="Log these words as unplanned work.")] = False,
) -> None:
    """Start the clock on a line, or on anything else. The clock that was running stops.

    The rest of the day is replanned around it.

        plan start 1
        plan start acme-rollout --at 9:20
        plan start "Helping Sam with a demo"
    """
    settings = settings_of(ctx)
    with writing(settings.book):
        session = Session(settings)
        since = option_past_time("--at", at, session.now, session.zone) if at else session.now
        if since > session.now:
            what = f"--at {at} is still to come: it is {clock(session.now)}"
            raise UsageError(what, f"start it then, or keep the time for it: plan today --pin {item}@{clock(since)}")
        on = since.date()
        if since.date() != on:
            raise UsageError(f"--at {at} is not today", "the clock begins today; `plan done --on` tells of another day")
        thing = thing_called(session, item, on, day_of(session, on), unplanned=unplanned, hint=OR_OWN)
        stopped = _stopped_for(session, thing)
        session = Session(settings) if stopped else session
        day = day_of(session, on)
        left = left_of(thing.work.item, day)
        minutes = max(left, SHORTEST_REST) if left is not None else thing.work.minutes
        running = Running(replace(thing.work, minutes=minutes or USUAL_MINUTES), since)
        new = replace(day, figures={**day.figures, "running": running_table(running)})
        write(session, day, new, None, {}, f"{thing}: started")
    if stopped is not None:
        for warning in stopped.warnings:
            tell(settings, f"warning: {warning}")
        for line in told_of(stopped, session.today):
            tell(settings, line)
    if thing.unsure:
        tell(settings, f"warning: {thing.unsure}")
    if settings.json:
        from planner.screen.text.json_value import json_value

        running_json = {"item": thing.work.item, "since": json_value(since), "minutes": running.work.minutes}
        show_json({"format": 1, "running": running_json, "stopped": logged_json(stopped) if stopped else None})
        return
    when = clock(since) if on == session.today else f"{on} {clock(since)}"
    lines = [f"{thing}: since {when}, {length(running.work.minutes)}"]
    if thing.work.objective:
        lines.append(f"  {thing.work.objective}")
    show("\n".join(map(safe, lines)))


def _stopped_for(session: Session, thing: Thing) -> Logged | None:
    """What ran until now, logged; a clock of less than a minute is just taken away by the new one."""
    found = running_now(session)
    if found is None:
        return None
    on, day, running = found
    if running.work.item == thing.work.item and on == session.today:
        raise UsageError(f"{thing} runs already, since {clock(running.since)}", "`plan stop` stops it")
    if 0 <= elapsed(running.since, session.now) < 0.5 and on == session.today:
        return None
    return log(session, thing_running(session, running, day), on, day, When(), Told(), running)


def stop(
    ctx: typer.Context,
    minutes: Annotated[int | None, typer.Option("--minutes", metavar="N", help="How long it took.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="TIME", help="When you stopped.")] = None,
    note: Annotated[str, typer.Option("-m", "--note", metavar="TEXT", help="A note for the diary.")] = "",
) -> None:
    """Stop the clock. Logs the time so far. What is left goes back into the plan.

    `plan done` stops it too, and logs the outcome.

        plan stop
        plan stop --to 17:30
    """
    settings = settings_of(ctx)
    with writing(settings.book):
        session = Session(settings)
        found = running_now(session)
        if found is None:
            raise UsageError("no clock is running", "`plan start 1` starts one")
        on, day, running = found
        ended = option_clock("--to", end, on, session.zone) if end else None
        when = When(end=ended, minutes=option_minutes("--minutes", minutes))
        thing = thing_running(session, running, day)
        logged = log(session, thing, on, day, when, Told(note=note), running)
    answer(settings, [logged], session.today)
    if not settings.json and default_outcome(thing.work) is None:
        day_told = f" --on {on}" if on != session.today else ""
        tell(settings, f"how it went: plan done {thing.work.item} --outcome …{day_told}")
