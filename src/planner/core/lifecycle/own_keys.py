"""Keys of the rep's own on a record: tags, and fields in a table x.

Nothing in them is an error.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from planner.core.book import OwnValue
from planner.errors import one_line

OWN = ("tags", "x")
_LARGEST = 2**63  # of a number that other programs can read


def own_tags(value: Any) -> tuple[str, ...]:
    """The tags of a list, or of a text with commas; each once."""
    words = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else [value]
    tags = (one_line(_text(word)).strip() for word in words)
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def own_fields(value: Any) -> dict[str, OwnValue]:
    """The fields of a table by their names; those of a table in it as "outer.inner"."""
    return dict(_fields("", value)) if isinstance(value, Mapping) else {"x": _value(value)}


def _fields(outer: str, table: Mapping[str, Any]) -> Iterator[tuple[str, OwnValue]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _fields(f"{outer}{key}.", value)
        else:
            yield one_line(f"{outer}{key}"), _value(value)


def _value(value: Any) -> OwnValue:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, int) and abs(value) < _LARGEST:
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    return _text(value)


def _text(value: Any) -> str:
    """A value as text: dates and times as ISO 8601, the entries of a list with commas."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(map(_text, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_text(held)}" for key, held in value.items())
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if not isinstance(value, int) or value.bit_length() < 4096 else "a number with that many digits"
