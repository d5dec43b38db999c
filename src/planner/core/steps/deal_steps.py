"""What a deal offers today: the better of asking and its next step, or its appointment and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from planner.core.book import Deal
from planner.core.page.page import Ask
from planner.core.playbook import Play
from planner.core.steps.appointment_steps import follow_up, meeting_steps, preparation
from planner.core.steps.step import Step
from planner.core.value.belief import to_log_odds, unknown_questions
from planner.core.value.deal_value import (
    Standing,
    Today,
    appointment_of,
    follow_up_owed,
    is_silent,
    keeps_of,
    lowest_of,
    standing,
    start_of,
)
from planner.core.value.index import attempt_minutes


def deal_steps(deal: Deal, now: Today) -> Iterator[Step]:
    """The steps (never a touch) that an open deal offers today."""
    stands = standing(deal, now)
    if stands is None:
        return
    at = appointment_of(deal, now)
    owed = follow_up_owed(deal, now)
    if owed is not None and (at is None or at.date() != now.today):
        yield replace(follow_up(_step(deal, stands, owed, now), owed), after=())
    if is_silent(deal, now):
        return
    if at is None:
        yield _next_step(deal, stands, now)
        return
    play = now.playbook.plays[now.playbook.stages[stands.stage].play]
    base = _step(deal, stands, play, now)
    if at.date() == now.today:
        yield from meeting_steps(base, play, deal, at, now.appointments.get(deal.id), now)
    elif at.date() <= now.working.next_after(now.today):
        yield from (
            replace(step, must=not _fits_before(at, step.minutes, now)) for step in preparation(base, play, now)
        )


def _next_step(deal: Deal, stands: Standing, now: Today) -> Step:
    play = now.playbook.plays[now.playbook.stages[stands.stage].play]
    base = _step(deal, stands, play, now)
    urgent = is_inbound(deal, now)
    if deal.came is not None and urgent:  # of several who wait, the first to come is the first to be answered
        base = replace(base, urgent=True, due=True, splits=False, breach=int(deal.came.timestamp()) // 60)
    if stands.ask is not None:
        ask = now.playbook.plays["ask"]
        first = now.playbook.questions[stands.ask[0]]
        return replace(
            base,
            item=f"{deal.id}/{ask.id}",
            play=ask.id,
            does="ask",
            title=ask.title,
            objective=deal.next or first.ask,
            minutes=now.asking.minutes,
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
    owed = follow_up_owed(deal, now)
    minutes = max(1, round(stands.minutes) - (owed.follow_up if owed else 0))
    windows = deal.windows if play.how == "call" else ()
    return replace(base, minutes=minutes, windows=windows)


def _step(deal: Deal, stands: Standing, play: Play, now: Today) -> Step:
    """A deal's plain attempt, from which its other steps are made."""
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
        per_hour=stands.per_hour,
        index=stands.index,
        lowest=lowest_of(deal, stands, now),
        due=deal.next_on is not None and deal.next_on <= now.today,
        group=deal.id,
        timezone=deal.timezone,
        splits=play.splits,
        stage=deal.stage,
        start=start_of(deal, stands, now),
        delay=stands.delay,
    )


def _fits_before(at: datetime, minutes: int, now: Today) -> bool:
    """Whether the hours of the appointment's own day leave a stretch of so many minutes before it."""
    until = at.hour * 60 + at.minute - now.book.hours.between
    return any(min(hours.end, until) - hours.start >= minutes for hours in now.working.ranges(at.date()))


def is_inbound(deal: Deal, now: Today) -> bool:
    """Whether an inbound lead waits for its first answer: until it has one, to the end of the next working day at most.

    Who could not be answered within the playbook's time is answered as soon as there is time: a day later it is worth
    far less again. After that the lead is a deal like any other.
    """
    if deal.came is None or not is_unanswered(deal, now.now):
        return False
    came = deal.came.astimezone(now.zone).date()
    return now.today <= now.working.next_after(came)


def is_unanswered(deal: Deal, now: datetime) -> bool:
    """Whether a lead that came in has heard nothing from us since."""
    if deal.came is None or deal.came > now:
        return False
    return deal.last_touch is None or deal.last_touch < deal.came.date()


def answer_due(deal: Deal, now: Today) -> datetime | None:
    """Until when an inbound lead that waits should have its answer, in the rep's zone; None where none waits."""
    if deal.came is None or not is_inbound(deal, now):
        return None
    return deal.came.astimezone(now.zone) + timedelta(minutes=now.playbook.answer_within)


def fresh_look(deal: Deal, now: Today) -> Step | None:
    """A lost deal's second chance, once it is old enough: valued as a new deal with the prior of a revival."""
    from dateutil.relativedelta import relativedelta

    rule, lost_on = now.playbook.fresh_look, deal.lost_on or deal.since
    silent = [day for day in (deal.not_before, deal.next_on) if day is not None and day > now.today]
    if lost_on is None or silent or lost_on + relativedelta(months=rule.months) > now.today:
        return None
    play = now.playbook.plays["fresh-look"]
    revived = replace(deal, answers={}, attempts=0, unanswered=0, since=None, decide_by=None, chance=None, at=None)
    log_odds = to_log_odds(rule.prior)
    unknown = unknown_questions({}, now.playbook)
    index = max(now.table.at(0, log_odds), now.asking.at(0, unknown, log_odds) if unknown else 0.0)
    worth = deal.amount * keeps_of(deal, now.book)
    whole = attempt_minutes(now.playbook.plays[now.playbook.stages[0].play])
    stands = Standing(0, log_odds, worth, 0.0, float(whole), index, None)
    base = _step(revived, stands, play, now)
    return replace(
        base,
        does="fresh-look",
        minutes=attempt_minutes(play),
        windows=deal.windows if play.how == "call" else (),
        lowest=index * worth,
        stage=deal.stage,
    )


def questions_to_the_rep(deal: Deal, now: Today) -> Iterator[Ask]:
    """What only the rep can tell of an open deal: a date that has passed, an appointment nobody has logged."""
    if deal.decide_by is not None and deal.decide_by < now.today:
        yield Ask(record=deal.id, name=deal.name, what="date passed", on=deal.decide_by)
    if deal.at is not None and deal.at.astimezone(now.zone).date() < now.today:
        yield Ask(record=deal.id, name=deal.name, what="appointment passed", on=deal.at.astimezone(now.zone).date())
