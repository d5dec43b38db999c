"""A value as TOML text, on one line where a person would write it on one.

For pages of the diary and for values spliced into hand-written files; tomllib reads back exactly the same value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

from planner.core.book import ClockRange, Trial
from planner.core.page.day_changes import clock

_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
# Those that TOML wants escaped, and others that act on a terminal or turn the text around.
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]')
_SHORT = {
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
    '"': '\\"',
    "\\": "\\\\",
}
_LONG = 100  # characters; a longer array gets a line for each element


def as_written(value: Any) -> Any:
    """A field's value as a book's file has it: lists, tables, and ranges of the clock as text."""
    if isinstance(value, Trial):
        return {"until": value.until} | ({"checks": list(value.checks)} if value.checks else {})
    if isinstance(value, ClockRange):
        return f"{clock(value.start)}-{clock(value.end)}"
    return [as_written(entry) for entry in value] if isinstance(value, tuple) else value


@lru_cache(maxsize=1024)
def key_text(key: str) -> str:
    """A key as TOML has it: in quotes where it has to be."""
    return key if _BARE.fullmatch(key) else value_text(key)


def value_text(value: object) -> str:
    """The value as inline TOML.

    ValueError for what a book never holds (nan, inf), TypeError for what TOML can't.
    """
    kind = type(value)  # an import writes half a million of the first few kinds
    if kind is str and value.isalnum():  # type: ignore[attr-defined]
        return f'"{value}"'
    if kind is int:
        return str(value)
    if kind is date:
        return value.isoformat()  # type: ignore[no-any-return, attr-defined]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + _ESCAPED.sub(_escape, value) + '"'
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{value} is not a number")
        return repr(value)
    if isinstance(value, datetime):
        return _datetime_text(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key_text(key)} = {value_text(held)}" for key, held in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(value_text, value)) + "]"
    raise TypeError(f"TOML has no {type(value).__name__}")


def line_text(key: str, value: object, newline: str = "\n") -> str:
    """`key = value` with its line end; a long array is laid out with one element a line."""
    text = f"{key_text(key)} = {value_text(value)}{newline}"
    if len(text) <= _LONG or not isinstance(value, (list, tuple)):
        return text
    rows = "".join(f"  {value_text(held)},{newline}" for held in value)
    return f"{key_text(key)} = [{newline}{rows}]{newline}"


def is_plain(value: object) -> bool:
    """Return whether a value is sure to be read back from its text: words, whole numbers, days."""
    if type(value) is str:
        return _ESCAPED.search(value) is None and value.isprintable()
    if type(value) is dict:
        return all(key_text(key) == key and is_plain(held) for key, held in value.items())
    if type(value) is list:
        return all(map(is_plain, value))
    return type(value) in (int, bool, date)


def _escape(match: re.Match[str]) -> str:
    letter = match[0]
    return _SHORT.get(letter) or f"\\u{ord(letter):04x}"


def _datetime_text(value: datetime) -> str:
    offset = value.utcoffset()
    if offset is not None and offset.total_seconds() % 60:  # a zone's local mean time of long ago; TOML has minutes
        value = value.astimezone(UTC)
    return value.isoformat()
