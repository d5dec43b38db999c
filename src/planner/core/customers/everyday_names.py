"""Everyday names of customers, such as "Nordwind" for "Nordwind Filter SE".

Pure: a book and the words that titles have in, names out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from planner.core.book import CLOSED_STAGES, Account, Book, Deal
from planner.core.customers.company_name import LEGAL_FORMS
from planner.core.customers.customers import CustomerRecord, Customers

SHORTEST = 5  # letters
_WORD = re.compile(r"\w+")
_SKIPPED = LEGAL_FORMS | {"the"}  # before a name


class EverydayName(NamedTuple):
    """A record, its customer's everyday name in lower case, and the name in full."""

    record: Deal | Account
    word: str
    name: str


def everyday_names(book: Book, heard: Collection[str], ordinary: Collection[str]) -> list[EverydayName]:
    """The everyday names among `heard`, of accounts and of the customers of open deals.

    Each is the first word of the full name. It has at least five letters, is no `ordinary` word, no place of the book
    and no first name of its people, and no record of another customer begins with it. Both collections are in lower
    case.
    """
    begins: dict[str, list[CustomerRecord]] = {}
    records: tuple[CustomerRecord, ...] = (*book.deals, *book.accounts, *book.contacts)
    for record in records:
        for word in {first_word(name) for name in _names(record)}:
            if word in heard and sum(c.isalpha() for c in word) >= SHORTEST:
                begins.setdefault(word, []).append(record)
    if not begins:
        return []
    taken = {*ordinary, *_people_and_places(book)}
    customers = Customers(book)
    found: list[EverydayName] = []
    for word, held in begins.items():
        if word not in taken and all(customers.same(held[0].id, other.id) for other in held[1:]):
            found += _of_open_records(book, word, held)
    return found


def first_word(name: str) -> str:
    """The first word of a name, in lower case, after an article or a legal form; "" without one."""
    return next((each[0] for each in _WORD.finditer(name.casefold()) if each[0] not in _SKIPPED), "")


def _of_open_records(book: Book, word: str, held: list[CustomerRecord]) -> Iterator[EverydayName]:
    """The word as the name of each open record whose customer's own name begins with it."""
    for record in held:
        if isinstance(record, Account):
            yield EverydayName(record, word, next(name for name in _names(record) if first_word(name) == word))
        elif isinstance(record, Deal) and record.stage not in CLOSED_STAGES:
            name = _customer_name(record, book)
            if first_word(name) == word:
                yield EverydayName(record, word, name)


def _customer_name(deal: Deal, book: Book) -> str:
    """A deal's company, else its account's name, else its own."""
    account = next((each.name for each in book.accounts if each.id == deal.account), "") if deal.account else ""
    return deal.company or account or deal.name


def _names(record: CustomerRecord) -> tuple[str, ...]:
    """The names by which a record may be known as a customer's."""
    if isinstance(record, Account):
        return (record.name, *record.was)
    return (record.company, record.name) if isinstance(record, Deal) else (record.moved_to or record.company,)


def _people_and_places(book: Book) -> Iterator[str]:
    people = [book.rep.name, *(each.name for each in book.contacts), *(each.name for each in book.colleagues)]
    yield from (first_word(name) for name in people)
    yield from (word for place in book.places for word in _WORD.findall(place.casefold()))
