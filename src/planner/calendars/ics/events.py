"""A VEVENT's times, rules and exceptions as typed values. What can't be read raises, with its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta, tzinfo

from planner.calendars.ics.components import Component, Problem, Property, date_parameters
from planner.calendars.ics.values import Length, Moment, UnreadableError, length, moment
from planner.calendars.ics.zones import Found, Zones
from planner.calendars.recurrence.cost import Budget
from planner.calendars.recurrence.rules import Rule, read_rule

_ONE_DAY = Length(1, timedelta(0))
_NO_TIME = Length(0, timedelta(0))
_MOST_DATES = 10_000  # RDATE and EXDATE of one event


@dataclass(slots=True)
class Setting:
    """What a calendar's events are read with: its zones, and whose it is."""

    source: str  # the file as warnings name it
    home: tzinfo  # the rep's zone, of days
    floating: tzinfo  # of times without a zone: X-WR-TIMEZONE, else the rep's zone
    written: dict[str, Component]  # VTIMEZONE by TZID
    owner: str | None = None  # the calendar's own address, where it is called by one
    cancelled: bool = False  # METHOD:CANCEL
    zones: Zones = field(default_factory=Zones)

    def zone(self, name: str) -> Found:
        return self.zones.find(name, self.written)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    setting: Setting
    component: Component
    uid: str
    start: Moment
    length: Length
    rules: tuple[Rule, ...] = ()
    exrules: tuple[Rule, ...] = ()
    rdates: tuple[tuple[Moment, Length | None], ...] = ()
    exdates: tuple[Moment, ...] = ()
    replaces: Moment | None = None  # RECURRENCE-ID
    and_future: bool = False
    sequence: int = 0
    cancelled: bool = False
    free_busy: str = ""  # FBTYPE of a published free/busy time
    doubts: tuple[Problem, ...] = ()


def read_event(component: Component, setting: Setting, budget: Budget) -> Event:
    """The event a VEVENT states. Raises UnreadableError; what is odd but clear enough is among its `doubts`."""
    doubts: list[Problem] = []
    for name in ("DTSTART", "DTEND", "DURATION", "UID", "RECURRENCE-ID"):
        given = component.all(name)
        if len(given) > 1 and len({prop.value.strip() for prop in given}) > 1:
            doubts.append(Problem(given[1].line, f"a second {name} for one event; the first counts"))
    replaced = component.get("RECURRENCE-ID")
    replaces = _moment(replaced, setting, doubts) if replaced else None
    starts = component.get("DTSTART")
    if starts is None and replaces is None:
        raise UnreadableError("this event has no start (DTSTART)", component.line)
    start = _moment(starts, setting, doubts) if starts else replaces
    assert start is not None
    if start.zone is None and not start.day:
        start = replace(start, zone=setting.floating)
    return Event(
        setting=setting,
        component=component,
        uid=component.value("UID"),
        start=start,
        length=_length(component, start, setting, doubts),
        rules=_rules(component, "RRULE"),
        exrules=_rules(component, "EXRULE"),
        rdates=tuple(_dates(component.all("RDATE"), setting, doubts, budget)),
        exdates=tuple(when for when, _ in _dates(component.all("EXDATE"), setting, doubts, budget)),
        replaces=replaces,
        and_future="THISANDFUTURE" in replaced.params.upper() if replaced else False,
        sequence=_sequence(component.value("SEQUENCE")),
        cancelled=setting.cancelled or component.value("STATUS").upper() == "CANCELLED",
        doubts=tuple({doubt.what: doubt for doubt in reversed(doubts)}.values()),  # each once, where it is first
    )


def read_free_busy(component: Component, setting: Setting) -> tuple[list[Event], list[Problem]]:
    """The times of a VFREEBUSY as events, and those that can't be read."""
    events: list[Event] = []
    problems: list[Problem] = []
    for prop in component.all("FREEBUSY"):
        params, values = date_parameters(prop)
        for value in values.split(","):
            try:
                start, span = _period(value, UTC)
                if span is None:
                    raise UnreadableError("a busy time without an end")
            except UnreadableError as error:
                problems.append(Problem(prop.line, f"FREEBUSY {error.what}; it is left out"))
                continue
            kind = params.get("FBTYPE", "BUSY").upper()
            own = Component(component.name, prop.line)
            uid = component.value("UID")
            events.append(Event(setting=setting, component=own, uid=uid, start=start, length=span, free_busy=kind))
    return events, problems


def _moment(prop: Property, setting: Setting, doubts: list[Problem]) -> Moment:
    params, value = date_parameters(prop)
    try:
        return _dated(value, params, prop.line, setting, doubts)
    except UnreadableError as error:
        raise UnreadableError(error.what, prop.line) from None


def _dated(value: str, params: dict[str, str], line: int, setting: Setting, doubts: list[Problem]) -> Moment:
    zone = _zone(params, line, setting, doubts)
    when = moment(value, zone, only_date=params.get("VALUE", "").upper() == "DATE")
    if zone is not None and when.zone is UTC and zone is not UTC:
        doubts.append(Problem(line, "a time with both a time zone and Z; it is taken as UTC"))
    return when


def _zone(params: dict[str, str], line: int, setting: Setting, doubts: list[Problem]) -> tzinfo | None:
    name = params.get("TZID")
    if not name:
        return None
    zone, doubt = setting.zone(name)
    if doubt and zone is None:
        doubts.append(Problem(line, f"{doubt}; its times are taken as {setting.floating}"))
    elif doubt:
        doubts.append(Problem(line, doubt))
    return zone


def _length(component: Component, start: Moment, setting: Setting, doubts: list[Problem]) -> Length:
    ends, lasts = component.get("DTEND"), component.get("DURATION")
    if ends is None and lasts is None:
        return _ONE_DAY if start.day else _NO_TIME
    if ends is None and lasts is not None:
        try:
            return length(lasts.value)
        except UnreadableError as error:
            raise UnreadableError(f"DURATION {error.what}", lasts.line) from None
    assert ends is not None
    end = _moment(ends, setting, doubts)
    if start.day and end.day:
        days = (end.wall - start.wall).days
        if days == 0:
            return _ONE_DAY  # many programs write the last day where the day after is meant
        span = Length(days, timedelta(0))
    else:
        # An end without a zone, in whatever form, is by the clock of the start.
        fallback = start.zone or setting.home
        span = Length(0, end.instant(fallback) - start.instant(setting.home))
    if span < _NO_TIME:
        raise UnreadableError("this event ends before it starts", ends.line)
    return span


def _rules(component: Component, name: str) -> tuple[Rule, ...]:
    rules: dict[Rule, None] = {}
    for prop in component.all(name):
        try:
            rules[read_rule(prop.value)] = None
        except UnreadableError as error:
            raise UnreadableError(error.what, prop.line) from None
    return tuple(rules)


def _dates(
    given: Sequence[Property], setting: Setting, doubts: list[Problem], budget: Budget
) -> list[tuple[Moment, Length | None]]:
    """The dates of RDATE or EXDATE lines; one that can't be read is told, the others count."""
    dates: list[tuple[Moment, Length | None]] = []
    for prop in given:
        params, values = date_parameters(prop)
        many = values.count(",") + 1
        if len(dates) + many > _MOST_DATES or budget.total < 4 * many:
            raise UnreadableError("it lists too many dates to be counted", prop.line)
        if many > 100:
            budget.total -= 4 * many
        zone = _zone(params, prop.line, setting, doubts)
        for value in values.split(","):
            if not value.strip():
                continue
            try:
                when, span = _period(value, zone)
                dates.append((when, span))
            except UnreadableError as error:
                doubts.append(Problem(prop.line, f"{error.what}; this date of a series is left out"))
    return dates


def _period(value: str, zone: tzinfo | None) -> tuple[Moment, Length | None]:
    """One value of RDATE: a date, a time, or a time with "/" and its end or length."""
    begins, slash, ends = value.partition("/")
    start = moment(begins, zone)
    if not slash:
        return start, None
    if ends.strip()[:1] in ("P", "p", "+", "-"):
        return start, length(ends)
    end = moment(ends, zone)
    span = Length(0, end.instant(UTC) - start.instant(UTC))
    if span < _NO_TIME:
        raise UnreadableError("it ends before it starts")
    return start, span


def _sequence(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
