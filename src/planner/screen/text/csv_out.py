"""Rows for other programs: a dataclass's fields as plain values, and as CSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO
from typing import Any

from planner.screen.text.safe_text import safe

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # first characters of a spreadsheet formula, the wide ones too
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*")


def plain_row(row: object, fields: Sequence[str]) -> dict[str, Any]:
    """These fields of a row by their names, dates as ISO 8601, tuples as lists."""
    return {name: _plain(getattr(row, name)) for name in fields}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def csv_of(rows: Iterable[object], fields: Sequence[str]) -> str:
    """The rows as CSV (RFC 4180) under a line of field names; unknown values are empty."""
    return csv_text((map(_cell, plain_row(row, fields).values()) for row in rows), fields)


def _cell(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def csv_text(rows: Iterable[Iterable[object]], fields: Sequence[str]) -> str:
    """Rows of cells as CSV under a line of field names; no customer's text acts as a formula."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows([_harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue()


def _harmless(text: str) -> str:
    return no_formula(safe(text))


def no_formula(text: str) -> str:
    """The text with a `'` before what a spreadsheet program would run as a formula.

    A number stays as it is.
    """
    return "'" + text if text.lstrip().startswith(FORMULA) and not _NUMBER.fullmatch(text) else text


def without_mark(text: str) -> str:
    """The text without the `'` that `no_formula`, or a spreadsheet program, put before it."""
    return text[1:] if text.startswith("'") and text[1:].lstrip().startswith(FORMULA) else text
