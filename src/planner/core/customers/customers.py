"""Customers: records of one company, matched two by two.

Two records belong to one customer by their account, else by their company, else by a contact who is listed in both and
whose own company agrees or is empty. There are no chains: a consultant who is listed at two companies joins neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from planner.core.book import Account, Book, Contact, Deal
from planner.core.customers.company_name import company_key
from planner.core.customers.earlier_companies import current_companies

CustomerRecord = Deal | Account | Contact


class RecordMarks(NamedTuple):
    """The marks of a record: its account, the keys of its company, its people."""

    account: str | None
    companies: tuple[str, ...]
    people: tuple[str, ...]


class Customers:
    """The customers of a book. Everything is indexed when it is first needed."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._known: dict[str, RecordMarks | None] = {}

    @cached_property
    def records(self) -> dict[str, CustomerRecord]:
        """Deals, accounts and contacts by their id."""
        records: tuple[CustomerRecord, ...] = (*self.book.deals, *self.book.accounts, *self.book.contacts)
        return {record.id: record for record in records}

    @cached_property
    def people(self) -> dict[str, Contact]:
        """Contacts by id and by name."""
        return {each.name: each for each in self.book.contacts} | {each.id: each for each in self.book.contacts}

    @cached_property
    def _account_keys(self) -> dict[str, str]:
        return {account.id: company_key(account.name) for account in self.book.accounts}

    @cached_property
    def _renamed(self) -> Mapping[str, str]:
        return current_companies(self.book.accounts)

    def _company(self, name: str) -> str:
        """The key of a company's name of today."""
        key = company_key(name)
        return self._renamed.get(key, key)

    def _marks(self, id: str) -> RecordMarks | None:
        if id not in self._known:
            record = self.records.get(id)
            self._known[id] = self._new_marks(record) if record is not None else None
        return self._known[id]

    def _new_marks(self, record: CustomerRecord) -> RecordMarks:
        if isinstance(record, Contact):
            return RecordMarks(None, _distinct((self._employer(record),)), (record.id,))
        account = record.id if isinstance(record, Account) else record.account
        keys = [self._company(record.company)] if isinstance(record, Deal) and record.company else []
        keys.append(self._account_keys.get(account or "", ""))
        people = (self.people[name].id if name in self.people else name for name in record.contacts)
        return RecordMarks(account, _distinct(keys), tuple(people))

    @cached_property
    def _index(self) -> dict[str, dict[str, list[str]]]:
        return self._indexed(self.records)

    def _indexed(self, ids: Iterable[str]) -> dict[str, dict[str, list[str]]]:
        """Ids of records by their account, the key of their company, and each of their people."""
        by_account: dict[str, list[str]] = {}
        by_company: dict[str, list[str]] = {}
        by_person: dict[str, list[str]] = {}
        for id in ids:
            marks = self._marks(id)
            if marks is None:
                continue
            if marks.account is not None:
                by_account.setdefault(marks.account, []).append(id)
            for key in marks.companies:
                by_company.setdefault(key, []).append(id)
            for person in marks.people:
                by_person.setdefault(person, []).append(id)
        return {"account": by_account, "company": by_company, "person": by_person}

    def _near(self, marks: RecordMarks, index: Mapping[str, dict[str, list[str]]]) -> set[str]:
        """Ids of records of an index that share anything with this one."""
        near: set[str] = set()
        if marks.account is not None:
            near.update(index["account"].get(marks.account, ()))
        for key in marks.companies:
            near.update(index["company"].get(key, ()))
        for person in marks.people:
            near.update(index["person"].get(person, ()))
        return near

    def near(self, ids: Iterable[str]) -> Callable[[str], set[str]]:
        """A search among these records for those near another: by account, company or person."""
        index = self._indexed(ids)

        def find(record: str) -> set[str]:
            marks = self._marks(record)
            return self._near(marks, index) if marks is not None else set()

        return find

    def same(self, one: str, other: str) -> bool:
        """True if the two records belong to one customer."""
        if one == other:
            return True
        a, b = self._marks(one), self._marks(other)
        if a is None or b is None:
            return False
        if a.account is not None and a.account == b.account:
            return True
        if a.companies and b.companies:
            return not set(a.companies).isdisjoint(b.companies)
        return any(self._agrees(person, a.companies or b.companies) for person in a.people if person in b.people)

    def others(self, record: str) -> Iterator[CustomerRecord]:
        """The other records of a record's customer, in the order of the book."""
        marks = self._marks(record)
        if marks is None:
            return
        near = self._near(marks, self._index) - {record}
        yield from (self.records[id] for id in sorted(near, key=self._place.__getitem__) if self.same(record, id))

    def led(self, ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """The ids by customer: each that is not in a group yet leads one of those that match it."""
        index, taken = self._indexed(ids), set[str]()
        order = {id: place for place, id in enumerate(ids)}
        for id in ids:
            marks = self._marks(id)
            if id in taken or marks is None:
                continue
            others = [other for other in self._near(marks, index) - taken - {id} if self.same(id, other)]
            group = (id, *sorted(others, key=order.__getitem__))
            taken.update(group)
            yield group

    @cached_property
    def _place(self) -> dict[str, int]:
        return {id: place for place, id in enumerate(self.records)}

    def contacts_of(self, record: str) -> tuple[Contact, ...]:
        """The contacts of a record that the book has, the main one first."""
        held = self.records.get(record)
        if held is None or isinstance(held, Contact):
            return (held,) if held is not None else ()
        return tuple(self.people[name] for name in held.contacts if name in self.people)

    def took_part(self, record: str, people: Sequence[str] = ()) -> tuple[Contact, ...]:
        """The contacts who take part in a step with a record: `people`, else its main contact."""
        held = self.records.get(record)
        named = [self.people[name] for name in people if name in self.people]
        if isinstance(held, Contact):
            named = [held, *named]
        elif not people and isinstance(held, Deal | Account) and held.contacts and held.contacts[0] in self.people:
            named = [self.people[held.contacts[0]]]
        return tuple({each.id: each for each in named}.values())

    def serves(self, record: str, people: Sequence[str], other: str) -> bool:
        """True if a contact with `record` is the touch of `other` as well.

        A contact who is `other` has to take part.
        """
        if isinstance(self.records.get(other), Contact):
            return any(each.id == other for each in self.took_part(record, people))
        return self.same(record, other)

    def served(self, record: str, people: Sequence[str] = ()) -> set[str]:
        """The ids of all records that a contact with `record` is the touch of, as `serves` has it."""
        others = (each.id for each in self.others(record) if not isinstance(each, Contact))
        return {record, *others, *(each.id for each in self.took_part(record, people))}

    def touched(self, record: str, people: Sequence[str] = ()) -> tuple[CustomerRecord, ...]:
        """The records whose last contact a contact with `record` moves, itself among them.

        All deals and accounts of the customer, won deals excepted, and the contacts who took part.
        """
        held = self.records.get(record)
        if held is None:
            return ()
        others = [each for each in self.others(record) if not isinstance(each, Contact) and not _is_won(each)]
        found = [held, *others, *self.took_part(record, people)]
        return tuple({each.id: each for each in found}.values())

    def _agrees(self, person: str, companies: tuple[str, ...]) -> bool:
        """True if a person works for one of these companies, as far as anyone knows."""
        contact = self.people.get(person)
        employer = self._employer(contact) if contact is not None else ""
        return not employer or not companies or employer in companies

    def _employer(self, contact: Contact) -> str:
        return self._company(contact.moved_to or contact.company)


def _distinct(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if key))


def _is_won(record: CustomerRecord) -> bool:
    return isinstance(record, Deal) and record.stage == "won"
