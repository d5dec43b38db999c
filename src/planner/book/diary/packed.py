"""Days of the diary as compact JSON for the cache: rows as lists, moments as seconds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from planner.book.diary.page_rows import ROW_FIELDS, RowKind
from planner.core.diary import DiaryDay
from planner.core.line import KEYS, Line, line_of, value_of

RULES = 4  # of what is right on a page; more with every change of them
_NAMES = {kind: [field.name for field in fields] for kind, fields in ROW_FIELDS.items()}
_FIELDS = [RULES, *_NAMES["planned"], *_NAMES["worked"]]  # a bundle of another version of the program has others
_SPECIAL = ("datetime", "tuple", "object")  # what JSON does not have, in the types of fields
_AT = {
    kind: {what: [n for n, name in enumerate(names) if what in KEYS[name].type] for what in _SPECIAL}
    for kind, names in _NAMES.items()
}
_TIMES: dict[str, type[datetime] | type[date] | type[time]] = {"datetime": datetime, "date": date, "time": time}
_TIME = "\ue000"  # begins a text that stands for a time; it has no other meaning anywhere


def pack(days: Mapping[str, DiaryDay]) -> bytes:
    """Days by the fingerprints of their pages, as bytes."""
    packed: dict[str, Any] = {mark: _packed_day(day) for mark, day in days.items()}
    return json.dumps({"fields": _FIELDS, **packed}, ensure_ascii=False).encode()


def unpack(data: bytes | None) -> dict[str, Any]:
    """The days given to `pack`, each for `unpacked_day`; empty if they can't be read."""
    try:
        bundle = json.loads(data) if data else {}
    except ValueError:
        return {}
    return bundle if isinstance(bundle, dict) and bundle.get("fields") == _FIELDS else {}


def unpacked_day(on: date, packed: Any, zone: ZoneInfo) -> DiaryDay:
    """The day again, its times in the zone.

    Raises ValueError, TypeError, KeyError if it is not one.
    """
    page, planned, worked = packed
    return DiaryDay(
        date=on,
        planned=tuple(_row("planned", row, zone) for row in planned),
        worked=tuple(_row("worked", row, zone) for row in worked),
        **_from_json(page),
    )


def _packed_day(day: DiaryDay) -> list[Any]:
    page = {name: _as_json(getattr(day, name)) for name in ("price_today", "makes", "inputs", "options", "figures")}
    return [page, [_values("planned", row) for row in day.planned], [_values("worked", row) for row in day.worked]]


def _values(kind: RowKind, line: Line) -> list[Any]:
    values = [value_of(line, name) for name in _NAMES[kind]]
    for place in _AT[kind]["object"]:
        values[place] = _as_json(values[place])
    return [value.timestamp() if isinstance(value, datetime) else value for value in values]


def _row(kind: RowKind, values: list[Any], zone: ZoneInfo) -> Line:
    at = _AT[kind]
    for place in at["datetime"]:
        if values[place] is not None:
            values[place] = datetime.fromtimestamp(values[place], zone)
    for place in at["tuple"]:
        if values[place] is not None:
            values[place] = tuple(values[place])
    for place in at["object"]:
        values[place] = _in_zone(_from_json(values[place]), zone)
    named = dict(zip(_NAMES[kind], values, strict=True))
    return line_of(named, "done" if kind == "worked" else "planned" if named["dropped"] is None else "dropped")


def _in_zone(table: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    return {key: held.astimezone(zone) if isinstance(held, datetime) else held for key, held in table.items()}


def _as_json(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _as_json(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_as_json(held) for held in value]
    if isinstance(value, (datetime, date, time)):
        return f"{_TIME}{type(value).__name__} {value.isoformat()}"
    return value


def _from_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _from_json(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_from_json(held) for held in value]
    if isinstance(value, str) and value.startswith(_TIME):
        kind, _, text = value[1:].partition(" ")
        return _TIMES[kind].fromisoformat(text)
    return value
