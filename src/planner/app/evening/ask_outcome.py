"""The question for an outcome: one key for the answer."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import field
from shutil import get_terminal_size

from planner.app.dialogue.one_key import drain, key_or_name, one_key
from planner.app.messages import prompt
from planner.core.line import SILENT
from planner.core.talk.choose import TalkingPoint
from planner.frozen_class import frozen
from planner.screen.text.outcome_words import outcome_word
from planner.typed.names import names_meant

KEYS = {
    "advanced": "a", "stayed": "s", "waiting": "t", "sent": "e", "no-contact": "n", "no-show": "x", "booked": "b",
    "moved": "m", "lost": "l", "won": "w", "parked": "p", "done": "d",
}  # fmt: skip
NOT_DONE = "-"
SIGNED = "signed, won"  # of an advance from the last stage
WORKED, FAILED = "+", "!"
ASKS_WHEN = ("booked", "moved")  # outcomes to which a time belongs
FOR_WHEN = 'when ("fri 14:00"; Enter: not known)'
WHICH_DAY = "which day (fri, +3; Enter: any)"


@frozen
class OutcomeAnswer:
    """The answer to the question for an outcome, and what was said on the way to it."""

    outcome: str | None  # None for Enter: left as it is
    said: Mapping[str, bool] = field(default_factory=dict)  # the card's answer or story, and whether it worked


def ask_outcome(
    what: str,
    outcomes: Sequence[str],
    *,
    not_done: bool = False,
    card: TalkingPoint | None = None,
    wins: bool = False,
) -> OutcomeAnswer:
    """The outcome that a key was pressed for, `NOT_DONE` where that may be said.

    Before it, one key says whether the answer or story of the prep card worked. The whole word, or its beginning, will
    do as well. `wins`: to advance wins the deal. KeyboardInterrupt where they leave.
    """
    by_key = {KEYS[outcome]: outcome for outcome in outcomes}
    names = outcome_names(outcomes)
    choices = outcome_choices(outcomes, wins=wins)
    if not_done:
        choices.append(f"{NOT_DONE} not done")
    lines = [what, *([f"  {WORKED} “{card.id}” worked · {FAILED} it didn't"] if card is not None else [])]
    prompt("\n".join([*lines, *choice_lines([*choices, "Enter skips: "], get_terminal_size().columns - 1)]))
    said: dict[str, bool] = {}
    while True:
        key = key_or_name(sys.stdin, names).strip().lower()
        if card is not None and key in (WORKED, FAILED):
            said = {card.id: key == WORKED}
            prompt("worked, and the outcome: " if said[card.id] else "didn't work, and the outcome: ")
            continue
        if not key.isprintable():  # Escape, an arrow
            prompt("\n  Enter skips, Ctrl-C stops: ")
            continue
        named = list(dict.fromkeys(names[each] for each in names_meant(key, names))) if len(key) > 1 else []
        if len(named) > 1:
            prompt(f'\n  "{key}" may be {" or ".join(_word(each, outcomes) for each in named)}: ')
            continue
        meant = by_key.get(key) or (named[0] if named else None)
        if key == "" or meant is not None or (not_done and key in (NOT_DONE, "not done")):
            answer = meant or (NOT_DONE if key else None)
            prompt(f"{'not done' if answer == NOT_DONE else _word(answer, outcomes, wins=wins) if answer else ''}\n")
            return OutcomeAnswer(answer, said)
        leaves = ", Ctrl-C stops" if key in ("q", "quit", "exit") else ""
        prompt(f'\n  no "{key[:12]}" here{leaves}: ')


def ask_correction(what: str, before: str) -> bool:
    """True if an outcome corrects that of a few minutes ago; False (also Enter): a second try."""
    forget_typed()
    prompt(f"{what} is already logged as {before}. c correct it · 2 second try: ")
    answer = one_key(sys.stdin).strip().lower()
    corrects = answer in ("c", "correct")
    prompt("correct it\n" if corrects else "second try\n")
    return corrects


def forget_typed() -> None:
    """Throw away what was typed after an outcome: it is no answer to the next question."""
    drain(sys.stdin)


def next_on_question(outcome: str) -> str:
    """The question for the day of the next step after an outcome."""
    if outcome in SILENT:
        return "call again on (fri, +3; Enter: any day)"
    return f"next step on (fri, +3; Enter: {'once they have had time' if outcome == 'sent' else 'none'})"


def outcome_choices(outcomes: Sequence[str], *, wins: bool = False) -> list[str]:
    """Each outcome with its key; `wins`: to advance wins the deal."""
    return [f"{KEYS[outcome]} {_word(outcome, outcomes, wins=wins)}" for outcome in outcomes]


def outcome_names(outcomes: Sequence[str]) -> dict[str, str]:
    """Each outcome by its key and by the words on the screen, with hyphens."""
    return {name: each for each in outcomes for name in (each, _word(each, outcomes).replace(" ", "-"))}


def _word(outcome: str, outcomes: Sequence[str], *, wins: bool = False) -> str:
    """The word for an outcome.

    Work that can't miss anyone is "not finished", an advance that wins "signed, won".
    """
    if wins and outcome == "advanced":
        return SIGNED
    return outcome_word(outcome, "advance" if "no-contact" in outcomes else "task")


def choice_lines(choices: Sequence[str], wide: int) -> list[str]:
    """The choices in as few lines of at most `wide` characters as hold them; none is broken."""
    lines = [f"  {choices[0]}"]
    for choice in choices[1:]:
        if len(lines[-1]) + len(" · ") + len(choice) <= wide:
            lines[-1] += f" · {choice}"
        else:
            lines.append(f"  {choice}")
    return lines
