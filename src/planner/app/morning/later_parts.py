"""The morning's last three parts as turns: promises, deals that could advance, one decision."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.app.dialogue.turn import Prompt
from planner.app.morning.questions import choose, fill
from planner.app.morning.state import MorningState, MorningTurn, OpenQuestion, asking, heading, loading, saving
from planner.core.cadence.close_file import A_DAY
from planner.core.morning.choices import decision_choices, silent_choices
from planner.core.morning.commands import DAY, LeaveOut, PutOff, SetFields
from planner.core.morning.morning import Morning
from planner.errors import UsageError
from planner.screen.morning.words import (
    deal_line,
    deals_head,
    decision_lines,
    price_words,
    promise_line,
    promises_head,
    rest_lines,
    silent_line,
)
from planner.screen.text.layout import Piece, TextLine
from planner.screen.text.wording import counted
from planner.typed.times import option_day_or_time

NUMBERED = re.compile(r"([0-9]{1,3})[ .:]+(.+)")
PERCENT = re.compile(r"([0-9]{1,3}) ?%?")
MINUTES = re.compile(r"[0-9]+ ?(m|min|mins|minutes|h|hours?)", re.IGNORECASE)


def promises(state: MorningState, morning: Morning) -> MorningTurn:
    """Today's promises, and the question whether one can't be kept."""
    found = morning.promises
    lines = heading(state, 3, "PROMISES", promises_head(found, state.date))
    lines += [promise_line(each, state.date, state.sheet) for each in found]
    if not found:
        return deals(state, morning, lines)
    return asking(state, OpenQuestion("promise"), Prompt("   One you can't keep? Its number (Enter: all kept)"), lines)


def promise_given(state: MorningState, answer: str) -> MorningTurn:
    """The turn after the number of a promise that can't be kept: its new day."""
    if not answer:
        return loading(state, "today", "deals")
    known = state.today.promises if state.today is not None else ()
    said = _without_verb(answer, f"1 to {len(known)}, alone or with its new day: 1 fri")
    typed = NUMBERED.fullmatch(said)
    number, day = (typed[1], typed[2].strip()) if typed is not None else (said, "")
    found = next((each for each in known if str(each.number) == number), None)
    if found is None:
        raise UsageError(f'no promise "{answer}" in the list', f"1 to {len(known)}")
    command = PutOff(found.record or found.item, DAY)
    if not day:
        return fill(state, command, ("promises", 0))
    option_day_or_time("", day, state.date, state.zone, state.locale)  # refused now if it is none
    return promises_again(saving(state, PutOff(command.item, day)))


def _without_verb(answer: str, examples: str) -> str:
    """The words typed without a "later" before them, as on the command line.

    Raises UsageError for a command that is not of this part.
    """
    words = answer.removeprefix("plan ").split()
    verb = words[0].lower() if words else ""
    if verb == "done":
        raise UsageError('"done" is for after this: leave with q, then `plan done`', examples)
    if verb == "later":
        if len(words) < 2:
            raise UsageError("move which one?", examples)
        words = words[1:]
    return " ".join(words)


def promises_again(state: MorningState) -> MorningTurn:
    """The question for another promise that can't be kept."""
    return asking(state, OpenQuestion("promise"), Prompt("   Another one? Its number (Enter: no)"))


def deals(state: MorningState, morning: Morning, before: Sequence[TextLine] = ()) -> MorningTurn:
    """The deals that could advance today, for the rep to correct."""
    lines = [*before, *heading(state, 4, "WHAT COULD MOVE TODAY", price_words(morning))]
    if morning.deals:
        lines.append(deals_head(state.sheet))
    lines += [deal_line(each, morning.currency, state.sheet) for each in morning.deals]
    lines += rest_lines(morning, state.sheet)
    if not morning.deals:
        return silent(state, morning, 0, lines)
    return asking(
        state, OpenQuestion("deals"), Prompt(f"   Yours to change, {_how(morning)} (Enter: as they are)"), lines
    )


def deals_again(state: MorningState) -> MorningTurn:
    """The question for another correction."""
    return asking(state, OpenQuestion("deals"), Prompt("   Another one (Enter: no)"))


def deal_given(state: MorningState, answer: str) -> MorningTurn:
    """The turn after a correction of a deal: its number, then a percentage, a day or "out"."""
    if not answer:
        return loading(state, "today", "silent")
    known = state.today.deals if state.today is not None else ()
    typed = NUMBERED.fullmatch(_without_verb(answer, f"1 to {len(known)}, {_how(state.today)}"))
    deal = next((each for each in known if typed and each.number == int(typed[1])), None)
    if typed is None or deal is None:
        raise UsageError(f'can\'t read "{answer}" as a deal and its change', f"1 to {len(known)}, {_how(state.today)}")
    rest = typed[2].strip()
    if MINUTES.fullmatch(rest):
        raise UsageError(f'minutes can\'t be changed here: "{answer}"', f"{_how(state.today)}; its chance, day, or out")
    percent = PERCENT.fullmatch(rest)
    if rest.lower() == "out":
        return deals_again(saving(state, LeaveOut(deal.record)))
    if percent is None:
        return deals_again(saving(state, PutOff(deal.record, rest)))
    if int(percent[1]) > 100:
        raise UsageError(f"a chance is at most 100%, not {percent[1]}", f"{deal.number} 80")
    return deals_again(saving(state, SetFields(deal.record, (f"chance={int(percent[1]) / 100:g}",))))


def _how(morning: Morning | None) -> str:
    """Examples of what can be typed, about deals of the list."""
    numbers = [each.number for each in morning.deals] if morning is not None else []
    last, other = (numbers[-1], numbers[-2 if len(numbers) > 1 else -1]) if numbers else (1, 1)
    return f"as {last} 80 (chance %), {other} fri or {other} out"


def silent(state: MorningState, morning: Morning, number: int, before: Sequence[TextLine] = ()) -> MorningTurn:
    """The question about a silent deal; after the last, the decision."""
    if number >= len(morning.silent[:A_DAY]):
        return loading(state, "today", "decision", before)
    file = morning.silent[number]
    line = silent_line(file, state.date, state.sheet)
    return choose(state, silent_choices(file.record), ("silent", number + 1), [*before, line])


def decision(state: MorningState, morning: Morning, before: Sequence[TextLine] = ()) -> MorningTurn:
    """The one decision, or none and the page."""
    found = morning.decision
    lines = [*before, *heading(state, 5, "ONE DECISION", "" if found is not None else "none today")]
    if found is None:
        return the_page(state, lines)
    lines += decision_lines(found, morning.currency, state.date, state.sheet)
    return choose(state, decision_choices(found, state.date), ("page", 0), lines)


def the_page(state: MorningState, before: Sequence[TextLine] = ()) -> MorningTurn:
    """The page is planned; the last question is whether to show it."""
    return loading(state, "page", "page", before)


def page_planned(state: MorningState) -> MorningTurn:
    """The end of the morning: what was saved, the first line, and the page."""
    saved = f"{counted(state.saved, 'answer')} saved. " if state.saved else ""
    lines: list[TextLine] = [[], [Piece(f" Done{state.took}. {saved}{state.first}")]]
    keys = Prompt("   Show the page (Enter), calendar (c), q leaves", keys="cq")
    return asking(state, OpenQuestion("page"), keys, lines)
