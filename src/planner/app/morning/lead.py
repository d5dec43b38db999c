"""The loop of the morning's dialogue: carry out, show, load, and put the next question."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

from planner.app.calendars.sync import sync
from planner.app.day.day_page import page_of
from planner.app.day.day_request import DayRequest
from planner.app.day.show_page import show
from planner.app.dialogue.converse import converse
from planner.app.dialogue.turn import Turn
from planner.app.evening.wrap import mark_wrapped
from planner.app.export.export import ExportOptions
from planner.app.export.export import run as export
from planner.app.messages import tell
from planner.app.morning.dialogue import answered, begin, loaded
from planner.app.morning.gather import morning_of, overnight_of, yesterday_of
from planner.app.morning.perform import perform
from planner.app.morning.state import MorningState, MorningTurn, OpenQuestion
from planner.app.session import Session
from planner.app.settings import Settings
from planner.core.morning.callers import callers_of
from planner.errors import PlanError
from planner.screen.morning.text import greeting
from planner.screen.morning.words import said_lines
from planner.screen.text.layout import sheet_of, write
from planner.screen.text.wording import clock, counted

CALENDAR = "calendar"  # the folder in the book for the page as a calendar


def lead(settings: Settings) -> None:
    """Lead the rep through the morning; what was answered is kept, however it ends."""
    session = Session(settings)
    sheet = sheet_of(settings.console)
    write(settings.console, greeting(session.now, session.book.rep.name, sheet, "Enter skips · q leaves"))
    first = MorningState(
        sheet=sheet,
        now=session.now,
        locale=session.locale,
        yesterday=yesterday_of(session),
        callers=callers_of(session.book),
        began=monotonic(),
        question=OpenQuestion("outcome"),
    )

    def step(state: MorningState, answer: str) -> MorningTurn:
        return _settled(settings, answered(state, answer))

    ended = converse(settings, _settled(settings, begin(first)), step, "plan morning prints everything")
    state = ended.state
    if state.exports:
        folder = Session(settings).folder / CALENDAR
        folder.mkdir(exist_ok=True)
        export(settings, ExportOptions(target=str(folder / "today.ics")))
    elif state.shows_page:
        fresh = Session(settings)
        show(settings, fresh, page_of(fresh, fresh.today, DayRequest()))
    elif state.saved:
        tell(settings, f"{counted(state.saved, 'answer')} saved")
    if not ended.finished:
        raise KeyboardInterrupt


def _settled(settings: Settings, turn: MorningTurn) -> MorningTurn:
    """The turn with its command carried out, its lines shown, and all loaded that it needs."""
    while True:
        state = turn.state
        if state.command is not None:
            write(settings.console, said_lines(perform(settings, state.command), state.sheet))
        write(settings.console, state.screen)
        state = replace(state, command=None, screen=())
        if not state.loads:
            return Turn(state, (), turn.prompt)
        turn = loaded(_load(settings, state))


def _load(settings: Settings, state: MorningState) -> MorningState:
    if state.loads == "overnight":
        if state.wrapped and state.yesterday.date is not None:
            mark_wrapped(settings, state.yesterday.date)
        _sync(settings)
        return replace(state, overnight=overnight_of(Session(settings)))
    if state.loads == "today":
        return replace(state, today=morning_of(Session(settings)), stale=False) if state.stale else state
    session = Session(settings)
    shown = page_of(session, session.today, DayRequest())
    if shown.unkept is not None:
        raise shown.unkept
    open_ = [line for line in shown.page.items if line.status.state == "planned" and line.slot.end > session.now]
    first = f"First: {open_[0].what.name or open_[0].what.title} at {clock(open_[0].slot.start)}." if open_ else ""
    return replace(state, first=first, took=_took(monotonic() - state.began))


def _took(seconds: float) -> str:
    """The time that the morning took, in words; "" under a minute."""
    minutes, rest = divmod(round(seconds), 60)
    return f" in {minutes} min {rest:02}" if minutes else ""


def _sync(settings: Settings) -> None:
    """Fetch the calendars that the book names; the morning goes on without one that fails."""
    if not Session(settings).book.calendars.fetch:
        return
    try:
        sync(settings)
    except PlanError as error:
        tell(settings, f"warning: {error.what}")
