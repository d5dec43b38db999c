"""The prospecting steps of a day: searches for new deals."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from planner.core.line import Line
from planner.core.steps.step import Step
from planner.core.talk.look_for import on_a_line
from planner.core.value.deal_value import DayContext
from planner.core.value.lead_value import found_lead
from planner.core.worklog.work import FIND, next_search_number
from planner.schedule import SLOT

SEARCH_MINUTES = 30  # of one search, where the play says none


def prospecting_steps(
    context: DayContext, set_aside: int, room: int, kept: Iterable[Line] = (), before: Sequence[Line] = ()
) -> list[Step]:
    """Searches for new deals.

    The first ones fill the `set_aside` minutes, another may fill the day's `room` (minutes). `kept` lines stay on the
    page; a page that had lines `before` offers its searches again, as they were.
    """
    if context.playbook.prospecting.amount <= 0:
        return []
    play = context.playbook.plays["find"]
    lead = found_lead(context)
    size = max(SLOT, play.minutes or SEARCH_MINUTES)
    chosen = [line for line in before if line.what.does == "find"]
    if before:
        sizes = [line.slot.minutes for line in chosen]
    else:
        count = math.ceil(set_aside / size) if set_aside > 0 else 0
        sizes = [math.ceil(set_aside / count / SLOT) * SLOT] * count if count else []
    count = len(sizes)
    # Beyond the set-aside minutes prospecting takes any hours that nothing fills better, in pieces of any length.
    sizes += [room] if room >= size else []
    taken = {row.what.item for row in (*context.history.worked_today, *kept, *before)}
    first_number = next_search_number(taken)
    names = [line.what.item for line in chosen]
    names += [f"{FIND}{first_number + number}" for number in range(len(sizes) - len(names))]
    return [
        Step(
            item=name,
            record=None,
            name="",
            kind="prospecting",
            play=play.id,
            does="find",
            title=play.title,
            objective=on_a_line(play.objective, context.book.talk.ideal),
            minutes=minutes,
            per_hour=lead.per_hour,
            index=lead.index,
            care="find" if number < count else None,
            splits=number >= count,
            start=lead.start,
        )
        for number, (name, minutes) in enumerate(zip(names, sizes, strict=True))
    ]
