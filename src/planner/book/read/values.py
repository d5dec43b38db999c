"""Values of TOML as the book has them: ranges of the clock, times in the rep's zone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from itertools import pairwise
from types import NoneType, UnionType
from typing import Any, TypeGuard, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from planner.book.read.findings import Findings, Spot
from planner.book.read.limits import LIMITS, MINUTES, MONEY, WORK, out_of_limit, out_of_time, shown
from planner.book.similar_names import close, nearest
from planner.core.book import ClockRange, RecordKeys
from planner.core.lifecycle.own_keys import OWN, own_fields, own_tags
from planner.errors import one_line
from planner.locales.clock import NIGHT, read_range
from planner.locales.figures import OtherCurrencyError, read_figure, read_money
from planner.locales.in_files import day_in_file, days_in_file, number_in_file, time_in_file
from planner.locales.lengths import read_minutes
from planner.locales.words import TwoReadingsError
from planner.locales.writing import DAY

Table = dict[str, Any]

_RANGE = re.compile(r"\s*([0-9]{1,2}):([0-9]{2})\s*[-–]\s*([0-9]{1,2}):([0-9]{2})\s*")
_WRITE_RANGE = 'write a range as "08:30-12:30"'
_OF_LINES = ("text",)  # a message that is ready to be sent; all other texts are one line
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
        value, wrong = one_line(written) if isinstance(written, str) and key not in _OF_LINES else written, None
        if own and key in OWN:
            value = own_fields(value) if key == "x" else own_tags(value)
        elif isinstance(value, int | float) and key in limits and not isinstance(value, bool):
            wrong = out_of_limit(key, value, limits[key])
        elif isinstance(value, list) and key == "windows":
            value = _within_day(clock_ranges(findings, spot.at(key), value))
        elif isinstance(value, list):
            value = _names(findings, spot.at(key), _days(findings, spot.at(key), value, kind))
        elif isinstance(value, str) and key in _written(kind):
            value = _read(findings, spot.at(key), value, kind, zone)
            if isinstance(value, int | float) and key in limits:
                wrong = out_of_limit(key, value, limits[key])
            elif isinstance(value, date):
                wrong = out_of_time(key, value)
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
    if table.keys() <= known:
        return
    where = f" in [{'.'.join(str(step) for step in spot.path if isinstance(step, str))}]" if spot.path else ""
    missing = frozenset(key for key in known if key not in table)
    for key in table:
        if key in known:
            continue
        if not findings.may_compare(key, 2 * len(known)):
            findings.error(spot.at(key), f"no key {shown(key)}{where}", "take it out, or write it under [x]")
            continue
        findings.error(spot.at(key), f"no key {shown(key)}{where}", f"did you mean `{nearest(key, sorted(known))}`?")
        meant = close(key, missing)
        if meant is not None:
            findings.is_misspelled(spot.at(meant))


def clock_ranges(findings: Findings, spot: Spot, values: list[Any]) -> tuple[ClockRange, ...]:
    """Ranges of the clock in the order of the day; bad and overlapping ones are reported.

    One over midnight ends past 24:00.
    """
    found: list[tuple[ClockRange, int]] = []
    for i, value in enumerate(values):
        if not isinstance(value, str):
            findings.error(spot.at(i), f"{shown(value)} is not a time range", _WRITE_RANGE)
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
        try:
            return ClockRange(*read_range(value, findings.locale))
        except TwoReadingsError as two:
            first, second = two.meanings
            findings.error(spot, f"{shown(value)} may be {first.words} or {second.words}", f'write "{second.text}"')
        except ValueError:
            findings.error(spot, f"{shown(value)} is not a time range", _WRITE_RANGE)
        return None
    hour, minute, end_hour, end_minute = (int(part) for part in match.groups())
    start, end = hour * 60 + minute, end_hour * 60 + end_minute
    if minute > 59 or end_minute > 59 or start > DAY or end > DAY:
        what = f"{shown(value)} has a time past 24:00, or minutes past 59"
        findings.error(spot, what, "times go from 00:00 to 24:00")
        return None
    if end < start < DAY and end + DAY - start <= NIGHT:
        return ClockRange(start, end + DAY)
    if start >= end:
        fix = "write the earlier time first; one over midnight has at most 12 hours"
        findings.error(spot, f"{shown(value)} ends {'before' if end < start else 'when'} it starts", fix)
        return None
    return ClockRange(start, end)


def _within_day(clocks: Iterable[ClockRange]) -> tuple[ClockRange, ...]:
    """Ranges with what lies past midnight at the start of the day, which is as good on any day."""
    early = [ClockRange(0, clock.end - DAY) for clock in clocks if clock.end > DAY]
    return (*early, *(ClockRange(clock.start, min(clock.end, DAY)) for clock in clocks))


@cache
def _written(kind: type) -> Mapping[str, type]:
    """The keys whose values can be texts as people write them: days, times, numbers."""
    bare = {key: bare_type(hint) for key, hint in get_type_hints(kind).items()}
    return {key: hint for key, hint in bare.items() if hint in (date, datetime, int, float)}


@cache
def _lists_of_days(kind: type) -> frozenset[str | int]:
    return frozenset(key for key, hint in get_type_hints(kind).items() if hint == tuple[date, ...])


def _read(findings: Findings, spot: Spot, text: str, kind: type, zone: ZoneInfo) -> Any:
    """The value of a text; the text itself, for the type check to report, if it is none."""
    locale, key = findings.locale, str(spot.path[-1])
    to, limit = _written(kind)[key], LIMITS.get(kind, {}).get(key)
    try:
        if to is datetime:
            return time_in_file(text, locale, zone)
        if to is date:
            return day_in_file(text, locale)
        if limit is MONEY:
            return number_in_file(text, locale, read_money)
        return number_in_file(text, locale, read_minutes if limit in (MINUTES, WORK) else read_figure)
    except TwoReadingsError as two:
        first, second = two.meanings
        what = f"{shown(text)} may be {first.words} or {second.words}"
        findings.error(spot, what, f"write {first.text} or {second.text}")
    except OtherCurrencyError as other:
        what = f"{shown(text)} is in {other.currency}, and your book is in {locale.currency}"
        findings.error(spot, what, f"write it in {locale.currency}")
    except (ValueError, OverflowError):
        pass
    return text


def _days(findings: Findings, spot: Spot, values: list[Any], kind: type) -> list[Any]:
    """The values with the days of each text, a range too, where the list has days."""
    if spot.path[-1] not in _lists_of_days(kind):
        return values
    found: list[Any] = []
    for i, value in enumerate(values):
        try:
            found += days_in_file(value, findings.locale) if isinstance(value, str) else [value]
        except TwoReadingsError as two:
            findings.error(spot.at(i), str(two), f"write {two.meanings[0].text} or {two.meanings[1].text}")
        except ValueError:
            what = f"{shown(value)} is not a day with its year, or a range of days"
            findings.error(spot.at(i), what, 'write 2026-12-24, or "2026-12-24..2027-01-01"')
    return found


def _names(findings: Findings, spot: Spot, values: list[Any]) -> tuple[Any, ...]:
    for i, value in enumerate(values):
        if isinstance(value, str) and not value.strip():
            findings.error(spot.at(i), "this is blank", "take it out, or write what it should be")
        elif isinstance(value, date) and (wrong := out_of_time(str(spot.path[-1]), value)):
            findings.error(spot.at(i), *wrong)
    flat: list[Any] = [one_line(value) if isinstance(value, str) else value for value in values]
    return tuple(_names(findings, spot.at(i), value) if _is_group(value) else value for i, value in enumerate(flat))


def _is_group(value: object) -> bool:
    """True for a list of names, as in `needs = [["why_now", "need"]]`."""
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def is_day(value: object) -> TypeGuard[date]:
    """True for a day without a time, which Python has be a date as well."""
    return isinstance(value, date) and not isinstance(value, datetime)


def in_zone(value: datetime, zone: ZoneInfo) -> datetime:
    """The time in the zone, which is meant where it has no offset.

    One that a clock change skips is an hour later.
    """
    if value.tzinfo is None:
        value = value.replace(tzinfo=zone)
    return value.astimezone(UTC).astimezone(zone)
