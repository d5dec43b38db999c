"""The steps of a deal today: qualifying, its next step, or its appointment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from planner.core.book import Deal
from planner.core.build_case.case_index import Case, best_case
from planner.core.cadence.touches import NextTouch
from planner.core.customers.second_person import SECOND, second_person_index, wants_second_person
from planner.core.playbook import Play
from planner.core.promises.leads import is_unanswered_lead, second_try
from planner.core.reasons import OwnFigure
from planner.core.steps.appointment_steps import follow_up, meeting_steps, preparation
from planner.core.steps.deals.base_step import own_objective, plain_step
from planner.core.steps.deals.trial_step import check_step, only_tries_it
from planner.core.steps.promised import DUE_WORK, as_promised
from planner.core.steps.step import Step
from planner.core.timing.pace import Wait, days_without_answer, is_lead_to_try_again
from planner.core.timing.promise import promise_of
from planner.core.value.colleagues import calls_in
from planner.core.value.deal_index import try_minutes
from planner.core.value.deal_value import (
    DayContext,
    DealValue,
    appointment_of,
    deal_value,
    is_on_hold,
    play_to_follow_up,
    start_of,
    wait_after_try,
)
from planner.core.value.lead_value import revisited_deal
from planner.core.value.must_know import DealBreaker, deal_breaker
from planner.schedule import SLOT


def deal_steps(deal: Deal, context: DayContext) -> Iterator[Step]:
    """The steps (touches excluded) of an open deal today."""
    value = deal_value(deal, context)
    at = appointment_of(deal, context)
    if value is None or deal_breaker(deal, context.playbook, context.stage_at) is not None:
        yield from _steps_without_money(deal, at, context)
        return
    last_play = play_to_follow_up(deal, context)
    if last_play is not None and (at is None or at.date() != context.today):
        minutes = scaled(last_play.follow_up, value.size)
        yield follow_up(_step(deal, value, last_play, context), last_play)._replace(after=(), minutes=minutes)
    if (check := check_step(deal, context)) is not None:
        yield check
    if is_on_hold(deal, context) or (at is None and only_tries_it(deal, context)):
        return
    play = context.playbook.play_at(value.stage)
    if at is None:
        yield from _steps_at_any_time(deal, value, context)
        return
    if at.date() > context.today:  # what was agreed for a day before the appointment
        agreed = _agreed_step(deal, value, context)
        promised_day = promise_of(deal, context.today, context.working)
        if agreed is not None and promised_day is not None and promised_day.last_day < at.date():
            yield as_promised(agreed, deal, context)
    base = _step(deal, value, play, context)
    if at.date() == context.today:
        for step in meeting_steps(base, play, deal, at, context):
            yield _sized(_called(step, value) if step.at is not None else step, value)
    elif at.date() <= context.working.next_after(context.today):
        for step in preparation(base, play, context):
            sized = _sized(step, value)
            yield sized._replace(must=not _fits_before(at, sized.minutes, context))


def _steps_without_money(deal: Deal, at: datetime | None, context: DayContext) -> Iterator[Step]:
    """The check-in and the appointment of a deal past its deadline, or stopped by an answer.

    What was agreed takes place until the rep says otherwise.
    """
    if (check := check_step(deal, context)) is not None:
        yield check
    if at is not None and at.date() == context.today:
        play = context.playbook.play_at(context.stage_at[deal.stage])
        base = plain_step(deal, play, "advance")._replace(why=OwnFigure(makes=None))
        yield from meeting_steps(base, play, deal, at, context)


def _steps_at_any_time(deal: Deal, value: DealValue, context: DayContext) -> Iterator[Step]:
    """The next step of a deal without an appointment, and the call that may take its place."""
    step = _agreed_step(deal, value, context) or _next_step(deal, value, context)
    wait = _wait(deal, context) if step.does != "agreed" else None
    if wait is not None:
        yield step._replace(wait=wait)
        return
    promised = second_try(as_promised(step, deal, context), deal, context)
    if promised.promised:
        yield promised
        return
    if deal.must_for is not None:
        yield step._replace(must=True, claim=(DUE_WORK,))
        return
    yield step._replace(too_dear=True) if value.index <= 0 < value.called.cost else step
    if wants_second_person(deal, value, context):
        yield _second_person_step(step, deal, value, context)
    case = best_case(deal, value, context)
    if case is not None:
        yield _case_step(step, deal, value, case, context)


def scaled(minutes: float, size: float) -> int:
    """Minutes of a play for a deal of this size, at least 1; in whole slots where scaled."""
    return max(1, round(minutes)) if size == 1.0 else _in_slots(minutes * size)


def _in_slots(minutes: float) -> int:
    """Minutes in whole slots, at least one."""
    return max(SLOT, SLOT * round(minutes / SLOT))


def _sized(step: Step, value: DealValue) -> Step:
    """The step with the minutes of the deal's size; a calendar's length stays."""
    return step if step.from_calendar else step._replace(minutes=scaled(step.minutes, value.size))


def _wait(deal: Deal, context: DayContext) -> Wait | None:
    """The wait after the last try, where the customer is not to be tried today."""
    return None if is_lead_to_try_again(deal, context.today) else wait_after_try(deal, context)


def _agreed_step(deal: Deal, value: DealValue, context: DayContext) -> Step | None:
    """The agreed next step if shorter than the whole play; None for the record's own step."""
    if deal.next_minutes is None or promise_of(deal, context.today, context.working) is None:
        return None
    play = context.playbook.play_at(value.stage)
    base = _step(deal, value, play, context)
    return base._replace(
        item=f"{deal.id}/agreed",
        does="agreed",
        title=deal.next or play.title,
        objective=play.objective,
        minutes=context.history.agreed_minutes(deal) or deal.next_minutes,
        windows=deal.windows,
        splits=False,
    )


def _second_person_step(own: Step, deal: Deal, value: DealValue, context: DayContext) -> Step:
    """The call for a second person."""
    extra = _extra_step(deal, value, context.playbook.plays[SECOND], context)
    index = second_person_index(deal, value, context)
    rule = context.playbook.second
    mean = 1 + rule.found * (rule.lifts - 1)  # times as many such deals buy from us
    start = extra.start and extra.start._replace(payout=value.payout * mean)
    return _unless_own_pays(extra._replace(per_hour=index * value.payout, index=index / mean, start=start), own)


def _case_step(own: Step, deal: Deal, value: DealValue, case: Case, context: DayContext) -> Step:
    """The play that builds the case."""
    extra = _extra_step(deal, value, case.play, context)
    start = extra.start and extra.start._replace(log_odds=case.log_odds)
    return _unless_own_pays(
        extra._replace(per_hour=case.per_hour * value.payout, index=case.per_hour, start=start), own
    )


def _extra_step(deal: Deal, value: DealValue, play: Play, context: DayContext) -> Step:
    """A play in the place of the deal's own step where that does not fit."""
    base, minutes = _step(deal, value, play, context), scaled(try_minutes(play), value.size)
    return base._replace(
        does="ask",
        objective=play.objective,
        minutes=minutes,
        windows=deal.windows if play.how != "desk" else (),
        splits=False,
        start=base.start and base.start._replace(work=base.start.work + minutes),
        is_extra=True,
    )


def _unless_own_pays(extra: Step, own: Step) -> Step:
    """The extra step, left out where the deal's own step pays more and is no longer."""
    return extra._replace(pays_less=extra.per_hour < own.per_hour and extra.minutes >= own.minutes)


def ask_again_step(deal: Deal, breaker: DealBreaker, context: DayContext) -> Step:
    """The one question that stopped the deal, asked again with its touch; makes no money."""
    ask = context.playbook.plays["ask"]
    return plain_step(deal, ask, "ask")._replace(
        objective=context.playbook.questions[breaker.number].ask,
        minutes=_in_slots(context.qualifying.minutes),
        due=True,
        windows=deal.windows if ask.how != "desk" else (),
        care="touch",
        why=OwnFigure(makes=None),
    )


def _next_step(deal: Deal, value: DealValue, context: DayContext) -> Step:
    play = context.playbook.play_at(value.stage)
    base = _step(deal, value, play, context)
    if deal.came is not None and is_unanswered_lead(deal, context):  # the lead that came first is answered first
        came = int(deal.came.timestamp()) // 60
        base = base._replace(urgent=True, due=True, splits=False, deadline=came)
    if value.questions is not None:
        ask = context.playbook.plays["ask"]
        first = context.playbook.questions[value.questions[0]]
        return base._replace(
            item=f"{deal.id}/{ask.id}",
            play=ask.id,
            does="ask",
            title=ask.title,
            objective=own_objective(deal) or first.ask,
            minutes=scaled(context.qualifying.minutes, value.size),
            windows=deal.windows if ask.how != "desk" else (),
            splits=False,
        )
    if play.how == "meeting":
        return base._replace(
            does="book",
            title=f"Book: {play.title}",
            minutes=scaled(max(1, play.book), value.size),
            windows=deal.windows,
            splits=False,
        )
    last_play = play_to_follow_up(deal, context)
    minutes = value.minutes - (last_play.follow_up * value.size if last_play else 0)
    windows = deal.windows if play.how == "call" else ()
    step = base._replace(
        minutes=scaled(minutes / value.size, value.size),
        windows=windows,
        needs=deal.needs if calls_in(play) else (),
    )
    return _called(step, value)


def _called(step: Step, value: DealValue) -> Step:
    """The step with the customer, with the colleague who is called in only because it pays."""
    helper = value.called.helper
    if helper is None:
        return step
    adds = (value.plain_index - value.alone) * value.payout
    return step._replace(needs=(*step.needs, helper), helper=helper, helper_adds=adds)


def _step(deal: Deal, value: DealValue, play: Play, context: DayContext) -> Step:
    """The plain try of a deal; its other steps are variations of it."""
    return plain_step(deal, play, "advance", value, start_of(deal, value, context))


def _fits_before(at: datetime, minutes: int, context: DayContext) -> bool:
    """True if the appointment's day has so many working minutes in a row before it."""
    latest = at.hour * 60 + at.minute - context.book.hours.between
    return any(min(hours.end, latest) - hours.start >= minutes for hours in context.working.ranges(at.date()))


def revisit_step(deal: Deal, touch: NextTouch, context: DayContext) -> Step | None:
    """The revisit of a lost deal in the place of its touch, once it is old enough; None before.

    Valued as a new deal with the revisit's prior. It is due until it is made. Where the touch would be due as well, it
    uses the minutes set aside for touches; until then it competes by what it pays.
    """
    if touch.revisit_on is None or touch.revisit_on > context.today:
        return None
    play = context.playbook.plays["fresh-look"]
    value = revisited_deal(deal, context)
    step = plain_step(deal, play, "fresh-look")._replace(
        minutes=try_minutes(play),
        per_hour=value.per_hour,
        index=value.index,
        due=True,
        care="touch" if touch.is_due(context.today) else None,
        deadline=touch.deadline.toordinal(),
        windows=deal.windows if play.how == "call" else (),
        start=value.start,
    )
    promised = as_promised(step, deal, context)
    if promised.claim is not None:
        return promised._replace(care=None)
    return step._replace(wait=_wait_for_answer(deal, context))


def _wait_for_answer(deal: Deal, context: DayContext) -> Wait | None:
    """The wait after a revisit that reached nobody."""
    tried = context.history.last_try.get(deal.id)
    if tried is None or not deal.unanswered:
        return None
    until = context.working.later(tried, days_without_answer(deal.unanswered))
    return Wait(tried, until) if until > context.today else None
