"""The figures round the page: whom to park, who is promised what, questions for the rep."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from planner.core.book import Account, Deal, Trial
from planner.core.cadence.close_file import SilentFile, files_to_close, silent_files
from planner.core.cadence.touches import NextTouch, minutes_needed
from planner.core.customers.customers import Customers
from planner.core.customers.partner import away_until
from planner.core.diary import CalledOff
from planner.core.line import Line
from planner.core.page.page import Ask, CareFigures, Parking
from planner.core.steps.in_progress import STEPS_OF_THE_DAY
from planner.core.steps.step import Step
from planner.core.timing.promise import has_agreed_day, is_waiting_lead, promise_of
from planner.core.value.deal_pursuit import pursuit_result
from planner.core.value.deal_value import DayContext, appointment_of, deal_value, is_open, start_of, wait_after_try
from planner.core.value.lead_value import found_lead
from planner.core.value.must_know import DealBreaker, deal_breaker
from planner.schedule import DayPlan, Problem, solve

MOST_QUESTIONS = 3  # the page asks the rep at most so many at once
MOST_NEXT_STEPS = 2
MOST_CLOSES = 1
FIRM = 0.5  # share of the worth that a deadline leaves; with less the page asks whether it is firm
RECENT_DAYS = 5  # working days
NO_ANSWER = "no answer"


def least_price(context: DayContext, prices: Iterable[float | None]) -> float:
    """The lowest price of an hour (money) by which deals are judged; `prices` as for `parking`."""
    prospecting = found_lead(context).per_hour if context.playbook.prospecting.amount > 0 else None
    return min((p for p in (*prices, context.history.price_to_judge, prospecting) if p is not None), default=0.0)


def parking(
    context: DayContext, prices: Sequence[float | None], on_page: Collection[str | None]
) -> tuple[Parking, ...]:
    """Deals whose hour pays less than any alternative, worst first.

    Also those that an answer stops, and those that don't say whether to close their file.

    `prices` (money per hour) are the year's and today's; the recent pages' median counts from 5 pages on, and
    prospecting always. Without a year and without pages none is named. Never named is what is on the page, promised, in
    its wait, dated ahead, just come in, or touched within the last 5 working days.
    """
    year = prices[0]
    lately = context.history.price_to_judge
    found = [_stopped(deal, breaker) for deal, breaker in _stopped_deals(context) if deal.id not in on_page]
    silent = [_silent(each) for each in silent_files(context) if each.record not in on_page]
    if year is not None or lately is not None:
        least = least_price(context, prices)
        found += [each for deal in context.book.deals for each in _cheap(deal, least, on_page, context)]
    tasks = {task.record for task in context.book.tasks if promise_of(task, context.today, context.working)}
    named = {each.record for each in silent}
    found = [*silent, *(each for each in found if each.record not in named)]
    found = [each for each in found if each.record not in tasks]  # something is promised to them
    return tuple(sorted(found, key=lambda each: (each.per_hour, each.record)))


def _cheap(deal: Deal, least: float, on_page: Collection[str | None], context: DayContext) -> Iterator[Parking]:
    """The deal, if an hour of it pays less than `least` and nothing speaks for keeping it."""
    value = deal_value(deal, context) if is_open(deal) and deal.id not in on_page else None
    if value is None or value.per_hour >= least or deal.must_for is not None or _is_in_hand(deal, context):
        return
    if deal_breaker(deal, context.playbook, context.stage_at) is None:
        hours = pursuit_result(start_of(deal, value, context), value.index, context).hours
        yield Parking(record=deal.id, name=deal.name, per_hour=value.per_hour, hours=hours)


def _is_in_hand(deal: Deal, context: DayContext) -> bool:
    """True if a date, promise or recent touch of the deal rules out parking it."""
    agreed = (deal.decide_by, deal.next_on, deal.next_by, deal.not_before)
    touched = deal.last_touch is not None and context.working.between(deal.last_touch, context.today) <= RECENT_DAYS
    dated = any(day is not None and day >= context.today for day in agreed) or appointment_of(deal, context) is not None
    promised = promise_of(deal, context.today, context.working) is not None
    waits = wait_after_try(deal, context) is not None or any(away_until(each, context) for each in deal.contacts[:1])
    return touched or dated or promised or waits or is_waiting_lead(deal, context.now)


def _stopped_deals(context: DayContext) -> Iterator[tuple[Deal, DealBreaker]]:
    for deal in context.book.deals:
        breaker = deal_breaker(deal, context.playbook, context.stage_at) if is_open(deal) else None
        if breaker is not None and not _has_date(deal, context):
            yield deal, breaker


def _has_date(deal: Deal, context: DayContext) -> bool:
    """True if the deal has a promise, an appointment, or a deadline that is still to come."""
    promised = promise_of(deal, context.today, context.working) is not None
    decided = deal.decide_by is not None and deal.decide_by >= context.today
    return promised or decided or appointment_of(deal, context) is not None


def _stopped(deal: Deal, breaker: DealBreaker) -> Parking:
    return Parking(record=deal.id, name=deal.name, per_hour=0.0, hours=0.0, because=breaker.words)


def _silent(file: SilentFile) -> Parking:
    return Parking(
        record=file.record, name=file.name, per_hour=0.0, hours=0.0, because=NO_ANSWER, silent_since=file.since
    )


def what_care_costs(problem: Problem, plan: DayPlan) -> float:
    """Money that the day would add without set-aside minutes; 0 if nothing uses them."""
    care = {each.id for each in problem.candidates if each.care is not None}
    if care.isdisjoint(placed.id for placed in plan.placed):
        return 0.0
    others = tuple(each for each in problem.candidates if each.id not in care)
    return max(0.0, solve(replace(problem, candidates=others)).value - plan.value)


def care_figures(touches: Mapping[str, NextTouch], lines: Iterable[Line], context: DayContext) -> CareFigures:
    """The records due, those that a line serves, and the minutes needed and set aside."""
    served = _served(lines, context.customers)
    due = [touch for touch in touches.values() if touch.is_due(context.today)]
    later = [touch for touch in touches.values() if touch.page_date(context.today) > context.today]
    to_close = files_to_close((touch.record for touch in due), context)
    free = [touch for touch in later if touch.record not in served]
    follows = min(free, key=lambda touch: (touch.page_date(context.today), touch.record), default=None)
    return CareFigures(
        due=len(due),
        placed=sum(1 for touch in due if touch.record in served),
        overdue=sum(1 for touch in due if touch.is_overdue(context.today)),
        minutes_needed_per_day=minutes_needed((p.cadence for p in touches.values()), context.playbook, context.working),
        minutes_kept_per_day=context.book.care.share * context.working.average_minutes,
        next_name=follows.name if follows else None,
        next_on=follows.page_date(context.today) if follows else None,
        to_close=to_close.later,
    )


def called_off_questions(called_off: Mapping[str, CalledOff], context: DayContext) -> tuple[Ask, ...]:
    """Questions about appointments from today on that the calendar says won't take place."""
    records: list[Deal | Account] = [*context.book.deals, *context.book.accounts]
    return tuple(
        Ask(record=each.id, name=each.name, what="declined" if off.by_rep else "canceled", on=off.at.date(), at=off.at)
        for each in records
        if (off := called_off.get(each.id)) is not None and off.at.date() >= context.today
    )


def _served(lines: Iterable[Line], customers: Customers) -> set[str]:
    """Ids of records whose touch is on the page: a line of theirs, or of their customer."""
    found: set[str] = set()
    for what in (line.what for line in lines if line.what.record is not None):
        found.update((what.record or "", *what.also))
        if what.does in STEPS_OF_THE_DAY:
            found |= customers.served(what.record or "", what.people)
    return found


def questions(context: DayContext, steps: Iterable[Step], on_page: Collection[str | None]) -> tuple[Ask, ...]:
    """Questions for the rep: dates that passed, then the best deals without a next step."""
    return tuple(islice(_all_questions(context, steps, on_page), MOST_QUESTIONS))


def _all_questions(context: DayContext, steps: Iterable[Step], on_page: Collection[str | None]) -> Iterator[Ask]:
    """Every question, in the order of asking; a large book has enough before its last deal."""
    for deal in context.book.deals:
        if is_open(deal):
            yield from _questions_of(deal, context)
    for deal in context.book.deals:
        if not is_open(deal):
            yield from _questions_of_closed(deal, context)
    for account in context.book.accounts:
        if account.at is not None and (day := account.at.astimezone(context.zone).date()) < context.today:
            yield Ask(record=account.id, name=account.name, what="visit passed", on=day)
    yield from _closes_passed(context)[:MOST_CLOSES]
    agreed = {
        deal.id
        for deal in context.book.deals
        if not is_open(deal) or has_agreed_day(deal) or deal.at or appointment_of(deal, context) is not None
    }
    best = sorted(
        (step for step in steps if step.kind == "prospect" and step.care is None and not step.is_extra),
        key=lambda step: (-step.per_hour, step.item),
    )
    idle = [step for step in best if step.record not in agreed and step.record not in on_page]
    for step in idle[:MOST_NEXT_STEPS]:
        yield Ask(record=step.record or "", name=step.name, what="no next step")


def _questions_of_closed(deal: Deal, context: DayContext) -> Iterator[Ask]:
    """Questions about what is agreed for a closed deal.

    Its appointment, until it is logged. The next step of a deal that is lost or parked is its touch on that day.
    """
    own = deal.at.astimezone(context.zone).date() if deal.at is not None else None
    if (at := appointment_of(deal, context)) is not None:
        yield Ask(record=deal.id, name=deal.name, what="closed", on=at.date())
    elif own is not None and own < context.today:
        yield Ask(record=deal.id, name=deal.name, what="closed appointment passed", on=own)
    agreed = [day for day in (deal.next_on, deal.next_by) if day is not None and day >= context.today]
    if deal.stage == "won" and at is None and agreed:
        yield Ask(record=deal.id, name=deal.name, what="closed step", on=min(agreed))


def _questions_of(deal: Deal, context: DayContext) -> Iterator[Ask]:
    """Questions that only the rep can answer.

    A decision deadline that has passed, an appointment not logged.
    """
    if deal.decide_by is not None and deal.decide_by < context.today:
        yield Ask(record=deal.id, name=deal.name, what="date passed", on=deal.decide_by)
    if deal.at is not None and deal.at.astimezone(context.zone).date() < context.today:
        yield Ask(record=deal.id, name=deal.name, what="appointment passed", on=deal.at.astimezone(context.zone).date())
    if deal.running is not None and _needs_meeting(deal, deal.running, context):
        yield Ask(record=deal.id, name=deal.name, what="trial ends", on=deal.running.until)
    if deal.decide_by is None or deal.decide_by < context.today:
        return
    at, value = appointment_of(deal, context), deal_value(deal, context)
    if at is not None and at.date() > deal.decide_by:
        yield Ask(record=deal.id, name=deal.name, what="appointment too late", on=at.date())
    elif at is None and deal_breaker(deal, context.playbook, context.stage_at) is not None:
        yield Ask(record=deal.id, name=deal.name, what="bid or drop", on=deal.decide_by)
    elif value is not None and value.deadline is not None and value.deadline.own < FIRM:
        yield Ask(record=deal.id, name=deal.name, what="firm deadline", on=deal.decide_by)


def _needs_meeting(deal: Deal, trial: Trial, context: DayContext) -> bool:
    """True in the last five working days of a trial without a meeting to decide it."""
    left = context.working.between(context.today, trial.until)
    return trial.until > context.today and left <= RECENT_DAYS and appointment_of(deal, context) is None


def _closes_passed(context: DayContext) -> list[Ask]:
    """Questions about expected closes that have passed, the largest deal first."""
    deals = (deal for deal in context.book.deals if is_open(deal))
    passed = [deal for deal in deals if deal.expected is not None and deal.expected < context.today]
    passed.sort(key=lambda deal: (-deal.amount, deal.id))
    return [Ask(record=deal.id, name=deal.name, what="close passed", on=deal.expected) for deal in passed]
