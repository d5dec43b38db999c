"""Events of one UID as what takes place in a window: recurring-ical-events expands them, one series at a time.

A series is handed over on the wall clock of its own zone, without that zone: the library compares the wall clock of
one date with the UTC time of another, so that an EXDATE at 08:00 in New York would take out 13:00 in New York as well.
On one clock the two are the same. The zone comes back when an occurrence is made an instant, which also lets it last
by the stopwatch, as RFC 5545 (3.8.5.3) has it. What the library leaves out is added: EXRULE, by python-dateutil.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from planner.calendars.ics.events import Event
from planner.calendars.ics.values import Length, Moment
from planner.calendars.recurrence.cost import Budget, nearer
from planner.calendars.recurrence.rules import Rule, completed, rule_text

if TYPE_CHECKING:
    from icalendar import Event as Part

_A_DAY = timedelta(days=1)
_CHANGE_COST = 40  # steps of a budget that a changed instance costs, and an occurrence; see rule_cost
_HIT_COST = 15


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

    Raises UnreadableError where the rules ask for too much or the library gives up, OverflowError where a time leaves
    the calendar.
    """
    masters = [event for event in series if event.replaces is None]
    newest = max((event.sequence for event in masters), default=0)
    masters = [event for event in masters if event.sequence == newest]
    changes = _changes([event for event in series if event.replaces is not None])
    if not masters or (not changes and all(_is_single(master) for master in masters)):
        for event in (*masters, *changes):
            yield from _once(event, window)
        return
    for master in masters:
        yield from _expanded(master, changes, window, budget)


def _is_single(event: Event) -> bool:
    return not (event.rules or event.rdates or event.exdates)


def _changes(given: Iterable[Event]) -> list[Event]:
    """The changed instances in order of the times they replace; of each the highest SEQUENCE, the last of equals."""
    best: dict[datetime, Event] = {}
    for event in given:
        assert event.replaces is not None
        key = event.replaces.instant(event.start.zone or event.setting.home)
        if key not in best or event.sequence >= best[key].sequence:
            best[key] = event
    return [best[key] for key in sorted(best)]


def _once(event: Event, window: Window) -> Iterator[Occurrence]:
    if not event.cancelled:
        occurrence = _occurrence(event, event.start, event.length)
        if occurrence.start < window.end and occurrence.end > window.start:
            yield occurrence


def _occurrence(event: Event, start: Moment, span: Length) -> Occurrence:
    home = event.setting.home
    begins = start.instant(home)
    if start.day:
        ends = Moment(start.wall + timedelta(days=span.days) + span.rest, day=True).instant(home)
    elif span.days:
        ends = Moment(start.wall + timedelta(days=span.days), day=False, zone=start.zone).instant(home) + span.rest
    else:
        ends = begins + span.rest
    return Occurrence(event, begins, ends)


def _expanded(master: Event, changes: Sequence[Event], window: Window, budget: Budget) -> Iterator[Occurrence]:
    """A series with its changed instances, those of a date that is excepted left out."""
    excepted = {_wall(when, master) for when in master.exdates}
    days_off = {when.wall.date() for when in master.exdates if when.day}
    parts: list[tuple[Event, datetime]] = []  # changes, each with the time it replaces
    for change in changes:
        assert change.replaces is not None
        wall = _wall(change.replaces, master)
        if wall in excepted or wall.date() in days_off:
            continue  # EXDATE goes before a changed instance of the same time, as calendar programs show it
        if change.replaces.day and not master.start.day:
            days_off.add(wall.date())  # a date for an instance that has a time: the library would not find that one
            yield from _once(change, window)
        else:
            parts.append((change, wall))
    after, before = _reach(master, parts, window)
    budget.next_series(_CHANGE_COST * len(parts))
    components = _components(master, parts, (after, before), excepted, days_off, budget)
    events = [master, *(change for change, _ in parts)]
    from planner.calendars.recurrence.expand import hits

    for wall, ends, number in hits(components, after, before) if components else ():
        budget.spend(_HIT_COST)
        event, lasts = events[number], ends - wall
        if event.cancelled:
            continue
        start = Moment(wall, master.start.day, master.start.zone)
        if number and wall == _wall(event.start, master):
            start = event.start  # the changed instance itself, in whatever zone it is
        span = event.length if lasts == _nominal(event.length) else Length(0, lasts)  # else an RDATE's own
        occurrence = _occurrence(event, start, span)
        if occurrence.start < window.end and occurrence.end > window.start:
            yield occurrence


def _reach(master: Event, parts: Sequence[tuple[Event, datetime]], window: Window) -> tuple[datetime, datetime]:
    """The window on the wall clock: wide enough for any zone, for what lasts long, and for what was moved."""
    lasts = [_nominal(master.length), *(_nominal(own) for _, own in master.rdates if own)]
    moved = [timedelta(0)]
    for change, wall in parts:
        lasts.append(_nominal(change.length))
        moved += [_wall(change.start, master) - wall] if change.and_future else []
    start, end = window.start.replace(tzinfo=None), window.end.replace(tzinfo=None)
    return start - max(lasts) - max(moved) - 2 * _A_DAY, end - min(moved) + 2 * _A_DAY


def _components(
    master: Event,
    parts: Sequence[tuple[Event, datetime]],
    reach: tuple[datetime, datetime],
    excepted: set[datetime],
    days_off: set[date],
    budget: Budget,
) -> list[Part]:
    """The series as the library takes it, as far as it matters between two walls; [] where nothing of it does."""
    from planner.calendars.recurrence import expand as expander

    after, before = reach
    begins = start = master.start.wall
    rules: list[str] = []
    for rule in master.rules:
        full = completed(rule, begins)
        near = nearer(full, begins, after, before, budget, move=len(master.rules) == 1)
        if near is not None:
            start = near
            rules.append(rule_text(full, _until(full, master)))
    rdates = [(_wall(when, master), own) for when, own in master.rdates]
    rdates = [(wall, own) for wall, own in rdates if after <= wall < before]
    if any(until is not None and until < begins for until in (_until(rule, master) for rule in master.rules)):
        excepted = excepted | {begins}  # over before it began
    if not (rules or rdates or parts or after <= begins < before):
        return []
    series = expander.component(0, start, _nominal(master.length))
    dates = [(wall, _nominal(own) if own else None) for wall, own in rdates]
    off = [wall for wall in excepted | _by_exrules(master, reach, budget) if after <= wall < before]
    expander.repeat(series, rules, dates, [*off, *(day for day in days_off if after.date() <= day <= before.date())])
    components = [series]
    for number, (change, wall) in enumerate(parts, 1):
        component = expander.component(number, _wall(change.start, master), _nominal(change.length))
        expander.replaces(component, wall, change.and_future)
        components.append(component)
    return components


def _by_exrules(master: Event, reach: tuple[datetime, datetime], budget: Budget) -> set[datetime]:
    """The walls between two that EXRULE takes out, which RFC 5545 and the library have dropped and old files use."""
    hit: set[datetime] = set()
    for rule in master.exrules:
        full = completed(rule, master.start.wall)
        start = nearer(full, master.start.wall, *reach, budget)
        if start is not None:
            from dateutil.rrule import rrulestr

            hit.update(rrulestr(rule_text(full, _until(full, master)), dtstart=start).between(*reach, inc=True))
    return hit


def _until(rule: Rule, master: Event) -> datetime | None:
    """UNTIL by the wall clock of the series; a date as UNTIL of a series of times is its midnight."""
    if rule.until is None:
        return None
    return rule.until.wall if master.start.day else _wall(rule.until, master)


def _wall(when: Moment, master: Event) -> datetime:
    """What the clock of the series' zone shows at a moment; for a series of days the midnight of that day."""
    if master.start.day:
        return datetime.combine(when.wall.date(), time())
    zone = master.start.zone or master.setting.home
    if when.day or when.zone is None or when.zone is zone:
        return when.wall
    return when.instant(zone).astimezone(zone).replace(tzinfo=None)


def _nominal(length: Length) -> timedelta:
    return timedelta(days=length.days) + length.rest
