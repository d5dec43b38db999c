"""Questions of the morning that a key answers, and what is still to be typed for it."""

from __future__ import annotations

from collections.abc import Sequence

from planner.app.dialogue.turn import Prompt
from planner.app.evening.ask_outcome import choice_lines
from planner.app.morning.state import MorningState, MorningTurn, OpenQuestion, Place, asking
from planner.core.morning.choices import Choice
from planner.core.morning.commands import AMOUNT, DAY, Command, missing
from planner.screen.morning.words import width_of
from planner.screen.text.layout import TextLine

TYPED = {DAY: "which day (fri, +3; Enter: leave it)", AMOUNT: "worth about (20k)"}


def choose(
    state: MorningState, choices: tuple[Choice, ...], then: tuple[Place, int], screen: Sequence[TextLine]
) -> MorningTurn:
    """The turn that puts choices; after the answer it goes on at `then`."""
    words = [f"{each.key} {each.what}" for each in choices]
    text = "\n".join(choice_lines(words, width_of(state.sheet) - 2))
    keys = "".join(each.key for each in choices) + "q"
    return asking(
        state, OpenQuestion("choice", choices, place=then[0], number=then[1]), Prompt(text, keys=keys), screen
    )


def fill(state: MorningState, command: Command, then: tuple[Place, int]) -> MorningTurn:
    """The turn that asks for what a command still needs."""
    name = missing(command)
    question = OpenQuestion("fill", command=command, place=then[0], number=then[1])
    return asking(state, question, Prompt(f"   {TYPED.get(name, name.lower())}"))
