"""A diary page that was edited by hand, brought up to date by the smallest edits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from planner.book.diary.page_rows import ROW_FIELDS, Table
from planner.book.toml.edit import REMOVE, add_tables, remove_table, set_tables, set_values

_KEYS = {kind: {field.name for field in fields} for kind, fields in ROW_FIELDS.items()}
_IDENTITY = ("item", "part", "made", "start")  # what a row keeps when it is changed; the first ones the longest


def edited(old: bytes, before: Mapping[str, Any], read: Table, table: Table) -> bytes:
    """The page `old` saying what `table` says.

    `before` are its values as they stand there, `read` the same as the program would write them: only where `table`
    differs from `read` is anything touched. Raises PlanError where that is not possible.
    """
    text = _page(old, before, read["page"], table["page"])
    for kind, own in _KEYS.items():
        was, now = read.get(kind, []), table.get(kind, [])
        pairs = _pairs(was, now)
        changed = [((kind, place), _changes(was[place], now[row], own)) for place, row in pairs.items()]
        text = set_tables(text, [(path, changes) for path, changes in changed if changes])
        text = add_tables(text, kind, [values for row, values in enumerate(now) if row not in pairs.values()])
        for place in reversed(range(len(was))):
            if place not in pairs:
                text = remove_table(text, kind, place)
    return text


def _page(text: bytes, before: Mapping[str, Any], was: Table, now: Table) -> bytes:
    if "page" not in before:
        return set_values(text, (), {"page": now})
    others = [key for key in was if key in now and _clash(was[key], now[key])]
    if others:
        text = set_values(text, ("page",), dict.fromkeys(others))
        was = {key: value for key, value in was.items() if key not in others}
    return set_values(text, ("page",), _changes(was, now))


def _clash(was: object, now: object) -> bool:
    """A table became a figure somewhere in there, or the other way round.

    The one can't be merged into the other.
    """
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        return any(_clash(was[key], now[key]) for key in was if key in now)
    return isinstance(was, Mapping) or isinstance(now, Mapping)


def _pairs(was: Sequence[Table], now: Sequence[Table]) -> dict[int, int]:
    """The new row of each old one: in order if that fits, else equal ones first."""
    if len(now) >= len(was) and all(_identity(a, 4) == _identity(b, 4) for a, b in zip(was, now, strict=False)):
        return {place: place for place in range(len(was))}
    pairs: dict[int, int] = {}
    left = dict(enumerate(now))
    for depth in (None, 4, 3, 2, 1):
        for place, row in enumerate(was):
            if place in pairs:
                continue
            for other, values in left.items():
                same = row == values if depth is None else _identity(row, depth) == _identity(values, depth)
                if same:
                    pairs[place] = other
                    del left[other]
                    break
    return pairs


def _identity(row: Table, depth: int) -> list[object]:
    return [row.get(name) for name in _IDENTITY[:depth]]


def _changes(was: Table, now: Table, own: set[str] | None = None) -> dict[str, Any]:
    """The keys to set or remove; a key that is not the program's own is left alone."""
    changes: dict[str, Any] = {key: value for key, value in now.items() if not _equal(was.get(key), value)}
    changes |= {key: REMOVE for key in was if key not in now and (own is None or key in own)}
    return {key: _whole(was.get(key), value) for key, value in changes.items()}


def _equal(a: object, b: object) -> bool:
    if isinstance(a, datetime) and isinstance(b, datetime):
        return a.timestamp() == b.timestamp()
    return type(a) is type(b) and a == b


def _whole(was: object, value: Any) -> Any:
    """A table that changed: what is no longer in it goes, since setting one only merges."""
    if isinstance(value, Mapping) and isinstance(was, Mapping):
        gone = {key: REMOVE for key in was if key not in value}
        return gone | {key: _whole(was.get(key), held) for key, held in value.items()}
    return value
