"""The card of a record, and the records of the book as table rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from planner.core.book import Account, Contact, Deal, Task
from planner.core.cadence.touches import NextTouch
from planner.core.customers.company_name import company_key
from planner.core.line import Line
from planner.core.page.inputs import DayChoice
from planner.core.records.card_types import DealState, KnownPerson, ListRow, Preparation, RecordCard, RecordObservation
from planner.core.steps.visit_steps import planned_visit
from planner.core.timing.trial import decision_day, next_check
from planner.core.value.belief import to_chance, unknown_questions
from planner.core.value.deal_pursuit import chance_to_win
from planner.core.value.deal_value import DayContext, appointment_of, deal_value, is_open, start_of
from planner.core.value.year_price import steady_price
from planner.core.why.explain import calendar_match

LONG_SILENCE = 28  # days
Record = Deal | Account | Contact | Task


def card_of(record: Record, choice: DayChoice, worked: Iterable[Line]) -> RecordCard:
    """Everything known of a record; `worked` are the diary's rows, in any order."""
    now = choice.now
    rows = [row for row in worked if row.what.record == record.id or row.what.item == record.id]
    touch = choice.touches.get(record.id)
    return RecordCard(
        record=record,
        currency=now.book.rep.currency,
        today=now.today,
        contacts=_contacts(record, now),
        customer=tuple(each.id for each in now.customers.others(record.id)),
        standing=_deal_state(record, now),
        next_date=_next_date(record, touch, now),
        appointment=calendar_match(record.id, now),
        preparation=_preparation(record, choice),
        observations=tuple(_observations(record, touch, now)),
        history=tuple(sorted(rows, key=lambda row: row.slot.start, reverse=True)),
    )


def _contacts(record: Record, context: DayContext) -> tuple[Contact, ...]:
    if isinstance(record, Contact):
        return (record,)
    names = record.contacts if isinstance(record, Deal | Account) else ()
    listed = {contact.id: contact for contact in context.book.contacts}
    listed |= {contact.name: contact for contact in context.book.contacts}
    return tuple(listed.get(name, Contact(id=name, name=name)) for name in names)


def _deal_state(record: Record, context: DayContext) -> DealState | None:
    if not isinstance(record, Deal) or not is_open(record):
        return None
    value = deal_value(record, context)
    if value is None:
        return None
    return DealState(
        per_hour=value.per_hour,
        worth=value.payout,
        belief=to_chance(value.log_odds),
        chance=chance_of(record, context) or 0.0,
        stage_number=value.stage + 1,
        stages=len(context.playbook.stages),
    )


def chance_of(deal: Deal, context: DayContext) -> float | None:
    """Chance (0..1) to win the deal, pursued by its own index; None where it is not open."""
    value = deal_value(deal, context) if is_open(deal) else None
    if value is None:
        return None
    return chance_to_win(start_of(deal, value, context), value.index, steady_price(context), context).chance


def _next_date(record: Record, touch: NextTouch | None, context: DayContext) -> date | None:
    """The day of the record's next step or touch; of a task its own day."""
    if isinstance(record, Task):
        return record.at.astimezone(context.zone).date() if record.at else record.on or record.by
    agreed = None
    if isinstance(record, Deal) and is_open(record):
        at = appointment_of(record, context)
        agreed = at.date() if at else record.next_on or _day_of_trial(record, context)
    elif isinstance(record, Account):
        agreed = record.at.astimezone(context.zone).date() if record.at else record.next_on
    if agreed is not None and agreed >= context.today:
        return agreed
    return touch.next_date() if touch else None


def _day_of_trial(deal: Deal, context: DayContext) -> date | None:
    """The day of a trial's next check-in, else of its decision."""
    check = next_check(deal, context.today, context.working)
    return max(check, context.today) if check is not None else decision_day(deal)


def _preparation(record: Record, choice: DayChoice) -> Preparation | None:
    now = choice.now
    steps = [step for step in choice.steps if step.record == record.id or step.item == record.id]
    if isinstance(record, Task) or (isinstance(record, Deal) and record.stage == "won"):
        return None
    if isinstance(record, Deal) and is_open(record):
        play = now.playbook.play_at(now.stage_at[record.stage])
        if any(step.play == "ask" for step in steps):
            play = now.playbook.plays["ask"]
        numbers = unknown_questions(record.answers, now.playbook)
    else:
        does = {step.does for step in steps}
        play = now.playbook.plays[next((name for name in ("visit", "fresh-look") if name in does), "touch")]
        numbers = ()
    objective = next((step.objective for step in steps if step.play == play.id and step.objective), "")
    own = record.next if not isinstance(record, Contact) else None
    return Preparation(
        title=play.title,
        aim=play.aim,
        objective=own or objective or play.objective,
        minutes=play.minutes,
        bring=play.bring,
        open_questions=tuple(now.playbook.questions[number] for number in numbers),
        say=play.say,
        known=_known_from_before(record, now),
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
        if appointment_of(record, context) is None and not _is_agreed(record):
            yield RecordObservation(what="no next step")


def _is_agreed(record: Deal | Account) -> bool:
    """True if a day is agreed on which the record is taken up again."""
    on_trial = isinstance(record, Deal) and record.running is not None
    return on_trial or record.next_on is not None or record.not_before is not None


def list_rows(choice: DayChoice, kinds: Sequence[str]) -> list[ListRow]:
    """The records of these kinds ("prospect", "account" ...), in the order of the book."""
    now = choice.now
    rows: list[ListRow] = []
    if "prospect" in kinds:
        price = steady_price(now)
        rows += (_deal_row(deal, choice, price) for deal in now.book.deals)
    if "account" in kinds:
        rows += (_account_row(account, choice) for account in now.book.accounts)
    if "contact" in kinds:
        rows += (
            ListRow(
                kind="contact",
                id=contact.id,
                name=contact.name,
                company=contact.moved_to or contact.company,
                stage=contact.role,
                last_touch=contact.checked,
                next_date=_next_date(contact, choice.touches.get(contact.id), now),
            )
            for contact in now.book.contacts
        )
    if "task" in kinds:
        of_tasks = {step.item: step.per_hour for step in reversed(choice.steps)}
        rows += (_task_row(task, of_tasks.get(task.id), now) for task in now.book.tasks)
    return rows


def _account_row(account: Account, choice: DayChoice) -> ListRow:
    visit = planned_visit(account, choice.now)
    return ListRow(
        kind="account",
        id=account.id,
        name=account.name,
        amount=account.revenue,
        per_hour=visit.per_hour if visit else None,
        last_touch=account.last_touch,
        next_date=_next_date(account, choice.touches.get(account.id), choice.now),
        visit_from=visit.starts if visit else None,
        visit_minutes=visit.minutes if visit else None,
        visit_makes=visit.makes if visit else None,
    )


def _deal_row(deal: Deal, choice: DayChoice, price: float | None) -> ListRow:
    now = choice.now
    value = deal_value(deal, now) if is_open(deal) else None
    chance = chance_to_win(start_of(deal, value, now), value.index, price, now).chance if value else None
    return ListRow(
        kind="prospect",
        id=deal.id,
        name=deal.name,
        company=deal.company,
        stage=deal.stage,
        amount=deal.amount,
        per_hour=value.per_hour if value else None,
        chance=chance,
        last_touch=deal.last_touch,
        next_date=_next_date(deal, choice.touches.get(deal.id), now),
    )


def _task_row(task: Task, per_hour: float | None, context: DayContext) -> ListRow:
    return ListRow(
        kind="task",
        id=task.id,
        name=task.title,
        stage="done" if task.done_on else "",
        amount=task.makes,
        per_hour=per_hour,
        next_date=_next_date(task, None, context),
    )
