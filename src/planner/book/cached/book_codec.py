"""JSON of the book's classes and back, driven by the types of their fields.

A class is a table of what differs from its fields' defaults; a tuple of classes is kept by column. Encoding and
decoding work a column at a time: half the time of a table and a constructor for each record.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from itertools import repeat
from operator import attrgetter
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from planner.core import book as book_types
from planner.core import playbook as playbook_types

_COUNT = "#"  # how many records the columns hold; no field has that name


class Codec(NamedTuple):
    """Both ways of one type.

    JSON has tuples as lists, so that `encode` may leave a tuple as it is.
    """

    encode: Callable[[Any], Any]
    decode: Callable[[Any, ZoneInfo], Any]


def _same(value: Any) -> Any:
    return value


@cache
def codec_of(hint: str) -> Codec | None:
    """The codec of a field's type; None where JSON has the value as it is."""
    hint = hint.removesuffix(" | None")
    if hint == "date":
        return Codec(date.toordinal, lambda value, _: date.fromordinal(value))
    if hint == "datetime":
        return Codec(datetime.isoformat, lambda value, zone: datetime.fromisoformat(value).astimezone(zone))
    if hint.startswith("tuple["):
        return _codec_of_tuple(hint.removeprefix("tuple[").removesuffix(", ...]"))
    if hint.startswith("Mapping[str, "):
        return _codec_of_mapping(hint.removeprefix("Mapping[str, ").removesuffix("]"))
    kind: Any = _class_named(hint)
    if hasattr(kind, "_make"):  # a NamedTuple
        return Codec(_same, lambda value, _: kind._make(value))
    return codec_of_class(kind) if isinstance(kind, type) and is_dataclass(kind) else None


@cache
def codec_of_class(kind: type[Any]) -> Codec:
    """The codec of one of the book's dataclasses."""
    codecs = {f.name: codec_of(str(f.type)) for f in fields(kind)}
    defaults = {f.name: _default(f) for f in fields(kind)}

    def encode(value: Any) -> dict[str, Any]:
        present = ((name, getattr(value, name)) for name in codecs)
        return {name: encoded(codecs[name], part) for name, part in present if part != defaults[name]}

    def decode(table: dict[str, Any], zone: ZoneInfo) -> Any:
        return kind(**{name: decoded(codecs[name], part, zone) for name, part in table.items()})

    return Codec(encode, decode)


def columns_of(records: Sequence[Any]) -> dict[str, Any]:
    """Records of one class by column, without those in which all have the default."""
    columns: dict[str, Any] = {_COUNT: len(records)}
    for field in fields(records[0]) if records else ():
        column, default = list(map(attrgetter(field.name), records)), _default(field)
        if column.count(default) < len(column):
            codec = codec_of(str(field.type))
            encode = codec.encode if codec else _same
            columns[field.name] = (
                column if encode is _same else [None if value is None else encode(value) for value in column]
            )
    return columns


def records_of(kind: type[Any], columns: dict[str, Any], zone: ZoneInfo) -> tuple[Any, ...]:
    """The records of one class. Their slots are filled by C loops.

    The classes have nothing else to initialize.

    Raises ValueError, KeyError or TypeError if the columns are not those of the class.
    """
    count = columns[_COUNT]
    records = tuple(map(object.__new__, repeat(kind, count)))
    for field in fields(kind) if records else ():
        values: Iterable[Any]
        if field.name in columns:
            column, codec = columns[field.name], codec_of(str(field.type))
            if len(column) != count:
                raise ValueError("columns of unequal length")
            values = column if codec is None else _decoded_column(codec, column, zone)
        elif field.default_factory is not MISSING:
            values = [field.default_factory() for _ in range(count)]
        elif field.default is not MISSING:
            values = repeat(field.default)
        else:
            raise KeyError(field.name)
        deque(map(getattr(kind, field.name).__set__, records, values), maxlen=0)
    return records


def _codec_of_tuple(hint: str) -> Codec:
    kind = _class_named(hint)
    if isinstance(kind, type) and is_dataclass(kind):
        return Codec(columns_of, lambda value, zone: records_of(kind, value, zone))
    inner = codec_of(hint)
    if inner is None:
        return Codec(_same, lambda value, _: tuple(value))
    encode = _same if inner.encode is _same else lambda value: [inner.encode(part) for part in value]
    return Codec(encode, lambda value, zone: tuple([inner.decode(part, zone) for part in value]))


def _codec_of_mapping(hint: str) -> Codec | None:
    inner = codec_of(hint)
    return inner and Codec(
        lambda value: {key: inner.encode(part) for key, part in value.items()},
        lambda value, zone: {key: inner.decode(part, zone) for key, part in value.items()},
    )


def encoded(codec: Codec | None, value: Any) -> Any:
    """A field's value for JSON."""
    return value if codec is None or value is None else codec.encode(value)


def decoded(codec: Codec | None, value: Any, zone: ZoneInfo) -> Any:
    """A field's value again, its times in the zone."""
    return value if codec is None or value is None else codec.decode(value, zone)


def _decoded_column(codec: Codec, column: Sequence[Any], zone: ZoneInfo) -> list[Any]:
    decode = codec.decode
    return [value if value is None else decode(value, zone) for value in column]


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _class_named(hint: str) -> Any:
    return getattr(book_types, hint, None) or getattr(playbook_types, hint, None)
