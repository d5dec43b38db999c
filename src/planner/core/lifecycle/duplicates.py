"""Records that a new one may be once more.

They have the same name but for legal forms and case, or the same address.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from planner.core.book import CLOSED_STAGES, Book, Contact, Task
from planner.core.customers.company_name import company_key
from planner.core.customers.earlier_companies import deals_called
from planner.core.records.new_record import Record, known_contact, name_field, name_of

Likeness = Literal["name", "earlier name", "address", "company", "contact"]


class Duplicate(NamedTuple):
    """A record that a new one may be, and what they share.

    "company": an open deal with the same customer; "contact": a listed person whom a deal names in other words.
    """

    record: Record
    by: Likeness


def duplicates_of(kind: str, values: Mapping[str, Any], book: Book) -> list[Duplicate]:
    """The records that a new one of this kind with these keys may be, the likeliest first."""
    name = str(values.get(name_field(kind), ""))
    if kind == "contact":
        email = values.get("email")
        known = known_contact(book, name, str(values.get("company", "")), email)
        same_address = known is not None and email and (known.email or "").casefold() == str(email).casefold()
        return [] if known is None else [Duplicate(known, "address" if same_address else _by_name(name, known))]
    found = [Duplicate(each, _by_name(name, each)) for each in _of_kind(kind, book) if _is_called(name, each)]
    found.sort(key=lambda each: each.by == "earlier name")
    if kind == "prospect":
        same = [each.record for each in found]
        found += [Duplicate(each, "company") for each in _open_deals(values, book) if each not in same]
    return found


def _is_called(name: str, record: Record) -> bool:
    """True if a record has or had this name."""
    key = company_key(name)
    return bool(key) and key in map(company_key, (name_of(record), *record.was))


def _by_name(name: str, record: Record) -> Likeness:
    return "name" if company_key(name) == company_key(name_of(record)) else "earlier name"


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


def _open_deals(values: Mapping[str, Any], book: Book) -> Iterator[Record]:
    company = str(values.get("company", ""))
    yield from (deal for deal in deals_called(book, company) if deal.stage not in CLOSED_STAGES)
