"""The rows that an import left out, as a table of their own with the reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from planner.crm.table.export_table import BadRow
from planner.screen.text.csv_out import no_formula

REASON = "Left out because"


def left_out_table(header: Sequence[str], rows: Sequence[BadRow]) -> bytes:
    """A CSV file of these rows, the reason in the first column, to be repaired and imported."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([REASON, *map(no_formula, header)])
    for row in rows:
        error = row.error
        where = f"line {error.line}: " if error.line else ""
        writer.writerow([f"{where}{error.what}", *map(no_formula, row.cells)])
    return text.getvalue().encode("utf-8-sig")


def left_out_name(file: str) -> str:
    """The name of the table of rows that an import of `file` left out."""
    stem, dot, ending = file.rpartition(".")
    return f"{stem if dot and ending.lower() in ('csv', 'tsv', 'txt', 'xlsx', 'xls', 'zip') else file}.left-out.csv"


def is_left_out_table(start: bytes) -> bool:
    """Return whether a file that begins like this is such a table."""
    return start.decode("utf-8-sig", "ignore").startswith(REASON)
