"""The part of a document that an edit has to read.

One record of a long list, or the whole of it.

Following every key of 10,000 deals takes a second, those of one nothing.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from planner.book.toml.comments import long_strings
from planner.book.toml.parse import parse_toml
from planner.book.toml.tokens import KeyPath

_MARK = "\ufeff"
_LIST_LINE = re.compile(rf"^{_MARK}?[ \t]*\[\[", re.MULTILINE)
_WORD = re.compile(r"[a-z]+(?:[_-][a-z]+)*")
_VALUES = ("true", "false", "inf", "nan")  # words that an array may hold


class Part(NamedTuple):
    """A part of a document that is a document too, and the path that a table has there.

    It is the characters `start` to `end`.
    """

    start: int
    end: int
    table: KeyPath
    values: dict[str, Any]


def part_of(text: str, table: KeyPath) -> Part:
    """The part that holds one `[[kind]]` of a list, by its place, or something inside it.

    The whole document for any other table.

    The document has to be valid. Raises ValueError if it, or the part, is no TOML.
    """
    return _record(text, table) or whole(text, table)


def whole(text: str, table: KeyPath = ()) -> Part:
    """The document as one part. Raises ValueError if it is no TOML."""
    return Part(0, len(text), table, parse_toml(text))


def headers(text: str, kind: str) -> list[int]:
    """The offset of each `[[kind]]`; none if another line opens a table of a list.

    In a valid document a line `[[word]]` outside of text is a header: an array can't hold a bare word.
    """
    if not _WORD.fullmatch(kind) or kind in _VALUES:
        return []
    header = f"[[{kind}]]"
    count = text.startswith((header, _MARK + header)) + text.count("\n" + header)
    if text.count("[[") != count and len(_LIST_LINE.findall(text)) != count:
        return []
    starts = [found.start() for found in re.finditer(rf"(?:^|(?<=\A{_MARK})){re.escape(header)}", text, re.MULTILINE)]
    if any(string.start < start < string.end for string in long_strings(text) for start in starts):
        return []
    return starts


def _record(text: str, table: KeyPath) -> Part | None:
    match table:
        case (str(kind), int(place), *inside) if place >= 0:
            starts = [*headers(text, kind), len(text)]
            if place + 1 < len(starts):
                start, end = starts[place], starts[place + 1]
                if "\n" in text[:start] and "\n" not in text[start:end]:
                    return None  # it doesn't show how the lines of the document end
                values = parse_toml(text[start:end])
                rows = values.get(kind)
                if len(values) == 1 and isinstance(rows, list) and len(rows) == 1:
                    return Part(start, end, (kind, 0, *inside), values)
    return None
