"""A play with a deal: the base of all its steps."""

from __future__ import annotations

from planner.core.book import Deal
from planner.core.line import Does
from planner.core.playbook import Play
from planner.core.steps.step import Start, Step
from planner.core.value.deal_value import DealValue


def plain_step(deal: Deal, play: Play, does: Does, value: DealValue | None = None, start: Start | None = None) -> Step:
    """A play with a deal, as long as the play says; without a value where none is given."""
    return Step(
        item=f"{deal.id}/{play.id}",
        record=deal.id,
        name=deal.name,
        kind="prospect",
        play=play.id,
        does=does,
        title=play.title,
        objective=deal.next or play.objective,
        minutes=play.minutes,
        group=deal.id,
        timezone=deal.timezone,
        stage=deal.stage,
        per_hour=value.per_hour if value else 0.0,
        index=value.index if value else None,
        splits=play.splits if value else False,
        start=start,
        delay=value.delay if value else 0.0,
    )
