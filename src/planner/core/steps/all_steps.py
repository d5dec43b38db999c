"""The steps of every record of the book today, touches included, prospecting excluded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from planner.core.book import Account, Contact, Deal
from planner.core.cadence.close_file import files_to_close, wait_for_answer
from planner.core.cadence.touches import NextTouch
from planner.core.customers.partner import offered_with
from planner.core.customers.person_waits import after_tries_elsewhere, waits_by_person
from planner.core.reasons import LostBefore
from planner.core.steps.deal_steps import ask_again_step, deal_steps, revisit_step
from planner.core.steps.deals.close_file_step import close_file_step
from planner.core.steps.deals.closed_step import closed_appointment
from planner.core.steps.in_progress import STEPS_OF_THE_DAY, steps_left
from planner.core.steps.promised import as_promised
from planner.core.steps.step import Step
from planner.core.steps.task_steps import task_steps
from planner.core.steps.visit_steps import visit_steps
from planner.core.timing.promise import is_promised_today
from planner.core.timing.trial import is_on_trial
from planner.core.value.deal_index import try_minutes
from planner.core.value.deal_value import DayContext, is_open
from planner.core.value.must_know import deal_breaker
from planner.core.worklog.work import over

WHAT_BECAME = "Say what became of it, and ask what you can do for them"


def book_steps(context: DayContext, touches: Mapping[str, NextTouch], early: Collection[str] = ()) -> list[Step]:
    """Every step of the book's records today.

    Records in `early` get a touch before they are due.
    """
    due = {record: each for record, each in touches.items() if each.is_due(context.today) or record in early}
    done = over(context.history.worked_today)
    worked = {
        row.what.record
        for row in context.history.worked_today
        if row.what.does in STEPS_OF_THE_DAY and row.what.item in done
    }
    to_close = files_to_close(due, context).today
    steps: list[Step] = []
    for deal in context.book.deals:
        if deal.stage == "won":
            steps += steps_left(closed_appointment(deal, context), deal.id in worked, context)
        else:
            touch = due.get(deal.id) if not is_on_trial(deal, context.today) else None
            offered = _deal(deal, context, touch, deal.id in to_close)
            steps += steps_left(offered, deal.id in worked, context)
    for account in context.book.accounts:
        touch = due.get(account.id) or _promised_touch(account, touches, context)
        steps += steps_left(_account(account, context, touch), account.id in worked, context)
    for contact in context.book.contacts:
        touch = due.get(contact.id) or _promised_touch(contact, touches, context)
        if touch is not None and contact.id not in worked:
            steps += steps_left([_touch(contact, touch, context)], False, context)
    for task in context.book.tasks:
        steps += steps_left(task_steps(task, context), False, context)
    return after_tries_elsewhere(steps, waits_by_person(context), context)


def _deal(deal: Deal, context: DayContext, touch: NextTouch | None, asks_to_close: bool) -> Iterator[Step]:
    """The steps of a deal, and its touch or what takes the touch's place."""
    if is_open(deal):
        offered = list(deal_steps(deal, context))
        touch = touch if touch is None or not _keeps_in_touch(offered, touch, context) else None
        for each in offered:
            step = offered_with(each, deal, context)
            yield _with_touch_due(step, context) if touch is not None and step.splits else step
    elif meeting := list(closed_appointment(deal, context)):
        yield from meeting
        return
    if touch is None:
        return
    question = close_file_step(deal, touch, context) if asks_to_close else None
    instead = question or revisit_step(deal, touch, context)
    if instead is None and (breaker := deal_breaker(deal, context.playbook, context.stage_at)) is not None:
        instead = ask_again_step(deal, breaker, context)
    if instead is not None:
        yield offered_with(instead, deal, context)
    else:
        step = offered_with(_touch(deal, touch, context), deal, context)
        yield step._replace(wait=step.wait or wait_for_answer(deal, context))


def _keeps_in_touch(offered: Iterable[Step], touch: NextTouch, context: DayContext) -> bool:
    """True if a promise among a record's steps is its touch: it is due no later than that."""
    last = max(context.today, touch.last_date())
    return any(step.promised and step.last_day is not None and step.last_day <= last for step in offered)


def _promised_touch(
    record: Account | Contact, touches: Mapping[str, NextTouch], context: DayContext
) -> NextTouch | None:
    """The touch that keeps a promise of today to a record without any other step."""
    promised = is_promised_today(record, context.today, context.working)
    return touches.get(record.id) if promised else None


def _with_touch_due(step: Step, context: DayContext) -> Step:
    """A step that may be split, on a day when its record's touch is due.

    Only its last piece reaches the customer.

    Done in one piece it is as good as a touch; where no stretch of the day is long enough, it is offered in addition to
    the touch.
    """
    longest = context.working.longest(context.today)
    return step._replace(splits=False) if step.minutes <= longest else step._replace(group=f"{step.record}/pieces")


def _account(account: Account, context: DayContext, touch: NextTouch | None) -> Iterator[Step]:
    offered = [offered_with(step, account, context) for step in visit_steps(account, context)]
    yield from offered
    if touch is not None and not _keeps_in_touch(offered, touch, context):
        yield offered_with(_touch(account, touch, context), account, context)


def _touch(record: Deal | Account | Contact, touch: NextTouch, context: DayContext) -> Step:
    """The touch of a record: of the same length for everyone, and worth no money."""
    play = context.playbook.plays["touch"]
    title, objective = play.title, play.objective
    if isinstance(record, Contact):
        title = f"Still at {record.company}?" if record.company else "Still in the same job?"
        if record.moved_to:
            objective = f"Now at {record.moved_to}: is there a door to open?"
    elif record.next:
        objective = record.next
    brought = context.brought.get(record.id)
    if brought is not None and (isinstance(record, Contact) or not record.next):
        title, objective = f"They brought you {brought.words}", WHAT_BECAME
    step = Step(
        item=f"{record.id}/{play.id}",
        record=record.id,
        name=record.name,
        kind=touch.kind,
        play=play.id,
        does="touch",
        title=title,
        objective=objective,
        minutes=try_minutes(play),
        due=touch.is_due(context.today),
        group=record.id,
        windows=record.windows if not isinstance(record, Contact) and play.how != "desk" else (),
        timezone=record.timezone if not isinstance(record, Contact) else None,
        care="touch",
        deadline=touch.deadline.toordinal(),
        why=replace(touch.reason(context.today), lost=_lost_before(record, context)),
    )
    promised = as_promised(step, record, context) if not isinstance(record, Deal) else step
    return promised._replace(care=None) if promised.claim is not None else step


def _lost_before(record: Deal | Account | Contact, context: DayContext) -> LostBefore | None:
    """The loss of a lost deal; None for any other record, or without its day."""
    on = (record.lost_on or record.since) if isinstance(record, Deal) and record.stage == "lost" else None
    if on is None or not isinstance(record, Deal):
        return None
    return LostBefore(
        on=on, days=(context.today - on).days, reason=record.lost_reason or "", to=str(record.x.get("lost_to", ""))
    )
