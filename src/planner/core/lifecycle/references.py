"""The places in which records name another one: by its id, a person by their name too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from planner.core.book import Account, Book, Colleague, Contact, Deal, Task
from planner.core.earlier_names import current_id
from planner.core.records.new_record import Record, name_of


class Reference(NamedTuple):
    """A value of a record's key that names another record; `place` is its place in a list."""

    record: str
    key: str
    place: int | None
    value: str


def references_to(book: Book, record: Record) -> list[Reference]:
    """Every place that names the record: its id, an item of it, a person's or company's name."""
    is_certain = _has_own_name(record, book)
    return [each for each in _references(book) if each.record != record.id and _names(each, record, is_certain)]


def _has_own_name(record: Record, book: Book) -> bool:
    """True if a person's name means nobody else: one that two people have means neither."""
    if not isinstance(record, Contact | Colleague):
        return False
    people: tuple[Contact | Colleague, ...] = book.contacts if isinstance(record, Contact) else book.colleagues
    name = name_of(record)
    return sum(each.name == name for each in people) == 1 and all(each.id != name for each in people)


def _names(reference: Reference, record: Record, is_certain: bool) -> bool:
    """True if what is written there means the record; `is_certain` if a person's name does."""
    key, value = reference.key, reference.value
    if key == "company":
        return isinstance(record, Account) and value == record.name
    if key not in _KEYS_OF[type(record)]:
        return False
    if value == record.id or (key == "after" and value.startswith(f"{record.id}/")):
        return True
    return is_certain and value == name_of(record)


def with_new_names(reference: Reference, record: Record, id: str, name: str) -> str:
    """The words there when the record is called `id` and `name`."""
    if reference.key == "company" or (reference.value == name_of(record) and reference.value != record.id):
        return name
    return current_id(reference.value, {record.id: id})


class NewReferences(NamedTuple):
    """References with other values: single places, and whole lists that get shorter."""

    places: list[tuple[Reference, str | None]]  # None: the key goes
    lists: dict[tuple[str, str], list[str]]  # by record and key


def follow(book: Book, references: Iterable[Reference], values: Callable[[Reference], str | None]) -> NewReferences:
    """The references with the words of `values` in their places; None takes one out.

    An entry that would be in its list twice is there once.
    """
    found = NewReferences([], {})
    by_list: dict[tuple[str, str], dict[int, str | None]] = {}
    for each in references:
        value = values(each)
        if each.place is not None:
            by_list.setdefault((each.record, each.key), {})[each.place] = value
        elif value != each.value:
            found.places.append((each, value))
    lists: dict[tuple[str, str], list[Reference]] = {}
    for each in _references(book) if by_list else ():
        if (each.record, each.key) in by_list:
            lists.setdefault((each.record, each.key), []).append(each)
    for (record, key), new in by_list.items():
        old = lists[record, key]
        entries = [new.get(place, each.value) for place, each in enumerate(old)]
        kept = list(dict.fromkeys(entry for entry in entries if entry is not None))
        if len(kept) == len(old):
            pairs = zip(old, kept, strict=True)
            found.places.extend((each, value) for each, value in pairs if value != each.value)
        else:
            found.lists[record, key] = kept
    return found


def named_in(found: NewReferences) -> list[tuple[str, str]]:
    """The records and their keys that change, each once."""
    return list(dict.fromkeys([*((each.record, each.key) for each, _ in found.places), *found.lists]))


_KEYS_OF: dict[type[Any], tuple[str, ...]] = {
    Deal: ("record", "after"),
    Account: ("account", "record", "after", "introduced_by"),
    Contact: ("contacts", "record", "after", "introduced_by"),
    Colleague: ("needs",),
    Task: ("after",),
}
_SINGLE = ("account", "record", "company", "introduced_by")
_LISTS = ("contacts", "needs", "after")


def _references(book: Book) -> Iterator[Reference]:
    records: tuple[Deal | Account | Contact | Task, ...] = (
        *book.deals,
        *book.accounts,
        *book.contacts,
        *book.tasks,
    )
    for record in records:
        for key in _SINGLE:
            value = getattr(record, key, None)
            if value:
                yield Reference(record.id, key, None, value)
        for key in _LISTS:
            values = getattr(record, key, ())
            if key == "after" and not isinstance(record, Task):  # of a deal, the share that is left
                continue
            yield from (Reference(record.id, key, place, value) for place, value in enumerate(values))
