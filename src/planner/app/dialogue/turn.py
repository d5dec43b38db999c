"""Turns of a dialogue: a question, the answer, the next question. Pure: tests feed answers.

A dialogue is a function `step(state, answer) -> Turn`: it reads the answer to the last question and returns the new
state, the lines to show and the next question, or none at its end. It raises UsageError for an answer that it can't
read: the question is put again, and the state stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from typing import Generic, TypeVar

from planner.errors import TwoReadings, UsageError
from planner.frozen_class import frozen
from planner.typed.names import names_meant

State = TypeVar("State")
BACK = "<"  # an answer: the question before once more


@frozen
class Prompt:
    """A question; its answer is a line, or one of `keys` without Enter."""

    text: str
    keys: str = ""  # lower case; Enter is always one of them, and answers ""
    usual: str = ""  # the answer that Enter gives
    names: Mapping[str, str] = field(default_factory=dict)  # words that stand for a key

    @property
    def words(self) -> str:
        """The prompt as it is printed."""
        if self.keys:
            return f"{self.text} "
        return f"{self.text} [{self.usual}]: " if self.usual else f"{self.text}: "


@frozen
class Turn(Generic[State]):
    """Lines to show, then a question; without one the dialogue has ended."""

    state: State
    lines: Sequence[str] = ()
    prompt: Prompt | None = None
    meanings: tuple[str, ...] = ()  # of the answer, if it may mean two; the prompt is then about these
    again: Prompt | None = None  # the question to which they are answers


Step = Callable[[State, str], Turn[State]]


def next_turn(turn: Turn[State], step: Step[State], typed: str) -> Turn[State]:
    """The turn after an answer: that of `step`, or the same question, with the reason."""
    prompt = turn.prompt
    assert prompt is not None, "a dialogue that has ended reads no answer"
    answer = " ".join(typed.split())
    if prompt.keys and answer:
        named = names_meant(answer, prompt.names) if len(answer) > 1 else []
        if len({prompt.names[each] for each in named}) > 1:
            return replace(turn, lines=(f'  "{answer}" may be {" or ".join(named)}',))
        answer = prompt.names[named[0]] if named else answer[0].lower()  # the first of a word where lines are read
        if answer not in prompt.keys:
            said = f'no "{answer}" here' if answer.isprintable() else "no such key here"
            return replace(turn, lines=(f"  {said}: {', '.join(prompt.keys)} or Enter; Ctrl-C leaves",))
    if turn.again is not None:
        question = replace(turn, lines=(), prompt=turn.again, meanings=(), again=None)
        chosen = dict(zip("12", turn.meanings, strict=True)).get(answer, answer)  # or the answer once more
        return next_turn(question, step, chosen) if chosen not in ("", BACK) else question
    if not answer.isprintable():  # an arrow, Escape
        return replace(turn, lines=("  type the answer, then Enter; Ctrl-C leaves",))
    try:
        return step(turn.state, answer or prompt.usual)
    except TwoReadings as two:
        texts = tuple(answer.replace(two.typed, text) for text, _ in two.choices)
        menu = "  ".join(f"{number} {words}" for number, (_, words) in enumerate(two.choices, start=1))
        which = Prompt(f'  "{two.typed}" may be  {menu}', "12" if prompt.keys else "")
        return replace(turn, lines=(), prompt=which, meanings=texts, again=prompt)
    except UsageError as wrong:
        return replace(turn, lines=tuple(f"  {line}" for line in (wrong.what, wrong.fix) if line))
