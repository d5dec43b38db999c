"""The people that `--with` names."""

from __future__ import annotations

from collections.abc import Sequence

from planner.core.book import Account, Book, Deal
from planner.core.customers.customers import Customers
from planner.core.records.names import Named, named_as, resolve_record
from planner.errors import UsageError


def people_named(words: Sequence[str], record: str | None, book: Book) -> tuple[str, ...]:
    """The contacts that the words name, by id; by name where the book has no such contact.

    A word is the start of an id or name; those listed in the record come first. Raises UsageError for a word that
    names nobody, or several.
    """
    customers = Customers(book)
    held = customers.records.get(record or "")
    written = held.contacts if isinstance(held, Deal | Account) else ()
    listed = list(map(named_as, customers.contacts_of(record or "")))
    listed += [Named(name, name, None) for name in written if name not in customers.people]
    known = {each.id for each in listed}
    everyone = [*listed, *(named_as(each) for each in book.contacts if each.id not in known)]
    names = [name.strip() for word in words for name in word.split(",") if name.strip()]
    return tuple(dict.fromkeys(_person(name, listed, everyone) for name in names))


def _person(name: str, listed: Sequence[Named], everyone: Sequence[Named]) -> str:
    begins = name.casefold()
    names = {each.id: (each.id, each.name, *each.aka, *each.was) for each in listed}
    own = [each for each in listed if any(text.casefold().startswith(begins) for text in names[each.id])]
    try:
        return resolve_record(name, own or everyone).id
    except UsageError as unknown:
        raise UsageError(f"--with: {unknown.what}", f'{unknown.fix}, or plan add contact "{name}"') from None
