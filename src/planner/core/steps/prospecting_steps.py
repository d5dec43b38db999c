"""The prospecting steps of a day: searches for new deals."""

from __future__ import annotations

import math
from collections.abc import Collection

from planner.core.steps.step import Step
from planner.core.value.deal_value import DayContext
from planner.core.value.lead_value import found_lead
from planner.core.worklog.work import FIND, next_search_number

SEARCH_MINUTES = 30  # of one search, where the play says none


def prospecting_steps(context: DayContext, set_aside: int, room: int, taken: Collection[str] = ()) -> list[Step]:
    """Searches for new deals.

    The first ones fill the `set_aside` minutes, another may fill the day's `room` (minutes).

    Items in `taken` are on the page already.
    """
    if context.playbook.prospecting.amount <= 0:
        return []
    play = context.playbook.plays["find"]
    lead = found_lead(context)
    size = max(5, play.minutes or SEARCH_MINUTES)
    count = math.ceil(set_aside / size) if set_aside > 0 else 0
    sizes = [math.ceil(set_aside / count / 5) * 5] * count if count else []
    # Beyond the set-aside minutes prospecting takes any hours that nothing fills better, in pieces of any length.
    sizes += [room] if room >= size else []
    first_number = next_search_number({row.what.item for row in context.history.worked_today} | set(taken))
    return [
        Step(
            item=f"{FIND}{first_number + number}",
            record=None,
            name="",
            kind="prospecting",
            play=play.id,
            does="find",
            title=play.title,
            objective=play.objective,
            minutes=minutes,
            per_hour=lead.per_hour,
            index=lead.index,
            care="find" if number < count else None,
            splits=number >= count,
            start=lead.start,
        )
        for number, minutes in enumerate(sizes)
    ]
