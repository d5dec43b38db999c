"""The tables in a CRM's export: a CSV file, a workbook's sheets, an archive of either."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

from planner.crm.table.csv_rows import rows_in
from planner.crm.table.decode import decoded
from planner.crm.table.export_table import ExportTable, refused, table_of
from planner.crm.table.workbook import STARTS, sheets_in
from planner.errors import BookErrors, one_line
from planner.ordinary_file import NotOrdinaryError, TooLargeError, read_ordinary

LARGEST = 128 * 1024 * 1024  # bytes; a rep's whole CRM is a few
_MOST_MEMBERS = 100  # of an archive; each may be a workbook, which takes its time
_OTHER_KINDS = {b"%PDF": "a PDF", b"\x1f\x8b": "a compressed file"}
_AS_CSV = 'export it as CSV, or save it as "CSV UTF-8" from the spreadsheet program'
_WORKBOOK = "[Content_Types].xml"  # in every new workbook
_OPEN_WORKBOOK = "content.xml"  # in every OpenDocument one
_UNPACK = "unpack it, and import its files"
_CHUNK = 1 << 16  # bytes that are unpacked at once
_MOST_TIMES = 100  # that tables are larger than their archive, beyond _ALWAYS; exports are ten
_ALWAYS = 5_000_000  # bytes that any archive may unpack to
# The others unpack a whole member at once, however much more it is than its header says.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What unpacking raises for an archive that was damaged, or made to be: RuntimeError is a password.
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, struct.error, RuntimeError)
_TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xls")


def read_export(path: Path, skip: int = 0, largest: int = LARGEST) -> list[ExportTable]:
    """Read the tables in a file; `skip` lines are above the header of each.

    `largest` is in bytes, also of what an archive unpacks to.

    Raises BookErrors if there is none or it has no header, OSError if it can't be read.
    """
    file = one_line(path.name)
    try:
        content = read_ordinary(path, largest)
    except NotOrdinaryError:
        raise refused(file, "this is not an ordinary file", "name the file that your CRM exported") from None
    except TooLargeError:
        what = f"this is larger than {largest // 1024**2} MB: too large for one rep's export"
        raise refused(file, what, "export fewer columns, or the open deals only") from None
    return read_tables_in(file, content, skip, largest)


def read_tables_in(file: str, content: bytes, skip: int = 0, largest: int = LARGEST) -> list[ExportTable]:
    """Read the tables in the bytes of a file called `file`.

    Raises BookErrors if there is none or it has no header, or it is an archive within one.
    """
    if _is_archive(file, content):
        return _archive(file, content, skip, largest)
    return _tables(file, content, skip)


def _tables(file: str, content: bytes, skip: int) -> list[ExportTable]:
    if not content.startswith(STARTS):
        return [read_table(file, content, skip)]
    if _is_archive(file, content):
        raise refused(file, "this is an archive within an archive", _UNPACK)
    sheets = sheets_in(file, content)
    if not sheets:
        raise refused(file, "this is empty", "export it again; its first line has to be the names of the columns")
    alone = len(sheets) == 1
    return [table_of(file if alone else f"{file}, {name}", rows, ",", skip=skip) for name, rows in sheets]


def read_table(file: str, content: bytes, skip: int = 0) -> ExportTable:
    """Read the table in the bytes of a CSV file.

    Raises BookErrors if it is not a table or has no header.
    """
    for start, kind in _OTHER_KINDS.items():
        if content.startswith(start):
            raise refused(file, f"this is {kind}, not a CSV file", _AS_CSV)
    text, notes = decoded(content)
    if text is None:
        raise refused(file, "this is not text", _AS_CSV)
    separator, rows = rows_in(file, text)
    return table_of(file, rows, separator, notes, skip)


def _is_archive(file: str, content: bytes) -> bool:
    """True for a zip file that is no workbook. Raises BookErrors if it is damaged."""
    if not content.startswith(STARTS[0]):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except _DAMAGED:
        raise refused(file, "this archive or workbook is damaged", _AS_CSV) from None
    return _WORKBOOK not in names and _OPEN_WORKBOOK not in names


def _archive(file: str, content: bytes, skip: int, largest: int) -> list[ExportTable]:
    """The tables among an archive's files; those without a header are passed over."""
    tables: list[ExportTable] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [each for each in archive.infolist() if each.filename.lower().endswith(_TABLES)]
        members = [each for each in members if not Path(each.filename).name.startswith((".", "__MACOSX"))]
        if len(members) > _MOST_MEMBERS:
            raise refused(file, f"this archive has more than {_MOST_MEMBERS} tables", _UNPACK)
        most = min(largest, _ALWAYS + _MOST_TIMES * len(content))
        if sum(each.file_size for each in members) > most:
            fix = "take out the files that list no deals, accounts or contacts"
            raise refused(file, f"this unpacks to more than {most // 1024**2} MB", fix)
        for member in members:
            name = one_line(Path(member.filename).name)
            if member.compress_type not in _METHODS:
                raise refused(file, f'"{name}" is packed in an unusual way', _UNPACK)
            try:
                unpacked = _unpacked(archive, member)
            except _DAMAGED:
                raise refused(file, f'can\'t unpack "{name}"', _UNPACK) from None
            with suppress(BookErrors):
                tables += _tables(name, unpacked, skip)
    if not tables:
        raise refused(file, "this archive contains no table", _AS_CSV)
    return tables


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a member, no more than its header says.

    Raises one of _DAMAGED if it has others.
    """
    with archive.open(member) as packed:
        return b"".join(iter(lambda: packed.read(_CHUNK), b""))
