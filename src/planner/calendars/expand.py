"""Events of one UID as what really takes place in a window: rules, added and excepted dates, changed instances.

After RFC 5545, 3.8.4.4 and 3.8.5. An EXDATE goes before a changed instance of the same time; a changed instance whose
time no rule hits takes place nevertheless.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

from planner.calendars.events import Event
from planner.calendars.rule_text import Rule
from planner.calendars.rules import Budget, hits
from planner.calendars.values import Length, Moment

_A_DAY = timedelta(days=1)
_NOTHING = timedelta(0)
_STEPS_EACH = 15  # what an occurrence costs a budget, besides being found


class Window(NamedTuple):
    """[start, end) as UTC instants."""

    start: datetime
    end: datetime


class Occurrence(NamedTuple):
    """One time an event takes place, in UTC; `event` is the changed instance where there is one."""

    event: Event
    start: datetime
    end: datetime


def occurrences(series: Sequence[Event], window: Window, budget: Budget) -> Iterator[Occurrence]:
    """What takes place in `window` of the events with one UID, cancelled ones left out; some may be there twice.

    Raises UnreadableError where a rule asks for too much, OverflowError where a time leaves the calendar.
    """
    first = series[0]
    if len(series) == 1 and not (first.rules or first.rdates or first.exdates):
        yield from _once(first, window)
        return
    changes = _changes([event for event in series if event.replaces is not None])
    masters = [event for event in series if event.replaces is None]
    newest = max((event.sequence for event in masters), default=0)
    masters = [event for event in masters if event.sequence == newest]
    for master in masters:
        yield from _instances(master, changes, window, budget)
    excepted = [(_times(master.exdates, master), master.start.zone or master.setting.home) for master in masters]
    for change in changes:
        assert change.replaces is not None
        budget.spend(len(excepted))
        if not any(times.has(change.replaces, zone) for times, zone in excepted):
            yield from _once(change, window)


def _once(event: Event, window: Window) -> Iterator[Occurrence]:
    if not event.cancelled:
        occurrence = _occurrence(event, event.start, event.length, event.setting.home)
        if _within(occurrence, window):
            yield occurrence


def _occurrence(event: Event, start: Moment, span: Length, home: tzinfo) -> Occurrence:
    begins = start.instant(home)
    if start.day:
        wall = start.wall + timedelta(days=span.days) + span.rest
        return Occurrence(event, begins, Moment(wall, day=True).instant(home))
    if span.days:
        begins_then = Moment(start.wall + timedelta(days=span.days), day=False, zone=start.zone)
        return Occurrence(event, begins, begins_then.instant(home) + span.rest)
    return Occurrence(event, begins, begins + span.rest)


def _within(occurrence: Occurrence, window: Window) -> bool:
    return occurrence.start < window.end and occurrence.end > window.start


def _changes(given: Iterable[Event]) -> list[Event]:
    """The changed instances, the highest SEQUENCE for each time, in order of the times they replace."""
    best: dict[datetime, Event] = {}
    for event in given:
        key = _replaced(event)
        if key not in best or event.sequence >= best[key].sequence:
            best[key] = event
    return [best[key] for key in sorted(best)]


def _replaced(event: Event) -> datetime:
    assert event.replaces is not None
    return event.replaces.instant(event.start.zone or event.setting.home)


@dataclass(frozen=True, slots=True)
class _Times:
    """A set of moments to find instances of a series in: by instant, and by date where one side has no time."""

    instants: frozenset[datetime]
    days: frozenset[date]

    def has(self, when: Moment, fallback: tzinfo) -> bool:
        return when.wall.date() in self.days or when.instant(fallback) in self.instants


def _times(moments: Iterable[Moment], master: Event) -> _Times:
    zone = master.start.zone or master.setting.home
    instants, days = set(), set()
    for when in moments:
        if when.day or master.start.day:
            days.add(when.wall.date())
        else:
            instants.add(when.instant(zone))
    return _Times(frozenset(instants), frozenset(days))


def _instances(master: Event, changes: Sequence[Event], window: Window, budget: Budget) -> Iterator[Occurrence]:
    """The unchanged instances of a series, moved by a change of "this and all that follow"."""
    home = master.setting.home
    budget.spend(2 * len(changes))
    exdates = _times(master.exdates, master)
    changed = _times([change.replaces for change in changes if change.replaces], master)
    futures = [change for change in changes if change.and_future]
    from_then = [_replaced(future) for future in futures]
    shifts = [_shift(future) for future in futures]
    reach = max([_span(event.length) for event in [master, *futures]] + [_span(n) for _, n in master.rdates if n])
    before = window.end + max([_A_DAY] + [_A_DAY - shift for shift in shifts])
    after = window.start - reach - max([_A_DAY] + [_A_DAY + shift for shift in shifts])
    for start, own in _starts(master, _naive(after), _naive(before), budget):
        if exdates.has(start, home) or changed.has(start, home):
            continue
        event, moved = master, start
        if place := bisect_left(from_then, start.instant(home)):
            event = futures[place - 1]
            moved = Moment(start.wall + shifts[place - 1], event.start.day, start.zone)
        span = own or event.length
        occurrence = _occurrence(event, moved, span, home)
        if not event.cancelled and _within(occurrence, window):
            budget.spend(_STEPS_EACH)
            yield occurrence


def _starts(master: Event, after: datetime, before: datetime, budget: Budget) -> Iterator[tuple[Moment, Length | None]]:
    """Where instances of a series start, near [after, before) by the wall, with their own length if they have one."""
    zone, home = master.start.zone, master.setting.home
    excluded = {wall for rule in master.exrules for wall in _hits(rule, master, after, before, budget)}
    over_at_once = any(rule.until and not _in_time(master.start, rule, home) for rule in master.rules)
    if not over_at_once and after <= master.start.wall < before and master.start.wall not in excluded:
        yield master.start, None
    for rule in master.rules:
        for wall in _hits(rule, master, after, before, budget):
            if wall not in excluded and wall != master.start.wall:
                yield Moment(wall, master.start.day, zone), None
    for when, own in master.rdates:
        if after <= when.wall < before:
            yield Moment(when.wall, master.start.day and when.day, when.zone or zone), own


def _hits(rule: Rule, master: Event, after: datetime, before: datetime, budget: Budget) -> Iterator[datetime]:
    if rule.until:
        before = min(before, rule.until.wall + 2 * _A_DAY) if rule.until.wall < before else before
    if before <= after:
        return
    for wall in hits(rule, master.start.wall, after, before, budget):
        if rule.until and not _in_time(Moment(wall, master.start.day, master.start.zone), rule, master.setting.home):
            return
        yield wall


def _in_time(when: Moment, rule: Rule, home: tzinfo) -> bool:
    """Whether `when` is not after UNTIL. A date as UNTIL of a series of times is its midnight, as calendars have it."""
    assert rule.until is not None
    if when.day:
        return when.wall.date() <= rule.until.wall.date()
    if rule.until.zone is None:
        return when.wall <= rule.until.wall
    return when.instant(home) <= rule.until.instant(home)


def _shift(future: Event) -> timedelta:
    """How far "this and all that follow" moved, by the wall where both times are in one zone."""
    assert future.replaces is not None
    if future.replaces.zone is future.start.zone or future.start.day or future.replaces.day:
        return future.start.wall - future.replaces.wall
    home = future.setting.home
    return future.start.instant(home) - future.replaces.instant(home)


def _span(length: Length) -> timedelta:
    return max(_NOTHING, timedelta(days=length.days) + length.rest)


def _naive(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(tzinfo=None)
