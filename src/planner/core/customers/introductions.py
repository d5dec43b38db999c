"""Introductions, the deals that a contact or an account brought; and favors done for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from planner.core.book import Account, Book, Contact, Deal
from planner.core.line import Line

FAVOR = "favor"  # after the record's id: the item of a favor in the diary


class Brought(NamedTuple):
    """The deals that introductions brought, those not lost first, the largest first."""

    deals: tuple[Deal, ...]

    @property
    def words(self) -> str:
        """The deals by name: "Hale press shop and 1 more"."""
        more = f" and {len(self.deals) - 1} more" if len(self.deals) > 1 else ""
        return f"{self.deals[0].name}{more}"

    @property
    def amount(self) -> float:
        """Money of the deals that are not lost."""
        return sum(deal.amount for deal in self.deals if deal.stage != "lost")

    @property
    def won(self) -> int:
        return sum(1 for deal in self.deals if deal.stage == "won")


def brought_by(book: Book) -> dict[str, Brought]:
    """The deals that each contact and account introduced, by its id.

    A deal names an id or a name.
    """
    if not any(deal.introduced_by for deal in book.deals):
        return {}
    known: tuple[Account | Contact, ...] = (*book.accounts, *book.contacts)
    ids = {name: record.id for record in known for name in (record.name, record.id)}
    found: dict[str, list[Deal]] = {}
    for deal in book.deals:
        if deal.introduced_by is not None and deal.introduced_by in ids:
            found.setdefault(ids[deal.introduced_by], []).append(deal)
    return {id: Brought(tuple(sorted(deals, key=_last_ones))) for id, deals in found.items()}


def _last_ones(deal: Deal) -> tuple[bool, float, str]:
    return (deal.stage == "lost", -deal.amount, deal.id)


def seen_more_often(contact: Contact, brought: Mapping[str, Brought], days: int) -> Contact:
    """A contact who brought deals, with the cadence of an account unless it has its own.

    `days` is that cadence.
    """
    if contact.cadence is not None or contact.id not in brought:
        return contact
    return replace(contact, cadence=days)


def favor_item(record: str) -> str:
    """The item of a favor done for a record."""
    return f"{record}/{FAVOR}"


def is_favor(row: Line) -> bool:
    """True for a row of the log that is a favor."""
    return row.what.record is not None and row.what.item == favor_item(row.what.record)
