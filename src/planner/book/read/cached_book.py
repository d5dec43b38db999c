"""A checked book as JSON that loads fast, for the cache: what differs from a field's default, under its name.

JSON and not pickle, since what comes back from a cache folder must not be able to do anything. Records of one kind
are kept by column, and filled in a column at a time: half the time of a table and a constructor for each.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from itertools import repeat
from typing import Any
from zoneinfo import ZoneInfo

from planner.core import book as book_types
from planner.core import playbook as playbook_types
from planner.core.book import Book

Decode = Callable[[Any, ZoneInfo], Any]

_COUNT = "#"  # how many records the columns hold; no field has that name


def stored(book: Book, warnings: tuple[str, ...]) -> bytes:
    """The bytes that `restored` makes the same book of."""
    return json.dumps([_plain(book), warnings], ensure_ascii=False, separators=(",", ":")).encode()


def restored(content: bytes) -> tuple[Book, tuple[str, ...]] | None:
    """The book and its warnings; None for anything that `stored` did not write."""
    try:
        tables, warnings = json.loads(content)
        zone = ZoneInfo(tables["rep"]["timezone"])
        return _maker(Book)(tables, zone), tuple(warnings)
    except (ValueError, TypeError, LookupError, AttributeError, OSError, RecursionError, OverflowError):
        return None


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        present = ((field.name, getattr(value, field.name), _default(field)) for field in fields(value))
        return {name: _plain(inner) for name, inner, default in present if inner != default}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        return _columns(value)
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return value


def _columns(records: tuple[Any, ...]) -> dict[str, Any]:
    columns: dict[str, Any] = {_COUNT: len(records)}
    for field in fields(records[0]):
        column, default = [getattr(record, field.name) for record in records], _default(field)
        if any(value != default for value in column):
            columns[field.name] = [_plain(value) for value in column]
    return columns


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _class_named(hint: str) -> Any:
    return getattr(book_types, hint, None) or getattr(playbook_types, hint, None)


@cache
def _decoder(hint: str) -> Decode | None:
    """What makes a field's value of its JSON, by the field's type as the vocabulary spells it; None: it is the same."""
    hint = hint.removesuffix(" | None")
    if hint == "date":
        return lambda value, _: date.fromordinal(value)
    if hint == "datetime":
        return lambda value, zone: datetime.fromisoformat(value).astimezone(zone)
    if hint.startswith("tuple["):
        return _tuple_of(hint.removeprefix("tuple[").removesuffix(", ...]"))
    if hint.startswith("Mapping[str, "):
        inner = _decoder(hint.removeprefix("Mapping[str, ").removesuffix("]"))
        return inner and (lambda value, zone: {key: inner(part, zone) for key, part in value.items()})
    kind: Any = _class_named(hint)
    if hasattr(kind, "_make"):  # a NamedTuple
        return lambda value, _: kind._make(value)
    return _maker(kind) if isinstance(kind, type) and is_dataclass(kind) else None


def _tuple_of(hint: str) -> Decode:
    kind = _class_named(hint)
    if isinstance(kind, type) and is_dataclass(kind):
        return lambda value, zone: _records(kind, value, zone) if value else ()
    inner = _decoder(hint)
    if inner is None:
        return lambda value, _: tuple(value)
    return lambda value, zone: tuple([inner(part, zone) for part in value])


def _records(kind: type[Any], columns: dict[str, Any], zone: ZoneInfo) -> tuple[Any, ...]:
    """The records of one kind. Their slots are filled by C loops; the classes have nothing else to initialise."""
    count = columns[_COUNT]
    records = tuple(map(object.__new__, repeat(kind, count)))
    for field in fields(kind):
        values: Iterable[Any]
        if field.name in columns:
            column, decode = columns[field.name], _decoder(str(field.type))
            if len(column) != count:
                raise ValueError("columns of unequal length")
            values = [value if value is None else decode(value, zone) for value in column] if decode else column
        elif field.default_factory is not MISSING:
            values = [field.default_factory() for _ in range(count)]
        elif field.default is not MISSING:
            values = repeat(field.default)
        else:
            raise KeyError(field.name)
        deque(map(getattr(kind, field.name).__set__, records, values), maxlen=0)
    return records


@cache
def _maker(kind: type[Any]) -> Decode:
    """What makes a value of one of the vocabulary's classes of its table."""
    decoders = {f.name: decode for f in fields(kind) if (decode := _decoder(str(f.type)))}

    def made(table: dict[str, Any], zone: ZoneInfo) -> Any:
        for key in table.keys() & decoders.keys():
            if table[key] is not None:
                table[key] = decoders[key](table[key], zone)
        return kind(**table)

    return made
