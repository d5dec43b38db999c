"""Values of TOML as the book has them: ranges of the clock, times in the rep's zone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from itertools import pairwise
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from planner.book.near import close, nearest
from planner.book.read.findings import Findings, Spot
from planner.book.read.limits import LIMITS, out_of_limit, out_of_time, shown
from planner.core.book import ClockRange, RecordKeys
from planner.core.lifecycle.own_keys import OWN, own_fields, own_tags

Table = dict[str, Any]

_RANGE = re.compile(r"\s*([0-9]{1,2}):([0-9]{2})\s*[-–]\s*([0-9]{1,2}):([0-9]{2})\s*")
_WRITE_RANGE = 'write a range as "08:30-12:30"'
_NAMES = ("name", "title", "currency", "stage", "play")  # text that must not be left blank


def prepared(findings: Findings, spot: Spot, table: Mapping[str, Any], kind: type, zone: ZoneInfo) -> Table:
    """A table with its values made ready for `kind`, one of the vocabulary's classes.

    Lists become tuples, `windows` ranges of the clock, times without an offset the rep's. Unknown keys and figures
    and dates out of their limits are taken down; what has a wrong type is left for the type check.
    """
    limits = LIMITS.get(kind, {})
    unknown_keys(findings, spot, table, known_keys(kind))
    ready: Table = {}
    own = issubclass(kind, RecordKeys)
    for key, written in table.items():
        value, wrong = written, None
        if own and key in OWN:
            value = own_fields(value) if key == "x" else own_tags(value)
        elif isinstance(value, int | float) and key in limits and not isinstance(value, bool):
            wrong = out_of_limit(key, value, limits[key])
        elif isinstance(value, list):
            value = ranges(findings, spot.at(key), value) if key == "windows" else _names(findings, spot.at(key), value)
        elif isinstance(value, date):
            wrong = out_of_time(key, value)
            if isinstance(value, datetime) and not wrong:
                value = in_zone(value, zone)
        elif isinstance(value, str) and key in _NAMES and not value.strip():
            wrong = f"`{key}` is blank", f"write the {key}"
        elif isinstance(value, dict) and (inner := _inner(kind).get(key)):
            value = prepared(findings, spot.at(key), value, inner, zone)
        if wrong:
            findings.error(spot.at(key), *wrong)
        ready[key] = value
    return ready


def known_keys(kind: type) -> frozenset[str]:
    """The keys a table of this class may have."""
    return _keys(kind)


@cache
def _keys(kind: type) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind))


@cache
def _inner(kind: type) -> Mapping[str, type]:
    """The keys whose values are tables with a class of their own."""
    bare = {key: bare_type(hint) for key, hint in get_type_hints(kind).items()}
    return {key: hint for key, hint in bare.items() if is_dataclass(hint) and isinstance(hint, type)}


def bare_type(hint: Any) -> Any:
    """A type without its `| None`."""
    parts = [part for part in get_args(hint) if part is not NoneType] if get_origin(hint) is UnionType else []
    return parts[0] if len(parts) == 1 else hint


def unknown_keys(findings: Findings, spot: Spot, table: Mapping[str, Any], known: frozenset[str]) -> None:
    """Report every key that is not known, with the nearest one that is."""
    for key in table.keys() - known if not table.keys() <= known else ():
        where = f" in [{'.'.join(str(step) for step in spot.path if isinstance(step, str))}]" if spot.path else ""
        fix = f"the nearest known key is `{nearest(key, sorted(known))}`"
        findings.error(spot.at(key), f"there is no key {shown(key)}{where}", fix)
        meant = close(key, known - table.keys())
        if meant is not None:
            findings.is_misspelled(spot.at(meant))


def ranges(findings: Findings, spot: Spot, values: list[Any]) -> tuple[Any, ...]:
    """Ranges of the clock in the order of the day; bad and overlapping ones are reported."""
    found: list[tuple[ClockRange, int]] = []
    for i, value in enumerate(values):
        if not isinstance(value, str):
            findings.error(spot.at(i), f"{shown(value)} is no range of the clock", _WRITE_RANGE)
        elif (made := _range(findings, spot.at(i), value)) is not None:
            found.append((made, i))
    found.sort()
    for (before, a), (after, b) in pairwise(found):
        if after.start < before.end:
            findings.error(spot.at(max(a, b)), f"{shown(values[a])} and {shown(values[b])} overlap", "make them one")
    return tuple(made for made, _ in found)


def _range(findings: Findings, spot: Spot, value: str) -> ClockRange | None:
    match = _RANGE.fullmatch(value)
    if not match:
        findings.error(spot, f"{shown(value)} is no range of the clock", _WRITE_RANGE)
        return None
    hour, minute, end_hour, end_minute = (int(part) for part in match.groups())
    start, end = hour * 60 + minute, end_hour * 60 + end_minute
    if minute > 59 or end_minute > 59 or start > 24 * 60 or end > 24 * 60:
        what = f"{shown(value)} has a time past 24:00, or minutes past 59"
        findings.error(spot, what, "times go from 00:00 to 24:00")
        return None
    if start >= end:
        fix = "write the earlier time first; a range ends by midnight, 24:00"
        findings.error(spot, f"{shown(value)} ends {'before' if end < start else 'when'} it starts", fix)
        return None
    return ClockRange(start, end)


def _names(findings: Findings, spot: Spot, values: list[Any]) -> tuple[Any, ...]:
    for i, value in enumerate(values):
        if isinstance(value, str) and not value.strip():
            findings.error(spot.at(i), "this is blank", "take it out, or write what it should be")
        elif isinstance(value, date) and (wrong := out_of_time(str(spot.path[-1]), value)):
            findings.error(spot.at(i), *wrong)
    return tuple(_names(findings, spot.at(i), value) if _is_group(value) else value for i, value in enumerate(values))


def _is_group(value: object) -> bool:
    """True for a list of names, as in `needs = [["why_now", "need"]]`."""
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def in_zone(value: datetime, zone: ZoneInfo) -> datetime:
    """The time in the zone, which is meant where it has no offset.

    One that a clock change skips is an hour later.
    """
    if value.tzinfo is None:
        value = value.replace(tzinfo=zone)
    return value.astimezone(UTC).astimezone(zone)
