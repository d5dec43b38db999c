"""The question whether to close a deal's file, in the place of its touch."""

from __future__ import annotations

from planner.core.book import Deal
from planner.core.cadence.touches import NextTouch
from planner.core.line import CLOSE_FILE
from planner.core.steps.deals.base_step import plain_step
from planner.core.steps.step import Step
from planner.core.value.deal_index import try_minutes
from planner.core.value.deal_value import DayContext, wait_after_try


def close_file_step(deal: Deal, touch: NextTouch, context: DayContext) -> Step | None:
    """The five-minute question in the place of a touch that is due; it makes no money.

    None while the customer gets time after a try.
    """
    if wait_after_try(deal, context) is not None:
        return None
    play = context.playbook.plays[CLOSE_FILE]
    return plain_step(deal, play, "ask")._replace(
        objective=play.objective,
        minutes=try_minutes(play),
        due=True,
        care="touch",
        deadline=touch.deadline.toordinal(),
        windows=deal.windows if play.how != "desk" else (),
        why=touch.reason(context.today),
    )
