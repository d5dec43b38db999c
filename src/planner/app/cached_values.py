"""Values that cost a second or a large import to work out, from the cache if they are there."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable
from datetime import date

from planner.book.read.holidays import days_off
from planner.cache.cache import Cache, digest
from planner.core.playbook import Playbook
from planner.core.value.deal_index import IndexTable, build_table, dump, load
from planner.core.value.pursuit import PursuitResult, PursuitResults
from planner.core.value.qualifying import Indexes

MOST_INDEXES = 50_000  # kept of one playbook; a book of 10,000 deals asks for some 4,000


def index_table(cache: Cache, playbook: Playbook) -> IndexTable:
    """The index table of a playbook."""
    key = digest((playbook.stages, sorted(playbook.plays.items())))
    known = cache.get("index", key)
    if known is not None:
        try:
            return load(known)
        except ValueError:
            pass
    table = build_table(playbook)
    cache.put("index", key, dump(table))
    return table


def pursuits_of(cache: Cache, day: date, playbook: Playbook) -> PursuitResults:
    """The pursuits that the day's earlier pages followed, by their start.

    Beliefs move from day to day.
    """
    content = cache.get("courses", digest(day, playbook))
    try:
        return {_as_key(start): PursuitResult(*result) for start, result in json.loads(content or b"[]")}
    except (ValueError, TypeError):
        return {}


def save_pursuits(cache: Cache, day: date, playbook: Playbook, pursuits: PursuitResults) -> None:
    """Keep the pursuits of a page for the day's next one."""
    cache.put("courses", digest(day, playbook), json.dumps(list(pursuits.items())).encode())


def indexes_of(cache: Cache, playbook: Playbook) -> Indexes:
    """The indexes of qualifying that were worked out for this playbook, whatever the day."""
    content = cache.get("asking", _indexes_key(playbook))
    if content is None:
        return {}
    head, _, packed = content.partition(b"\n")
    try:
        groups, values = json.loads(head), array("d", packed)
        keys = [(*_as_key(start), last) for start, ends in groups for last in ends]
        return dict(zip(keys, values, strict=True))
    except (ValueError, TypeError):
        return {}


def save_indexes(cache: Cache, playbook: Playbook, indexes: Indexes) -> None:
    """Keep the indexes of qualifying for other pages of the same playbook.

    Keys are kept by all but their last part, which most of them share.
    """
    groups: dict[tuple[object, ...], dict[object, float]] = {}
    for key, value in list(indexes.items())[-MOST_INDEXES:]:
        groups.setdefault(tuple(key[:-1]), {})[key[-1]] = value
    head = json.dumps([(start, list(ends)) for start, ends in groups.items()])
    packed = array("d", [value for ends in groups.values() for value in ends.values()])
    cache.put("asking", _indexes_key(playbook), head.encode() + b"\n" + packed.tobytes())


def _as_key(parts: Iterable[object]) -> tuple[object, ...]:
    """A key's parts from JSON, which knows lists only."""
    return tuple([_as_key(part) if isinstance(part, list) else part for part in parts])


def _indexes_key(playbook: Playbook) -> str:
    return digest(playbook.stages, sorted(playbook.plays.items()), playbook.questions)


def holidays_around(cache: Cache, code: str | None, day: date) -> frozenset[date]:
    """The public holidays of the years around `day`; none if the book names no country."""
    if code is None:
        return frozenset()
    years = (day.year - 1, day.year, day.year + 1)
    key = f"{code} {years}"
    known = cache.get("holidays", key)
    if known is not None:
        try:
            return frozenset(date.fromisoformat(text) for text in known.decode().split())
        except ValueError:
            pass
    days = days_off(code, years)
    cache.put("holidays", key, " ".join(sorted(each.isoformat() for each in days)).encode())
    return frozenset(days)
