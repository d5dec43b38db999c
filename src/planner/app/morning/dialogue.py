"""The morning's dialogue: from an answer to the next question.

Pure: what it changes is a value."""

from __future__ import annotations

from datetime import datetime

from planner.app.morning.first_parts import (
    agreed,
    called_off,
    caller_given,
    callers,
    outcome_given,
    overnight,
    yesterday,
)
from planner.app.morning.later_parts import (
    deal_given,
    deals,
    deals_again,
    decision,
    page_planned,
    promise_given,
    promises,
    promises_again,
    silent,
    the_page,
)
from planner.app.morning.questions import fill
from planner.app.morning.state import QUIT, MorningState, MorningTurn, Place, ending, saving
from planner.core.morning.commands import DAY, Command, SetFields, filled, missing
from planner.screen.morning.words import drop_lines, to_send
from planner.typed.times import option_day_or_time, words_and_day


def begin(state: MorningState) -> MorningTurn:
    """The first turn."""
    return yesterday(state)


def answered(state: MorningState, answer: str) -> MorningTurn:
    """The turn after an answer. Raises UsageError for one that can't be read."""
    if answer.lower() in QUIT:
        return ending(state)
    match state.question.asks:
        case "outcome":
            return outcome_given(state, answer)
        case "agreed":
            return agreed(state, answer)
        case "choice":
            return _chosen(state, answer)
        case "fill":
            return _rest_given(state, answer)
        case "caller":
            return caller_given(state, answer)
        case "promise":
            return promise_given(state, answer)
        case "deals":
            return deal_given(state, answer)
        case "page":
            return ending(state, shows_page=answer != "c", exports=answer == "c")


def loaded(state: MorningState) -> MorningTurn:
    """The turn after something was loaded."""
    if state.place == "overnight":
        return overnight(state)
    if state.today is None:
        return ending(state)
    match state.place:
        case "promises":
            return promises(state, state.today)
        case "deals":
            return deals(state, state.today)
        case "silent":
            return silent(state, state.today, 0)
        case "decision":
            return decision(state, state.today)
        case _:
            return page_planned(state)


def _chosen(state: MorningState, answer: str) -> MorningTurn:
    """The turn after a key of a choice: its command, or the question for the rest of it."""
    question = state.question
    choice = next((each for each in question.choices if each.key == answer), None)
    command = choice.command if choice is not None else None
    if choice is None or command is None:
        return _go(state, question.place, question.number)
    if choice.declines and state.today is not None and state.today.decision is not None:
        return the_page(saving(state, command), to_send(drop_lines(state.today.decision.contact), state.sheet))
    if missing(command):
        return fill(state, command, (question.place, question.number))
    return _go(saving(state, command), question.place, question.number)


def _rest_given(state: MorningState, answer: str) -> MorningTurn:
    """The turn after the rest of a command; without an answer it is left."""
    question = state.question
    if question.command is not None and answer:
        state = saving(state, _whole(state, question.command, answer))
    return _go(state, question.place, question.number)


def _whole(state: MorningState, command: Command, answer: str) -> Command:
    """The command with the answer in its place.

    A talk may have a time, which makes it an appointment, and a name before its day: "call thu 11am".
    """
    if missing(command) != DAY:
        return filled(command, answer)
    if not isinstance(command, SetFields) or command.fields != (f"next_on={DAY}",):
        option_day_or_time("", answer, state.date, state.zone, state.locale)  # refused now if it is none
        return filled(command, answer)
    title, when = words_and_day(answer.split(), 0, state.date, state.zone, state.locale)
    if not title and not isinstance(when, datetime):
        return filled(command, answer)
    on = f"at={when:%Y-%m-%d %H:%M}" if isinstance(when, datetime) else f"next_on={when}"
    return SetFields(command.record, (*((f"next={title}",) if title else ()), on))


def _go(state: MorningState, place: Place, number: int) -> MorningTurn:
    match place:
        case "yesterday":
            return yesterday(state, number)
        case "off":
            return called_off(state, number)
        case "callers":
            return callers(state)
        case "promises":
            return promises_again(state)
        case "deals":
            return deals_again(state)
        case "silent" if state.today is not None:
            return silent(state, state.today, number)
        case _:
            return the_page(state)
