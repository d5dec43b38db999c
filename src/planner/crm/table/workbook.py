"""The sheets of an Excel or OpenDocument workbook as rows of text.

A workbook of a kilobyte can stand for a table of a terabyte: its two corners are enough. So where there is `fork`, it
is read by a process of its own, with limits of memory and time; what that process can't hold is refused.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

import python_calamine

from planner.crm.table.export_table import RawRow, refused

STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # of an archive (a new workbook is one), of an old workbook
MEMORY = 1_500_000_000  # bytes that a workbook may take, beyond those of the program
SECONDS = 30  # of the processor
MOST_CELLS = 4_000_000  # of all sheets, blank ones between others too
MOST_CHARACTERS = 32_000_000  # of all cells: one text that is written once may be in every cell
_Sheets = list[tuple[str, list[tuple[str, ...]]]]


class _TooMuchError(Exception):
    """A workbook that takes more memory or time than any export."""


def sheets_in(file: str, content: bytes) -> list[tuple[str, list[RawRow]]]:
    """The name and the rows of each sheet with cells in it.

    Raises BookErrors if the workbook can't be read.
    """
    try:
        sheets = _read_apart(content) if hasattr(os, "fork") else _read(content)
    except python_calamine.PasswordError:
        raise refused(file, "this workbook has a password", "save it without one, or export CSV") from None
    except (_TooMuchError, MemoryError):
        raise refused(file, "this workbook is too large", "save the sheet with the records as CSV UTF-8") from None
    except Exception as error:  # a damaged workbook fails in many ways, a panic of the library included
        if not isinstance(error, python_calamine.CalamineError | OSError | ValueError):
            raise
        raise refused(file, "can't read this workbook", "open it, and save it as CSV UTF-8") from None
    rows = [(name, [RawRow(line, cells) for line, cells in enumerate(sheet, 1)]) for name, sheet in sheets]
    return [(name, sheet) for name, sheet in rows if any(any(row.cells) for row in sheet)]


def _read(content: bytes) -> _Sheets:
    """The sheets in this process. Raises _TooMuchError for too many cells, or too much text."""
    book = python_calamine.load_workbook(io.BytesIO(content))
    found: _Sheets = []
    cells = characters = 0
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        last_row, last_column = sheet.end or (-1, -1)
        cells += (last_row + 1) * (last_column + 1)
        if cells > MOST_CELLS:
            raise _TooMuchError
        found.append((name, rows := []))
        left = ("",) * (sheet.start or (0, 0))[1]  # columns that the library leaves out
        for row in sheet.iter_rows():
            rows.append(left + _texts(row))
            characters += sum(map(len, rows[-1]))
            if characters > MOST_CHARACTERS:
                raise _TooMuchError
    return found


def _read_apart(content: bytes) -> _Sheets:
    """The sheets, by a process with limits.

    Raises _TooMuchError where one ended it, ValueError for a damaged workbook.
    """
    come, give = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(come)
            _limit()
            _write(give, _answer(content))
        finally:
            os._exit(0)
    os.close(give)
    with os.fdopen(come, "rb") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    if not said.endswith(b"\n"):  # a limit ended it, or the library gave up
        raise _TooMuchError
    kind, value = json.loads(said)
    if kind == "password":
        raise python_calamine.PasswordError
    if kind != "sheets":
        raise _TooMuchError if kind == "large" else ValueError(value)
    return [(name, [tuple(row) for row in rows]) for name, rows in value]


def _limit() -> None:
    """Limit what this process may take, and send nowhere what a library says when it gives up."""
    import resource  # here: there is none on Windows

    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _answer(content: bytes) -> bytes:
    """A line of JSON: "sheets" and what is in them, or why there are none."""
    try:
        said: tuple[str, object] = ("sheets", _read(content))
        return json.dumps(said).encode() + b"\n"
    except python_calamine.PasswordError:
        said = ("password", "")
    except (_TooMuchError, MemoryError):
        said = ("large", "")
    except BaseException as error:  # a panic of the library is no Exception
        said = ("damaged", type(error).__name__)
    return json.dumps(said).encode() + b"\n"


def _write(give: int, line: bytes) -> None:
    rest = memoryview(line)
    with suppress(BrokenPipeError):
        while rest:
            rest = rest[os.write(give, rest) :]


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
