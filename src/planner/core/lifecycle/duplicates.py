"""Records that a new one may be once more.

They have the same name but for legal forms and case, nearly the same spelling, or the same address.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from planner.core.book import CLOSED_STAGES, Account, Book, Contact, Deal, Task
from planner.core.customers.alike import are_alike
from planner.core.customers.company_name import company_key
from planner.core.customers.earlier_companies import deals_called
from planner.core.records.new_record import Record, known_contact, name_field, name_of

Likeness = Literal["name", "earlier name", "spelling", "address", "company", "lost"]
_ORDER: tuple[Likeness, ...] = ("name", "earlier name", "spelling")
ENDED = ("lost", "parked")


class Duplicate(NamedTuple):
    """A record that a new one may be, and what they share.

    "company": an open deal with the same customer; "lost": one that was lost or parked, where none is open.
    """

    record: Record
    by: Likeness


def duplicates_of(kind: str, values: Mapping[str, Any], book: Book) -> list[Duplicate]:
    """The records that a new one of this kind with these keys may be, the likeliest first."""
    name = str(values.get(name_field(kind), ""))
    if kind == "contact":
        return _people(name, values, book)
    found = [Duplicate(each, by) for each in _of_kind(kind, book) if (by := _likeness(name, each, kind))]
    found.sort(key=lambda each: _ORDER.index(each.by))
    if kind == "prospect":
        same = [each.record for each in found]
        found += [each for each in _of_company(values, book) if each.record not in same]
    return found


def accounts_alike(company: str, book: Book) -> list[Account]:
    """The accounts whose name is spelled nearly like this one."""
    return [each for each in book.accounts if _is_other_spelling(company, each.name)]


def _people(name: str, values: Mapping[str, Any], book: Book) -> list[Duplicate]:
    """The contact of this address, or of this name at this company."""
    email, company = values.get("email"), str(values.get("company", ""))
    known = known_contact(book, name, company, email)
    if known is not None:
        same_address = email and (known.email or "").casefold() == str(email).casefold()
        return [Duplicate(known, "address" if same_address else _likeness(name, known, "contact") or "name")]
    found = []
    for each in book.contacts:
        at = each.moved_to or each.company
        if are_alike(name, each.name) and (not at or not company or are_alike(company, at)):
            found.append(Duplicate(each, _likeness(name, each, "contact") or "spelling"))
    return found


def _likeness(name: str, record: Record, kind: str) -> Likeness | None:
    """The way in which a record is called so; the titles of tasks are compared as they are."""
    key = company_key(name)
    if not key:
        return None
    if key == company_key(name_of(record)):
        return "name"
    if key in map(company_key, record.was):
        return "earlier name"
    return "spelling" if kind != "task" and are_alike(name, name_of(record)) else None


def contacts_in_other_words(values: Mapping[str, Any], book: Book) -> Iterator[tuple[str, Contact]]:
    """Names among a new record's contacts that are a listed person's but for case and blanks."""
    listed = {each.id for each in book.contacts} | {each.name for each in book.contacts}
    by_key = {company_key(each.name): each for each in reversed(book.contacts)}
    for name in values.get("contacts", ()):
        if isinstance(name, str) and name not in listed and company_key(name) in by_key:
            yield name, by_key[company_key(name)]


def _of_kind(kind: str, book: Book) -> Iterator[Record]:
    records: dict[str, tuple[Record, ...]] = {
        "prospect": book.deals,
        "account": book.accounts,
        "colleague": book.colleagues,
        "task": book.tasks,
    }
    for record in records[kind]:
        if not (isinstance(record, Task) and record.done_on is not None):
            yield record


def _of_company(values: Mapping[str, Any], book: Book) -> Iterator[Duplicate]:
    """The open deals of a new deal's customer.

    Without any, those of a customer spelled nearly so, and the last one that ended.
    """
    company = str(values.get("company", ""))
    deals = deals_called(book, company)
    still_open = [each for each in deals if each.stage not in CLOSED_STAGES]
    if still_open:
        yield from (Duplicate(each, "company") for each in still_open)
        return
    yield from (Duplicate(each, "spelling") for each in _deals_alike(company, book))
    ended = [each for each in deals if each.stage in ENDED]
    ended.sort(key=lambda each: str(each.lost_on or each.since or each.last_touch or ""), reverse=True)
    yield from (Duplicate(each, "lost") for each in ended[:1])


def _deals_alike(company: str, book: Book) -> list[Deal]:
    """The open deals whose customer is spelled nearly so."""
    still_open = (each for each in book.deals if each.stage not in CLOSED_STAGES)
    return [each for each in still_open if _is_other_spelling(company, each.company or each.name)]


def _is_other_spelling(one: str, other: str) -> bool:
    """True if two names are not the same, but may be one."""
    return company_key(one) != company_key(other) and are_alike(one, other)
