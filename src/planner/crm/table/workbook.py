"""The sheets of an Excel or OpenDocument workbook as rows of text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import python_calamine

from planner.crm.table.export_table import RawRow, refused

STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # of an archive (a new workbook is one), of an old workbook


def sheets_in(file: str, content: bytes) -> list[tuple[str, list[RawRow]]]:
    """The name and the rows of each sheet with cells in it.

    Raises BookErrors if the workbook can't be read.
    """
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except python_calamine.PasswordError:
        raise refused(file, "this workbook has a password", "save it without one, or export CSV") from None
    except Exception as error:  # a damaged workbook fails in many ways, a panic of the library included
        if not isinstance(error, python_calamine.CalamineError | OSError | ValueError):
            raise
        raise refused(file, "can't read this workbook", "open it, and save it as CSV UTF-8") from None
    rows = [(name, [RawRow(line, _texts(cells)) for line, cells in enumerate(sheet, 1)]) for name, sheet in sheets]
    return [(name, sheet) for name, sheet in rows if any(any(row.cells) for row in sheet)]


def _texts(cells: Sequence[object]) -> tuple[str, ...]:
    return tuple(map(_text, cells))


def _text(cell: object) -> str:
    """A cell as CSV would have it: days as 2026-12-31, six decimals, which are no thousands."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.6f}"
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d" if cell.time() == time() else "%Y-%m-%d %H:%M:%S")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time | timedelta):
        return ""
    return str(cell).replace("\0", "")
