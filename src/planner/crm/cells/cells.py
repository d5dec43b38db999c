"""One cell of an export to a value of the book: text, amounts, dates, shares.

Errors have line, column and cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from planner.book.read.limits import LIMITS, out_of_limit, out_of_time
from planner.core.book import Rep
from planner.crm.cells.amounts import Amount, NoAmountError, amount_in, decimal_mark
from planner.crm.cells.dates import EitherOrderError, NoDateError, Order, date_in, order_in
from planner.crm.layouts import KINDS, fields_of
from planner.crm.table.export_table import ExportRow, ExportTable, excerpt_of
from planner.errors import FileError
from planner.screen.text.csv_out import without_mark

_JOINERS = "\u200c\u200d"
_NO_IDS = ("000000000000000", "000000000000000AAA")  # Salesforce's ids for no record
_YES = ("1", "true", "yes", "y", "t", "ja", "oui", "sí", "si", "sim")
_NO = ("0", "false", "no", "n", "f", "nein", "non", "não")
DATES = ("created", "closed")  # helper columns with dates
_TO_COME = ("expected", "decide_by", "renews_on", "next_on", "next_by", "not_before")  # a month is its last day
FIX_DATE = "write it as 2026-12-31"


class Cells:
    """The cells of a table by field, read one by one.

    A cell that can't be read is blank, and an error is added to `unread`; a day that may be two, to `two_days`.
    """

    def __init__(
        self, table: ExportTable, kind: str, columns: Mapping[str, Sequence[int]], order: Order | None, rep: Rep
    ) -> None:
        self.table, self.columns = table, columns
        self.unread, self.two_days = list[FileError](), list[FileError]()
        self._kind, self._zone, self._currency = kind, ZoneInfo(rep.timezone), rep.currency
        types = fields_of(kind)
        dated = [n for field, ns in columns.items() if types.get(field) is date or field in DATES for n in ns]
        self._order = order or order_in(row.cells[n] for row in table.rows for n in dated)
        numbers = {n for field, ns in columns.items() if types.get(field) in (int, float) for n in ns}
        self._marks = {n: decimal_mark(row.cells[n] for row in table.rows) for n in numbers}

    def text(self, row: ExportRow, field: str) -> str:
        """The first cell with text, on one line; "" if all are blank."""
        return clean_text(self._cell(row, field)[1])

    def is_true(self, row: ExportRow, field: str) -> bool:
        """Return whether any of the field's columns says yes."""
        return any(row.cells[number].strip().lower() in _YES for number in self.columns.get(field, ()))

    def is_false(self, row: ExportRow, field: str) -> bool:
        """Return whether a column of the field says no."""
        return any(row.cells[number].strip().lower() in _NO for number in self.columns.get(field, ()))

    def whole_number(self, row: ExportRow, field: str) -> int | None:
        """A cell's figures, 0 or more; None for anything else."""
        cell = self._cell(row, field)[1].strip().partition(".")[0]
        return int(cell) if cell.isascii() and cell.isdecimal() and len(cell) < 7 else None

    def id(self, row: ExportRow, field: str) -> str:
        """The CRM's id, "" without one."""
        number, cell = self._cell(row, field)
        cell = clean_text(cell)
        if re.fullmatch(r"[0-9][.,][0-9]+E\+?[0-9]+", cell, re.IGNORECASE):
            fix = "import the file as the CRM exported it, not as a spreadsheet program saved it"
            self.error(row, number, f'"{cell}" is an id that a spreadsheet cut short', fix)
            return ""
        return "" if cell in _NO_IDS else cell

    def date(self, row: ExportRow, field: str) -> date | None:
        """The day of the first cell with text; None if all are blank or it can't be read."""
        number, cell = self._cell(row, field)
        cell = clean_text(cell)
        if not cell:
            return None
        try:
            day = date_in(cell, self._order, self._zone, at_end=field in _TO_COME)
        except EitherOrderError:
            fix = "add --dates dmy (3/4 is 3 April) or --dates mdy (March 4)"
            what = f'"{shorten(cell)}" could be two days, and no date in the file says which'
            self.two_days.append(self.error_of(row, number, what, fix))
        except NoDateError as error:
            first = {"dmy": "; the file's dates have the day first", "mdy": "; the file's dates have the month first"}
            fix = FIX_DATE + first.get(self._order or "", "")
            self.error(row, number, f'"{shorten(cell)}": {error}', fix)
        else:
            if wrong := out_of_time(field, day):
                self.error(row, number, f'"{cell}": the year {day.year}', wrong[1])
                return None
            return day
        return None

    def amount(self, row: ExportRow, field: str) -> Amount | None:
        """The first cell with text as an amount; None if all are blank or it can't be read."""
        number, cell = self._cell(row, field)
        cell = cell.strip()
        if cell in ("", "-", "–", "—"):
            return None
        try:
            return amount_in(cell, self._marks.get(number, "."), self._currency)
        except NoAmountError as error:
            self.error(row, number, f'can\'t read "{shorten(clean_text(cell))}" as an amount', str(error))
            return None

    def figure(self, row: ExportRow, field: str, value: float) -> float | int | None:
        """A number that the field allows, whole if it can be; None, and an error, for any other."""
        value = round(value, 6)
        limit = LIMITS[KINDS[self._kind]].get(field)
        number = self._cell(row, field)[0]
        if limit and out_of_limit(field, value, limit):
            fix = "fix it in the CRM"
            self.error(row, number, f"{field} is {value:g}, and must be {limit.words}", fix)
            return None
        if fields_of(self._kind)[field] is int and not float(value).is_integer():
            self.error(row, number, f"{field} {value:g}: must be a whole number", "write it without decimals")
            return None
        return int(value) if float(value).is_integer() else value

    def error(self, row: ExportRow, number: int | None, what: str, fix: str) -> None:
        """Add an error of a cell; `number` is its column."""
        self.unread.append(self.error_of(row, number, what, fix))

    def error_of(self, row: ExportRow, number: int | None, what: str, fix: str) -> FileError:
        """An error of a cell, or of the row where `number`, its column, is None."""
        column = f"{self.table.header[number]}: " if number is not None and number >= 0 else ""
        excerpt = excerpt_of(row.cells, self.table.separator)
        return FileError(self.table.file, row.line, column + what, fix, excerpt)

    def value(self, row: ExportRow, field: str) -> Any:
        """A field without special rules, by its type; None if the export lacks it."""
        hint = fields_of(self._kind)[field]
        if hint is date:
            return self.date(row, field)
        if hint in (int, float):
            amount = self.amount(row, field)
            return None if amount is None else self.figure(row, field, amount.value)
        return self.text(row, field) or None

    def _cell(self, row: ExportRow, field: str) -> tuple[int, str]:
        """The first column of a field with text in the row, and the cell."""
        numbers = self.columns.get(field, ())
        for number in numbers:
            if row.cells[number].strip():
                return number, row.cells[number]
        return (numbers[0] if numbers else -1), ""


def clean_text(cell: str) -> str:
    """A cell as text on one line, without control characters.

    The ' that spreadsheets put before + and = is removed.
    """
    if not cell or cell.isalnum():
        return cell
    if not cell.isprintable():
        cell = "".join(sign if sign.isprintable() or sign in _JOINERS else " " for sign in cell)
    cell = " ".join(cell.split())
    return without_mark(cell)


def shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
