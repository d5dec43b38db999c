"""Days of the diary as compact JSON for the cache: rows as lists, moments as seconds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from planner.core.diary import DiaryDay, Planned, Worked

_NAMES = {kind: [f.name for f in fields(kind)] for kind in (Planned, Worked)}
RULES = 3  # of what is right on a page; more with every change of them
_FIELDS = [RULES, *_NAMES[Planned], *_NAMES[Worked]]  # a bundle of another version of the program has others
_MOMENTS = {kind: [i for i, f in enumerate(fields(kind)) if "datetime" in str(f.type)] for kind in (Planned, Worked)}
_PAIRS = {kind: [i for i, f in enumerate(fields(kind)) if "tuple" in str(f.type)] for kind in (Planned, Worked)}
_TABLES = {kind: [i for i, f in enumerate(fields(kind)) if "object" in str(f.type)] for kind in (Planned, Worked)}
_TIMES: dict[str, type[datetime] | type[date] | type[time]] = {"datetime": datetime, "date": date, "time": time}
_TIME = "\ue000"  # begins a text that stands for a time; it has no other meaning anywhere


def pack(days: Mapping[str, DiaryDay]) -> bytes:
    """Days by the fingerprints of their pages, as bytes."""
    packed: dict[str, Any] = {mark: _packed_day(day) for mark, day in days.items()}
    return json.dumps({"fields": _FIELDS, **packed}, ensure_ascii=False).encode()


def unpack(data: bytes | None) -> dict[str, Any]:
    """What `pack` was given, each day for `unpacked_day`; empty where it is not readable."""
    try:
        bundle = json.loads(data) if data else {}
    except ValueError:
        return {}
    return bundle if isinstance(bundle, dict) and bundle.get("fields") == _FIELDS else {}


def unpacked_day(on: date, packed: Any, zone: ZoneInfo) -> DiaryDay:
    """The day again, its times in the zone. Raises ValueError, TypeError, KeyError if it is not one."""
    page, planned, worked = packed
    return DiaryDay(
        date=on,
        planned=tuple(_row(Planned, row, zone) for row in planned),
        worked=tuple(_row(Worked, row, zone) for row in worked),
        **_from_json(page),
    )


def _packed_day(day: DiaryDay) -> list[Any]:
    page = {name: _as_json(getattr(day, name)) for name in ("price_today", "makes", "inputs", "options", "figures")}
    return [page, [_values(row) for row in day.planned], [_values(row) for row in day.worked]]


def _values(row: Planned | Worked) -> list[Any]:
    values = [getattr(row, name) for name in _NAMES[type(row)]]
    for place in _TABLES[type(row)]:
        values[place] = _as_json(values[place])
    return [value.timestamp() if isinstance(value, datetime) else value for value in values]


def _row(kind: type[Any], values: list[Any], zone: ZoneInfo) -> Any:
    for place in _MOMENTS[kind]:
        if values[place] is not None:
            values[place] = datetime.fromtimestamp(values[place], zone)
    for place in _PAIRS[kind]:
        if values[place] is not None:
            values[place] = tuple(values[place])
    for place in _TABLES[kind]:
        values[place] = _in_zone(_from_json(values[place]), zone)
    return kind(**dict(zip(_NAMES[kind], values, strict=True)))


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
