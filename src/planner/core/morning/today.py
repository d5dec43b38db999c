"""The morning's questions about today: promises, deals that could advance, accounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from planner.core.book import Account, Contact, Deal, Task
from planner.core.choice.day_choice import DayChoice
from planner.core.line import Line
from planner.core.morning.morning import AccountToday, DealAtRest, DealToday, PromiseToday
from planner.core.page.left_out import why_not_today
from planner.core.page.page import Page
from planner.core.steps.step import Step
from planner.core.steps.visit_steps import planned_visit
from planner.core.timing.promise import promise_of
from planner.core.value.deal_value import DayContext, is_open, money_if_won

MOST_DEALS = 8
OWN_STEPS = ("advance", "agreed", "ask", "book", "prepare", "follow-up")
SIDES = ("prepare", "follow-up")


def promises_today(choice: DayChoice, page: Page) -> tuple[PromiseToday, ...]:
    """Promises and appointments on today's page by the clock, then those that can't be kept."""
    groups: dict[str, list[Line]] = {}
    for line in page.items:
        if line.status.state == "planned":
            is_own = line.what.does == "task" or line.what.record is None
            groups.setdefault(line.what.item if is_own else line.what.record or "", []).append(line)
    last_days = dict(_last_days(choice.now))
    kept = [
        _promise(main, group, last_days.get(record, page.date))
        for record, group in groups.items()
        if (main := _main_line(group)) is not None
    ]
    kept.sort(key=lambda each: (each.start or page.made, each.item))
    steps = {step.item: step for step in choice.steps}
    short = [
        PromiseToday(
            number=0, item=each.item, record=each.record, name=each.name,
            title=steps[each.item].title if each.item in steps else "",
            minutes=steps[each.item].minutes if each.item in steps else 0,
            last_day=each.last_day, overdue=each.overdue, move_to=each.move_to,
        )
        for each in page.promises.short
    ]  # fmt: skip
    broken = {each.item for each in short}
    every = [*(each for each in kept if each.item not in broken), *short]
    return tuple(replace(each, number=number) for number, each in enumerate(every, start=1))


def _main_line(group: Sequence[Line]) -> Line | None:
    """The appointment among a record's lines, else what is promised; None without either."""
    fixed = (line for line in group if line.slot.fixed and line.what.does not in SIDES)
    promised = (line for line in group if line.status.promised)
    return next(fixed, None) or next(promised, None)


def _promise(main: Line, group: Sequence[Line], last_day: date) -> PromiseToday:
    with_it = [line for line in group if line.what.item == main.what.item or line.what.does in SIDES]
    return PromiseToday(
        number=0,
        item=main.what.item,
        record=main.what.item if main.what.does == "task" else main.what.record,
        name=main.what.name,
        title=main.what.title,
        minutes=sum(line.slot.minutes for line in with_it),
        with_sides=any(line.what.does in SIDES and line is not main for line in with_it),
        start=main.slot.start,
        last_day=last_day,
        overdue=main.status.overdue,
    )


def _last_days(context: DayContext) -> Iterator[tuple[str, date]]:
    """The last day of each record's promise, by the record."""
    book = context.book
    records: list[Deal | Account | Contact | Task] = [*book.deals, *book.accounts, *book.contacts, *book.tasks]
    for record in records:
        promise = promise_of(record, context.today, context.working, context.zone)
        if promise is not None:
            yield record.id, promise.last_day


def deals_today(choice: DayChoice, page: Page, most: int = MOST_DEALS) -> tuple[DealToday, ...]:
    """The deals that could advance today, best paid first.

    For each its step on the page, else its best.
    """
    starts = {line.what.item: line.slot.start for line in reversed(page.items) if line.status.state == "planned"}
    best: dict[str, Step] = {}
    for step in choice.steps:
        if step.kind != "prospect" or step.record is None or step.start is None or step.does not in OWN_STEPS:
            continue
        if why_not_today(step, choice.now.today) is None:
            known = best.get(step.record)
            if known is None or _order(step, starts) < _order(known, starts):
                best[step.record] = step
    chosen = sorted(best.values(), key=lambda step: (-step.per_hour, step.item))[:most]
    deals = {deal.id: deal for deal in choice.now.book.deals}
    valuer = choice.valuer()
    found = []
    for number, step in enumerate(chosen, start=1):
        deal, worth = deals[step.record or ""], valuer.value(step).worth
        found.append(
            DealToday(
                number=number, record=deal.id, item=step.item, name=deal.name, title=step.title,
                minutes=step.minutes, start=starts.get(step.item), moves=worth.moves, own=deal.chance is not None,
                chance=worth.chance, if_won=money_if_won(deal, choice.now), per_hour=step.per_hour,
            )
        )  # fmt: skip
    return tuple(found)


def _order(step: Step, on_page: Iterable[str]) -> tuple[bool, bool, bool, float, str]:
    """The order in which steps stand for a deal: meeting, on the page, best paid."""
    return step.at is None, step.item not in on_page, step.does in SIDES, -step.per_hour, step.item


def deals_at_rest(choice: DayChoice) -> tuple[DealAtRest, ...]:
    """Open deals that are given time, by the day on which it ends."""
    now = choice.now
    waits = {step.record: step.wait for step in choice.steps if step.wait is not None and step.kind == "prospect"}
    offered = {step.record for step in choice.steps if why_not_today(step, now.today) is None and not step.is_touch}
    found = []
    for deal in now.book.deals:
        if not is_open(deal) or deal.id in offered:
            continue
        wait = waits.get(deal.id)
        held = max((day for day in (deal.next_on, deal.not_before) if day is not None), default=now.today)
        until = wait.until if wait is not None else held
        if until > now.today:
            tried = wait.tried if wait is not None else None
            found.append(
                DealAtRest(
                    record=deal.id, name=deal.name, until=until, waiting_on=deal.waiting_on or "", tried=tried,
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.until, not each.waiting_on, each.record)))


def accounts_today(choice: DayChoice, price: float) -> tuple[AccountToday, ...]:
    """Every account's next visit, best paid first; `price` is what an hour is worth today."""
    now = choice.now
    found = []
    for account in now.book.accounts:
        visit = planned_visit(account, now)
        if visit is not None:
            beats = visit.starts <= now.today and visit.per_hour >= price
            found.append(
                AccountToday(
                    record=account.id, name=account.name, starts=visit.starts, minutes=visit.minutes,
                    makes=visit.makes, per_hour=visit.per_hour, beats=beats,
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda each: (not each.beats, -each.per_hour, each.record)))


def begins_week(day: date, context: DayContext) -> bool:
    """True on the first day of its calendar week that the rep works."""
    earlier = (day - timedelta(days=back) for back in range(1, day.weekday() + 1))
    return not any(context.working.works(each) for each in earlier)
