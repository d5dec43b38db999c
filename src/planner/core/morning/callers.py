"""The customers that can have written or called overnight, by the words that name them."""

from __future__ import annotations

from typing import NamedTuple

from planner.core.book import Book, Kind
from planner.core.records.names import Named, meant_by, refuse_several
from planner.core.value.deal_value import is_open


class WhoCalled(NamedTuple):
    """A customer who wrote or called: the record, and if their deal was with them until now."""

    record: str
    name: str
    kind: Kind
    waits: bool = False


class Callers(NamedTuple):
    """Everyone in the book who can write or call, and the amount of a typical new lead."""

    deals: tuple[WhoCalled, ...] = ()
    accounts: tuple[WhoCalled, ...] = ()
    contacts: tuple[WhoCalled, ...] = ()
    deal_of: tuple[tuple[str, str], ...] = ()  # the only open deal of a contact, by the contact's id
    typical: float = 0.0


def callers_of(book: Book) -> Callers:
    """The callers of a book."""
    deals = {deal.id: deal for deal in book.deals if is_open(deal)}
    at: dict[str, set[str]] = {}
    for deal in deals.values():
        for named in deal.contacts:
            at.setdefault(named, set()).add(deal.id)
    people = {person.id: at.get(person.id, set()) | at.get(person.name, set()) for person in book.contacts}
    return Callers(
        deals=tuple(WhoCalled(deal.id, deal.name, "prospect", deal.waiting_on is not None) for deal in deals.values()),
        accounts=tuple(WhoCalled(account.id, account.name, "account") for account in book.accounts),
        contacts=tuple(WhoCalled(person.id, person.name, "contact") for person in book.contacts),
        deal_of=tuple((person, next(iter(found))) for person, found in people.items() if len(found) == 1),
        typical=book.playbook.prospecting.amount,
    )


def caller_named(word: str, callers: Callers) -> WhoCalled | None:
    """The caller that a word names, a deal before its account, a person by their only deal.

    None if the book knows nobody of that name. Raises UsageError if the word could mean several.
    """
    for group in (callers.deals, callers.accounts, callers.contacts):
        by_id = {caller.record: caller for caller in group}
        found = meant_by(word, [Named(caller.record, caller.name, caller.record) for caller in group])
        if len(found) > 1:
            refuse_several(word, found)
        if found:
            caller = by_id[found[0].id]
            deal = dict(callers.deal_of).get(caller.record) if caller.kind == "contact" else None
            return next((each for each in callers.deals if each.record == deal), caller)
    return None
