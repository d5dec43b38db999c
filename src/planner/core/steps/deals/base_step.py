"""A play with a deal: the base of all its steps."""

from __future__ import annotations

import re

from planner.core.book import Deal
from planner.core.line import Does
from planner.core.playbook import Play
from planner.core.steps.step import Start, Step
from planner.core.value.deal_value import DealValue

_WAITS = re.compile(r"(?:wait(?:s|ing)?|await(?:s|ing)?|pending|on hold)\b", re.IGNORECASE)


def own_objective(deal: Deal) -> str:
    """The rep's or the CRM's words for the next step; "" for none, and for words that only wait.

    "Wait for the RFP" is nothing to do in a call: the play's own objective stands there.
    """
    return "" if deal.next is None or _WAITS.match(deal.next.strip()) else deal.next


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
        objective=own_objective(deal) or play.objective,
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
