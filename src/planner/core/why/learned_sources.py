"""Which of the figures behind an item the diary taught, and how much each rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planner.core.learn.learned import Learned
from planner.core.steps.step import Step
from planner.core.why.explanation import BeliefStep, Explanation, Source

BY_PLAYBOOK = "chances and minutes"


def with_learned(told: Explanation, step: Step, learned: Learned) -> Explanation:
    """The explanation of a step with those of its figures told apart that were learnt."""
    found = tuple(_learned(told, step, learned))
    if not found:
        return told
    rest = Source(what=f"the other {BY_PLAYBOOK}", origin="playbook")
    others = tuple(rest if source.what == BY_PLAYBOOK else source for source in told.sources)
    steps = tuple(_with_deals(each, learned) for each in told.belief_steps)
    return replace(told, sources=found + others, belief_steps=steps)


def _with_deals(step: BeliefStep, learned: Learned) -> BeliefStep:
    """What is believed of a new deal, with the deals that taught it."""
    return replace(step, rests_on=learned.prior.logs) if step.what == "prior" and learned.prior else step


def _learned(told: Explanation, step: Step, learned: Learned) -> Iterator[Source]:
    moved_by = {each.what for each in told.belief_steps}
    plays = [step.play]
    if step.start is not None:
        stage = learned.playbook.stages[step.start.stage]
        plays.append(stage.play)
        if learned.prior and ("prior" in moved_by or step.kind == "prospecting"):
            yield Source(what="belief in a new deal", origin="learned", rests_on=learned.prior.logs, counts="deal")
        if logs := learned.logs_of_stage(stage.name):
            yield Source(what=f"chances of {stage.name}", origin="learned", rests_on=logs)
    for play in dict.fromkeys(plays):
        if (logs := learned.logs_of_play(play)) and play in learned.playbook.plays:
            yield Source(what=f"minutes of {learned.playbook.plays[play].title}", origin="learned", rests_on=logs)
    if step.start is not None:
        answers = sum(question.logs for question in learned.questions)
        if answers:
            yield Source(what="answers", origin="learned", rests_on=answers)
        if "unanswered" in moved_by and learned.unanswered_real:
            yield Source(what="who does not answer", origin="learned", rests_on=learned.unanswered_real.logs)
