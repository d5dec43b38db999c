"""A dialogue led by answers, without a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from planner.app.dialogue.turn import State, Step, Turn, next_turn


def after_answers(first: Turn[State], step: Step[State], answers: Sequence[str]) -> list[Turn[State]]:
    """Every turn of a dialogue with these answers, the first one too.

    Answers after its end are left over.
    """
    turns = [first]
    for answer in answers:
        if turns[-1].prompt is None:
            break
        turns.append(next_turn(turns[-1], step, answer))
    return turns
