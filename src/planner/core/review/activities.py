"""The work a week that the rest of the year takes, from the chances that were learned."""

from __future__ import annotations

from typing import NamedTuple

from planner.core.learn.learned import ENOUGH
from planner.core.review.year_forecast import YearView
from planner.core.value.deal_pursuit import follow
from planner.core.value.deal_value import DayContext
from planner.core.value.lead_value import found_lead


class StageActivity(NamedTuple):
    """A play of a stage, and how often a week it is done with new deals."""

    stage: str
    title: str
    a_week: float


class Activities(NamedTuple):
    """The leads, tries and hours a week that bring what is still to find."""

    leads: float
    prospecting_hours: float
    stages: tuple[StageActivity, ...]
    hours: float  # a week, for new and open deals
    hours_there: float  # selling hours a week
    outcomes: int  # tries behind the chances
    days: float  # calendar days that a lead usually takes to the signature
    days_there: int  # until the year ends

    @property
    def short(self) -> float:
        """Hours a week that are missing; 0 where they suffice."""
        return max(0.0, self.hours - self.hours_there)

    @property
    def too_late(self) -> bool:
        """True if a lead found today is usually signed after the year's end."""
        return self.days > self.days_there


def activities(view: YearView, context: DayContext, outcomes: int) -> Activities | None:
    """The activities that the year takes from today on.

    What is neither earned nor expected, by what a lead brings that is pursued while an hour pays the year's price. None
    without a goal or anything left to find, and while fewer than 30 outcomes say how often a try succeeds.
    """
    rule = context.playbook.prospecting
    weeks = view.days_left / context.working.a_week if context.working.a_week else 0.0
    if outcomes < ENOUGH or not view.still_to_find or weeks <= 0 or rule.amount <= 0:
        return None
    lead = found_lead(context)
    start = lead.start
    if start.payout <= 0 or lead.index <= 0:
        return None
    price = min(lead.index, (view.price_of_hour or 0.0) / start.payout)
    followed = follow(start, price, context)
    brings = followed.chance * start.payout
    if brings <= 0:
        return None
    leads = view.still_to_find / brings / weeks
    hours = leads * followed.minutes(start, context) / 60 + sum(each.hours for each in view.outlook.deals) / weeks
    tries = [visit.tries for visit in followed.visits]
    tries[0] += 1.0 if start.questions is None else 0.0  # else the first try is among them
    stages = tuple(
        StageActivity(stage.name, context.playbook.plays[stage.play].title, leads * count)
        for stage, count in zip(context.playbook.stages, tries, strict=True)
    )
    days = sum(stage.days for stage in context.playbook.stages)
    there = (view.last - view.today).days
    return Activities(
        leads, leads * rule.minutes / 60, stages, hours, view.hours_left / weeks, outcomes, days=days, days_there=there
    )
