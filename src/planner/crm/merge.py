"""The changes of an export in a book: records matched, new, changed and left alone.

A field changes if the CRM has another value than at the last import. A field that only the rep changed since stays. At
a first import, without a last value, only blank fields of the book are filled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from planner.book.ids import ids_for, slug
from planner.core.book import Account, Book, Contact, Deal
from planner.core.records.new_record import keys_for_stage
from planner.crm.last_import import Memory, SeenRecord, folded, is_later, same_id
from planner.crm.read_rows import CrmRecord, ExportReading, ImportContext

Record = Deal | Account | Contact
ORDER = (
    *("id", "name", "company", "contacts", "amount", "revenue", "stage", "since", "last_touch", "next_on", "expected"),
    *("won_on", "lost_on", "account", "role", "email", "phone", "checked"),
)
_OF_STAGE = ("since", "won_on", "lost_on")  # dates of the CRM's stage: useless if the book has another stage
_LATEST = ("since", "last_touch", "checked")  # the later day is right, whoever knew it


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that the import adds; `values` are in the order in which they are written."""

    id: str
    line: int
    values: Mapping[str, Any]  # in the order in which they are written


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A record that the import changes, and its fields with the values before and after."""

    id: str
    name: str
    line: int
    fields: Mapping[str, tuple[Any, Any]]  # field -> before, after


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A field with different values in the book and in the CRM that stays as it is."""

    id: str
    field: str
    here: Any
    there: Any


class People(NamedTuple):
    """The book's contacts: their names by id, and the contacts by name."""

    names: Mapping[str, str]
    by_name: Mapping[str, Sequence[Contact]]


@dataclass(slots=True)
class Merge:
    """The result of comparing an export with the book: all changes, and the rows left out."""

    kind: str
    new: list[NewRecord] = field(default_factory=list)
    changed: list[ChangedRecord] = field(default_factory=list)
    unchanged: int = 0
    left_alone: list[LeftAlone] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    foreign: Counter[str] = field(default_factory=Counter)  # currency without a rate -> deals
    typical: int = 0  # new deals that count as the playbook's typical one
    not_there: list[str] = field(default_factory=list)  # records from the CRM that this export does not have
    memory: Memory = field(default_factory=Memory)


class MergeOptions(NamedTuple):
    """Options of an import.

    `theirs`: the CRM's value wins if both changed or the change can't be dated. `again`: records that the rep took out
    of the book since they were imported come back.
    """

    theirs: bool = False
    again: bool = False


def merge_export(
    read: ExportReading, kind: str, memory: Memory, context: ImportContext, options: MergeOptions
) -> Merge:
    """Return the changes that the rows of an export make in the book."""
    return _Merger(read, kind, memory, context, options).merge()


class _Merger:
    """Merges one export with the book."""

    def __init__(
        self, read: ExportReading, kind: str, memory: Memory, context: ImportContext, options: MergeOptions
    ) -> None:
        self._read, self._memory, self._options = read, memory, options
        self._book, self._today = context.book, context.today
        self._people = _people(context.book)
        self._merge = Merge(kind, left_out=read.left_out.copy())

    def merge(self) -> Merge:
        """Compare all rows with the book."""
        merge, kind, memory = self._merge, self._merge.kind, self._memory
        seen = dict(memory.seen.get(kind, {}))
        records = _of_kind(self._book, kind)
        keys = {old.key: id for id, old in seen.items()}
        met: set[str] = set()
        fresh: list[CrmRecord] = []
        for row, record in _matches(self._read.records, records, keys):
            if row.foreign:
                merge.foreign[row.foreign] += 1
            if record is not None:
                met.add(record.id)
                old = seen.get(record.id) or seen.get(keys.get(row.key, ""))
                self._change(record, row, old.fields if old else {})
                seen[record.id] = SeenRecord(row.key, {**(old.fields if old else {}), **row.fields})
            elif row.key in keys and not self._options.again:
                merge.left_out["you took out of the book"] += 1
            elif row.foreign:
                merge.left_out[f"whose amount is in {row.foreign}"] += 1
            else:
                fresh.append(row)
        for new, row in self._new(fresh):
            assumed = {name: new.values[name] for name in ("amount", "revenue") if name in new.values}
            seen[new.id] = SeenRecord(row.key, {**assumed, **row.fields})  # a later value of the CRM replaces these
            met.add(new.id)
            merge.new.append(new)
        merge.not_there = [each.id for each in records if each.id not in met and (each.crm_id or each.id in seen)]
        by_key: dict[str, str] = {}
        for id, old in seen.items():  # one memory of each key: the record that has it now
            by_key[old.key] = id if id in met or old.key not in by_key else by_key[old.key]
        current = {id: old for id, old in seen.items() if by_key[old.key] == id}
        companies = {**memory.companies, **self._read.names_left_out}
        merge.memory = Memory(seen={**memory.seen, kind: current}, companies=companies)
        return merge

    def _change(self, record: Record, row: CrmRecord, before: Mapping[str, Any]) -> None:
        changes: dict[str, Any] = {}
        fields = dict(row.fields)
        stage = fields.pop("stage", None)
        if isinstance(record, Deal) and stage is not None:
            if self._takes(record, "stage", stage, before):
                day = fields.get("since") or self._today
                changes |= keys_for_stage(record, stage, day)
            elif record.stage != stage:
                fields = {name: value for name, value in fields.items() if name not in _OF_STAGE}
        for name, there in fields.items():
            here = getattr(record, name)
            if name == "contacts":
                more = _more_people(record, there, before.get(name) or (), self._people)
                if more:
                    changes[name] = [*here, *more]
            elif name in _LATEST and name not in before:
                if here is None or is_later(there, here):
                    changes[name] = there
            elif name in _LATEST and not is_later(there, here or date.min):
                continue
            elif self._takes(record, name, there, before):
                changes[name] = there
        changes = {name: value for name, value in changes.items() if value != getattr(record, name)}
        if changes:
            changed = {name: (getattr(record, name), value) for name, value in changes.items()}
            self._merge.changed.append(ChangedRecord(record.id, record.name, row.line, changed))
        else:
            self._merge.unchanged += 1

    def _takes(self, record: Record, name: str, there: Any, before: Mapping[str, Any]) -> bool:
        """Return whether a field takes the CRM's value; note it if it is left alone."""
        here = getattr(record, name)
        if here == there or (name == "crm_id" and here and same_id(here) == same_id(there)):
            return False
        changed_there = name in before and before[name] != there
        if changed_there or self._options.theirs or (name not in before and here in (None, "", ())):
            return True
        self._merge.left_alone.append(LeftAlone(record.id, name, here, there))
        return False

    def _new(self, fresh: Sequence[CrmRecord]) -> Iterator[tuple[NewRecord, CrmRecord]]:
        """A record for each row without one in the book, with its own id."""
        book, merge = self._book, self._merge
        taken = [record.id for of in (book.deals, book.accounts, book.contacts, book.colleagues) for record in of]
        taken += [task.id for task in book.tasks]
        rows: list[tuple[str | None, str, str]] = [(id, "", "") for id in taken]
        ids = list(ids_for([*rows, *((None, row.name, merge.kind) for row in fresh)]))[len(taken) :]
        for id, row in zip(ids, fresh, strict=True):
            values = dict(row.fields)
            if "contacts" in values:
                values["contacts"] = [_person(each, row.company, self._people) for each in values["contacts"]]
            if merge.kind == "account":
                values.setdefault("revenue", 0)
            if merge.kind == "prospect" and "amount" not in values:
                values["amount"] = book.playbook.prospecting.amount
                merge.typical += 1
            ordered = [name for name in ORDER if name in values]
            ordered += [name for name in values if name not in (*ORDER, "crm_id")]
            ordered += ["crm_id"] if "crm_id" in values else []
            yield NewRecord(id, row.line, {"id": id} | {name: values[name] for name in ordered}), row


def _of_kind(book: Book, kind: str) -> Sequence[Record]:
    by_kind: dict[str, Sequence[Record]] = {
        "prospect": book.deals,
        "account": book.accounts,
        "contact": book.contacts,
    }
    return by_kind[kind]


def _matches(
    rows: Sequence[CrmRecord], records: Sequence[Record], keys: Mapping[str, str]
) -> Iterator[tuple[CrmRecord, Record | None]]:
    """Each row with its record: by the CRM's id, the last import, the address, name and company."""
    by_crm = {same_id(record.crm_id): record for record in reversed(records) if record.crm_id}
    by_id = {record.id: record for record in records}
    by_name: dict[str, list[Record]] = {}
    for record in records:
        for name in {folded(record.name), record.id, *_addresses(record)}:
            by_name.setdefault(name, []).append(record)
    found: dict[int, Record] = {}
    taken: set[str] = set()
    for row in rows:
        known = by_crm.get(same_id(row.crm_id)) if row.crm_id else None
        known = known or by_id.get(keys.get(row.key, ""))
        if known is not None and known.id not in taken:
            found[row.line] = known
            taken.add(known.id)
    for row in rows:
        if row.line in found:
            continue
        names = dict.fromkeys((folded(str(row.fields.get("email") or "")), folded(row.name), slug(row.name, "")))
        for name in filter(None, names):
            like = [r for r in by_name.get(name, ()) if r.id not in taken and _may_be(row, r, by_address="@" in name)]
            if like:
                found[row.line] = like[0]
                taken.add(like[0].id)
                break
    return ((row, found.get(row.line)) for row in rows)


def _addresses(record: Record) -> tuple[str, ...]:
    return (folded(record.email),) if isinstance(record, Contact) and record.email else ()


def _may_be(row: CrmRecord, record: Record, *, by_address: bool) -> bool:
    """Return whether a record of that name may be the row's.

    It may not if it has another id of the CRM, or another company.
    """
    if row.crm_id and record.crm_id:
        return False
    if by_address or isinstance(record, Account):
        return True
    companies = {folded(record.company)}
    if isinstance(record, Contact) and record.moved_to:
        companies.add(folded(record.moved_to))
    return not row.company or not record.company or folded(row.company) in companies


def _more_people(record: Record, there: Sequence[str], before: Sequence[str], people: People) -> list[str]:
    """People whom the CRM added to a deal since the last import, and the book lacks."""
    here: Sequence[str] = getattr(record, "contacts", ())
    known = {folded(each) for each in (*here, *before)} | {folded(people.names.get(each, each)) for each in here}
    company = getattr(record, "company", "")
    return [_person(each, company, people) for each in there if folded(each) not in known]


def _people(book: Book) -> People:
    by_name: dict[str, list[Contact]] = {}
    for contact in book.contacts:
        by_name.setdefault(folded(contact.name), []).append(contact)
    return People({contact.id: contact.name for contact in book.contacts}, by_name)


def _person(name: str, company: str, people: People) -> str:
    """The id of the contact of this name, by company if there are several; else the name."""
    same_name = people.by_name.get(folded(name), ())
    there = [contact for contact in same_name if folded(contact.moved_to or contact.company) == folded(company)]
    if there:
        return there[0].id
    return same_name[0].id if len(same_name) == 1 and (not company or not same_name[0].company) else name
