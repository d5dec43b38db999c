"""A time zone as a calendar file defines it: VTIMEZONE with its STANDARD and DAYLIGHT parts."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from planner.calendars.components import Component
from planner.calendars.rule_text import Rule, read_rule
from planner.calendars.rules import Budget, hits
from planner.calendars.values import UnreadableError, moment, offset

_MOST_ONSETS = 2_000  # dates in one definition


@dataclass(frozen=True, slots=True)
class _Part:
    begins: datetime  # wall clock with the offset before
    before: timedelta
    after: timedelta
    rules: tuple[Rule, ...]
    dates: tuple[datetime, ...]


class WrittenZone(tzinfo):
    """Offsets after a VTIMEZONE (RFC 5545, 3.6.5): those of the part whose onset is the last one so far."""

    def __init__(self, component: Component, budget: Budget) -> None:
        """Raises UnreadableError where the definition can't be used; so does an offset that exceeds the `budget`."""
        self._budget = budget
        parts = [child for child in component.children if child.name in ("STANDARD", "DAYLIGHT")]
        if not parts:
            raise UnreadableError("this time zone is not defined: it has neither STANDARD nor DAYLIGHT", component.line)
        self._parts = [_read_part(part) for part in parts]
        self._years: dict[int, tuple[list[datetime], list[_Part]]] = {}

    def utcoffset(self, wall: datetime | None) -> timedelta:
        if wall is None:
            return self._parts[0].after
        wall = wall.replace(tzinfo=None)
        onsets, parts = self._onsets(wall.year)
        place = bisect_right(onsets, wall) - 1
        if place < 0:
            return min(self._parts, key=lambda part: part.begins).before
        part = parts[place]
        # A wall that the change skips is told with the offset before it.
        return part.before if wall - onsets[place] < part.after - part.before else part.after

    def dst(self, _wall: datetime | None) -> None:
        return None

    def tzname(self, _wall: datetime | None) -> None:
        return None

    def _onsets(self, year: int) -> tuple[list[datetime], list[_Part]]:
        """The changes that matter in a year, and the part that each begins."""
        if year not in self._years:
            changes: dict[datetime, _Part] = {}
            for part in self._parts:
                for onset in _onsets(part, year, self._budget):
                    changes[onset] = part
            ordered = sorted(changes)
            self._years[year] = (ordered, [changes[onset] for onset in ordered])
        return self._years[year]


def _onsets(part: _Part, year: int, budget: Budget) -> list[datetime]:
    """A part's onsets up to the end of `year`, complete from a year before it on; of earlier ones the last."""
    ends = datetime.combine(date(min(year + 1, 9999), 1, 1), time())
    found = [onset for onset in (part.begins, *part.dates) if onset < ends]
    for rule in part.rules:
        until = rule.until.wall if rule.until else ends
        years_back = max(year - 1 - rule.interval, 1)
        if until.year < years_back:
            years_back = max(until.year - rule.interval - 1, 1)
        since = datetime.combine(date(years_back, 1, 1), time()) if rule.count is None else part.begins
        slack = part.before if rule.until and rule.until.zone else timedelta(0)  # UNTIL in UTC, onsets by the wall
        found += [onset for onset in hits(rule, part.begins, since, ends, budget) if onset - slack <= until]
    return found


def _read_part(component: Component) -> _Part:
    dates: list[datetime] = []
    try:
        for prop in component.all("RDATE"):
            dates += [moment(value.partition("/")[0]).wall for value in prop.value.split(",")]
            if len(dates) > _MOST_ONSETS:
                raise UnreadableError("this time zone has too many changes")
        return _Part(
            begins=moment(component.value("DTSTART")).wall,
            before=offset(component.value("TZOFFSETFROM")),
            after=offset(component.value("TZOFFSETTO")),
            rules=tuple(read_rule(prop.value) for prop in component.all("RRULE")),
            dates=tuple(dates),
        )
    except UnreadableError as error:
        raise UnreadableError(f"this time zone can't be read: {error.what}", error.line or component.line) from None
