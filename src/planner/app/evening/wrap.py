"""`plan wrap`: the evening in a minute."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from planner.app.evening.ask_about_work import ask_outcome_of
from planner.app.evening.ask_outcome import (
    ASKS_WHEN,
    FOR_WHEN,
    NOT_DONE,
    WHICH_DAY,
    OutcomeAnswer,
    ask_outcome,
    next_on_question,
)
from planner.app.evening.unlogged import evening_of, unlogged_items
from planner.app.messages import prompt, show, show_json, tell
from planner.app.page.due_records import say_new_customers
from planner.app.records.edit_record import day_context
from planner.app.records.park import mark_parked
from planner.app.session import Session
from planner.app.settings import Settings
from planner.app.worklog.find_work import work_named
from planner.app.worklog.log import LogEntry, Logged, day_of, log, write
from planner.app.worklog.running_clock import RunningClock, clock_work
from planner.app.worklog.show_log import logged_json, logged_text
from planner.app.worklog.when import GivenTimes
from planner.book.store.lock import writing
from planner.core.bridge.moves import work_sum
from planner.core.cadence.close_file import A_DAY, SilentFile, silent_files
from planner.core.diary import DiaryDay
from planner.core.line import WITHOUT_CUSTOMER, Outcome
from planner.core.worklog.logged_lines import logged_lines
from planner.core.worklog.outcomes import Report, reaches
from planner.core.worklog.work import Work, clock_of, minutes_to_go
from planner.errors import UsageError
from planner.screen.page.status import money_of_work
from planner.screen.text.wording import clock, counted, length, recent_day
from planner.typed.days import option_day, option_past_day
from planner.typed.times import option_time


class _Answers(NamedTuple):
    """The rep's answers: logged work, how many items were not done or left open, deals parked."""

    logged: Sequence[Logged]
    not_done: int
    left: int
    parked: Sequence[SilentFile]


def run(settings: Settings, day: str | None) -> None:
    """Ask how each of a day's items went, and log the answers one by one."""
    session = Session(settings)
    on = option_past_day("--on", day, session.today, session.locale) if day else evening_of(session)
    items = unlogged_items(session, on)
    if items:
        tell(settings, f"{recent_day(on, session.today)}: {counted(len(items), 'line')} left to log")
        if settings.is_terminal:
            tell(settings, "Enter skips. Ctrl-C stops; your answers are saved.")
    logged: list[Logged] = []
    not_done = left = 0
    interrupted = False
    for number, item in enumerate(items):
        report, interrupted = _ask(session, item, on)
        if report is None:
            left += 1
        elif report.result.outcome == NOT_DONE:
            not_done += 1
        else:
            logged.append(_log(settings, item, on, report))
            for warning in logged[-1].warnings:
                tell(settings, f"warning: {warning}")
        if interrupted:
            left += len(items) - number - 1
            break
    parked: list[SilentFile] = []
    if not interrupted:
        interrupted = _offer_parking(settings, parked)
    if not interrupted:
        mark_wrapped(settings, on)
    _show(settings, on, _Answers(logged, not_done, left, parked))
    if any(each.changes.get("stage") == "won" for each in logged):
        say_new_customers(settings)
    if interrupted and settings.is_terminal:
        raise KeyboardInterrupt


def _offer_parking(settings: Settings, parked: list[SilentFile]) -> bool:
    """Offer to park three deals that don't answer the closing question; add those parked.

    True if the rep left with Ctrl-C; what was parked until then is.
    """
    files = silent_files(day_context(Session(settings)))
    for file in files[:A_DAY]:
        silent = counted(file.silent, "working day")
        try:
            outcome = ask_outcome(
                f"{file.name}: close the file? You asked {silent} ago and got no answer", ("parked",)
            ).outcome
        except KeyboardInterrupt:
            prompt("\n")
            return True
        if outcome == "parked":
            with writing(settings.book):
                mark_parked(Session(settings), [file.record])
            parked.append(file)
    if len(files) > A_DAY:
        tell(settings, f"{len(files) - A_DAY} more gave no answer: plan park")
    return False


def mark_wrapped(settings: Settings, on: date) -> None:
    """Note on a day's page that it is wrapped up: nobody is reminded of its open lines."""
    with writing(settings.book):
        session = Session(settings)
        page = day_of(session, on)
        if page.planned or page.worked:
            new = replace(page, figures={**page.figures, "wrapped": session.now})
            write(session, page, new, LogEntry(f"the page of {on}: wrapped up"))


def _work(session: Session, item: str, day: DiaryDay) -> Work:
    running = clock_of(day, session.zone)
    if running is not None and running.what.item == item:
        return clock_work(session, RunningClock(day, running))
    return work_named(session, item, day)


def _ask(session: Session, item: str, on: date) -> tuple[Report | None, bool]:
    """The report on an item, None if nothing is logged; and whether the rep left with Ctrl-C.

    What they gave until then is kept.
    """
    day = day_of(session, on)
    work = _work(session, item, day)
    when = f"{clock(work.line.slot.start)} " if work.line is not None else ""
    answer = OutcomeAnswer(None)
    try:
        what = f"{when}{work}, {length(minutes_to_go(work, day))}"
        answer = ask_outcome_of(session, work, what, not_done=True)
        outcome = answer.outcome
        report = _with_day(session, outcome, work) if outcome is not None else None
        return _with_said(report, answer, work), False
    except KeyboardInterrupt:
        prompt("\n")
        report = _report(answer.outcome) if answer.outcome not in (None, "booked") else None
        return _with_said(report, answer, work), True


def _report(outcome: str | None) -> Report:
    return Report(result=Outcome(outcome=outcome))


def _with_said(report: Report | None, answer: OutcomeAnswer, work: Work) -> Report | None:
    """The report with the talking point that was used, and whether it worked."""
    if report is None or not reaches(work.what.does, report.result.outcome):
        return report
    return replace(report, result=replace(report.result, said=answer.said))


def _with_day(session: Session, outcome: str, work: Work) -> Report | None:
    """The outcome with the next date, or the appointment, that belongs to it.

    None if it has to have one.
    """
    if outcome in ASKS_WHEN:
        return _with_appointment(session, outcome, work)
    alone = work.what.does in WITHOUT_CUSTOMER or work.what.kind == "contact"
    if outcome in (NOT_DONE, "lost", "won", "parked") or alone:
        return _report(outcome)
    return replace(_report(outcome), next_on=_ask_day(next_on_question(outcome), session))


def _with_appointment(session: Session, outcome: str, work: Work) -> Report | None:
    """The outcome with its new time; None if there is none and there has to be one."""
    report = _report(outcome)
    if work.what.does in WITHOUT_CUSTOMER:
        return replace(report, again=_ask_day(WHICH_DAY, session))
    while True:
        text = _line(FOR_WHEN)
        if not text:
            return None if outcome == "booked" else report
        try:
            return replace(report, at=option_time("", text, session.today, session.zone, session.locale))
        except UsageError as wrong:
            prompt(f"  {wrong.what}: {wrong.fix}\n")


def _ask_day(question: str, session: Session) -> date | None:
    while True:
        text = _line(question)
        if not text:
            return None
        try:
            return option_day("", text, session.today, session.locale)
        except UsageError as wrong:
            prompt(f"  {wrong.what}: {wrong.fix}\n")


def _line(question: str) -> str:
    prompt(f"  {question}: ")
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip()


def _log(settings: Settings, item: str, on: date, report: Report) -> Logged:
    with writing(settings.book):
        session = Session(settings)
        day = day_of(session, on)
        return log(session, _work(session, item, day), day, GivenTimes(), report)


def _show(settings: Settings, on: date, answers: _Answers) -> None:
    session = Session(settings)
    logged, not_done, left, parked = answers
    day = day_of(session, on)
    if settings.json:
        made = sum(line.worth.makes for line in logged_lines(day, None, session.book))
        rows = [logged_json(each) for each in logged]
        figures = {"not_done": not_done, "left": left, "made": made, "parked": [each.record for each in parked]}
        show_json({"format": 1, "date": on.isoformat(), "logged": rows, **figures})
        return
    for each in logged:
        show("\n".join(logged_text(each, on)))
    counts = [f"{len(logged)} logged"] if logged or not_done or left else ["nothing left to log"]
    counts += [f"{not_done} not done"] if not_done else []
    counts += [f"{left} still open"] if left else []
    counts += [f"parked: {', '.join(each.name for each in parked)}"] if parked else []
    work = work_sum(day.worked, on.isoformat())
    earned = money_of_work(work.won / 100, work.change / 100, session.book.rep.currency) if work else ""
    show(f"{recent_day(on, session.today)}: {', '.join(counts)}{earned}")
