"""People of an export in a book: the contact of each name, who is new, and their power."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from planner.core.book import Book, Contact, Deal, Power
from planner.crm.cells.roles import strongest
from planner.crm.last_import import Memory, SeenRecord, folded, same_id
from planner.crm.rows.reading import CrmRecord
from planner.frozen_class import frozen

_ROLE = "role_in_deals"  # in the memory of a contact: the power that the CRM's deals gave them


@frozen
class ChangedRecord:
    """A record that the import changes, and its fields with the values before and after."""

    id: str
    name: str
    line: int
    fields: Mapping[str, tuple[Any, Any]]  # field -> before, after


class People(NamedTuple):
    """The book's contacts: their names by id, and the contacts by name."""

    names: Mapping[str, str]
    by_name: Mapping[str, Sequence[Contact]]


def contacts_with_new(deal: Deal, row: CrmRecord, before: Sequence[str], people: People) -> list[str]:
    """A deal's contacts with those that the CRM added; empty if it added none.

    `before` are the CRM's at that import. The CRM's first contact comes first in a deal whose contacts the rep left as
    they came.
    """
    there, here = row.fields["contacts"], deal.contacts
    ours = {folded(each) for each in here} | {folded(people.names.get(each, each)) for each in here}
    known = ours | {folded(each) for each in before}
    new = [person_in(each, deal.company, people) for each in there if folded(each) not in known]
    if not new:
        return []
    as_they_came = all(folded(people.names.get(each, each)) in map(folded, before) for each in here)
    is_first = row.people[0].is_primary and folded(there[0]) not in known
    return [new[0], *here, *new[1:]] if is_first and as_they_came else [*here, *new]


def powers_by_role(
    rows: Iterable[CrmRecord], book: Book, people: People, memory: Memory
) -> tuple[list[ChangedRecord], dict[str, Mapping[str, SeenRecord]]]:
    """The contacts whose power a role in a deal says and the book doesn't, and their memory.

    What was said at an earlier import is not written again.
    """
    said: dict[str, tuple[int, Power | None]] = {}  # contact -> line, power
    for row in rows:
        for person in row.people:
            if person.power not in (None, "unknown"):
                id = person_in(person.name, row.company, people)
                line, power = said.get(id, (row.line, person.power))
                said[id] = (line, strongest((power, person.power)))
    seen = dict(memory.seen.get("contact", {}))
    changed = []
    for contact in book.contacts:
        if contact.id not in said:
            continue
        line, power = said[contact.id]
        old = seen.get(contact.id, SeenRecord(_key(contact), {}))
        if contact.power == "unknown" and old.fields.get(_ROLE) != power:
            changed.append(ChangedRecord(contact.id, contact.name, line, {"power": (None, power)}))
        seen[contact.id] = replace(old, fields={**old.fields, _ROLE: power})
    return changed, {"contact": seen} if seen else {}


def _key(contact: Contact) -> str:
    """The key of a contact in every export: as that of a row."""
    by_name = f"{folded(contact.name)} | {folded(contact.company)}"
    return same_id(contact.crm_id or "") or folded(contact.email or "") or by_name


def people_of(book: Book) -> People:
    """The book's contacts by id and by name; by an earlier name too where nobody has it now."""
    by_name: dict[str, list[Contact]] = {}
    for contact in book.contacts:
        by_name.setdefault(folded(contact.name), []).append(contact)
    for contact in book.contacts:
        for old in contact.was:
            by_name.setdefault(folded(old), [contact])
    return People({contact.id: contact.name for contact in book.contacts}, by_name)


def person_in(name: str, company: str, people: People) -> str:
    """The id of the contact of this name, by company if there are several; else the name."""
    same_name = people.by_name.get(folded(name), ())
    there = [contact for contact in same_name if folded(contact.moved_to or contact.company) == folded(company)]
    if there:
        return there[0].id
    return same_name[0].id if len(same_name) == 1 and (not company or not same_name[0].company) else name
