"""A contact who changes jobs: the changed keys, and the records that relied on them."""

from __future__ import annotations

from datetime import date
from typing import Any

from planner.core.book import Account, Book, Contact, Deal
from planner.frozen_class import frozen

FIND_OUT = "Find out who decides now"


@frozen(kw_only=True)
class RelyingRecord:
    """A record that relied on the contact, and the contacts it has left."""

    record: str
    name: str
    written: str  # the contact as written in the record: an id or a name
    main: bool  # whether they were the main contact
    left: tuple[str, ...]  # names of the others
    decides: bool  # someone who is left decides


def move(contact: Contact, company: str, today: date) -> dict[str, Any]:
    """The changed keys of a contact who moves to `company`, checked today.

    The key `company` keeps the employer before this move, so that both are known; they may be back there.
    """
    before = contact.moved_to or contact.company
    changes: dict[str, Any] = {"company": before or None, "moved_to": company, "checked": today}
    if not before or before.casefold() == company.casefold():
        changes |= {"company": company, "moved_to": None}
    now = {"company": contact.company or None, "moved_to": contact.moved_to, "checked": contact.checked}
    return {key: value for key, value in changes.items() if value != now[key]}


def records_with(book: Book, contact: Contact) -> tuple[RelyingRecord, ...]:
    """The open and parked deals and the accounts that have this contact."""
    names = {contact.id, contact.name}
    listed = {each.id: each for each in book.contacts} | {each.name: each for each in book.contacts}
    records: list[Deal | Account] = [deal for deal in book.deals if deal.stage not in ("won", "lost")]
    records += book.accounts
    found = []
    for record in records:
        if names.isdisjoint(record.contacts):
            continue
        left = without(record, contact)
        people = [listed.get(name, Contact(id=name, name=name)) for name in left]
        people = [person for person in people if person.moved_to is None]  # those who left before
        found.append(
            RelyingRecord(
                record=record.id,
                name=record.name,
                written=next(name for name in record.contacts if name in names),
                main=record.contacts[0] in names,
                left=tuple(person.name for person in people),
                decides=any(person.power == "decides" for person in people),
            )
        )
    return tuple(found)


def decider_left(deal: Deal, contact: Contact, promised_on: date, minutes: int) -> dict[str, Any]:
    """Changed keys of a deal whose decider leaves: the power is unknown and to be found out.

    That takes a call of so many `minutes`, not the whole play of the deal's stage.

    Empty where the contact did not decide there, or nobody knew.
    """
    if contact.power != "decides" or "power" not in deal.answers:
        return {}
    return {"answers": {"power": None}, "next": FIND_OUT, "next_on": promised_on, "next_minutes": minutes}


def without(record: Deal | Account, contact: Contact) -> tuple[str, ...]:
    """A record's contacts, as written, without this one."""
    return tuple(name for name in record.contacts if name not in (contact.id, contact.name))
