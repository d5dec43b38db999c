"""`plan wrap`: the evening in a minute."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from planner.app.messages import prompt, show, show_json, tell
from planner.app.session import Session
from planner.app.settings import Settings, settings_of
from planner.app.worklog.ask_outcome import NOT_DONE, ask_outcome
from planner.app.worklog.evening import evening_of, to_tell
from planner.app.worklog.find_work import running_now, thing_called
from planner.app.worklog.log import Logged, day_of, log, logged_json, told_of, write
from planner.app.worklog.when import When
from planner.app.worklog.work_item import Thing, thing_of_worked, thing_running
from planner.book.store.lock import writing
from planner.core.worklog.log import NOBODY, Told, record_of, usual_outcomes
from planner.core.worklog.logged_lines import logged_lines
from planner.core.worklog.work import SHORTEST_REST, left_of, running_of
from planner.errors import UsageError
from planner.screen.text.wording import clock, counted, full_day, length, money
from planner.typed.days import option_day, option_past_day
from planner.typed.times import option_time

if TYPE_CHECKING:
    from planner.core.diary import DiaryDay

ASKS_WHEN = ("booked", "moved")


def wrap(
    ctx: typer.Context,
    day: Annotated[
        str | None, typer.Option("--on", "--date", metavar="DAY", help="Another day to wrap up: yesterday, fri.")
    ] = None,
) -> None:
    """Log the rest of the day, one key per line, with the next date.

    Enter skips a line. Each answer is saved at once. In the morning, before anything is logged for today, it
    goes through the last day that you did not wrap up.

        plan wrap
        plan wrap --on yesterday
    """
    settings = settings_of(ctx)
    session = Session(settings)
    on = option_past_day("--on", day, session.today) if day else evening_of(session)
    items = to_tell(session, on)
    if items:
        tell(settings, f"{full_day(on)}: {counted(len(items), 'item')} to tell of")
        if settings.is_terminal:
            tell(settings, "Ctrl-C ends it; what was told is kept")
    logged: list[Logged] = []
    not_done = left = 0
    interrupted = False
    for number, item in enumerate(items):
        told, interrupted = _ask(session, item, on)
        if told is None:
            left += 1
        elif told.outcome == NOT_DONE:
            not_done += 1
        else:
            logged.append(_log(settings, item, on, told))
            for warning in logged[-1].warnings:
                tell(settings, f"warning: {warning}")
        if interrupted:
            left += len(items) - number - 1
            break
    if not interrupted:
        with writing(settings.book):
            session = Session(settings)
            page = day_of(session, on)
            if page.planned or page.worked:
                new = replace(page, figures={**page.figures, "wrapped": session.now})
                write(session, page, new, None, {}, f"the page of {on}: wrapped")
    _show(settings, on, logged, not_done, left)
    if interrupted and settings.is_terminal:
        raise KeyboardInterrupt


def _thing(session: Session, item: str, on: date, day: DiaryDay) -> Thing:
    running = running_of(day, session.zone)
    if running is not None and running.work.item == item:
        return thing_running(session, running, day)
    if any(row.what.item == item for row in day.planned):
        return thing_called(session, item, on, day)
    return thing_of_worked(session, day, item)


def _ask(session: Session, item: str, on: date) -> tuple[Told | None, bool]:
    """How an item went, by key, None where it is left as it is; and whether they left: what they gave until then is
    kept, and only what they did not answer is not."""
    day = day_of(session, on)
    thing = _thing(session, item, on, day)
    when = f"{clock(thing.row.slot.start)} " if thing.row is not None else ""
    outcomes = usual_outcomes(thing.work, record_of(thing.work, session.book))
    left = left_of(item, day)
    minutes = thing.work.minutes if left is None else max(left, SHORTEST_REST)
    outcome = None
    try:
        outcome = ask_outcome(f"{when}{thing}, {length(minutes)}", outcomes, not_done=True)
        return _with_day(session, Told(outcome=outcome), thing) if outcome is not None else None, False
    except KeyboardInterrupt:
        prompt("\n")
        return Told(outcome=outcome) if outcome not in (None, "booked") else None, True


def _with_day(session: Session, told: Told, thing: Thing) -> Told | None:
    """The outcome with the next date, or the appointment, that belongs to it; None where it has to have one."""
    if told.outcome in ASKS_WHEN:
        return _with_appointment(session, told, thing)
    if told.outcome in (NOT_DONE, "lost", "won", "parked") or thing.work.does in NOBODY or thing.work.kind == "contact":
        return told
    next_on = _day_asked("  next on (fri, +3; Enter: none agreed): ", session)
    return replace(told, next_on=next_on)


def _with_appointment(session: Session, told: Told, thing: Thing) -> Told | None:
    """The outcome with its new time; None where there is none and there has to be one."""
    if thing.work.does in NOBODY:
        return replace(told, again=_day_asked("  to which day (fri, +3; Enter: any): ", session))
    while True:
        text = _line('  for when ("fri 14:00"; Enter: not known): ')
        if not text:
            return None if told.outcome == "booked" else told
        try:
            return replace(told, at=option_time("", text, session.today, session.zone))
        except UsageError as wrong:
            prompt(f"  {wrong.what}: {wrong.fix}\n")


def _day_asked(question: str, session: Session) -> date | None:
    while True:
        text = _line(question)
        if not text:
            return None
        try:
            return option_day("", text, session.today)
        except UsageError as wrong:
            prompt(f"  {wrong.what}: {wrong.fix}\n")


def _line(question: str) -> str:
    prompt(question)
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip()


def _log(settings: Settings, item: str, on: date, told: Told) -> Logged:
    with writing(settings.book):
        session = Session(settings)
        day = day_of(session, on)
        thing = _thing(session, item, on, day)
        clock_runs = running_now(session)
        running = clock_runs[2] if clock_runs and clock_runs[0] == on and clock_runs[2].work.item == item else None
        return log(session, thing, on, day, When(), told, running)


def _show(settings: Settings, on: date, logged: Sequence[Logged], not_done: int, left: int) -> None:
    session = Session(settings)
    day = day_of(session, on)
    made = sum(line.worth.makes for line in logged_lines(day, None, session.book))
    if settings.json:
        told = [logged_json(each) for each in logged]
        show_json(
            {"format": 1, "date": on.isoformat(), "logged": told, "not_done": not_done, "left": left, "made": made}
        )
        return
    for each in logged:
        show("\n".join(told_of(each, on)))
    counts = [f"{len(logged)} told"] if logged or not_done or left else ["nothing to tell of"]
    counts += [f"{not_done} not done"] if not_done else []
    counts += [f"{left} left as they were"] if left else []
    show(f"{full_day(on)}: {', '.join(counts)} · made {money(made, session.book.rep.currency, short=True)}")
