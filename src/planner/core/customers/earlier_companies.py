"""Companies by every name that they have or had.

An account that was renamed is still found by the old name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.core.book import Account, Book, Deal
from planner.core.customers.company_name import company_key


def current_companies(accounts: Sequence[Account]) -> Mapping[str, str]:
    """The keys of the companies that were renamed, each with the key of today.

    A name that another account has now, or that two of them had, means no earlier one.
    """
    renamed = [account for account in accounts if account.was]
    if not renamed:
        return {}
    now = {company_key(account.name) for account in accounts}
    keys: dict[str, set[str]] = {}
    for account in renamed:
        for old in map(company_key, account.was):
            if old and old not in now:
                keys.setdefault(old, set()).add(company_key(account.name))
    return {old: meant.pop() for old, meant in keys.items() if len(meant) == 1}


def current_company(book: Book, name: str) -> str:
    """The key of a company's name of today, by any name that it has or had."""
    key = company_key(name)
    return current_companies(book.accounts).get(key, key)


def name_of_today(book: Book, name: str) -> str:
    """The name that a renamed account has now, for one that it had; any other as it is."""
    key = company_key(name)
    now = current_companies(book.accounts).get(key)
    return next((account.name for account in book.accounts if company_key(account.name) == now), name)


def deals_called(book: Book, company: str) -> list[Deal]:
    """The deals with this company, by any of its names; a deal without a company is its own."""
    now = current_companies(book.accounts)
    key = company_key(company)
    wanted = now.get(key, key)
    return [deal for deal in book.deals if wanted and wanted in _keys(deal, now)]


def _keys(deal: Deal, now: Mapping[str, str]) -> set[str]:
    names = (deal.company,) if deal.company else (deal.name, *deal.was)
    keys = map(company_key, names)
    return {now.get(key, key) for key in keys}
