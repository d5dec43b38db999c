"""The facts that moved the belief that a deal is real, one after the other."""

from __future__ import annotations

from planner.core.book import Deal
from planner.core.build_case.case_index import turning_plays
from planner.core.steps.step import Step
from planner.core.value.belief import clamp, evidence, to_chance
from planner.core.value.deal_value import DayContext
from planner.core.why.explanation import BeliefStep


def belief_steps(deal: Deal, step: Step, context: DayContext) -> tuple[BeliefStep, ...]:
    """The facts behind the belief with which a step is priced.

    The last one is the case that the step builds.
    """
    start = step.start
    if start is None or deal.stage not in context.stage_at:
        return ()
    steps = []
    log_odds: float | None = None
    for piece in evidence(deal, context.playbook, start.stage, context.today):
        before = to_chance(log_odds) if log_odds is not None else None
        log_odds = (log_odds or 0.0) + piece.log_ratio
        steps.append(
            BeliefStep(
                what="own prior" if piece.what == "prior" and deal.prior is not None else piece.what,
                detail=piece.detail,
                value=piece.value,
                before=before,
                after=to_chance(clamp(log_odds)),
            )
        )
    turning = next((play for play in turning_plays(context.playbook) if play.id == step.play), None)
    if turning is not None and log_odds is not None:
        before, after = to_chance(clamp(log_odds)), to_chance(start.log_odds)
        steps.append(BeliefStep(what="turns", value=f"{turning.turns:g}", before=before, after=after))
    return tuple(steps)
