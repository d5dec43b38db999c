"""An export as a table of text: its header, its rows, and the rows that can't be read."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from fnmatch import translate
from typing import NamedTuple

from planner.errors import BookErrors, FileError

_FOOTER = re.compile(r"grand totals?\b|copyright \(c\)|confidential information\b|report name\b", re.IGNORECASE)
_FIGURE = re.compile(r"[.,:/ -]*[0-9][0-9.,:/ -]*")
_LONGEST_NAME = 300  # characters of a column's
_FIRST_ROWS = 50  # a header is among these


class ExportRow(NamedTuple):
    """One row; `line` is its first line in the file, from 1; `cells` as many as the header has."""

    line: int  # of the file, from 1, where the row begins
    cells: tuple[str, ...]  # as many as the header has


class BadRow(NamedTuple):
    """A row that is left out, with the reason as an error of its line."""

    cells: tuple[str, ...]
    error: FileError


class ExportTable(NamedTuple):
    """An export as text. `bad` are unreadable rows; they are not among `rows`."""

    file: str
    header: tuple[str, ...]
    header_line: int
    separator: str
    rows: tuple[ExportRow, ...]
    bad: tuple[BadRow, ...]
    notes: tuple[str, ...] = ()  # what was repaired or passed over in the file


class RawRow(NamedTuple):
    """A row before the header is known; `problem` is why its cells are not certain."""

    line: int
    cells: Sequence[str]
    problem: tuple[str, str] | None = None  # what, fix


def table_of(
    file: str, rows: Iterable[RawRow], separator: str, notes: Sequence[str] = (), skip: int = 0
) -> ExportTable:
    """The table in these rows: lines above its header and below its last row are passed over.

    `skip` lines are above it in any case.

    Raises BookErrors without a header.
    """
    with_text = [row for row in rows if row.line > skip and (row.problem or any(cell.strip() for cell in row.cells))]
    place = _header_place(with_text)
    if place is None:
        raise refused(file, "this is empty", "export it again; its first line has to be the names of the columns")
    header = tuple(" ".join(cell[:_LONGEST_NAME].split()) for cell in with_text[place].cells)
    while header and not header[-1]:
        header = header[:-1]
    good: list[ExportRow] = []
    bad: list[BadRow] = []
    for row in with_text[place + 1 :]:
        cells = _as_long(row.cells, len(header))
        if row.problem:
            bad.append(_bad(file, row, row.problem, separator))
        elif _is_footer(row.cells):
            continue
        elif len(cells) == len(header):
            good.append(ExportRow(row.line, tuple(cells)))
        else:
            bad.append(_bad(file, row, _uneven(row.cells, len(header), separator), separator))
    skipped = [f'line {row.line} above the header: "{_one_line(row.cells)}"' for row in with_text[:place]]
    return ExportTable(
        file, header, with_text[place].line, separator, tuple(good), tuple(bad), (*notes, *skipped[:_FIRST_ROWS])
    )


def without_rows(table: ExportTable, patterns: Sequence[str]) -> ExportTable:
    """The table without rows whose first text is like one of the patterns, in any case."""
    if not patterns:
        return table
    wanted = [re.compile(translate(pattern.casefold())).match for pattern in patterns]

    def is_skipped(row: ExportRow) -> bool:
        first = next((cell.strip().casefold() for cell in row.cells if cell.strip()), "")
        return any(fits(first) for fits in wanted)

    rows = tuple(row for row in table.rows if not is_skipped(row))
    count = len(table.rows) - len(rows)
    notes = (*table.notes, f"{count} row{'s' if count > 1 else ''} that skip_rows names") if count else table.notes
    return table._replace(rows=rows, notes=notes)


def refused(file: str, what: str, fix: str, line: int | None = None, excerpt: str = "") -> BookErrors:
    """One error for an export as a whole."""
    return BookErrors([FileError(file, line, what, fix, excerpt)])


def excerpt_of(cells: Sequence[str], separator: str) -> str:
    """A row as one line again, for a message."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="").writerow(" ".join(cell[:400].split()) for cell in cells)
    return text.getvalue()


def _header_place(rows: Sequence[RawRow]) -> int | None:
    """The first row with names in most of the table's columns; the first of all if none has."""
    first = [row for row in rows[:_FIRST_ROWS] if not row.problem]
    if not first:
        return None
    usual = Counter(len(row.cells) for row in first).most_common(1)[0][0]
    widest = max((_count_of_text(row.cells) for row in first if len(row.cells) <= usual), default=0)
    for place, row in enumerate(rows[:_FIRST_ROWS]):
        named = [cell for cell in row.cells if cell.strip()]
        if row.problem or len(named) < 0.6 * widest or any(_FIGURE.fullmatch(cell.strip()) for cell in named):
            continue
        return place
    return next(place for place, row in enumerate(rows) if not row.problem)


def _count_of_text(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _as_long(cells: Sequence[str], length: int) -> Sequence[str]:
    """The cells without blank ones past the header's last column."""
    return cells[:length] if len(cells) > length and not any(cell.strip() for cell in cells[length:]) else cells


def _is_footer(cells: Sequence[str]) -> bool:
    """Return whether a row is a report's footer, such as a total or a confidentiality note."""
    texts = [cell for cell in cells if cell.strip()]
    return len(texts) <= 2 and _FOOTER.match(texts[0].strip()) is not None


def _uneven(cells: Sequence[str], columns: int, separator: str) -> tuple[str, str]:
    what = f"{len(cells)} cell{'s' if len(cells) != 1 else ''}, and the header has {columns}"
    sign = "tab" if separator == "\t" else separator
    return what, f"put quotes around a text that has a {sign} in it, or a line end" if len(
        cells
    ) > columns else "fill it up"


def _bad(file: str, row: RawRow, problem: tuple[str, str], separator: str) -> BadRow:
    what, fix = problem
    return BadRow(tuple(row.cells), FileError(file, row.line, what, fix, excerpt_of(row.cells, separator)))


def _one_line(cells: Sequence[str]) -> str:
    return " ".join(" ".join(cells).split())[:60]
