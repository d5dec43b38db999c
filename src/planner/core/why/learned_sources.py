"""The figures of an explanation that were learned from the diary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planner.core.learn.learned import Learned
from planner.core.steps.step import Step
from planner.core.why.explanation import BeliefStep, Explanation, FigureSource

BY_PLAYBOOK = "chances and minutes"


def with_learned(explanation: Explanation, step: Step, learned: Learned) -> Explanation:
    """The explanation with its learned figures marked as learned."""
    found = tuple(_learned(explanation, step, learned))
    if not found:
        return explanation
    rest = FigureSource(what=f"the other {BY_PLAYBOOK}", origin="playbook")
    others = tuple(rest if source.what == BY_PLAYBOOK else source for source in explanation.sources)
    steps = tuple(_with_deals(each, learned) for each in explanation.belief_steps)
    return replace(explanation, sources=found + others, belief_steps=steps)


def _with_deals(step: BeliefStep, learned: Learned) -> BeliefStep:
    """The prior of a new deal with the number of deals it rests on."""
    return replace(step, rests_on=learned.prior.logs) if step.what == "prior" and learned.prior else step


def _learned(explanation: Explanation, step: Step, learned: Learned) -> Iterator[FigureSource]:
    moved_by = {each.what for each in explanation.belief_steps}
    plays = [step.play]
    if step.start is not None:
        stage = learned.playbook.stages[step.start.stage]
        plays.append(stage.play)
        if learned.prior and ("prior" in moved_by or step.kind == "prospecting"):
            yield FigureSource(
                what="belief in a new deal", origin="learned", rests_on=learned.prior.logs, counts="deal"
            )
        if logs := learned.logs_of_stage(stage.name):
            yield FigureSource(what=f"chances of {stage.name}", origin="learned", rests_on=logs)
    for play in dict.fromkeys(plays):
        if (logs := learned.logs_of_play(play)) and play in learned.playbook.plays:
            yield FigureSource(what=f"minutes of {learned.playbook.plays[play].title}", origin="learned", rests_on=logs)
    if step.start is not None:
        answers = sum(question.logs for question in learned.questions)
        if answers:
            yield FigureSource(what="answers", origin="learned", rests_on=answers)
        if "unanswered" in moved_by and learned.unanswered_real:
            yield FigureSource(what="who does not answer", origin="learned", rests_on=learned.unanswered_real.logs)
