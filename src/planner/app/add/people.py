"""The people of a new record: the contacts of a deal, and what a new contact belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from planner.app.add.notes.left_over import NOTE
from planner.app.add.notes.people.people_said import PersonSaid
from planner.app.add.notes.read_note import PEOPLE
from planner.app.add.notes.theirs.waits import ASSUMED
from planner.app.messages import ask_for, tell
from planner.app.records.edit_record import free_id
from planner.app.session import Session
from planner.book.change import add_record, set_record
from planner.book.files import BookFiles
from planner.core.book import Account, Deal
from planner.core.records.new_record import account_named, known_contact, open_deals_with
from planner.crm.rows.people import decider_known

DECIDES = "decides"  # the people of a deal that is typed; no key of the book
DECIDES_OF = "decides_of"  # the name of the one of them who decides
RATE = "rate"  # of another currency, as it was typed with a deal: GBP 1.15
ASIDE = (DECIDES, DECIDES_OF, PEOPLE, NOTE, ASSUMED, RATE)  # what is typed with a deal, and is no key of the book


class NewPeople(NamedTuple):
    """The files with new contacts, and the keys of the deal that name them."""

    files: BookFiles
    keys: dict[str, Any]
    new: tuple[str, ...] = ()  # names of those who were not in the book


def with_people(session: Session, people: Sequence[PersonSaid], deal: dict[str, Any]) -> NewPeople:
    """The people of a new deal as contacts, each new or known.

    A new one was last touched when the deal was.
    """
    files = session.files
    ids: list[str] = []
    new: list[str] = []
    company = str(deal.get("company") or deal["name"])
    for person in people:
        known = known_contact(session.book, person.name, company, None)
        taken = [str(deal.get("id", "")), *ids]
        id = known.id if known is not None else free_id(session, person.name, "contact", taken)
        if known is None:
            values: dict[str, Any] = {"id": id, "name": person.name, "company": company, "role": person.role}
            values |= {"power": person.power, "checked": deal.get("last_touch")}
            kept = {key: value for key, value in values.items() if value and value != "unknown"}
            files = add_record(files, "contact", kept, session.zone)
            new.append(person.name)
        ids.append(id)
    keys: dict[str, Any] = {"contacts": list(dict.fromkeys(ids))} if ids else {}
    if any(person.decides for person in people) and (answer := decider_known(session.book.playbook)):
        keys["answers"] = answer
    return NewPeople(files, keys, tuple(new))


def deals_to_join(session: Session, company: str) -> list[str]:
    """The open deals of a company with contacts that a new contact joins.

    Of several, those that the rep names on a terminal, and all with `--yes`; without a terminal none.
    """
    settings = session.settings
    deals = [each for each in open_deals_with(session.book, company) if each.contacts]
    if len(deals) < 2 or settings.yes:
        return [each.id for each in deals]
    if not settings.is_terminal or settings.json:
        return []
    menu = [f"{number} {each.name}" for number, each in enumerate(deals, start=1)]
    tell(settings, f"{company} has {len(deals)} open deals:  {'  '.join(menu)}")
    while True:
        answer = ask_for("  Which are they in (numbers, all; Enter: none)").lower().replace(",", " ")
        if answer == "all":
            return [each.id for each in deals]
        chosen = answer.split() if answer not in ("none", "no") else []
        if all(word in map(str, range(1, len(deals) + 1)) for word in chosen):
            return [deals[int(word) - 1].id for word in dict.fromkeys(chosen)]


def open_with_contacts(session: Session, contact: Mapping[str, Any], id: str) -> list[str]:
    """The open deals of a contact's company that have contacts, and not this one."""
    deals = open_deals_with(session.book, str(contact.get("company", "")))
    return [each.id for each in deals if each.contacts and id not in each.contacts]


def with_customer(
    session: Session, files: BookFiles, id: str, company: str, joins: Sequence[str]
) -> tuple[BookFiles, list[str]]:
    """The files with a new contact in the deals it joins and the records with nobody.

    The second value has the ids of the latter.
    """
    for deal in session.book.deals:
        if deal.id in joins:
            files = set_record(files, session.book, deal.id, {"contacts": [*deal.contacts, id]})
    account = account_named(session.book, company)
    records: list[Deal | Account] = [*open_deals_with(session.book, company)]
    records += [account] if account is not None else []
    lonely = [each.id for each in records if not each.contacts]
    for each in lonely:
        files = set_record(files, session.book, each, {"contacts": [id]})
    return files, lonely
