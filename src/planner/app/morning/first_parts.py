"""The morning's first two parts as turns: yesterday's lines, and the night."""

from __future__ import annotations

from dataclasses import replace

from planner.app.dialogue.turn import Prompt
from planner.app.evening.ask_outcome import (
    ASKS_WHEN,
    FOR_WHEN,
    KEYS,
    NOT_DONE,
    WHICH_DAY,
    choice_lines,
    next_on_question,
    outcome_choices,
    outcome_names,
)
from planner.app.morning.questions import choose
from planner.app.morning.state import MorningState, MorningTurn, OpenQuestion, asking, heading, loading, saving
from planner.core.morning.callers import caller_named
from planner.core.morning.choices import Choice, called_off_choices, caller_choices, new_lead
from planner.core.morning.commands import LogOutcome
from planner.core.morning.morning import OpenLine
from planner.screen.morning.words import (
    called_off_words,
    open_line,
    overnight_lines,
    width_of,
    yesterday_head,
)
from planner.screen.text.layout import Piece, TextLine
from planner.typed.days import option_day
from planner.typed.times import option_time

AT_AN_END = ("lost", "won", "parked")


def yesterday(state: MorningState, number: int = 0) -> MorningTurn:
    """The question about a line of yesterday; after the last one, the night."""
    lines = state.yesterday.lines
    if number >= len(lines):
        return loading(replace(state, wrapped=bool(lines) and not state.skipped), "overnight", "overnight")
    line = lines[number]
    head: list[TextLine] = []
    if number == 0:
        head = heading(state, 1, "YESTERDAY", yesterday_head(state.yesterday, state.date))
    choices = [*outcome_choices(line.outcomes, wins=line.wins), f"{NOT_DONE} not done"]
    text = "\n".join(choice_lines(choices, width_of(state.sheet) - 2))
    keys = "".join(KEYS[each] for each in line.outcomes) + NOT_DONE + "q"
    question = OpenQuestion("outcome", line=line, place="yesterday", number=number + 1)
    names = {name: KEYS[each] for name, each in outcome_names(line.outcomes).items()}
    return asking(state, question, Prompt(text, keys=keys, names=names), [*head, open_line(line, state.sheet)])


def outcome_given(state: MorningState, answer: str) -> MorningTurn:
    """The turn after a key for a line of yesterday."""
    line, number = state.question.line, state.question.number
    if line is None or not answer:
        return yesterday(replace(state, skipped=state.skipped + 1), number)
    if answer == NOT_DONE:
        return yesterday(state, number)
    outcome = next(each for each in line.outcomes if KEYS[each] == answer)
    text = _what_was_agreed(line, outcome)
    if not text:
        return yesterday(saving(state, _log(state, line, outcome)), number)
    question = state.question._replace(asks="agreed", outcome=outcome)
    return asking(state, question, Prompt(f"   {text}"))


def _what_was_agreed(line: OpenLine, outcome: str) -> str:
    """The question for the day or time that belongs to an outcome; "" for none."""
    if outcome in ASKS_WHEN and line.reaches:
        return FOR_WHEN
    if outcome == "moved":
        return WHICH_DAY
    if outcome == "waiting":
        return "on whom, until when (their CFO, thu)"
    return next_on_question(outcome) if line.reaches and outcome not in AT_AN_END else ""


def agreed(state: MorningState, answer: str) -> MorningTurn:
    """The turn after the day or time that belongs to an outcome of yesterday."""
    line, outcome, number = state.question.line, state.question.outcome, state.question.number
    if line is None or (not answer and outcome in ("booked", "waiting")):  # without it there is no such outcome
        return yesterday(replace(state, skipped=state.skipped + 1), number)
    command = _log(state, line, outcome)
    if outcome in ASKS_WHEN and line.reaches:
        command = replace(command, at=_time(answer, state))
    elif outcome == "moved":
        command = replace(command, again=_day(answer, state))
    elif outcome == "waiting":
        who, comma, until = (part.strip() for part in answer.rpartition(","))
        if not comma:
            who, _, until = answer.rpartition(" ")
        command = replace(command, who=who, until=_day(until, state))
    else:
        command = replace(command, next_on=_day(answer, state))
    return yesterday(saving(state, command), number)


def _day(text: str, state: MorningState) -> str:
    """The typed day. Raises UsageError if it is none."""
    if text:
        option_day("", text, state.date, state.locale)
    return text


def _time(text: str, state: MorningState) -> str:
    """The typed time. Raises UsageError if it is none."""
    if text:
        option_time("", text, state.date, state.zone, state.locale)
    return text


def _log(state: MorningState, line: OpenLine, outcome: str) -> LogOutcome:
    return LogOutcome(item=line.item, outcome=outcome, on=state.yesterday.date)


def overnight(state: MorningState) -> MorningTurn:
    """The night: the calendar's changes, then the first question about it."""
    head = heading(state, 2, "OVERNIGHT", "")
    if state.overnight is not None:
        head += overnight_lines(state.overnight, state.date, state.sheet)
    return called_off(state, 0, head)


def called_off(state: MorningState, number: int, head: list[TextLine] | None = None) -> MorningTurn:
    """The question about an appointment that is called off; after the last, the callers."""
    asks = state.overnight.called_off if state.overnight is not None else ()
    if number >= len(asks):
        return callers(state, head)
    lines = [*(head or []), [Piece(f"   {called_off_words(asks[number], state.date)}")]]
    return choose(state, called_off_choices(asks[number].record), ("off", number + 1), lines)


def callers(state: MorningState, head: list[TextLine] | None = None) -> MorningTurn:
    """The question about who wrote or called."""
    who = "Who wrote or called" if head is not None else "Who else"
    return asking(state, OpenQuestion("caller"), Prompt(f"   {who} (a name; Enter: nobody)"), head or [])


def caller_given(state: MorningState, answer: str) -> MorningTurn:
    """The turn after a name: how it goes on with them, or a new lead."""
    if not answer:
        return loading(state, "today", "promises")
    caller = caller_named(answer, state.callers)
    if caller is None:
        lead = Choice("n", f"new lead, {answer}", new_lead(answer, state.callers.typical))
        unknown = f'   nothing in your book matches "{answer}" (a lead is "Company, name")'
        return choose(state, (lead,), ("callers", 0), [[Piece(unknown, "dim")]])
    choices = caller_choices(caller.record, caller.kind, state.date, waits=caller.waits)
    return choose(state, choices, ("callers", 0), [[Piece(f"   {caller.name}", "bold")]])
