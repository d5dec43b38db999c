"""The steps of a deal today: qualifying, its next step, or its appointment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from planner.core.book import Deal
from planner.core.days import months_later
from planner.core.page.page import Ask
from planner.core.playbook import Play
from planner.core.steps.appointment_steps import follow_up, meeting_steps, preparation
from planner.core.steps.step import Step
from planner.core.value.belief import to_log_odds, unknown_questions
from planner.core.value.deal_value import (
    DayContext,
    DealValue,
    appointment_of,
    deal_value,
    is_on_hold,
    lowest_per_hour,
    play_to_follow_up,
    rep_share,
    start_of,
)
from planner.core.value.index import try_minutes


def deal_steps(deal: Deal, context: DayContext) -> Iterator[Step]:
    """The steps (touches excluded) of an open deal today."""
    value = deal_value(deal, context)
    if value is None:
        return
    at = appointment_of(deal, context)
    last_play = play_to_follow_up(deal, context)
    if last_play is not None and (at is None or at.date() != context.today):
        yield replace(follow_up(_step(deal, value, last_play, context), last_play), after=())
    if is_on_hold(deal, context):
        return
    if at is None:
        yield _next_step(deal, value, context)
        return
    play = context.playbook.plays[context.playbook.stages[value.stage].play]
    base = _step(deal, value, play, context)
    if at.date() == context.today:
        yield from meeting_steps(base, play, deal, at, context)
    elif at.date() <= context.working.next_after(context.today):
        yield from (
            replace(step, must=not _fits_before(at, step.minutes, context)) for step in preparation(base, play, context)
        )


def _next_step(deal: Deal, value: DealValue, context: DayContext) -> Step:
    play = context.playbook.plays[context.playbook.stages[value.stage].play]
    base = _step(deal, value, play, context)
    if deal.came is not None and is_unanswered_lead(deal, context):  # the lead that came first is answered first
        base = replace(base, urgent=True, due=True, splits=False, deadline=int(deal.came.timestamp()) // 60)
    if value.questions is not None:
        ask = context.playbook.plays["ask"]
        first = context.playbook.questions[value.questions[0]]
        return replace(
            base,
            item=f"{deal.id}/{ask.id}",
            play=ask.id,
            does="ask",
            title=ask.title,
            objective=deal.next or first.ask,
            minutes=context.qualifying.minutes,
            windows=deal.windows if ask.how != "desk" else (),
            splits=False,
        )
    if play.how == "meeting":
        return replace(
            base,
            does="book",
            title=f"Book: {play.title}",
            minutes=max(1, play.book),
            windows=deal.windows,
            splits=False,
        )
    last_play = play_to_follow_up(deal, context)
    minutes = max(1, round(value.minutes) - (last_play.follow_up if last_play else 0))
    windows = deal.windows if play.how == "call" else ()
    return replace(base, minutes=minutes, windows=windows)


def _step(deal: Deal, value: DealValue, play: Play, context: DayContext) -> Step:
    """The plain try of a deal; its other steps are variations of it."""
    return Step(
        item=f"{deal.id}/{play.id}",
        record=deal.id,
        name=deal.name,
        kind="prospect",
        play=play.id,
        does="advance",
        title=play.title,
        objective=deal.next or play.objective,
        minutes=play.minutes,
        per_hour=value.per_hour,
        index=value.index,
        lowest=lowest_per_hour(deal, value, context),
        due=deal.next_on is not None and deal.next_on <= context.today,
        group=deal.id,
        timezone=deal.timezone,
        splits=play.splits,
        stage=deal.stage,
        start=start_of(deal, value, context),
        delay=value.delay,
    )


def _fits_before(at: datetime, minutes: int, context: DayContext) -> bool:
    """True if the appointment's day has so many working minutes in a row before it."""
    latest = at.hour * 60 + at.minute - context.book.hours.between
    return any(min(hours.end, latest) - hours.start >= minutes for hours in context.working.ranges(at.date()))


def is_unanswered_lead(deal: Deal, context: DayContext) -> bool:
    """True if an inbound lead waits for its first answer.

    It waits until the end of the next working day at most.

    A lead not answered within the playbook's time is answered as soon as there is time: a day later it is worth much
    less. After the next working day it is a deal like any other.
    """
    if deal.came is None or not is_unanswered(deal, context.now):
        return False
    came = deal.came.astimezone(context.zone).date()
    return context.today <= context.working.next_after(came)


def is_unanswered(deal: Deal, now: datetime) -> bool:
    """True if an inbound lead has not been contacted since it came in."""
    if deal.came is None or deal.came > now:
        return False
    return deal.last_touch is None or deal.last_touch < deal.came.date()


def answer_due(deal: Deal, context: DayContext) -> datetime | None:
    """The time by which a waiting inbound lead should be answered, in the rep's zone.

    None for any other deal.
    """
    if deal.came is None or not is_unanswered_lead(deal, context):
        return None
    return deal.came.astimezone(context.zone) + timedelta(minutes=context.playbook.answer_within)


def revisit_step(deal: Deal, context: DayContext) -> Step | None:
    """The step that revisits a lost deal, once it is old enough.

    Valued as a new deal with the revisit's prior.
    """
    rule, lost_on = context.playbook.fresh_look, deal.lost_on or deal.since
    holds = [day for day in (deal.not_before, deal.next_on) if day is not None and day > context.today]
    if lost_on is None or holds or months_later(lost_on, rule.months) > context.today:
        return None
    play = context.playbook.plays["fresh-look"]
    revived = replace(deal, answers={}, attempts=0, unanswered=0, since=None, decide_by=None, chance=None, at=None)
    log_odds = to_log_odds(rule.prior)
    unknown = unknown_questions({}, context.playbook)
    index = max(context.table.at(0, log_odds), context.qualifying.at(0, unknown, log_odds) if unknown else 0.0)
    payout = deal.amount * rep_share(deal, context.book)
    whole = try_minutes(context.playbook.plays[context.playbook.stages[0].play])
    value = DealValue(0, log_odds, payout, 0.0, float(whole), index, None)
    base = _step(revived, value, play, context)
    return replace(
        base,
        does="fresh-look",
        minutes=try_minutes(play),
        windows=deal.windows if play.how == "call" else (),
        lowest=index * payout,
        stage=deal.stage,
    )


def questions_for_rep(deal: Deal, context: DayContext) -> Iterator[Ask]:
    """Questions that only the rep can answer.

    A decision deadline that has passed, an appointment not logged.
    """
    if deal.decide_by is not None and deal.decide_by < context.today:
        yield Ask(record=deal.id, name=deal.name, what="date passed", on=deal.decide_by)
    if deal.at is not None and deal.at.astimezone(context.zone).date() < context.today:
        yield Ask(record=deal.id, name=deal.name, what="appointment passed", on=deal.at.astimezone(context.zone).date())
