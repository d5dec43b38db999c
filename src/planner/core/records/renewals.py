"""Renewals: a dated deal for each customer whose contract ends, some months before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from planner.core.book import Account, Book, Deal
from planner.core.days import months_later
from planner.core.value.deal_value import is_open

DAYS_BEFORE = 120  # before the contract ends
NEAR = 120  # days between the end of a contract and a renewal that was closed for it
YEAR = 12  # months
IN_NAMES = "renew"  # in the name of a deal that the rep wrote without `renews`


class ContractEnd(NamedTuple):
    """A contract that ends soon: whose, on which day, and the `renews` of its deal."""

    account: Account
    day: date
    renews: str


def contracts_to_renew(book: Book, today: date) -> Iterator[ContractEnd]:
    """The contracts that end within 120 days and have no deal in the book.

    A contract of nothing is none.
    """
    deals_of: dict[str | None, list[Deal]] = {}
    for deal in book.deals:
        deals_of.setdefault(deal.account, []).append(deal)
    for account in book.accounts:
        deals = deals_of.get(account.id, [])
        day = end_of_contract(account, deals)
        if day is None or account.revenue <= 0 or not today <= day <= today + timedelta(days=DAYS_BEFORE):
            continue
        if not any(_is_renewal_of(deal, account, day) for deal in deals):
            yield ContractEnd(account, day, renews_of(account, day))


def _is_renewal_of(deal: Deal, account: Account, day: date) -> bool:
    """True for a deal that renews the contract which ends on `day`, in whatever words.

    It has its `renews`; or it is open, and renews something or says so in its name; or it was closed near that day.
    """
    if deal.renews == renews_of(account, day):
        return True
    if is_open(deal):
        return deal.renews is not None or IN_NAMES in deal.name.casefold()
    closed = deal.won_on or deal.lost_on or deal.since
    return deal.renews is not None and closed is not None and abs((day - closed).days) <= NEAR


def end_of_contract(account: Account, deals: list[Deal]) -> date | None:
    """The day on which a customer's contract ends: a year later for each renewal that was won."""
    day, won = account.renews_on, [deal for deal in deals if deal.stage == "won"]
    while day is not None and any(_is_renewal_of(deal, account, day) for deal in won):
        day = months_later(day, YEAR)
    return day


def renews_of(account: Account, day: date) -> str:
    """The `renews` of the deal for a contract that ends on `day`: "acme 2027"."""
    return f"{account.id} {day.year}"


def renewal_deal(end: ContractEnd, book: Book, today: date) -> dict[str, Any]:
    """The keys of the deal that renews a contract, without its id.

    Its amount is the loss averted: what they pay a year. It has to be signed by the day the contract ends, and starts
    where terms are agreed, the stage before the last. The rep's share is that of the account's last renewal.
    """
    account, stages = end.account, book.playbook.stages
    earlier = [deal for deal in book.deals if deal.account == account.id and deal.renews is not None]
    keys = {
        "name": f"{account.name}, renewal {end.day.year}",
        "company": account.name,
        "contacts": account.contacts,
        "account": account.id,
        "amount": account.revenue,
        "keeps": earlier[-1].keeps if earlier else None,
        "renews": end.renews,
        "stage": stages[max(0, len(stages) - 2)].name,
        "since": today,
        "last_touch": account.last_touch,
        "decide_by": end.day,
        "place": account.place,
        "timezone": account.timezone,
        "windows": account.windows,
    }
    return {key: value for key, value in keys.items() if value not in (None, ())}
