"""Values that cost a second or a large import to work out, from the cache if they are there."""

from __future__ import annotations

from datetime import date

from planner.book.read.holidays import days_off
from planner.cache.cache import Cache, digest
from planner.cache.values import ValueCache, ValueKind
from planner.core.playbook import Playbook
from planner.core.value.index import IndexTable, build_table, dump, load
from planner.core.value.pursuit import PursuitResult, PursuitResults

_PURSUITS: ValueKind[PursuitResults] = ValueKind("courses", dict, (PursuitResult,))


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
    return ValueCache(cache).load(_PURSUITS, digest(day, playbook)) or {}


def save_pursuits(cache: Cache, day: date, playbook: Playbook, pursuits: PursuitResults) -> None:
    """Keep the pursuits of a page for the day's next one."""
    ValueCache(cache).save(_PURSUITS, digest(day, playbook), pursuits)


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
