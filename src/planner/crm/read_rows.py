"""The rows of an export as the CRM's deals, accounts or contacts, in the book's terms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from planner.core.book import Book, Deal
from planner.crm.cells.cells import Cells
from planner.crm.cells.reasons import reason_for
from planner.crm.cells.stages import StageFound, stage_for
from planner.crm.columns import ExportColumns, export_columns
from planner.crm.import_settings import ImportSettings
from planner.crm.last_import import KnownNames, folded, same_id
from planner.crm.layouts import HELPER_COLUMNS, WORDS, Layout, fields_of, normal
from planner.crm.table.export_table import BadRow, ExportRow, ExportTable, excerpt_of
from planner.errors import FileError
from planner.locales.currencies import currency_of

_CUSTOMER = re.compile(r"customer|client|evangelist|kund", re.IGNORECASE)
_ANNEX = re.compile(r"\(([^()]*)\)\s*$")  # HubSpot's "Lena Vogt (lena@acme.example)"
_MONTHLY = re.compile(r"month", re.IGNORECASE)
_OPEN = frozenset(
    ("open", "active", "pending", "in progress", "offen", "in bearbeitung", "abierto", "aberto", "aperto")
)
_SPECIAL = frozenset(
    {"crm_id", "name", "company", "contacts", "amount", "stage", "since", "expected", "won_on", "lost_on", "account"}
    | {"last_touch", "checked", "next_on", "not_before", "created"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmRecord:
    """One record of the CRM. `fields` are the book's, without the blank ones."""

    line: int
    key: str  # the same in every export: the CRM's id, else name and company
    crm_id: str
    name: str
    company: str
    fields: Mapping[str, Any]
    foreign: str | None = None  # the currency of an amount without a rate; "" if it can't be told which


class ImportContext(NamedTuple):
    """The book, the names for the CRM's ids, and today."""

    book: Book
    known: KnownNames
    today: date


@dataclass(slots=True)
class ExportReading:
    """An export as it was read.

    `errors` are of the whole table. A cell of `unread` is blank in its record; a row of `bad` has no record.
    """

    columns: ExportColumns
    records: list[CrmRecord] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)
    unread: list[FileError] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    two_days: list[FileError] = field(default_factory=list)  # days that need the order of day and month
    left_out: Counter[str] = field(default_factory=Counter)  # why -> rows
    stages: dict[str, str] = field(default_factory=dict)  # the CRM's -> the playbook's, those that were met
    guesses: set[str] = field(default_factory=set)  # the CRM's stages that nobody said the playbook's of
    reasons: dict[str, str] = field(default_factory=dict)  # the CRM's for a loss -> the playbook's, "" for none
    unknown_stages: dict[str, list[int]] = field(default_factory=dict)  # the CRM's -> lines
    names_left_out: dict[str, str] = field(default_factory=dict)  # companies that are no customers, by the CRM's id
    owners: Counter[str] = field(default_factory=Counter)
    owner_column: str = ""


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
    read = ExportReading(columns, bad=list(table.bad), errors=_double_columns(table, columns.of))
    cells = Cells(table, layout.kind, columns.of, settings.order, context.book.rep)
    reader = _RowReader(cells, layout, settings, context, read)
    only = [(number, allowed) for name, allowed in settings.only.items() for number in _column_numbers(table, name)]
    read.owner_column = next((table.header[number] for number in columns.of.get("owner", ())), "")
    for count, row in enumerate(table.rows, start=1):
        if progress is not None and (count % 1000 == 0 or count == len(table.rows)):
            progress(count)
        if any(folded(row.cells[number]) not in map(folded, allowed) for number, allowed in only):
            read.left_out["not among those you want"] += 1
            continue
        record = reader.record(row)
        if record is not None:
            read.records.append(record)
    read.unread, read.two_days = cells.unread, cells.two_days
    read.records = _merge_duplicates(read, table)
    read.bad.sort(key=lambda row: row.error.line or 0)
    return read


class _RowReader:
    """Reads rows into records, and counts what it leaves out in `read`."""

    def __init__(
        self, cells: Cells, layout: Layout, settings: ImportSettings, context: ImportContext, read: ExportReading
    ) -> None:
        self.cells, self.kind, self.settings, self.read = cells, layout.kind, settings, read
        self.crm = layout.crm
        self._found: dict[str, StageFound | None] = {}  # stages that were looked up
        self.book, self.known, self.today = context
        self.stages = [stage.name for stage in self.book.playbook.stages]
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
        if known is not None and not name:  # an update names a deal by its id alone
            name, company = known.name, company or known.company
        if not name:
            self._note_no_name(row)
            return None
        owner = cells.text(row, "owner")
        if owner:
            self.read.owners[owner] += 1
        fields: dict[str, Any] = {"name": name}
        if company and self.kind != "account":
            fields["company"] = company
        foreign = None
        if self.kind == "prospect":
            stage = self._stage(row, known)
            if stage is None:
                return None
            foreign = self._amount(row, fields)
            self._deal(row, fields, company, stage)
        for field_ in ("last_touch", "checked"):
            if field_ in cells.columns:
                day = cells.date(row, field_)
                if day is not None and day <= self.today:
                    fields[field_] = day
        for field_ in self.plain:
            value = cells.value(row, field_)
            if value is not None:
                fields[field_] = value
        if crm_id:
            fields["crm_id"] = crm_id
        email = folded(str(fields.get("email", "")))
        key = same_id(crm_id) or email or f"{folded(name)} | {folded(company)}"
        return CrmRecord(
            line=row.line, key=key, crm_id=crm_id, name=name, company=company, fields=fields, foreign=foreign
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
        what = "the row has neither name nor address" if self.kind == "contact" else "the row has no name"
        self._leave_out(row, what, "give it one in the CRM, or say which column has it: --map COLUMN=name")

    def _leave_out(self, row: ExportRow, what: str, fix: str) -> None:
        self.read.bad.append(BadRow(row.cells, self.cells.error_of(row, None, what, fix)))

    def _company(self, row: ExportRow) -> str:
        company = _without_annex(self.cells.text(row, "company").partition(";")[0])
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
        self.read.left_out["companies that the CRM does not call customers"] += 1
        return True

    def _deal(self, row: ExportRow, fields: dict[str, Any], company: str, stage: str) -> None:
        """Add the fields that only deals have."""
        cells, today = self.cells, self.today
        people = self._people(row)
        if people:
            fields["contacts"] = people
        fields["stage"] = stage
        closed = cells.date(row, "closed") if stage in ("won", "lost") else None
        created = cells.date(row, "created")
        if created is not None and created <= today:
            fields["created"] = created
        since = self._since(row, stage, closed, created)
        if since is not None and since <= today:
            fields["since"] = since
        if closed is not None and closed <= today:
            fields[f"{stage}_on"] = closed
        if stage == "lost" and (theirs := cells.text(row, "lost_reason")):
            reason = reason_for(theirs, self.book.playbook.lost.reasons)
            self.read.reasons[theirs] = reason or ""
            if reason is not None:
                fields["lost_reason"] = reason
        if stage in self.stages:
            next_on, expected = cells.date(row, "next_on"), cells.date(row, "expected")
            if next_on is not None and next_on >= today:
                fields["not_before"] = next_on  # a reminder, until the rep says that it was agreed
            if expected is not None:
                fields["expected"] = expected
        account = self.known.account_ids.get(folded(company)) if company else None
        if account:
            fields["account"] = account

    def _since(self, row: ExportRow, stage: str, closed: date | None, created: date | None) -> date | None:
        """The day from which the deal is in its stage, by the stage's own columns first."""
        since = self.cells.date(row, "since")
        if since is None and (days := self.cells.whole_number(row, "days")) is not None:
            since = self.today - timedelta(days=min(days, 20_000))
        return since or closed or (created if stage == self.stages[0] else None)

    def _amount(self, row: ExportRow, fields: dict[str, Any]) -> str | None:
        """Add the amount in the book's currency; return the currency of one without a rate."""
        amount = self.cells.amount(row, "amount")
        if amount is None:
            return None
        own = self.book.rep.currency
        said = self.cells.text(row, "currency")
        currency = currency_of(said, own) if said else amount.currency
        if currency is None:
            currency = self.read.columns.amount_currency or own
        if amount.value and amount.currency and currency != amount.currency:
            currency = ""  # the amount says one, the row another
        if currency != own and currency not in self.settings.rates:
            return currency if amount.value else None
        rate = 1.0 if currency == own else self.settings.rates[currency]
        times = 12 if _MONTHLY.search(self.cells.text(row, "period")) else 1
        value = self.cells.figure(row, "amount", round(amount.value * rate * times, 2))
        if value is not None:
            fields["amount"] = value
        return None

    def _stage(self, row: ExportRow, known: Deal | None) -> str | None:
        """The playbook's stage, or won or lost; None if the row has none, or it is unknown."""
        cells = self.cells
        name, status = cells.text(row, "stage"), cells.text(row, "status")
        ended = self._ended(row, status)
        if ended is not None:
            return ended
        if known is not None and not name and (not status or status.casefold() in _OPEN):
            return known.stage
        name = name or status
        if not name:
            fix = "give it one in the CRM, or say which column has it: --map COLUMN=stage"
            self._leave_out(row, "the row has no stage", fix)
            return None
        if name not in self._found:
            self._found[name] = stage_for(name, self.stages, self.settings.stages, self.crm)
        found = self._found[name]
        if found is None and name.casefold() in _OPEN:
            found = StageFound(self.stages[0], is_guess=True)
        if found is None:
            self.read.unknown_stages.setdefault(name, []).append(row.line)
            return None
        if found.is_guess and found.stage in ("won", "lost") and self._says_open(row, status):
            fix = f'say which stage it is: --stage "{name}=YOUR STAGE"'
            self._leave_out(row, f'the stage "{name}" sounds {found.stage}, and the CRM calls the deal open', fix)
            return None
        self.read.stages[name] = found.stage
        if found.is_guess:
            self.read.guesses.add(name)
        return found.stage

    def _ended(self, row: ExportRow, status: str) -> str | None:
        """Won or lost by the CRM's own columns, which overrule the stage; None if they say neither."""
        cells = self.cells
        if cells.is_true(row, "is_won"):
            return "won"
        if cells.is_true(row, "is_lost") or cells.is_false(row, "active"):
            return "lost"
        if cells.is_true(row, "is_closed") and cells.is_false(row, "is_won"):
            return "lost"
        if status and status.casefold() not in _OPEN:
            found = stage_for(status, (), self.settings.stages, self.crm)
            if found is not None and found.stage in ("won", "lost"):
                self.read.stages[status] = found.stage
                if found.is_guess and status.casefold() not in ("won", "lost"):
                    self.read.guesses.add(status)
                return found.stage
        return None

    def _says_open(self, row: ExportRow, status: str) -> bool:
        """Return whether the CRM's own columns say that the deal is open."""
        return status.casefold() in _OPEN or self.cells.is_false(row, "is_closed")

    def _people(self, row: ExportRow) -> tuple[str, ...]:
        """The names of a deal's people: the book's if the CRM's id or the address is known."""
        names = []
        for id in self.cells.id(row, "contact_ids").split(";"):
            if (person := self.known.contacts.get(same_id(id.strip()))) is not None:
                names.append(person)
        for entry in self.cells.text(row, "contacts").split(";"):
            annex = _ANNEX.search(entry)
            address = folded(annex[1]) if annex else ""
            name = self.known.by_email.get(address) or _without_annex(entry) or (annex[1] if annex else "")
            if name:
                names.append(name)
        return tuple({folded(name): name for name in reversed(names)}.values())[::-1]


def _without_annex(text: str) -> str:
    return _ANNEX.sub("", text).strip()


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
        fields = [name for name in {**other.fields, **record.fields} if name != "contacts"]
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
        people = (*other.fields.get("contacts", ()), *record.fields.get("contacts", ()))
        if people:
            first[record.key] = replace(other, fields={**other.fields, "contacts": tuple(dict.fromkeys(people))})
    return list(first.values())


def export_name(layout: Layout) -> str:
    """The export in words: "a HubSpot export of deals"."""
    article = "an" if not layout.crm or layout.crm[0] in "AEIOU" else "a"
    return " ".join(filter(None, (article, layout.crm, "export of", WORDS[layout.kind])))
