"""The prospecting steps of a day: searches for new deals."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

from planner.core.steps.step import Start, Step
from planner.core.value.belief import to_log_odds, unknown_questions
from planner.core.value.deal_value import DayContext
from planner.core.value.index import try_minutes
from planner.core.value.pursuit import states_after_try
from planner.core.worklog.work import FIND, next_search_number

SEARCH_MINUTES = 30  # of one search, where the play says none


@dataclass(frozen=True, slots=True)
class _Lead:
    """The value of a lead still to be found.

    Index per hour and unit of payout, and the start of its pursuit.
    """

    index: float
    start: Start


def prospecting_steps(context: DayContext, set_aside: int, room: int, taken: Collection[str] = ()) -> list[Step]:
    """Searches for new deals.

    The first ones fill the `set_aside` minutes, another may fill the day's `room` (minutes).

    Items in `taken` are on the page already.
    """
    if context.playbook.prospecting.amount <= 0:
        return []
    play = context.playbook.plays["find"]
    lead = _lead(context)
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
            per_hour=lead.index * lead.start.payout,
            index=lead.index,
            care="find" if number < count else None,
            splits=number >= count,
            start=lead.start,
        )
        for number, minutes in enumerate(sizes)
    ]


def _lead(context: DayContext) -> _Lead:
    """A lead that is found, then qualified or tried, whichever pays more."""
    rule = context.playbook.prospecting
    log_odds = to_log_odds(context.playbook.prior)
    first_try = try_minutes(context.playbook.plays[context.playbook.stages[0].play])
    minutes, questions = rule.minutes + first_try, None
    index = context.table.step_index(states_after_try(context.playbook, 0, log_odds), minutes)
    unknown = unknown_questions({}, context.playbook)
    if unknown:
        with_questions = rule.minutes + context.qualifying.minutes
        qualifying = context.table.step_index(context.qualifying.next_states(0, unknown, log_odds), with_questions)
        if qualifying > index:
            index, minutes, questions = qualifying, with_questions, unknown
    payout = rule.amount * context.book.rep.keeps
    return _Lead(
        index,
        Start(stage=0, log_odds=log_odds, minutes=minutes, payout=payout, questions=questions, prospecting=True),
    )
