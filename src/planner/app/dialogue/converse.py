"""The loop of a dialogue on a terminal: print the lines, put the question, read the answer."""

from __future__ import annotations

import sys
from typing import Generic

from planner.app.dialogue.one_key import key_or_name, one_line
from planner.app.dialogue.turn import Prompt, State, Step, Turn, next_turn
from planner.app.messages import prompt
from planner.app.settings import Settings
from planner.errors import UsageError
from planner.frozen_class import frozen


@frozen
class Conversation(Generic[State]):
    """The last state of a dialogue; `finished` is False if it was left with Ctrl-C."""

    state: State
    finished: bool


def converse(settings: Settings, first: Turn[State], step: Step[State], instead: str) -> Conversation[State]:
    """Lead a dialogue from its first turn to its end, or until the rep leaves with Ctrl-C.

    Questions and lines go to stderr. Raises UsageError without a terminal: nobody could answer; `instead` says what to
    type then.
    """
    if not settings.is_terminal:
        raise UsageError("can't ask questions without a terminal", instead)
    turn = first
    while True:
        prompt("".join(f"{line}\n" for line in turn.lines))
        if turn.prompt is None:
            return Conversation(turn.state, finished=True)
        try:
            typed = _answer(turn.prompt)
        except KeyboardInterrupt:
            prompt("\n")
            return Conversation(turn.state, finished=False)
        turn = next_turn(turn, step, typed)


def _answer(question: Prompt) -> str:
    if question.keys:
        key = key_or_name(sys.stdin, question.names, lambda: prompt(question.words))
        prompt(f"{key if key.isprintable() else ''}\n")
        return key
    prompt(question.words)
    return one_line(sys.stdin)
