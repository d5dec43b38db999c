"""Events of one UID as occurrences in a window, expanded one series at a time.

The library gets a series on the wall clock of its own zone, without that zone: it compares the wall clock of one date
with the UTC time of another, so that an EXDATE at 08:00 in New York would also remove 13:00 in New York. On one clock
the two are the same. The zone returns when an occurrence becomes an instant, which also makes it last by the stopwatch,
as RFC 5545 (3.8.5.3) has it. EXRULE, which the library ignores, is followed by python-dateutil.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from planner.calendars.ics.events import IcsEvent
from planner.calendars.ics.values import CalendarTime, Length
from planner.calendars.libraries import rrule
from planner.calendars.recurrence.cost import Budget, WallSpan, near_start
from planner.calendars.recurrence.expand import Part, component, hits, repeat, replace_at
from planner.calendars.recurrence.rules import Rule, complete, rule_text

_A_DAY = timedelta(days=1)
_AN_INSTANT = timedelta(microseconds=1)  # so that an event without a length is in the window it starts in
_CHANGE_COST = 40  # budget steps for a changed instance; see cost.py
_HIT_COST = 15


class TimeWindow(NamedTuple):
    """[start, end) as UTC instants."""

    start: datetime
    end: datetime


class Occurrence(NamedTuple):
    """One occurrence of an event, in UTC; `event` is the changed instance if there is one."""

    event: IcsEvent
    start: datetime
    end: datetime


def occurrences(series: Sequence[IcsEvent], window: TimeWindow, budget: Budget) -> Iterator[Occurrence]:
    """Yield the occurrences in `window` of the events with one UID.

    Some come twice; cancelled ones are among them.

    Raises UnreadableError if the rules are too expensive or the library gives up, OverflowError if a time leaves the
    calendar.
    """
    masters = [event for event in series if event.replaces is None]
    newest = max((event.sequence for event in masters), default=0)
    masters = [event for event in masters if event.sequence == newest]
    changes = _changes([event for event in series if event.replaces is not None])
    if not masters or (not changes and all(_is_single(master) for master in masters)):
        for event in (*masters, *changes):
            yield from _single_occurrence(event, window)
        return
    for master in masters:
        yield from _expand(master, changes, window, budget)


def first_occurrences(series: Iterable[IcsEvent], window: TimeWindow) -> Iterator[Occurrence]:
    """Yield the starts and extra dates in `window` that the events write down, without rules."""
    for event in series:
        yield from _single_occurrence(event, window)
        for start, own in event.rdates:
            occurrence = _occurrence(event, start, own or event.length)
            if occurrence.start < window.end and occurrence.end > window.start:
                yield occurrence


def _is_single(event: IcsEvent) -> bool:
    return not (event.rules or event.rdates or event.exdates)


def _changes(events: Iterable[IcsEvent]) -> list[IcsEvent]:
    """The changed instances in order of the times they replace.

    Of each the highest SEQUENCE counts, the last of equals.
    """
    best: dict[datetime, IcsEvent] = {}
    for event in events:
        assert event.replaces is not None
        key = event.replaces.instant(event.start.zone or event.context.home)
        if key not in best or event.sequence >= best[key].sequence:
            best[key] = event
    return [best[key] for key in sorted(best)]


def _single_occurrence(event: IcsEvent, window: TimeWindow) -> Iterator[Occurrence]:
    occurrence = _occurrence(event, event.start, event.length)
    if occurrence.start < window.end and max(occurrence.end, occurrence.start + _AN_INSTANT) > window.start:
        yield occurrence


def _occurrence(event: IcsEvent, start: CalendarTime, span: Length) -> Occurrence:
    home = event.context.home
    begins = start.instant(home)
    if start.day:
        ends = CalendarTime(start.wall + timedelta(days=span.days) + span.rest, day=True).instant(home)
    elif span.days:
        ends = (
            CalendarTime(start.wall + timedelta(days=span.days), day=False, zone=start.zone).instant(home) + span.rest
        )
    else:
        ends = begins + span.rest
    return Occurrence(event, begins, ends)


def _expand(master: IcsEvent, changes: Sequence[IcsEvent], window: TimeWindow, budget: Budget) -> Iterator[Occurrence]:
    """A series with its changed instances, without those of an excepted date."""
    excepted = {_wall(when, master) for when in master.exdates}
    days_off = {when.wall.date() for when in master.exdates if when.day}
    parts: list[tuple[IcsEvent, datetime]] = []  # changes, each with the time it replaces
    for change in changes:
        assert change.replaces is not None
        wall = _wall(change.replaces, master)
        if wall in excepted or wall.date() in days_off:
            continue  # EXDATE wins over a changed instance of the same time, as in calendar programs
        if change.replaces.day and not master.start.day:
            days_off.add(wall.date())  # a date for an instance with a time: the library would not find it
            yield from _single_occurrence(change, window)
        else:
            parts.append((change, wall))
    span = _wall_span(master, parts, window)
    budget.start_series()
    components = _components(master, parts, span, _Exceptions(excepted, days_off), budget)
    if components:
        budget.count_series(_CHANGE_COST * len(parts))
    events = [master, *(change for change, _ in parts)]
    for wall, ends, number in hits(components, *span) if components else ():
        budget.spend(_HIT_COST)
        event, duration = events[number], ends - wall
        start = CalendarTime(wall, master.start.day, master.start.zone)
        if number and wall == _wall(event.start, master):
            start = event.start  # the changed instance itself, in its own zone
        length = event.length if duration == _nominal(event.length) else Length(0, duration)  # an RDATE's own
        occurrence = _occurrence(event, start, length)
        if occurrence.start < window.end and occurrence.end > window.start:
            yield occurrence


class _Exceptions(NamedTuple):
    """Walls and whole days that EXDATE takes out of a series."""

    walls: set[datetime]
    days: set[date]


def _wall_span(master: IcsEvent, parts: Sequence[tuple[IcsEvent, datetime]], window: TimeWindow) -> WallSpan:
    """The window on the wall clock, wide enough for any zone, long events and moved ones."""
    lasts = [_nominal(master.length), *(_nominal(own) for _, own in master.rdates if own)]
    moved = [timedelta(0)]
    for change, wall in parts:
        lasts.append(_nominal(change.length))
        moved += [_wall(change.start, master) - wall] if change.and_future else []
    start, end = window.start.replace(tzinfo=None), window.end.replace(tzinfo=None)
    return WallSpan(start - max(lasts) - max(moved) - 2 * _A_DAY, end - min(moved) + 2 * _A_DAY)


def _components(
    master: IcsEvent,
    parts: Sequence[tuple[IcsEvent, datetime]],
    span: WallSpan,
    exceptions: _Exceptions,
    budget: Budget,
) -> list[Part]:
    """The series as the library takes it, limited to the span; [] if nothing in it matters."""
    (after, before), (excepted, days_off) = span, exceptions
    begins = start = master.start.wall
    rules: list[str] = []
    for rule in master.rules:
        full = complete(rule, begins)
        near = near_start(full, begins, span, budget, move=len(master.rules) == 1)
        if near is not None:
            start = near
            rules.append(rule_text(full, _until(full, master)))
    rdates = [(_wall(when, master), own) for when, own in master.rdates]
    rdates = [(wall, own) for wall, own in rdates if after <= wall < before]
    if any(until is not None and until < begins for until in (_until(rule, master) for rule in master.rules)):
        excepted = excepted | {begins}  # over before its start
    if not (rules or rdates or parts or after <= begins < before):
        return []
    series = component(0, start, _nominal(master.length))
    dates = [(wall, _nominal(own) if own else None) for wall, own in rdates]
    off = [wall for wall in excepted | _walls_of_exrules(master, span, budget) if after <= wall < before]
    repeat(series, rules, dates, [*off, *(day for day in days_off if after.date() <= day <= before.date())])
    components = [series]
    for number, (change, wall) in enumerate(parts, 1):
        instance = component(number, _wall(change.start, master), _nominal(change.length))
        replace_at(instance, wall, change.and_future)
        components.append(instance)
    return components


def _walls_of_exrules(master: IcsEvent, span: WallSpan, budget: Budget) -> set[datetime]:
    """The walls in the span that EXRULE removes.

    RFC 5545 and the library dropped it, old files use it.
    """
    hit: set[datetime] = set()
    for rule in master.exrules:
        full = complete(rule, master.start.wall)
        start = near_start(full, master.start.wall, span, budget)
        if start is not None:
            followed = rrule().rrulestr(rule_text(full, _until(full, master)), dtstart=start)
            hit.update(followed.between(*span, inc=True))
    return hit


def _until(rule: Rule, master: IcsEvent) -> datetime | None:
    """UNTIL by the wall clock of the series; a date for a series of times is its midnight."""
    if rule.until is None:
        return None
    return rule.until.wall if master.start.day else _wall(rule.until, master)


def _wall(when: CalendarTime, master: IcsEvent) -> datetime:
    """The clock of the series' zone at a time; for a series of days the midnight of that day."""
    if master.start.day:
        return datetime.combine(when.wall.date(), time())
    zone = master.start.zone or master.context.home
    if when.day or when.zone is None or when.zone is zone:
        return when.wall
    return when.instant(zone).astimezone(zone).replace(tzinfo=None)


def _nominal(length: Length) -> timedelta:
    return timedelta(days=length.days) + length.rest
