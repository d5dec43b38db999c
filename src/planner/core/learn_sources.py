"""Which of the figures behind an item the diary taught, and how much each rests on."""

from __future__ import annotations

from collections.abc import Iterator

from planner.core.explain_types import Source
from planner.core.learning import Learned
from planner.core.step import Step

BY_PLAYBOOK = "chances and minutes"


def with_learned(told: tuple[Source, ...], step: Step, learned: Learned) -> tuple[Source, ...]:
    """The sources of a step's figures, those that were learnt told apart; `told` are the others."""
    found = tuple(_learned(step, learned))
    if not found:
        return told
    rest = Source(what=f"the other {BY_PLAYBOOK}", origin="playbook")
    others = tuple(rest if source.what == BY_PLAYBOOK else source for source in told)
    return found + others


def _learned(step: Step, learned: Learned) -> Iterator[Source]:
    plays = [step.play]
    if step.start is not None:
        stage = learned.playbook.stages[step.start.stage]
        plays.append(stage.play)
        if logs := learned.logs_of_stage(stage.name):
            yield Source(what=f"chances of {stage.name}", origin="learned", rests_on=logs)
    for play in dict.fromkeys(plays):
        if (logs := learned.logs_of_play(play)) and play in learned.playbook.plays:
            yield Source(what=f"minutes of {learned.playbook.plays[play].title}", origin="learned", rests_on=logs)
    if step.start is not None:
        answers = sum(question.logs for question in learned.questions)
        if answers:
            yield Source(what="answers", origin="learned", rests_on=answers)
