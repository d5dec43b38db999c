"""The rows of an export as the CRM's deals, accounts or contacts, in the book's terms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from planner.crm.cells.cells import Cells
from planner.crm.columns import export_columns
from planner.crm.export_changes import is_own_update
from planner.crm.import_settings import ImportSettings
from planner.crm.last_import import folded, same_id
from planner.crm.layouts import HELPER_COLUMNS, WORDS, Layout, fields_of, normal
from planner.crm.rows.deals import DealPart, DealReader
from planner.crm.rows.people import joined, without_annex
from planner.crm.rows.reading import CrmRecord, ExportReading, ImportContext
from planner.crm.table.export_table import BadRow, ExportRow, ExportTable, excerpt_of
from planner.errors import FileError

_CUSTOMER = re.compile(r"customer|client|evangelist|kund", re.IGNORECASE)
_SPECIAL = frozenset(
    {"crm_id", "name", "company", "contacts", "amount", "stage", "since", "expected", "won_on", "lost_on", "account"}
    | {"last_touch", "checked", "next_on", "not_before", "created", "power"}
)


def read_rows(
    table: ExportTable,
    layout: Layout,
    settings: ImportSettings,
    context: ImportContext,
    progress: Callable[[int], None] | None = None,
) -> ExportReading:
    """Read an export: its records, and what of it can't be read.

    `progress` is called with the number of rows read, every thousand rows.
    """
    columns = export_columns(layout, table, settings.columns)
    errors = _double_columns(table, columns.of)
    read = ExportReading(columns, bad=list(table.bad), errors=errors, is_update=layout.is_update)
    read.is_own = layout.kind == "prospect" and is_own_update(table.header)
    cells = Cells(table, layout.kind, columns.of, settings.order, context.book.rep)
    reader = _RowReader(cells, layout, settings, context, read)
    selected = {name: frozenset(map(folded, cells)) for name, cells in settings.only.items()}
    only = [(number, allowed) for name, allowed in selected.items() for number in _column_numbers(table, name)]
    read.owner_column = next((table.header[number] for number in columns.of.get("owner", ())), "")
    for count, row in enumerate(table.rows, start=1):
        if progress is not None and (count % 1000 == 0 or count == len(table.rows)):
            progress(count)
        if any(folded(row.cells[number]) not in allowed for number, allowed in only):
            read.left_out["not selected by --only"] += 1
            continue
        record = reader.record(row)
        if record is not None:
            read.records.append(record)
    read.unread, read.two_days, read.roles = cells.unread, cells.two_days, reader.deals.people.roles
    read.records = _merge_duplicates(read, table)
    read.bad.sort(key=lambda row: row.error.line or 0)
    return read


class _RowReader:
    """Reads rows into records, and counts what it leaves out in `read`."""

    def __init__(
        self, cells: Cells, layout: Layout, settings: ImportSettings, context: ImportContext, read: ExportReading
    ) -> None:
        self.cells, self.kind, self.read = cells, layout.kind, read
        self.layout = layout
        self.known, self.today = context.known, context.today
        self.deals = DealReader(cells, layout, settings, context, read)
        self.plain = [name for name in cells.columns if name not in _SPECIAL and name in _plain_fields(self.kind)]

    def record(self, row: ExportRow) -> CrmRecord | None:
        """The record of a row; None for one that is left out or can't be used."""
        cells = self.cells
        if cells.is_true(row, "deleted") or cells.text(row, "status").casefold() == "deleted":
            self.read.left_out["deleted in the CRM"] += 1
            return None
        name, company = self._name(row), self._company(row)
        crm_id = cells.id(row, "crm_id")
        if self._is_no_customer(row, crm_id, name):
            return None
        known = self.known.deals.get(same_id(crm_id)) if crm_id and self.kind == "prospect" else None
        if known is None and not name:
            self._note_no_name(row)
            return None
        owner = cells.text(row, "owner")
        if owner:
            self.read.owners[owner] += 1
        fields: dict[str, Any] = {"name": name} if name else {}
        if company and self.kind != "account":
            fields["company"] = company
        if known is not None and not name:  # an update names a deal by its id alone
            name, company = known.name, company or known.company
        part = self.deals.add(row, fields, company, known) if self.kind == "prospect" else DealPart()
        if part is None:
            return None
        for field_ in ("last_touch", "checked"):
            if field_ in cells.columns:
                day = cells.date(row, field_)
                if day is not None and day <= self.today:
                    fields[field_] = day
        if self.kind == "contact":
            power = self.deals.people.power(cells.text(row, "power"))
            if power not in (None, "unknown"):
                fields["power"] = power
        for field_ in self.plain:
            value = cells.value(row, field_)
            if value is not None:
                fields[field_] = value
        if crm_id:
            fields["crm_id"] = crm_id
        email = folded(str(fields.get("email", "")))
        key = same_id(crm_id) or email or f"{folded(name)} | {folded(company)}"
        return CrmRecord(
            line=row.line,
            key=key,
            crm_id=crm_id,
            name=name,
            company=company,
            fields=fields,
            people=part.people,
            foreign=part.foreign,
            unit=part.unit,
        )

    def _name(self, row: ExportRow) -> str:
        cells = self.cells
        name = cells.text(row, "name")
        if not name and self.kind == "contact":
            name = " ".join(filter(None, (cells.text(row, "first_name"), cells.text(row, "last_name"))))
            name = name or cells.text(row, "email").partition("@")[0]
        if not name and self.kind == "prospect":
            name = cells.text(row, "company")
        return name

    def _note_no_name(self, row: ExportRow) -> None:
        if self.layout.is_update:
            self.read.left_out["of deals not in your book"] += 1
            return
        what = "the row has neither name nor address" if self.kind == "contact" else "the row has no name"
        fix = "give it one in the CRM, or say which column has it: --map COLUMN=name"
        self.read.leave_out(row, self.cells.error_of(row, None, what, fix))

    def _company(self, row: ExportRow) -> str:
        company = without_annex(self.cells.text(row, "company").partition(";")[0])
        return company or self.known.accounts.get(same_id(self.cells.id(row, "company_id").partition(";")[0]), "")

    def _is_no_customer(self, row: ExportRow, crm_id: str, name: str) -> bool:
        """Return whether a row is a company that the CRM does not call a customer.

        Such a company is a partner, or may become a customer.
        """
        if "type" not in self.cells.columns or self.kind != "account":
            return False
        if _CUSTOMER.search(self.cells.text(row, "type")):
            return False
        if crm_id and name:
            self.read.names_left_out[same_id(crm_id)] = name
        self.read.left_out["companies that aren't customers in the CRM"] += 1
        return True


def _plain_fields(kind: str) -> frozenset[str]:
    return frozenset(fields_of(kind)) - set(HELPER_COLUMNS[kind])


def _column_numbers(table: ExportTable, column: str) -> list[int]:
    return [number for number, name in enumerate(table.header) if normal(name) == normal(column)][:1]


def _double_columns(table: ExportTable, columns: Mapping[str, tuple[int, ...]]) -> list[FileError]:
    """Errors for needed columns that are in the header more than once."""
    count = Counter(normal(name) for name in table.header)
    used = dict.fromkeys(table.header[n] for numbers in columns.values() for n in numbers)
    return [
        FileError(table.file, table.header_line, f'two columns are called "{name}"', "rename one, or take it out")
        for name in used
        if count[normal(name)] > 1
    ]


def _merge_duplicates(read: ExportReading, table: ExportTable) -> list[CrmRecord]:
    """Each record once: a report may have a row for each of a deal's people.

    Of rows that differ otherwise the first counts; the others are left out.
    """
    first: dict[str, CrmRecord] = {}
    rows = {row.line: row for row in table.rows}
    for record in read.records:
        other = first.setdefault(record.key, record)
        if other is record:
            continue
        fields = [name for name in {**other.fields, **record.fields} if name not in ("contacts", "answers")]
        differ = [name for name in fields if other.fields.get(name) != record.fields.get(name)]
        if differ:
            name_text = f"the id {record.crm_id}" if record.crm_id else f'"{record.name}"'
            what = f"{name_text} is on line {other.line} too, with another {differ[0]}"
            fix = "take out one of the rows" if record.crm_id else "export the column with the CRM's id as well"
            cells = rows[record.line].cells
            read.bad.append(
                BadRow(cells, FileError(table.file, record.line, what, fix, excerpt_of(cells, table.separator)))
            )
            continue
        people = joined((*other.people, *record.people))
        if people:
            both = {**record.fields, **other.fields, "contacts": tuple(person.name for person in people)}
            first[record.key] = replace(other, fields=both, people=people)
    return list(first.values())


def export_name(layout: Layout) -> str:
    """The export in words: "a HubSpot export of deals"."""
    article = "an" if not layout.crm or layout.crm[0] in "AEIOU" else "a"
    of = "contact roles" if layout.is_update and "contact_role" in layout.columns else WORDS[layout.kind]
    return " ".join(filter(None, (article, layout.crm, "export of", of)))
