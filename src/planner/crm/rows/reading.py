"""An export as it was read: its records, and what of it could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from planner.core.book import Book, Power
from planner.crm.columns import ExportColumns
from planner.crm.last_import import KnownNames
from planner.crm.rows.people import DealPerson
from planner.crm.table.export_table import BadRow, ExportRow
from planner.errors import FileError
from planner.frozen_class import frozen


@frozen(kw_only=True)
class CrmRecord:
    """One record of the CRM. `fields` are the book's, without the blank ones."""

    line: int
    key: str  # the same in every export: the CRM's id, else name and company
    crm_id: str
    name: str
    company: str
    fields: Mapping[str, Any]
    people: tuple[DealPerson, ...] = ()  # of a deal
    unit: float | None = None  # one of the CRM's amount in the book's; 0 without a rate, None without an amount
    foreign: str | None = None  # the currency of an amount without a rate; "" if nobody can say which


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
    roles: dict[str, Power | None] = field(default_factory=dict)  # the CRM's for people -> None for an unknown one
    types: dict[str, bool | None] = field(default_factory=dict)  # the CRM's of deals -> whether they renew something
    unknown_stages: dict[str, list[int]] = field(default_factory=dict)  # the CRM's -> lines
    names_left_out: dict[str, str] = field(default_factory=dict)  # companies that are no customers, by the CRM's id
    owners: Counter[str] = field(default_factory=Counter)
    owner_column: str = ""
    is_own: bool = False  # an update that was written here for the CRM
    is_update: bool = False  # of deals that are in the book, by the CRM's ids alone

    def leave_out(self, row: ExportRow, error: FileError) -> None:
        """Note a row that has no record, with the reason."""
        self.bad.append(BadRow(row.cells, error))
