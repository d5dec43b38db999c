"""The card of a record, and the records of the book as table rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from planner.core.book import Account, Contact, Deal, Task
from planner.core.cadence.touches import NextTouch
from planner.core.choice.day_choice import DayChoice
from planner.core.customers.company_name import company_key
from planner.core.customers.deals_for_others import pet_deals
from planner.core.line import Line
from planner.core.playbook import Play
from planner.core.promises.next_day import NextDay, next_day_of
from planner.core.records.card_values import (
    DealState,
    KnownPerson,
    Preparation,
    ProspectingCard,
    RecordCard,
    RecordObservation,
)
from planner.core.talk.choose import next_deal, persona_of_record, suggestion_for
from planner.core.talk.look_for import before_calling, to_find
from planner.core.talk.question_worth import best_question
from planner.core.timing.promise import has_agreed_day
from planner.core.timing.trial import decision_day, next_check
from planner.core.value.belief import questions_at, to_chance
from planner.core.value.deal_pursuit import chance_to_win
from planner.core.value.deal_value import DayContext, appointment_of, deal_value, is_open, money_if_won, start_of
from planner.core.value.must_know import deal_breaker
from planner.core.value.year_price import steady_price
from planner.core.why.explain import calendar_match

LONG_SILENCE = 28  # days
Record = Deal | Account | Contact | Task


def card_of(record: Record, choice: DayChoice, worked: Iterable[Line]) -> RecordCard:
    """Everything known of a record; `worked` are the diary's rows, in any order."""
    now = choice.now
    rows = [row for row in worked if row.what.record == record.id or row.what.item == record.id]
    touch, agreed = choice.touches.get(record.id), agreed_step(record, now)
    return RecordCard(
        record=record,
        currency=now.book.rep.currency,
        today=now.today,
        contacts=_contacts(record, now),
        customer=tuple(each.id for each in now.customers.others(record.id)),
        standing=_deal_state(record, now),
        next_date=next_date(record, touch, now),
        next_how=agreed.how if agreed is not None else None,
        appointment=calendar_match(record.id, now),
        preparation=_preparation(record, choice),
        observations=tuple(_observations(record, touch, now)),
        pet=next((each for each in pet_deals(now) if each.record == record.id), None),
        brought=now.brought[record.id].deals if record.id in now.brought else (),
        history=tuple(sorted(rows, key=lambda row: row.slot.start, reverse=True)),
    )


def _contacts(record: Record, context: DayContext) -> tuple[Contact, ...]:
    if isinstance(record, Contact):
        return (record,)
    names = record.contacts if isinstance(record, Deal | Account) else ()
    return tuple(context.customers.people.get(name, Contact(id=name, name=name)) for name in names)


def _deal_state(record: Record, context: DayContext) -> DealState | None:
    if not isinstance(record, Deal) or not is_open(record):
        return None
    value = deal_value(record, context)
    if value is None:
        return None
    breaker = deal_breaker(record, context.playbook, context.stage_at)
    return DealState(
        per_hour=value.per_hour if breaker is None else 0.0,
        worth=value.payout,
        if_won=money_if_won(record, context),
        belief=to_chance(value.log_odds),
        chance=chance_of(record, context) or 0.0,
        stage_number=value.stage + 1,
        stages=len(context.playbook.stages),
        stopped=breaker.words if breaker is not None else "",
    )


def chance_of(deal: Deal, context: DayContext) -> float | None:
    """Chance (0..1) to win the deal, 0 where an answer stops it; None where it is not open."""
    value = deal_value(deal, context) if is_open(deal) else None
    if value is None:
        return None
    if deal_breaker(deal, context.playbook, context.stage_at) is not None:
        return 0.0
    return chance_to_win(start_of(deal, value, context), value.index, steady_price(context), context).chance


def next_date(record: Record, touch: NextTouch | None, context: DayContext) -> date | None:
    """The first day of the record's next step, else of its touch; of a task its own day.

    A promise that is overdue comes before all that is to come.
    """
    if isinstance(record, Task):
        return agreed_date(record, context)
    first = agreed_step(record, context)
    if first is not None:
        return first.on
    return touch.next_date() if touch else None


def agreed_step(record: Record, context: DayContext) -> NextDay | None:
    """The first agreed day of the record's next step; None without one, and of a task."""
    first = None if isinstance(record, Task) else next_day_of(record, context)
    return first if first is not None and first.how != "from" else None


def agreed_date(record: Record, context: DayContext) -> date | None:
    """The agreed day of the record's next step, also one that is over; a task's own day."""
    if isinstance(record, Task):
        return record.at.astimezone(context.zone).date() if record.at else record.on or record.by
    if isinstance(record, Deal) and is_open(record):
        at = appointment_of(record, context)
        return at.date() if at else record.next_on or _day_of_trial(record, context)
    if isinstance(record, Account):
        return record.at.astimezone(context.zone).date() if record.at else record.next_on
    return None


def _day_of_trial(deal: Deal, context: DayContext) -> date | None:
    """The day of a trial's next check-in, else of its decision."""
    check = next_check(deal, context.today, context.working)
    return max(check, context.today) if check is not None else decision_day(deal)


def _preparation(record: Record, choice: DayChoice) -> Preparation | None:
    now = choice.now
    steps = [step for step in choice.steps if step.record == record.id or step.item == record.id]
    if isinstance(record, Task):
        own_play = now.playbook.plays.get(record.play or "")
        return _of_play(own_play) if own_play is not None else None
    if isinstance(record, Deal) and record.stage == "won":
        return None
    if isinstance(record, Deal) and is_open(record):
        play = now.playbook.play_at(now.stage_at[record.stage])
        if any(step.play == "ask" for step in steps):
            play = now.playbook.plays["ask"]
        numbers = questions_at(record.stage, record.answers, now.playbook) if record.renews is None else ()
    else:
        does = {step.does for step in steps}
        play = now.playbook.plays[next((name for name in ("visit", "fresh-look") if name in does), "touch")]
        numbers = ()
    objective = next((step.objective for step in steps if step.play == play.id and step.objective), "")
    own = record.next if not isinstance(record, Contact) else None
    deal = next_deal(record, now.book)
    persona = persona_of_record(record, now.book)
    return replace(
        _of_play(play),
        objective=own or objective or play.objective,
        open_questions=tuple(now.playbook.questions[number] for number in numbers),
        known=_known_from_before(record, now),
        ask_first=best_question(deal, now, steady_price(now)) if deal is not None else None,
        suggestion=suggestion_for(record, now.book, now.history.said),
        cares=persona.cares if persona is not None else (),
        triggers=before_calling(record, now.book),
    )


def prospecting_card(item: str, number: int | None, context: DayContext) -> ProspectingCard:
    """The card of a search, with the companies to look for; `number` is its line's on the page."""
    return ProspectingCard(
        item=item,
        number=number,
        currency=context.book.rep.currency,
        preparation=_of_play(context.playbook.plays["find"]),
        look_for=to_find(context.book.talk),
    )


def _of_play(play: Play) -> Preparation:
    return Preparation(
        title=play.title,
        aim=play.aim,
        objective=play.objective,
        minutes=play.minutes,
        bring=play.bring,
        open_questions=(),
        say=play.say,
    )


def _known_from_before(record: Record, context: DayContext) -> tuple[KnownPerson, ...]:
    """The contacts of a deal who came to its company from another."""
    if not isinstance(record, Deal):
        return ()
    here = company_key(record.company or record.name)
    return tuple(
        KnownPerson(name=person.name, company=person.company)
        for person in _contacts(record, context)
        if person.moved_to and person.company and company_key(person.moved_to) == here
    )


def _observations(record: Record, touch: NextTouch | None, context: DayContext) -> Iterator[RecordObservation]:
    """The observations about a record."""
    if isinstance(record, Task):
        return
    if touch is not None and touch.is_overdue(context.today):
        yield RecordObservation(what="promise late", days=(context.today - touch.deadline).days)
    if isinstance(record, Contact):
        return
    if isinstance(record, Deal) and not is_open(record):
        return
    if record.last_touch is not None and context.today - record.last_touch > timedelta(days=LONG_SILENCE):
        yield RecordObservation(what="silent", days=(context.today - record.last_touch).days)
    if len(record.contacts) < 2:
        yield RecordObservation(what="one contact" if record.contacts else "no contact")
    if isinstance(record, Deal):
        known = [contact for contact in _contacts(record, context) if contact.power != "unknown"]
        if known and not any(contact.power == "decides" for contact in known):
            yield RecordObservation(what="nobody decides")
        if record.decide_by is not None and record.decide_by < context.today:
            yield RecordObservation(what="date passed", days=(context.today - record.decide_by).days)
        if appointment_of(record, context) is None and not has_agreed_day(record):
            yield RecordObservation(what="no next step")
