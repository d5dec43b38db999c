"""The days in the columns of a history, read with one order of day and month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from planner.crm.cells.cells import FIX_DATE, clean_text, shorten
from planner.crm.cells.dates import EitherOrderError, NoDateError, Order, date_in, order_in
from planner.crm.table.export_table import ExportRow, ExportTable, excerpt_of
from planner.errors import FileError

FIRST_YEAR = 1990  # no CRM has a deal from before


class HistoryDays:
    """Reads days from columns of a table.

    A day that can't be read is None, and an error of `unread`; one that may be two days, of `two_days`.
    """

    def __init__(self, table: ExportTable, columns: Sequence[int], order: Order | None, zone: str) -> None:
        self.unread, self.two_days = list[FileError](), list[FileError]()
        self._table, self._zone = table, ZoneInfo(zone)
        self._order = order or order_in(row.cells[number] for row in table.rows for number in columns)

    def read(self, row: ExportRow, number: int) -> date | None:
        """The day in a column."""
        cell = clean_text(row.cells[number])
        if not cell:
            return None
        try:
            day = date_in(cell, self._order, self._zone, at_end=False)
        except EitherOrderError:
            fix = "add --dates dmy (3/4 is 3 April) or --dates mdy (March 4)"
            self.two_days.append(self._error(row, number, f'"{shorten(cell)}" could be two days', fix))
            return None
        except NoDateError as error:
            self.unread.append(self._error(row, number, f'"{shorten(cell)}": {error}', FIX_DATE))
            return None
        if day.year < FIRST_YEAR or day.year > 9000:
            self.unread.append(self._error(row, number, f'"{shorten(cell)}": the year {day.year}', FIX_DATE))
            return None
        return day

    def _error(self, row: ExportRow, number: int, what: str, fix: str) -> FileError:
        table = self._table
        excerpt = excerpt_of(row.cells, table.separator)
        return FileError(table.file, row.line, f"{table.header[number]}: {what}", fix, excerpt)
