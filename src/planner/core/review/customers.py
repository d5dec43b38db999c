"""The customers of a review: who waited, which deals have no next step, who was parked, won and found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from planner.core.book import CLOSED_STAGES, Book, Deal
from planner.core.cadence.touches import cadence_of, cared_for, clock_of
from planner.core.diary import DiaryDay, Planned, Worked
from planner.core.records.names import names_of
from planner.core.review.figures import is_contact, is_try
from planner.core.review.review import Effort, Job, OpenEnd, ParkedDeal, Waiting, WonDeal

PROMISES = ("follow-up", "touch")
CLOCKS = ("last_touch", "checked")  # the keys that a cadence runs from
LATE_FROM = 30  # minutes given to a deal that paid less than the hour


def customers_of(book: Book) -> dict[str, str]:
    """Whose a record is: a deal's account or company, a contact's company; else it is its own."""
    accounts = {account.id: account.name for account in book.accounts}
    found = dict(accounts)
    for deal in book.deals:
        found[deal.id] = accounts.get(deal.account or "", "") or deal.company or deal.name
    for contact in book.contacts:
        found[contact.id] = contact.company or contact.name
    for task in book.tasks:
        found[task.id] = found.get(task.record or "", "")
    return found


def waiting(
    book: Book, worked: Iterable[DiaryDay], since: Iterable[DiaryDay], first_seen: Mapping[str, date], last: date
) -> tuple[Waiting, ...]:
    """Everybody who is promised to hear from the rep, who heard longest ago first, as it stood on `last`.

    What the record tells of later days does not count; `worked` are all pages up to `last`, `since` those after it,
    whose rows tell what they changed.
    """
    reached = {
        row.record: day.date for day in worked for row in day.worked if row.record is not None and is_contact(row)
    }
    stood = _stood_before(since)
    found = []
    for record in cared_for(book):
        told = [stood[record.id] if record.id in stood else clock_of(record), reached.get(record.id)]
        known = [day for day in told if day is not None and day <= last]
        seen = first_seen.get(record.id)
        if not known and seen is not None and seen <= last:
            known = [seen]
        if known:
            days = (last - max(known)).days
            cadence = cadence_of(record, book.playbook)
            found.append(Waiting(record=record.id, name=record.name, days=days, cadence=cadence))
    return tuple(sorted(found, key=lambda each: (-each.days, each.record)))


def _stood_before(days: Iterable[DiaryDay]) -> dict[str, date | None]:
    """The day each record had been touched or checked last, before `days` (in order) changed it."""
    stood: dict[str, date | None] = {}
    for day in days:
        for row in day.worked:
            for key in CLOCKS:
                if row.record is not None and key in row.after and row.record not in stood:
                    was = row.before.get(key)
                    stood[row.record] = was if isinstance(was, date) else None
    return stood


def open_ends(book: Book) -> tuple[OpenEnd, ...]:
    """Open deals without an agreed next step, largest first."""
    found = [
        OpenEnd(record=deal.id, name=deal.name, amount=deal.amount)
        for deal in book.deals
        if deal.stage not in CLOSED_STAGES and not (deal.at or deal.next_on or deal.not_before)
    ]
    return tuple(sorted(found, key=lambda each: (-each.amount, each.record)))


def parked(days: Sequence[DiaryDay], book: Book, first: date, last: date) -> tuple[ParkedDeal, ...]:
    """Deals parked from `first` to `last`: early where their hour still paid more than the cut-off, late where half an
    hour or more was given to them below it. `days` are all pages up to `last`."""
    when: dict[str, date] = {
        deal.id: deal.since
        for deal in book.deals
        if deal.stage == "parked" and deal.since is not None and first <= deal.since <= last
    }
    for day in days:
        if first <= day.date <= last:
            when |= {row.record: day.date for row in day.worked if row.record and row.outcome == "parked"}
    names = names_of(book)
    paid = _paid(days, when)
    found = []
    for record, on in sorted(when.items(), key=lambda each: (each[1], each[0])):
        rate, price, minutes = paid.get(record, (None, None, 0))
        found.append(
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
    return tuple(found)


def _paid(days: Iterable[DiaryDay], until: Mapping[str, date]) -> dict[str, tuple[float, float | None, int]]:
    """What an hour of each deal paid last, that day's cut-off, and the minutes given to it below the cut-off."""
    found: dict[str, tuple[float, float | None, int]] = {}
    for day in days:
        rates: dict[str, float] = {}
        minutes: dict[str, int] = {}
        rows: list[Planned | Worked] = [*day.planned, *day.worked]
        for row in rows:
            if row.record in until and row.record is not None and row.index is not None and row.per_hour is not None:
                rates[row.record] = row.per_hour
        for job in day.worked:
            if job.record in rates and job.record is not None:
                minutes[job.record] = minutes.get(job.record, 0) + job.minutes
        for record, rate in rates.items():
            if day.date <= until[record]:
                below = minutes.get(record, 0) if day.price_today is not None and rate < day.price_today else 0
                found[record] = (rate, day.price_today, below + found.get(record, (0.0, None, 0))[2])
    return found


def _when(rate: float | None, price: float | None, below: int) -> Literal["early", "late", "in time", "unknown"]:
    if rate is None or price is None:
        return "unknown"
    if rate >= price:
        return "early"
    return "late" if below >= LATE_FROM else "in time"


def won(days: Iterable[DiaryDay], book: Book, first: date, last: date) -> tuple[WonDeal, ...]:
    """Deals won from `first` to `last`, by the book and, where they are no longer in it, by the diary."""
    deals = {deal.id: deal for deal in book.deals}
    on = {
        deal.id: deal.won_on
        for deal in book.deals
        if deal.stage == "won" and deal.won_on is not None and first <= deal.won_on <= last
    }
    closing = book.playbook.stages[-1].name
    for day in days:
        for row in day.worked:
            if row.record is None or row.record in deals:
                continue
            if row.outcome == "won" or (row.outcome == "advanced" and row.stage == closing):
                on.setdefault(row.record, day.date)
    names = names_of(book)
    return tuple(
        WonDeal(
            record=record,
            name=names.get(record, record),
            on=day,
            money=_money(deals[record], book) if record in deals else None,
        )
        for record, day in sorted(on.items(), key=lambda each: (each[1], each[0]))
    )


def _money(deal: Deal, book: Book) -> float:
    return deal.amount * (deal.keeps if deal.keeps is not None else book.rep.keeps)


def effort(
    mornings: Iterable[DiaryDay],
    done: Sequence[Job],
    book: Book,
    first_seen: Mapping[str, date],
    first: date,
    last: date,
) -> Effort:
    """What was the rep's to decide from `first` to `last`."""
    start = book.playbook.stages[0].name
    began = min(first_seen.values(), default=first)  # what was in the book from its first day was not found since
    inbound = added = 0
    for deal in book.deals:
        if deal.came is not None:
            inbound += first <= deal.came.date() <= last
            continue
        seen = first_seen.get(deal.id)
        came = seen if seen is not None and seen > began else deal.since if deal.stage == start else None
        added += came is not None and first <= came <= last
    searches = [job.worked for job in done if job.worked.does == "find"]
    told = sum(row.found or 0 for row in searches)
    planned = kept = 0
    for day in mornings:
        worked = {row.item for row in day.worked}
        promised = {row.item for row in day.planned if row.does in PROMISES}
        planned += len(promised)
        kept += len(promised & worked)
    contacts = [job.worked for job in done if is_contact(job.worked)]
    return Effort(
        tries=sum(is_try(job.worked) for job in done),
        contacts=len(contacts),
        customers=len({row.record for row in contacts}),
        leads=max(told, added),  # one told of may have been added, too
        inbound=inbound,
        find_minutes=sum(row.minutes for row in searches),
        follow_ups_planned=planned,
        follow_ups_kept=kept,
    )
