"""A VTIMEZONE from the machine's zone rules, for the years needed.

icalendar can build one too, but gives the hour after a clock change where RFC 5545 (3.6.5) wants the hour before it,
and so summer time started an hour late.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from planner.calendars.libraries import icalendar

_DAY = timedelta(days=1)
_NO_OFFSET = timedelta()


class Onset(NamedTuple):
    """A change of the clocks at `at`, by the clock before it: UTC offset `before` and `after`."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


def vtimezone(zone: ZoneInfo, first: int, last: int) -> Any:
    """The zone's component, right for the years `first` to `last`."""
    component = icalendar().Timezone()
    component.add("tzid", zone.key)
    for onset in onsets(zone, first, last):
        part = icalendar().TimezoneDaylight() if onset.summer else icalendar().TimezoneStandard()
        part.add("dtstart", onset.at)
        part.add("tzoffsetfrom", onset.before)
        part.add("tzoffsetto", onset.after)
        part.add("tzname", onset.name)
        component.add_component(part)
    return component


def onsets(zone: ZoneInfo, first: int, last: int) -> list[Onset]:
    """The clock changes in these years, after the one in force when they start."""
    begins = datetime(first, 1, 1)  # noqa: DTZ001 - by the zone's own clock
    changes = [_onset(zone, instant) for instant in _changes(zone, first - 1, last)]
    earlier = [onset for onset in changes if onset.at <= begins]
    in_force = earlier[-1] if earlier else _constant_onset(zone, begins)
    return [in_force, *(onset for onset in changes if onset.at > begins)]


def _changes(zone: ZoneInfo, first: int, last: int) -> Iterator[datetime]:
    """The instants at which the zone's offset changes, by bisecting the days of the changes."""
    start = datetime(first, 1, 1, tzinfo=UTC)
    days = (datetime(last + 1, 1, 2, tzinfo=UTC) - start).days
    for early, late in pairwise(start + _DAY * n for n in range(days + 1)):
        if _offset(zone, early) != _offset(zone, late):
            yield _first_instant(zone, early, late)


def _first_instant(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
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
    before, after = old.utcoffset() or _NO_OFFSET, new.utcoffset() or _NO_OFFSET
    # Ireland's winter time is written as summer time minus an hour, so only the comparison is safe.
    summer = (new.dst() or _NO_OFFSET) > (old.dst() or _NO_OFFSET)
    return Onset((instant + before).replace(tzinfo=None), before, after, new.tzname() or zone.key, summer)


def _constant_onset(zone: ZoneInfo, begins: datetime) -> Onset:
    start = begins.replace(tzinfo=zone)
    offset = start.utcoffset() or _NO_OFFSET
    return Onset(begins, offset, offset, start.tzname() or zone.key, bool(start.dst()))


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    return instant.astimezone(zone).utcoffset() or _NO_OFFSET
