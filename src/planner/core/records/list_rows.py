"""The records of the book as table rows: a deal with its next step, chances and money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypedDict

from planner.core.book import Account, Contact, Deal, Task
from planner.core.choice.day_choice import DayChoice
from planner.core.line import WITHOUT_CUSTOMER
from planner.core.page.page_lines import chance_to_advance
from planner.core.records.card_values import ListRow
from planner.core.records.record_cards import agreed_date, next_date
from planner.core.steps.deal_steps import scaled
from planner.core.steps.step import Step
from planner.core.steps.visit_steps import planned_visit, visit_title
from planner.core.value.deal_index import try_minutes
from planner.core.value.deal_pursuit import chance_to_win
from planner.core.value.deal_value import DayContext, DealValue, deal_value, is_open, money_if_won, start_of
from planner.core.value.must_know import deal_breaker
from planner.core.value.year_price import steady_price


class RowDays(TypedDict):
    """The days of a row."""

    next_date: date | None
    agreed_on: date | None
    touch_on: date | None


def list_rows(choice: DayChoice, kinds: Sequence[str]) -> list[ListRow]:
    """The records of these kinds ("prospect", "account" ...), in the order of the book."""
    now = choice.now
    rows: list[ListRow] = []
    if "prospect" in kinds:
        price, steps = steady_price(now), _own_steps(choice)
        rows += (_deal_row(deal, choice, price, steps) for deal in now.book.deals)
    if "account" in kinds:
        rows += (_account_row(account, choice) for account in now.book.accounts)
    if "contact" in kinds:
        rows += (_contact_row(contact, choice) for contact in now.book.contacts)
    if "task" in kinds:
        of_tasks = {step.item: step.per_hour for step in reversed(choice.steps)}
        rows += (_task_row(task, of_tasks.get(task.id), now) for task in now.book.tasks)
    return rows


def _own_steps(choice: DayChoice) -> Mapping[str, Step]:
    """The step that stands for each deal: its appointment, else its best one with the customer."""
    found: dict[str, Step] = {}
    for step in choice.steps:
        if step.kind == "prospect" and step.record is not None and not step.is_touch:
            known = found.get(step.record)
            if known is None or _order(step) < _order(known):
                found[step.record] = step
    return found


def _order(step: Step) -> tuple[bool, bool, bool, float, str]:
    return step.at is None, step.does in WITHOUT_CUSTOMER, step.pays_less, -step.per_hour, step.item


def _account_row(account: Account, choice: DayChoice) -> ListRow:
    visit = planned_visit(account, choice.now)
    return ListRow(
        kind="account",
        id=account.id,
        name=account.name,
        amount=account.revenue,
        per_hour=visit.per_hour if visit else None,
        last_touch=account.last_touch,
        **_days(account, choice),
        visit_from=visit.starts if visit else None,
        visit_minutes=visit.minutes if visit else None,
        visit_makes=visit.makes if visit else None,
        title=visit_title(account, choice.now) if visit else "",
        minutes=visit.minutes if visit else None,
    )


def _days(record: Account | Deal | Contact, choice: DayChoice) -> RowDays:
    """The days of a row: of what is agreed, and of the next touch."""
    touch = choice.touches.get(record.id)
    return RowDays(
        next_date=next_date(record, touch, choice.now),
        agreed_on=agreed_date(record, choice.now) or getattr(record, "next_by", None),
        touch_on=touch.next_date() if touch else None,
    )


def _deal_row(deal: Deal, choice: DayChoice, price: float | None, steps: Mapping[str, Step]) -> ListRow:
    now = choice.now
    row = ListRow(
        kind="prospect",
        id=deal.id,
        name=deal.name,
        company=deal.company,
        stage=deal.stage,
        amount=deal.amount,
        last_touch=deal.last_touch,
        **_days(deal, choice),
    )
    value = deal_value(deal, now) if is_open(deal) else None
    if value is None:
        return row
    breaker, step = deal_breaker(deal, now.playbook, now.stage_at), steps.get(deal.id)
    if breaker is not None:  # what was agreed with the customer stays
        minutes = step.minutes if step is not None else None
        title = step.title if step is not None else f"stopped, {breaker.words}"
        return row._replace(per_hour=0.0, chance=0.0, title=title, minutes=minutes, if_won=money_if_won(deal, now))
    start = start_of(deal, value, now)
    title, minutes = _next_step(deal, value, step, now)
    return row._replace(
        per_hour=value.per_hour,
        chance=chance_to_win(start, value.index, price, now).chance,
        title=title,
        minutes=minutes,
        moves=chance_to_advance(start, now),
        if_won=money_if_won(deal, now),
    )


def _next_step(deal: Deal, value: DealValue, step: Step | None, context: DayContext) -> tuple[str, int]:
    """Title and minutes of the next step; of a deal that is on hold, that of its stage."""
    if step is not None:
        return step.title, step.minutes
    play = context.playbook.play_at(value.stage)
    return deal.next or play.title, context.history.agreed_minutes(deal) or scaled(try_minutes(play), value.size)


def _contact_row(contact: Contact, choice: DayChoice) -> ListRow:
    return ListRow(
        kind="contact",
        id=contact.id,
        name=contact.name,
        company=contact.moved_to or contact.company,
        role=contact.role,
        last_touch=contact.checked,
        **_days(contact, choice),
    )


def _task_row(task: Task, per_hour: float | None, context: DayContext) -> ListRow:
    return ListRow(
        kind="task",
        id=task.id,
        name=task.title,
        stage="done" if task.done_on else "",
        amount=task.makes,
        per_hour=per_hour,
        minutes=task.minutes,
        next_date=next_date(task, None, context),
        agreed_on=agreed_date(task, context),
    )
