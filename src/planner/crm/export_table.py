"""The bytes of a CRM's export as a table of text: encoding, separator, quotes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from planner.errors import BookErrors, FileError

LARGEST = 128 * 1024 * 1024  # bytes; a rep's whole CRM is a few
LONGEST = 1_000_000  # characters of one cell
SEPARATORS = ",;\t|"

_OTHER_KINDS = {
    b"PK\x03\x04": "an Excel workbook or a zip archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a compressed file",
}
_FOOTER = re.compile(r"grand totals?\b|copyright \(c\)|confidential information\b|report name\b", re.IGNORECASE)
_AS_CSV = 'export it as CSV, or save it as "CSV UTF-8" from the spreadsheet program'


class ExportRow(NamedTuple):
    """One row; `line` is its first line in the file, from 1; `cells` as many as the header has."""

    line: int  # of the file, from 1, where the row begins
    cells: tuple[str, ...]  # as many as the header has


class ExportTable(NamedTuple):
    """An export as text. `errors` are unreadable rows; they are not among `rows`."""

    file: str
    header: tuple[str, ...]
    header_line: int
    separator: str
    rows: tuple[ExportRow, ...]
    errors: tuple[FileError, ...]


def read_export(path: Path) -> ExportTable:
    """Read the table in a file.

    Raises BookErrors if it is not a table or has no header, OSError if it can't be read.
    """
    file = path.name
    if path.exists() and not path.is_file():
        raise refused(file, "this is no ordinary file", "name the CSV file that your CRM exported")
    if path.stat().st_size > LARGEST:
        fix = "export fewer columns, or the open deals only"
        raise refused(file, f"this is larger than {LARGEST // 1024**2} MB: no export of one rep's customers is", fix)
    return read_table(file, path.read_bytes())


def read_table(file: str, content: bytes) -> ExportTable:
    """Read the table in the bytes of a file called `file`.

    Raises BookErrors if it is not a table or has no header.
    """
    text = _decoded(file, content)
    separator = ""
    start = 0
    if match := re.match(r"sep=(.)\r?\n", text):  # Excel's own first line
        separator, start = match[1], match.end()
    separator = separator or _separator(text)
    records = _records(file, text[start:], separator, 2 if start else 1)
    header: tuple[str, ...] = ()
    header_line = 0
    rows: list[ExportRow] = []
    errors: list[FileError] = []
    for line, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = tuple(" ".join(cell.split()) for cell in cells)
            header_line = line
        elif len(cells) == len(header):
            if not _is_footer(cells):
                rows.append(ExportRow(line, tuple(cells)))
        elif not _is_footer(cells):
            errors.append(_uneven(file, line, cells, len(header), separator))
    if not header:
        raise refused(file, "this is empty", "export it again; its first line has to be the names of the columns")
    return ExportTable(file, header, header_line, separator, tuple(rows), tuple(errors))


def refused(file: str, what: str, fix: str, line: int | None = None, excerpt: str = "") -> BookErrors:
    """One error for an export as a whole."""
    return BookErrors([FileError(file, line, what, fix, excerpt)])


def excerpt_of(cells: tuple[str, ...] | list[str], separator: str) -> str:
    """A row as one line again, for a message."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="").writerow(" ".join(cell[:400].split()) for cell in cells)
    return text.getvalue()


def _decoded(file: str, content: bytes) -> str:
    for start, kind in _OTHER_KINDS.items():
        if content.startswith(start):
            raise refused(file, f"this is {kind}, not a CSV file", _AS_CSV)
    text = _text(content)
    if text is None:
        raise refused(file, "this is no text", _AS_CSV)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise refused(file, "a NUL byte: this is no text, or damaged", _AS_CSV, line)
    return text


def _text(content: bytes) -> str | None:
    """Decode UTF-8 or UTF-16 by marks, UTF-16 by zeros, UTF-8, else cp1252; None if none fits."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        tries = ["utf-16"]
    elif content.startswith(b"\xef\xbb\xbf"):
        tries = ["utf-8-sig"]
    elif content[:200:2].count(0) > 50:
        tries = ["utf-16-be"]
    elif content[1:200:2].count(0) > 50:
        tries = ["utf-16-le"]
    else:
        tries = ["utf-8", "cp1252"]
    for encoding in tries:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _separator(text: str) -> str:
    """The separator: the likely one with the most cells in the first row."""

    def cells(separator: str) -> int:
        lines = text.lstrip("\r\n")[:100_000].splitlines(keepends=True)
        try:
            return len(next(csv.reader(lines, delimiter=separator), []))
        except csv.Error:
            return 0

    return max(SEPARATORS, key=cells)


def _records(file: str, text: str, separator: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """Each record with its first line.

    Raises BookErrors if quotes don't match: no row after that is safe.
    """
    csv.field_size_limit(LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = first
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _unreadable(file, text, line - first, line, error) from None
        yield line, cells
        line = first + reader.line_num


def _unreadable(file: str, text: str, begins: int, line: int, error: csv.Error) -> BookErrors:
    lines = io.StringIO(text, newline="").readlines()
    excerpt = lines[begins][:400].rstrip("\r\n") if begins < len(lines) else ""
    if "field larger" in str(error):
        what, fix = f"a cell is longer than {LONGEST:,} characters", "look for a quote that is opened and not closed"
    elif "unexpected end" in str(error):
        what, fix = "a quote that is opened here is never closed", 'close it with "; a quote in a text is doubled: ""'
    else:
        what, fix = "a quote in the middle of a cell", 'a text with quotes is quoted as a whole, each doubled: ""'
    return refused(file, what, fix, line, excerpt)


def _is_footer(cells: list[str]) -> bool:
    """Return whether a row is a report's footer, such as a total or a confidentiality note."""
    texts = [cell for cell in cells if cell.strip()]
    return len(texts) <= 2 and _FOOTER.match(texts[0].strip()) is not None


def _uneven(file: str, line: int, cells: list[str], columns: int, separator: str) -> FileError:
    what = f"{len(cells)} cell{'s' if len(cells) != 1 else ''}, and the header has {columns}"
    sign = "tab" if separator == "\t" else separator
    fix = f"put quotes round a text that has a {sign} in it, or a line end" if len(cells) > columns else "fill it up"
    return FileError(file, line, what, fix, excerpt_of(cells, separator))
