"""The figures round the page.

What more time would add, what meetings displace, whom to park, who is promised what.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from planner.core.cadence.touches import NextTouch, minutes_needed
from planner.core.page.page import Ask, CareFigures, Parking
from planner.core.steps.deal_steps import questions_for_rep
from planner.core.steps.step import Step
from planner.core.value.deal_value import DayContext, appointment_of, deal_value, is_open, pursuit_result, start_of
from planner.schedule import DayPlan, Meeting, Problem, Range, solve

MOST_QUESTIONS = 3  # the page asks the rep no more than this many things at once
MOST_NEXT_STEPS = 2


def what_more_would_add(problem: Problem, plan: DayPlan) -> float:
    """Money that the day solved again with an hour more at its end would add."""
    if not problem.ranges:
        return 0.0
    *others, last = problem.ranges
    longer = replace(problem, ranges=(*others, Range(last.start, last.end + 60)))
    return max(0.0, solve(longer).value - plan.value)


def what_meetings_displace(problem: Problem, plan: DayPlan) -> dict[int, float]:
    """Money that the day solved again without each meeting would add, by the meeting's number."""
    displaced = {}
    for number, meeting in enumerate(problem.meetings):
        if _takes_time(meeting, problem.ranges):
            others = problem.meetings[:number] + problem.meetings[number + 1 :]
            displaced[number] = max(0.0, solve(replace(problem, meetings=others)).value - plan.value)
    return displaced


def _takes_time(meeting: Meeting, ranges: Iterable[Range]) -> bool:
    return any(meeting.start < span.end and span.start < meeting.end for span in ranges)


def parking(context: DayContext, price_of_year: float | None) -> tuple[Parking, ...]:
    """Deals that pay less than the hour.

    Below the lower of the year's price and the last pages' median; worst first.

    Without a year and without history the least pay of an hour is unknown, and none is named.
    """
    prices = [price for price in (price_of_year, context.history.price_lately) if price is not None]
    if not prices:
        return ()
    found = []
    for deal in context.book.deals:
        value = deal_value(deal, context) if is_open(deal) else None
        if value is not None and value.per_hour < min(prices):
            found.append((value.per_hour, deal, value))
    found.sort(key=lambda each: (each[0], each[1].id))
    parking = []
    for per_hour, deal, value in found:
        hours = pursuit_result(start_of(deal, value, context), value.index, context).hours
        parking.append(Parking(record=deal.id, name=deal.name, per_hour=per_hour, hours=hours))
    return tuple(parking)


def care_figures(touches: Mapping[str, NextTouch], on_page: Collection[str | None], context: DayContext) -> CareFigures:
    """The records due, those on the page, and whether the minutes set aside are enough."""
    due = [touch for touch in touches.values() if touch.is_due(context.today)]
    later = [touch for touch in touches.values() if touch.page_date(context.today) > context.today]
    follows = min(later, key=lambda touch: (touch.page_date(context.today), touch.record), default=None)
    return CareFigures(
        due=len(due),
        placed=sum(1 for touch in due if touch.record in on_page),
        overdue=sum(1 for touch in due if touch.is_overdue(context.today)),
        minutes_needed_per_day=minutes_needed((p.cadence for p in touches.values()), context.playbook, context.working),
        minutes_kept_per_day=context.book.care.share * context.working.average_minutes,
        next_name=follows.name if follows else None,
        next_on=follows.page_date(context.today) if follows else None,
    )


def questions(context: DayContext, steps: Iterable[Step], on_page: Collection[str | None]) -> tuple[Ask, ...]:
    """Questions for the rep: dates that passed, then the best deals without a next step."""
    asks = [ask for deal in context.book.deals if is_open(deal) for ask in questions_for_rep(deal, context)]
    agreed = {
        deal.id
        for deal in context.book.deals
        if not is_open(deal) or deal.next_on or deal.not_before or deal.at or appointment_of(deal, context) is not None
    }
    best = sorted(
        (step for step in steps if step.kind == "prospect" and step.care is None),
        key=lambda step: (-step.per_hour, step.item),
    )
    idle = [step for step in best if step.record not in agreed and step.record not in on_page]
    asks += [Ask(record=step.record or "", name=step.name, what="no next step") for step in idle[:MOST_NEXT_STEPS]]
    return tuple(asks[:MOST_QUESTIONS])
