"""The customers of a review: who waited, deals without a next step, parked and won."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from planner.core.book import Book
from planner.core.cadence.touches import cadence_of, cadence_start, records_to_touch
from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.core.records.names import names_of
from planner.core.review.period import Period
from planner.core.review.review import Activity, Job, OpenEnd, ParkedDeal, Waiting, WonDeal
from planner.core.review.totals import is_contact, is_try, is_win
from planner.core.value.deal_value import is_open
from planner.core.value.quota import won_money

PROMISES = ("follow-up", "touch")
CLOCKS = ("last_touch", "checked")  # the keys that start a cadence
LATE_FROM = 30  # minutes given to a deal that paid less than the price of an hour


def customers_of(book: Book) -> dict[str, str]:
    """Map each record to its customer.

    A deal belongs to its account or company, a contact to its company, any other record to itself.
    """
    accounts = {account.id: account.name for account in book.accounts}
    customers = dict(accounts)
    for deal in book.deals:
        customers[deal.id] = accounts.get(deal.account or "", "") or deal.company or deal.name
    for contact in book.contacts:
        customers[contact.id] = contact.company or contact.name
    for task in book.tasks:
        customers[task.id] = customers.get(task.record or "", "")
    return customers


def waiting_customers(
    book: Book, worked: Iterable[DiaryDay], since: Iterable[DiaryDay], first_seen: Mapping[str, date], last: date
) -> tuple[Waiting, ...]:
    """Return everyone with a cadence, longest without contact first, as of `last`.

    Later contacts in the record do not count: `worked` are all pages up to `last`, `since` those after it, whose rows
    say what they changed.
    """
    last_contacts = {
        row.what.record: day.date
        for day in worked
        for row in day.worked
        if row.what.record is not None and is_contact(row)
    }
    last_touches = _last_touch_before(since)
    rows = []
    for record in records_to_touch(book):
        candidates = [
            last_touches[record.id] if record.id in last_touches else cadence_start(record),
            last_contacts.get(record.id),
        ]
        known = [day for day in candidates if day is not None and day <= last]
        seen = first_seen.get(record.id)
        if not known and seen is not None and seen <= last:
            known = [seen]
        if known:
            days = (last - max(known)).days
            cadence = cadence_of(record, book.playbook)
            rows.append(Waiting(record=record.id, name=record.name, days=days, cadence=cadence))
    return tuple(sorted(rows, key=lambda each: (-each.days, each.record)))


def _last_touch_before(days: Iterable[DiaryDay]) -> dict[str, date | None]:
    """The last touch or check of each record before `days` (in order) changed it."""
    last_touches: dict[str, date | None] = {}
    for day in days:
        for row in day.worked:
            for key in CLOCKS:
                if row.what.record is not None and key in row.result.after and row.what.record not in last_touches:
                    was = row.result.before.get(key)
                    last_touches[row.what.record] = was if type(was) is date else None
    return last_touches


def open_ends(book: Book) -> tuple[OpenEnd, ...]:
    """Open deals without an agreed next step, largest first."""
    rows = [
        OpenEnd(record=deal.id, name=deal.name, amount=deal.amount)
        for deal in book.deals
        if is_open(deal) and not (deal.at or deal.next_on or deal.not_before or deal.running)
    ]
    return tuple(sorted(rows, key=lambda each: (-each.amount, each.record)))


def parked_deals(days: Sequence[DiaryDay], book: Book, period: Period) -> tuple[ParkedDeal, ...]:
    """Return the deals parked in the period; `days` are all pages up to its end.

    A deal is parked early if its hour still paid more than the price of an hour, and late if half an hour or more was
    given to it below that price.
    """
    first, last = period
    when: dict[str, date] = {
        deal.id: deal.since
        for deal in book.deals
        if deal.stage == "parked" and deal.since is not None and first <= deal.since <= last
    }
    for day in days:
        if first <= day.date <= last:
            when |= {
                row.what.record: day.date for row in day.worked if row.what.record and row.result.outcome == "parked"
            }
    names = names_of(book)
    paid = _paid(days, when)
    rows = []
    for record, on in sorted(when.items(), key=lambda each: (each[1], each[0])):
        rate, price, minutes = paid.get(record, (None, None, 0))
        rows.append(
            ParkedDeal(
                record=record,
                name=names.get(record, record),
                on=on,
                per_hour=rate,
                price=price,
                minutes_below=minutes,
                when=_when(rate, price, minutes),
            )
        )
    return tuple(rows)


def _paid(days: Iterable[DiaryDay], until: Mapping[str, date]) -> dict[str, tuple[float, float | None, int]]:
    """Return for each deal its last pay per hour, that day's price, and the minutes below it."""
    paid: dict[str, tuple[float, float | None, int]] = {}
    for day in days:
        rates: dict[str, float] = {}
        minutes: dict[str, int] = {}
        rows: list[Line] = [*day.planned, *day.worked]
        for row in rows:
            if (
                row.what.record in until
                and row.what.record is not None
                and row.worth.index is not None
                and row.worth.per_hour is not None
            ):
                rates[row.what.record] = row.worth.per_hour
        for job in day.worked:
            if job.what.record in rates:
                minutes[job.what.record] = minutes.get(job.what.record, 0) + job.slot.minutes
        for record, rate in rates.items():
            if day.date <= until[record]:
                price = day.usual_price
                below = minutes.get(record, 0) if price is not None and rate < price else 0
                paid[record] = (rate, price, below + paid.get(record, (0.0, None, 0))[2])
    return paid


def _when(rate: float | None, price: float | None, below: int) -> Literal["early", "late", "in time", "unknown"]:
    if rate is None or price is None:
        return "unknown"
    if rate >= price:
        return "early"
    return "late" if below >= LATE_FROM else "in time"


def won_deals(days: Iterable[DiaryDay], book: Book, period: Period) -> tuple[WonDeal, ...]:
    """Return the deals won in the period, by the book or, if no longer in it, by the diary."""
    first, last = period
    deals = {deal.id: deal for deal in book.deals}
    on = {
        deal.id: deal.won_on
        for deal in book.deals
        if deal.stage == "won" and deal.won_on is not None and first <= deal.won_on <= last
    }
    closing = book.playbook.stages[-1].name
    for day in days:
        for row in day.worked:
            if row.what.record is None or row.what.record in deals:
                continue
            if is_win(row, closing):
                on.setdefault(row.what.record, day.date)
    names, money = names_of(book), won_money(book)
    return tuple(
        WonDeal(
            record=record,
            name=names.get(record, record),
            on=day,
            money=money.get(record),
        )
        for record, day in sorted(on.items(), key=lambda each: (each[1], each[0]))
    )


def activity(
    mornings: Iterable[DiaryDay],
    done: Sequence[Job],
    book: Book,
    first_seen: Mapping[str, date],
    period: Period,
) -> Activity:
    """Sum up the work in the period that was up to the rep."""
    first, last = period
    start = book.playbook.stages[0].name
    start_of_book = min(first_seen.values(), default=first)  # records of its first day were not found since
    inbound = added = 0
    for deal in book.deals:
        if deal.came is not None:
            inbound += first <= deal.came.date() <= last
            continue
        seen = first_seen.get(deal.id)
        arrived = seen if seen is not None and seen > start_of_book else deal.since if deal.stage == start else None
        added += arrived is not None and first <= arrived <= last
    searches = [job.worked for job in done if job.worked.what.does == "find"]
    logged = sum(row.result.found or 0 for row in searches)
    planned = kept = 0
    for day in mornings:
        worked = {row.what.item for row in day.worked}
        promised = {row.what.item for row in day.planned if row.what.does in PROMISES}
        planned += len(promised)
        kept += len(promised & worked)
    contacts = [job.worked for job in done if is_contact(job.worked)]
    return Activity(
        tries=sum(is_try(job.worked) for job in done),
        contacts=len(contacts),
        customers=len({row.what.record for row in contacts}),
        leads=max(logged, added),  # a logged lead may have been added, too
        inbound=inbound,
        find_minutes=sum(row.slot.minutes for row in searches),
        follow_ups_planned=planned,
        follow_ups_kept=kept,
    )
