"""A play with a deal, before it has a value: the base of all its steps."""

from __future__ import annotations

from planner.core.book import Deal
from planner.core.line import Does
from planner.core.playbook import Play
from planner.core.steps.step import Step


def plain_step(deal: Deal, play: Play, does: Does) -> Step:
    """A play with a deal, as long as the play says and without a value."""
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
    )
