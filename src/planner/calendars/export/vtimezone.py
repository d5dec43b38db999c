"""A VTIMEZONE from the machine's zone rules, for the years that are needed.

icalendar can make one too, but gives the hour after a change of the clocks where RFC 5545 (3.6.5) wants the hour
before it, and so summer time began an hour late.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY = timedelta(days=1)
_NOTHING = timedelta()


class Onset(NamedTuple):
    """From `at`, by the clock as it was until then, the clock is `after` ahead of UTC; `before` until then."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


def vtimezone(zone: ZoneInfo, first: int, last: int) -> Timezone:
    """The zone's component, right from the beginning of the year `first` to the end of the year `last`."""
    component = Timezone()
    component.add("tzid", zone.key)
    for onset in onsets(zone, first, last):
        part = TimezoneDaylight() if onset.summer else TimezoneStandard()
        part.add("dtstart", onset.at)
        part.add("tzoffsetfrom", onset.before)
        part.add("tzoffsetto", onset.after)
        part.add("tzname", onset.name)
        component.add_component(part)
    return component


def onsets(zone: ZoneInfo, first: int, last: int) -> list[Onset]:
    """The changes of the clocks in these years, and before them the one that is in force when they begin."""
    begins = datetime(first, 1, 1)  # noqa: DTZ001 - by the zone's own clock
    changes = [_onset(zone, instant) for instant in _changes(zone, first - 1, last)]
    earlier = [onset for onset in changes if onset.at <= begins]
    return [earlier[-1] if earlier else _unchanged(zone, begins), *(onset for onset in changes if onset.at > begins)]


def _changes(zone: ZoneInfo, first: int, last: int) -> Iterator[datetime]:
    """The instants at which the zone's offset changes, found by halving the days on which it does."""
    start = datetime(first, 1, 1, tzinfo=UTC)
    days = (datetime(last + 1, 1, 2, tzinfo=UTC) - start).days
    for early, late in pairwise(start + _DAY * n for n in range(days + 1)):
        if _offset(zone, early) != _offset(zone, late):
            yield _halved(zone, early, late)


def _halved(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """The first second between the two that has the offset of `late`."""
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=(late - early).total_seconds() // 2)
        if _offset(zone, middle) == _offset(zone, early):
            early = middle
        else:
            late = middle
    return late


def _onset(zone: ZoneInfo, instant: datetime) -> Onset:
    old, new = (instant - timedelta(seconds=1)).astimezone(zone), instant.astimezone(zone)
    before, after = old.utcoffset() or _NOTHING, new.utcoffset() or _NOTHING
    # Compared, since Ireland's winter time is written as its summer time less an hour.
    summer = (new.dst() or _NOTHING) > (old.dst() or _NOTHING)
    return Onset((instant + before).replace(tzinfo=None), before, after, new.tzname() or zone.key, summer)


def _unchanged(zone: ZoneInfo, begins: datetime) -> Onset:
    moment = begins.replace(tzinfo=zone)
    offset = moment.utcoffset() or _NOTHING
    return Onset(begins, offset, offset, moment.tzname() or zone.key, bool(moment.dst()))


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    return instant.astimezone(zone).utcoffset() or _NOTHING
