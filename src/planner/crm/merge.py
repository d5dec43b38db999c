"""The changes of an export in a book: records matched, new, changed and left alone.

A field changes if the CRM has another value than at the last import. A field that only the rep changed since stays. At
a first import, without a last value, only blank fields of the book are filled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from statistics import median
from types import MappingProxyType
from typing import Any, NamedTuple

from planner.book.ids import ids_for, slug
from planner.core.book import Account, Book, Contact, Deal
from planner.core.days import months_later
from planner.core.records.new_record import keys_for_stage
from planner.crm.export_changes import was_sent
from planner.crm.last_import import UNIT, Memory, SeenRecord, folded, is_later, same_id
from planner.crm.merge_people import ChangedRecord, contacts_with_new, people_of, person_in, powers_by_role
from planner.crm.rows.reading import CrmRecord, ExportReading, ImportContext
from planner.frozen_class import frozen

Record = Deal | Account | Contact
ORDER = (
    *("id", "name", "company", "contacts", "amount", "revenue", "stage", "created", "since", "last_touch"),
    *("next_on", "not_before", "expected"),
    *("won_on", "lost_on", "lost_reason", "account", "role", "email", "phone", "checked"),
)
_BLANK = (None, "", (), "unknown")  # "unknown" is a contact's power
_OF_STAGE = ("since", "won_on", "lost_on", "lost_reason")  # of the CRM's stage: useless if the book has another
_LATEST = ("since", "last_touch", "checked")  # the later day is right, whoever knew it


@frozen
class NewRecord:
    """A record that the import adds; `values` are in the order in which they are written."""

    id: str
    line: int
    values: Mapping[str, Any]  # in the order in which they are written


@frozen
class LeftAlone:
    """A field with different values in the book and in the CRM that stays as it is."""

    id: str
    field: str
    here: Any
    there: Any


@dataclass(slots=True)
class Merge:
    """The result of comparing an export with the book: all changes, and the rows left out."""

    kind: str
    new: list[NewRecord] = field(default_factory=list)
    changed: list[ChangedRecord] = field(default_factory=list)
    unchanged: int = 0
    left_alone: list[LeftAlone] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    accounts: list[NewRecord] = field(default_factory=list)  # of companies that the won deals name
    foreign: Counter[str] = field(default_factory=Counter)  # currency without a rate, "" an unknown one -> deals
    typical: list[str] = field(default_factory=list)  # new deals without an amount
    typical_amount: float = 0.0  # what such a deal counts as
    typical_of: int = 0  # won deals of the file whose median that is; 0: the playbook's amount
    people: list[ChangedRecord] = field(default_factory=list)  # contacts whose power the deals' roles say
    zero: list[str] = field(default_factory=list)  # deals whose amount is 0 in the CRM
    not_there: list[str] = field(default_factory=list)  # records from the CRM that this export does not have
    memory: Memory = field(default_factory=Memory)


class MergeOptions(NamedTuple):
    """Options of an import.

    `theirs`: the CRM's value wins if both changed or the change can't be dated. `again`: records that the rep took out
    of the book since they were imported come back. `sent` is what updates for the CRM said, by the deal's id.
    """

    theirs: bool = False
    again: bool = False
    sent: Mapping[str, SeenRecord] = MappingProxyType({})


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
        self._people = people_of(context.book)
        self._merge = Merge(kind, left_out=read.left_out.copy())

    def merge(self) -> Merge:
        """Compare all rows with the book."""
        merge, kind, memory = self._merge, self._merge.kind, self._memory
        seen = dict(memory.seen.get(kind, {}))
        records = _of_kind(self._book, kind)
        keys = {old.key: id for id, old in seen.items()}
        met: set[str] = set()
        fresh: list[CrmRecord] = []
        met_rows: list[CrmRecord] = []
        rows = self._with_accounts(self._read.records, keys) if kind == "prospect" else self._read.records
        pairs = _matches(rows, records, keys)
        for row, record in ((self._without_sent(record, row), record) for row, record in pairs):
            if row.foreign is not None:
                merge.foreign[row.foreign] += 1
            if row.fields.get("amount") == 0:
                merge.zero.append(row.name)
            if record is not None:
                met.add(record.id)
                met_rows.append(row)
                old = seen.get(record.id) or seen.get(keys.get(row.key, ""))
                self._change(record, row, old.fields if old else {})
                seen[record.id] = SeenRecord(row.key, _both(old.fields if old else {}, row))
            elif row.key in keys and not self._options.again:
                merge.left_out["you removed from the book"] += 1
            else:
                fresh.append(row)
        met_rows += fresh
        self._typical()
        for new, row in self._new(fresh):
            assumed = {name: new.values[name] for name in ("amount", "revenue") if name in new.values}
            seen[new.id] = SeenRecord(row.key, _both(assumed, row))  # a later value of the CRM replaces these
            met.add(new.id)
            merge.new.append(new)
        merge.people, contacts = powers_by_role(met_rows, self._book, self._people, memory)
        merge.not_there = (
            []
            if self._read.is_update
            else [each.id for each in records if each.id not in met and (each.crm_id or each.id in seen)]
        )
        by_key: dict[str, str] = {}
        for id, old in seen.items():  # one memory of each key: the record that has it now
            by_key[old.key] = id if id in met or old.key not in by_key else by_key[old.key]
        current = {id: old for id, old in seen.items() if by_key[old.key] == id}
        companies = {**memory.companies, **self._read.names_left_out}
        merge.memory = Memory(seen={**memory.seen, **contacts, kind: current}, companies=companies)
        return merge

    def _without_sent(self, record: Record | None, row: CrmRecord) -> CrmRecord:
        """A row of an update that was written here without what it said then, which is no news."""
        sent = self._options.sent.get(record.id) if self._read.is_own and record is not None else None
        if sent is None:
            return row
        new = {
            name: value for name, value in row.fields.items() if not (name == "since" or was_sent(sent, name, value))
        }
        return replace(row, fields=new)

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
            if name == "answers":
                unknown = {key: said for key, said in there.items() if key not in here}
                changes |= {name: unknown} if unknown and before.get(name) != there else {}
            elif name == "contacts" and isinstance(record, Deal):
                more = contacts_with_new(record, row, before.get(name) or (), self._people)
                changes |= {name: more} if more else {}
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
        if changed_there or self._options.theirs or (name not in before and here in _BLANK):
            return True
        self._merge.left_alone.append(LeftAlone(record.id, name, here, there))
        return False

    def _typical(self) -> None:
        """The amount of a deal without one: the median of the file's own wins, else the playbook's."""
        records = self._read.records if self._merge.kind == "prospect" else []
        wins = [
            row.fields["amount"] for row in records if row.fields.get("stage") == "won" and row.fields.get("amount")
        ]
        self._merge.typical_of = len(wins)
        self._merge.typical_amount = median(wins) if wins else self._book.playbook.prospecting.amount

    def _with_accounts(self, rows: Sequence[CrmRecord], keys: Mapping[str, str]) -> list[CrmRecord]:
        """The rows, with the new accounts of the companies of won deals that are new."""
        known = {folded(name) for each in self._book.accounts for name in (each.name, *each.was)}
        won = [row.company for row in rows if row.fields.get("stage") == "won" and row.key not in keys and row.company]
        companies = {folded(name): name for name in reversed(won) if folded(name) not in known}
        if not companies:
            return list(rows)
        named = [(None, name, "account") for name in reversed(companies.values())]
        ids = list(ids_for([*((id, "", "") for id in _ids(self._book)), *named]))[-len(named) :]
        for id, (_, name, _) in zip(ids, named, strict=True):
            self._merge.accounts.append(NewRecord(id, 0, {"id": id, "name": name, "revenue": 0}))
        by_name = {folded(str(new.values["name"])): new.id for new in self._merge.accounts}
        return [
            replace(row, fields={**row.fields, "account": by_name[folded(row.company)]})
            if folded(row.company) in by_name
            else row
            for row in rows
        ]

    def _new(self, fresh: Sequence[CrmRecord]) -> Iterator[tuple[NewRecord, CrmRecord]]:
        """A record for each row without one in the book, with its own id."""
        book, merge = self._book, self._merge
        taken = [*_ids(book), *(new.id for new in merge.accounts)]
        rows: list[tuple[str | None, str, str]] = [(id, "", "") for id in taken]
        waits = days_to_wait(fresh, book.playbook.fresh_look.months, self._today)
        ids = list(ids_for([*rows, *((None, row.name, merge.kind) for row in fresh)]))[len(taken) :]
        for id, row in zip(ids, fresh, strict=True):
            values = dict(row.fields)
            if "contacts" in values:
                values["contacts"] = [person_in(each, row.company, self._people) for each in values["contacts"]]
            if merge.kind == "account":
                values.setdefault("revenue", 0)
            if merge.kind == "prospect" and "amount" not in values:
                values["amount"] = _whole(merge.typical_amount)
                merge.typical.append(row.name)
            if values.get("stage") == "lost":
                values["not_before"] = waits[row.line]
            ordered = [name for name in ORDER if name in values]
            ordered += [name for name in values if name not in (*ORDER, "crm_id")]
            ordered += ["crm_id"] if "crm_id" in values else []
            yield NewRecord(id, row.line, {"id": id} | {name: values[name] for name in ordered}), row


def _both(before: Mapping[str, Any], row: CrmRecord) -> dict[str, Any]:
    """The CRM's values with those of an earlier import; its people of a deal add up."""
    people = dict.fromkeys((*before.get("contacts", ()), *row.fields.get("contacts", ())))
    both = {**before, **row.fields, **({"contacts": tuple(people)} if people else {})}
    if row.unit is not None and (row.unit != 1.0 or UNIT in before):
        both[UNIT] = row.unit
    return both


def days_to_wait(rows: Sequence[CrmRecord], months: int, today: date) -> Mapping[int, date]:
    """The day until which each lost deal waits, by its line.

    That is its revisit: months after the no. Those whose revisit has passed are spread over the weeks to come, three a
    week, the latest lost first, so that they don't crowd out the touches.
    """
    lost = [
        (row.fields.get("lost_on") or row.fields.get("since") or today, row.line)
        for row in rows
        if row.fields.get("stage") == "lost"
    ]
    found: dict[int, date] = {}
    late = 0
    for on, line in sorted(lost, reverse=True):
        day = months_later(on, months)
        if day <= today:
            day = today + timedelta(days=7 * (1 + late // 3) + 2 * (late % 3))
            late += 1
        found[line] = day
    return found


def _ids(book: Book) -> list[str]:
    """The ids of all records of the book."""
    by_kind = (book.deals, book.accounts, book.contacts, book.colleagues)
    return [record.id for of in by_kind for record in of] + [task.id for task in book.tasks]


def _whole(value: float) -> float | int:
    return int(value) if float(value).is_integer() else round(value, 2)


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
    for record in records:
        for name in {*map(folded, record.was), *record.aka}:
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
