"""A VEVENT's times, rules and exceptions as typed values.

Unreadable values raise UnreadableError, with their line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from datetime import UTC, timedelta, tzinfo

from planner.calendars.ics.components import Component, LineProblem, Property, date_parameters
from planner.calendars.ics.values import CalendarTime, Length, UnreadableError, parse_length, parse_time
from planner.calendars.ics.zones import ZoneMatch, Zones
from planner.calendars.recurrence.cost import Budget
from planner.calendars.recurrence.rules import Rule, read_rule
from planner.frozen_class import frozen

_ONE_DAY = Length(1, timedelta(0))
_NO_TIME = Length(0, timedelta(0))
_MOST_DATES = 10_000  # RDATE and EXDATE of one event
_MOST_PERIODS = 10_000  # of one VFREEBUSY


@frozen
class CalendarContext:
    """The properties of a calendar that its events are read with: zones, owner, method."""

    source: str  # the file's name in warnings
    floating: tzinfo  # zone of times without one: X-WR-TIMEZONE, else the rep's
    definitions: dict[str, Component]  # VTIMEZONE by TZID
    zones: Zones
    owner: str | None = None  # the calendar's own address, if its name is one
    cancelled: bool = False  # METHOD:CANCEL
    problems: tuple[LineProblem, ...] = ()
    _found: dict[str, ZoneMatch] = field(default_factory=dict)  # by name: every time of an event has one

    @property
    def home(self) -> tzinfo:
        """The rep's zone, for days."""
        return self.zones.home

    def zone(self, name: str) -> ZoneMatch:
        """The zone that a name stands for in this calendar."""
        if name not in self._found:
            self._found[name] = self.zones.find(name, self.definitions)
        return self._found[name]


@frozen(kw_only=True)
class IcsEvent:
    """An event as its VEVENT or VFREEBUSY states it, before its repetition is expanded."""

    context: CalendarContext
    component: Component
    uid: str
    start: CalendarTime
    length: Length
    rules: tuple[Rule, ...] = ()
    exrules: tuple[Rule, ...] = ()
    rdates: tuple[tuple[CalendarTime, Length | None], ...] = ()
    exdates: tuple[CalendarTime, ...] = ()
    replaces: CalendarTime | None = None  # RECURRENCE-ID
    and_future: bool = False
    sequence: int = 0
    cancelled: bool = False
    free_busy: str = ""  # FBTYPE of a published free/busy time
    warnings: tuple[LineProblem, ...] = ()


def read_event(component: Component, context: CalendarContext, budget: Budget) -> IcsEvent:
    """Read a VEVENT; minor oddities are among its `warnings`. Raises UnreadableError."""
    times = _TimeReader(context)
    for name in ("DTSTART", "DTEND", "DURATION", "UID", "RECURRENCE-ID"):
        same = component.all(name)
        if len(same) > 1 and len({prop.value.strip() for prop in same}) > 1:
            times.warnings.append(LineProblem(same[1].line, f"a second {name} for one event; the first counts"))
    replaced = component.get("RECURRENCE-ID")
    replaces = times.time(replaced) if replaced else None
    starts = component.get("DTSTART")
    if starts is None and replaces is None:
        raise UnreadableError("this event has no start (DTSTART)", component.line)
    start = times.time(starts) if starts else replaces
    assert start is not None
    if start.zone is None and not start.day:
        start = replace(start, zone=context.floating)
    rules = times.rules(component, "RRULE")
    return IcsEvent(
        context=context,
        component=component,
        uid=component.value("UID"),
        start=start,
        length=times.length(component, start),
        rules=rules,
        exrules=times.rules(component, "EXRULE"),
        rdates=tuple(times.dates(component.all("RDATE"), budget)),
        exdates=tuple(when for when, _ in times.dates(component.all("EXDATE"), budget)),
        replaces=replaces,
        and_future="THISANDFUTURE" in replaced.params.upper() if replaced else False,
        sequence=_sequence(component.value("SEQUENCE")),
        cancelled=context.cancelled or component.value("STATUS").upper() == "CANCELLED",
        warnings=tuple({each.what: each for each in reversed(times.warnings)}.values()),  # each once, at its first line
    )


def read_free_busy(
    component: Component, context: CalendarContext, budget: Budget
) -> tuple[list[IcsEvent], list[LineProblem]]:
    """Return the times of a VFREEBUSY as events, and the problems of unreadable ones."""
    events: list[IcsEvent] = []
    problems: list[LineProblem] = []
    for prop in component.all("FREEBUSY"):
        params, values = date_parameters(prop)
        left = max(0, _MOST_PERIODS - len(events) - len(problems))
        count = values.count(",") + 1
        if not budget.take_times(min(count, left)):
            more = UnreadableError("this line has more times than all calendars may have")
            problems.append(_unread_times(prop, more))
            continue
        if count > left:
            problems.append(
                LineProblem(prop.line, f"FREEBUSY: more than {_MOST_PERIODS} times; the others are left out")
            )
        for value in values.split(",", left)[:left]:
            try:
                start, span = _period(value, UTC)
                if span is None:
                    raise UnreadableError("a busy time without an end")
            except UnreadableError as error:
                problems.append(_unread_times(prop, error))
                continue
            kind = params.get("FBTYPE", "BUSY").upper()
            own = Component(component.name, prop.line)
            uid = component.value("UID")
            events.append(IcsEvent(context=context, component=own, uid=uid, start=start, length=span, free_busy=kind))
    return events, problems


def _unread_times(prop: Property, error: UnreadableError) -> LineProblem:
    return LineProblem(prop.line, f"FREEBUSY: {error.what}; it is left out", value=error.value, loses=True)


class _TimeReader:
    """Reads the times of one event in its calendar's context, and collects warnings about them."""

    def __init__(self, context: CalendarContext) -> None:
        self.warnings: list[LineProblem] = []
        self._context = context

    def time(self, prop: Property) -> CalendarTime:
        """The time of a property. Raises UnreadableError, with its line."""
        params, value = date_parameters(prop)
        try:
            zone = self._zone(params, prop.line)
            when = parse_time(value, zone, only_date=params.get("VALUE", "").upper() == "DATE")
        except UnreadableError as error:
            raise error.at(prop.line) from None
        if zone is not None and when.zone is UTC and zone is not UTC:
            self.warnings.append(LineProblem(prop.line, "a time with both a time zone and Z; it is taken as UTC"))
        return when

    def length(self, component: Component, start: CalendarTime) -> Length:
        """The length of an event by its DTEND or DURATION.

        Raises UnreadableError if it ends before it starts.
        """
        ends, lasts = component.get("DTEND"), component.get("DURATION")
        if ends is None and lasts is None:
            return _ONE_DAY if start.day else _NO_TIME
        if ends is None and lasts is not None:
            try:
                return parse_length(lasts.value)
            except UnreadableError as error:
                raise error.at(lasts.line, "DURATION: ") from None
        assert ends is not None
        end = self.time(ends)
        if start.day and end.day:
            days = (end.wall - start.wall).days
            if days == 0:
                return _ONE_DAY  # many programs write the last day instead of the day after it
            span = Length(days, timedelta(0))
        else:
            # An end without a zone, in whatever form, is by the clock of the start.
            fallback = start.zone or self._context.home
            span = Length(0, end.instant(fallback) - start.instant(self._context.home))
        if span < _NO_TIME:
            raise UnreadableError("this event ends before it starts", ends.line)
        return span

    def dates(self, props: Sequence[Property], budget: Budget) -> list[tuple[CalendarTime, Length | None]]:
        """The dates of RDATE or EXDATE lines; an unreadable one becomes a warning, the others count."""
        dates: list[tuple[CalendarTime, Length | None]] = []
        for prop in props:
            params, values = date_parameters(prop)
            count = values.count(",") + 1
            many = len(dates) + count > _MOST_DATES or budget.total < 4 * count
            if many or not budget.take_times(count):
                raise UnreadableError("it lists too many dates to count", prop.line)
            if count > 100:
                budget.total -= 4 * count
            zone = self._zone(params, prop.line)
            for value in values.split(","):
                if not value.strip():
                    continue
                try:
                    dates.append(_period(value, zone))
                except UnreadableError as error:
                    what = f"{error.what}; this date of a series is left out"
                    self.warnings.append(LineProblem(prop.line, what, value=error.value, loses=True))
        return dates

    def rules(self, component: Component, name: str) -> tuple[Rule, ...]:
        """The rules of RRULE or EXRULE lines; an unreadable one becomes a warning."""
        rules: dict[Rule, None] = {}
        for prop in component.all(name):
            try:
                rules[read_rule(prop.value)] = None
            except UnreadableError as error:
                what = f"{error.what}; only the dates written in the file count"
                self.warnings.append(LineProblem(prop.line, what, value=error.value, loses=True))
        return tuple(rules)

    def _zone(self, params: dict[str, str], line: int) -> tzinfo | None:
        name = params.get("TZID")
        if not name:
            return None
        zone, warning = self._context.zone(name)
        if warning and zone is None:
            warning = f"{warning}; its times are taken as {self._context.floating}"
        if warning:
            self.warnings.append(LineProblem(line, warning))
        return zone


def _period(value: str, zone: tzinfo | None) -> tuple[CalendarTime, Length | None]:
    """One value of RDATE: a date, a time, or a time with "/" and its end or length."""
    begins, slash, ends = value.partition("/")
    start = parse_time(begins, zone)
    if not slash:
        return start, None
    if ends.strip()[:1] in ("P", "p", "+", "-"):
        return start, parse_length(ends)
    end = parse_time(ends, zone)
    span = Length(0, end.instant(UTC) - start.instant(UTC))
    if span < _NO_TIME:
        raise UnreadableError("it ends before it starts")
    return start, span


def _sequence(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
