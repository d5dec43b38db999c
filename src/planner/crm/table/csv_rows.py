"""The rows of a CSV file's text: separator, quotes, and rows whose quotes don't match."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress

from planner.crm.table.export_table import RawRow, refused

LONGEST = 1_000_000  # characters of one cell
SEPARATORS = ",;\t|"
_MOST_BROKEN = 200  # rows; a file with more quotes that don't match is no table


def rows_in(file: str, text: str) -> tuple[str, Iterator[RawRow]]:
    """The separator, and the rows of the text."""
    separator = ""
    start = 0
    if match := re.match(r"sep=(.)\r?\n", text):  # Excel's own first line
        separator, start = match[1], match.end()
    separator = separator or _separator(text)
    return separator, _rows(file, text[start:], separator, 2 if start else 1)


def _separator(text: str) -> str:
    """The separator that gives the first rows the most cells, the same number in most of them."""
    lines = text.lstrip("\r\n")[:100_000].splitlines(keepends=True)[:40]

    def cells(separator: str) -> int:
        counts: list[int] = []
        with suppress(csv.Error):
            for cells in csv.reader(lines, delimiter=separator):
                counts.append(len(cells))
        counts = sorted(count for count in counts if count)
        return counts[len(counts) // 2] if counts else 0

    return max(SEPARATORS, key=lambda separator: (cells(separator), text[:100_000].count(separator)))


def _rows(file: str, text: str, separator: str, first: int) -> Iterator[RawRow]:
    """Each row with its first line.

    A row whose quotes don't match is its line alone, with the problem; the next line begins a new row.
    """
    csv.field_size_limit(LONGEST)
    lines = io.StringIO(_with_doubled_quotes(text, separator), newline="").readlines()
    at, broken = 0, 0
    while at < len(lines):
        reader = csv.reader(lines[at:], delimiter=separator, strict=True)
        row = at
        try:
            for cells in reader:
                yield RawRow(first + row, cells)
                row = at + reader.line_num
            return
        except csv.Error as error:
            problem = _problem(error)
        broken += 1
        if broken > _MOST_BROKEN:
            raise refused(file, *problem, first + row, lines[row][:400].rstrip("\r\n"))
        yield _broken(lines[row], first + row, problem)
        at = row + 1


def _with_doubled_quotes(text: str, separator: str) -> str:
    r"""The text with a quote that is written \" as ""; as it is where \" only ends cells."""
    if re.search(rf'\\"(?!{re.escape(separator)}|\r|\n|$)', text) is None:
        return text
    return re.sub(r'(?<!\\)((?:\\\\)*)\\"', r'\1""', text)


def _broken(line: str, number: int, problem: tuple[str, str]) -> RawRow:
    return RawRow(number, (line[:400].rstrip("\r\n"),), problem)


def _problem(error: csv.Error) -> tuple[str, str]:
    """The error's what and fix."""
    if "field larger" in str(error):
        return f"a cell is longer than {LONGEST:,} characters", "look for a quote that is opened and not closed"
    if "unexpected end" in str(error):
        return "a quote that is opened here is never closed", 'close it with "; a quote in a text is doubled: ""'
    return "a quote in the middle of a cell", 'a text with quotes is quoted as a whole, each doubled: ""'
