"""What an export changes in a book: which record is meant, what is new, what changed in the CRM, what is left alone.

A field changes where the CRM says something else than at the last import. What the rep changed since, and the CRM did
not, stays. At a first import, with nothing to compare with, only what is blank in the book is filled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from planner.book.ids import ids_for, slug
from planner.core.book import Account, Book, Contact, Deal
from planner.core.records.new_record import coming_to_stage
from planner.crm.memory import Memory, Seen, folded, is_later, same_id
from planner.crm.rows import Read, Told

Record = Deal | Account | Contact
ORDER = (
    *("id", "name", "company", "contacts", "amount", "revenue", "stage", "since", "last_touch", "next_on", "expected"),
    *("won_on", "lost_on", "account", "role", "email", "phone", "checked"),
)
_OF_STAGE = ("since", "won_on", "lost_on")  # told of the stage the CRM has: no use where the book has another
_LATEST = ("since", "last_touch", "checked")  # the later day is right, whoever knew it


@dataclass(frozen=True, slots=True)
class New:
    id: str
    line: int
    values: Mapping[str, Any]  # in the order in which they are written


@dataclass(frozen=True, slots=True)
class Changed:
    id: str
    name: str
    line: int
    fields: Mapping[str, tuple[Any, Any]]  # field -> before, after


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A field that says something else in the book than in the CRM, and stays so."""

    id: str
    field: str
    here: Any
    there: Any


class People(NamedTuple):
    """The book's contacts: their names by id, and they by their name."""

    names: Mapping[str, str]
    called: Mapping[str, Sequence[Contact]]


@dataclass(slots=True)
class Merge:
    """Everything an import would do, and what it would not."""

    kind: str
    new: list[New] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    unchanged: int = 0
    left_alone: list[LeftAlone] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    foreign: Counter[str] = field(default_factory=Counter)  # currency -> deals whose amount can't be told
    typical: int = 0  # new deals that count as the playbook's typical one
    not_there: list[str] = field(default_factory=list)  # records from the CRM that this export does not have
    memory: Memory = field(default_factory=Memory)


def merged(
    read: Read, kind: str, book: Book, memory: Memory, today: date, *, theirs: bool = False, again: bool = False
) -> Merge:
    """What the rows of an export come to. `theirs`: where both differ and it can't be told who changed it, the CRM's.

    `again`: also what the rep took out of the book since it was imported.
    """
    merge = Merge(kind, left_out=read.left_out.copy())
    seen = dict(memory.seen.get(kind, {}))
    records = _of_kind(book, kind)
    keys = {old.key: id for id, old in seen.items()}
    met: set[str] = set()
    fresh: list[Told] = []
    people = _people(book)
    for told, record in _matched(read.told, records, keys):
        if told.foreign:
            merge.foreign[told.foreign] += 1
        if record is not None:
            met.add(record.id)
            old = seen.get(record.id) or seen.get(keys.get(told.key, ""))
            _change(merge, record, told, old, people, today, theirs)
            seen[record.id] = Seen(told.key, {**(old.fields if old else {}), **told.fields})
        elif told.key in keys and not again:
            merge.left_out["you took out of the book"] += 1
        elif told.foreign:
            merge.left_out[f"whose amount is in {told.foreign}"] += 1
        else:
            fresh.append(told)
    for new, told in _new(merge, fresh, book, people):
        assumed = {name: new.values[name] for name in ("amount", "revenue") if name in new.values}
        seen[new.id] = Seen(told.key, {**assumed, **told.fields})  # nobody wrote these: what the CRM says later counts
        met.add(new.id)
        merge.new.append(new)
    merge.not_there = [record.id for record in records if record.id not in met and (record.crm_id or record.id in seen)]
    by_key: dict[str, str] = {}
    for id, old in seen.items():  # one memory of each key: the record that has it now
        by_key[old.key] = id if id in met or old.key not in by_key else by_key[old.key]
    kept = {id: old for id, old in seen.items() if by_key[old.key] == id}
    companies = {**memory.companies, **read.names_left_out}
    merge.memory = Memory(seen={**memory.seen, kind: kept}, companies=companies)
    return merge


def _of_kind(book: Book, kind: str) -> Sequence[Record]:
    by_kind: dict[str, Sequence[Record]] = {
        "prospect": book.deals,
        "account": book.accounts,
        "contact": book.contacts,
    }
    return by_kind[kind]


def _matched(
    told: Sequence[Told], records: Sequence[Record], keys: Mapping[str, str]
) -> Iterator[tuple[Told, Record | None]]:
    """Each row with the record it is about: by the CRM's id, by the last import, by address, by name and company."""
    by_crm = {same_id(record.crm_id): record for record in reversed(records) if record.crm_id}
    by_id = {record.id: record for record in records}
    by_name: dict[str, list[Record]] = {}
    for record in records:
        for name in {folded(record.name), record.id, *_addresses(record)}:
            by_name.setdefault(name, []).append(record)
    found: dict[int, Record] = {}
    taken: set[str] = set()
    for row in told:
        known = by_crm.get(same_id(row.crm_id)) if row.crm_id else None
        known = known or by_id.get(keys.get(row.key, ""))
        if known is not None and known.id not in taken:
            found[row.line] = known
            taken.add(known.id)
    for row in told:
        if row.line in found:
            continue
        names = dict.fromkeys((folded(str(row.fields.get("email") or "")), folded(row.name), slug(row.name, "")))
        for name in filter(None, names):
            like = [r for r in by_name.get(name, ()) if r.id not in taken and _may_be(row, r, by_address="@" in name)]
            if like:
                found[row.line] = like[0]
                taken.add(like[0].id)
                break
    return ((row, found.get(row.line)) for row in told)


def _addresses(record: Record) -> tuple[str, ...]:
    return (folded(record.email),) if isinstance(record, Contact) and record.email else ()


def _may_be(row: Told, record: Record, *, by_address: bool) -> bool:
    """Whether a record of that name may be the row's: it has no other id of the CRM, and is of no other company."""
    if row.crm_id and record.crm_id:
        return False
    if by_address or isinstance(record, Account):
        return True
    companies = {folded(record.company)}
    if isinstance(record, Contact) and record.moved_to:
        companies.add(folded(record.moved_to))
    return not row.company or not record.company or folded(row.company) in companies


def _change(
    merge: Merge, record: Record, told: Told, seen: Seen | None, people: People, today: date, theirs: bool
) -> None:
    before = seen.fields if seen else {}
    changes: dict[str, Any] = {}
    fields = dict(told.fields)
    stage = fields.pop("stage", None)
    if isinstance(record, Deal) and stage is not None:
        if _takes(merge, record, "stage", record.stage, stage, before, theirs):
            day = fields.get("since") or today
            changes |= coming_to_stage(record, stage, day)
        elif record.stage != stage:
            fields = {name: value for name, value in fields.items() if name not in _OF_STAGE}
    for name, there in fields.items():
        here = getattr(record, name)
        if name == "contacts":
            more = _more_people(record, here, there, before.get(name) or (), people)
            if more:
                changes[name] = [*here, *more]
        elif name in _LATEST and name not in before:
            if here is None or is_later(there, here):
                changes[name] = there
        elif name in _LATEST and not is_later(there, here or date.min):
            continue
        elif _takes(merge, record, name, here, there, before, theirs):
            changes[name] = there
    changes = {name: value for name, value in changes.items() if value != getattr(record, name)}
    if changes:
        named = {name: (getattr(record, name), value) for name, value in changes.items()}
        merge.changed.append(Changed(record.id, record.name, told.line, named))
    else:
        merge.unchanged += 1


def _takes(
    merge: Merge, record: Record, name: str, here: Any, there: Any, before: Mapping[str, Any], theirs: bool
) -> bool:
    """Whether a field takes what the CRM says; what is left alone is taken down."""
    if here == there or (name == "crm_id" and here and same_id(here) == same_id(there)):
        return False
    if (name in before and before[name] != there) or theirs or (name not in before and here in (None, "", ())):
        return True
    merge.left_alone.append(LeftAlone(record.id, name, here, there))
    return False


def _more_people(
    record: Record, here: Sequence[str], there: Sequence[str], before: Sequence[str], people: People
) -> list[str]:
    """Who the CRM has with a deal since the last import, and the book has not."""
    known = {folded(each) for each in (*here, *before)} | {folded(people.names.get(each, each)) for each in here}
    company = getattr(record, "company", "")
    return [_person(each, company, people) for each in there if folded(each) not in known]


def _people(book: Book) -> People:
    called: dict[str, list[Contact]] = {}
    for contact in book.contacts:
        called.setdefault(folded(contact.name), []).append(contact)
    return People({contact.id: contact.name for contact in book.contacts}, called)


def _person(name: str, company: str, people: People) -> str:
    """The id of the listed contact of this name, at this company where there are several; else the name."""
    called = people.called.get(folded(name), ())
    there = [contact for contact in called if folded(contact.moved_to or contact.company) == folded(company)]
    if there:
        return there[0].id
    return called[0].id if len(called) == 1 and (not company or not called[0].company) else name


def _new(merge: Merge, fresh: Sequence[Told], book: Book, people: People) -> Iterator[tuple[New, Told]]:
    """A record for each row that the book has none for, with an id that no other has."""
    taken = [record.id for of in (book.deals, book.accounts, book.contacts, book.colleagues) for record in of]
    taken += [task.id for task in book.tasks]
    rows: list[tuple[str | None, str, str]] = [(id, "", "") for id in taken]
    ids = list(ids_for([*rows, *((None, told.name, merge.kind) for told in fresh)]))[len(taken) :]
    for id, told in zip(ids, fresh, strict=True):
        values = dict(told.fields)
        if "contacts" in values:
            values["contacts"] = [_person(each, told.company, people) for each in values["contacts"]]
        if merge.kind == "account":
            values.setdefault("revenue", 0)
        if merge.kind == "prospect" and "amount" not in values:
            values["amount"] = book.playbook.prospecting.amount
            merge.typical += 1
        ordered = [name for name in ORDER if name in values]
        ordered += [name for name in values if name not in (*ORDER, "crm_id")]
        ordered += ["crm_id"] if "crm_id" in values else []
        yield New(id, told.line, {"id": id} | {name: values[name] for name in ordered}), told
