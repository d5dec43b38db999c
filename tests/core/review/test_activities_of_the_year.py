"""The work a week that a goal takes: silent without 30 outcomes, consistent with what a lead brings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.core.page.inputs import day_context
from planner.core.review.activities import Activities, activities
from planner.core.review.year_forecast import year_view
from planner.core.value.deal_pursuit import chance_to_win
from planner.core.value.lead_value import found_lead
from planner.screen.review.activities import activities_json, activity_words
from tests.core.review.test_the_year_so_far import TALK, inputs_of
from tests.core.value.playbooks import V

FINDING = replace(V, prospecting=replace(V.prospecting, amount=100_000))


def work(goal: float | None = 50_000, outcomes: int = 30) -> Activities | None:
    context = day_context(inputs_of(TALK, goal=goal, playbook=FINDING))
    return activities(year_view(context), context, outcomes)


def found(goal: float) -> Activities:
    result = work(goal)
    assert result is not None
    return result


def test_silent_without_a_goal_enough_outcomes_or_anything_to_find() -> None:
    assert work(None) is None
    assert work(outcomes=29) is None
    assert work(goal=1_000) is None
    assert work() is not None
    assert activities_json(None) is None


def test_the_leads_bring_what_is_still_to_find() -> None:
    context = day_context(inputs_of(TALK, playbook=FINDING))
    year, lead = year_view(context), found_lead(context)
    weeks = year.days_left / context.working.a_week
    pursued = chance_to_win(lead.start, lead.index, year.price_of_hour, context)
    brings = pursued.chance * lead.start.payout / lead.start.wins
    needed = found(50_000)
    assert needed.leads * weeks * brings == pytest.approx(year.still_to_find, rel=0.02)
    assert needed.prospecting_hours == pytest.approx(needed.leads * FINDING.prospecting.minutes / 60)
    assert needed.hours >= needed.prospecting_hours
    assert needed.hours_there == pytest.approx(year.hours_left / weeks)


def test_a_larger_goal_takes_more_and_runs_out_of_hours() -> None:
    small, large = found(30_000), found(500_000)
    assert small.leads < large.leads
    assert small.short == 0.0
    assert large.short > 0
    assert "it fits" in list(activity_words(small))[1][1]
    assert "h short" in list(activity_words(large))[1][1]


def test_every_lead_is_tried_and_fewer_come_further() -> None:
    needed = found(50_000)
    assert [each.stage for each in needed.stages] == ["talk", "close"]
    assert needed.stages[0].a_week > 0
    assert needed.stages[1].a_week < needed.leads * 3


def test_what_is_found_too_late_for_the_year_is_said_instead() -> None:
    needed = found(50_000)
    assert needed.days == sum(stage.days for stage in FINDING.stages)
    late, soon = needed._replace(days_there=int(needed.days) - 1), needed._replace(days_there=int(needed.days) + 1)
    assert (late.too_late, soon.too_late) == (True, False)
    assert "next year's" in list(activity_words(late))[1][1]
    assert "leads found" in next(iter(activity_words(soon)))[1]


@pytest.mark.parametrize(("starts", "days"), [(None, 183), ("10-01", 91), ("04-01", 273)])
def test_the_days_left_end_with_the_reps_own_year(starts: str | None, days: int) -> None:
    inputs = inputs_of(TALK, goal=500_000, playbook=FINDING)  # of 1 July
    assert inputs.book.year is not None
    context = day_context(replace(inputs, book=replace(inputs.book, year=replace(inputs.book.year, starts=starts))))
    needed = activities(year_view(context), context, 30)
    assert needed is not None
    assert needed.days_there == days


def test_the_open_deals_take_hours_of_the_week_too() -> None:
    context = day_context(inputs_of(TALK, playbook=FINDING))
    year = year_view(context)
    needed = activities(year, context, 30)
    twice = replace(year.outlook, deals=(*year.outlook.deals, *year.outlook.deals))
    with_more = activities(replace(year, outlook=twice), context, 30)
    assert needed is not None and with_more is not None
    weeks = year.days_left / context.working.a_week
    open_hours = sum(each.hours for each in year.outlook.deals) / weeks
    assert open_hours > 0
    assert with_more.hours - needed.hours == pytest.approx(open_hours)
