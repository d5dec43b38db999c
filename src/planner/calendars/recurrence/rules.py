"""Recurrence rules: read, checked against RFC 5545, written for the libraries."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from planner.calendars.ics.values import CalendarTime, UnreadableError, parse_time
from planner.calendars.libraries import icalendar
from planner.frozen_class import frozen

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FINER = ("HOURLY", "MINUTELY", "SECONDLY")  # frequencies finer than a day
_RANGES = {
    "INTERVAL": (1, 999_999),
    "BYMONTH": (1, 12),
    "BYWEEKNO": (-53, 53),
    "BYYEARDAY": (-366, 366),
    "BYMONTHDAY": (-31, 31),
    "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59),
    "BYSECOND": (0, 60),
    "BYSETPOS": (-366, 366),
}
_FAR_FUTURE = 2_000 * 366 * 86_400  # seconds
_OTHER = frozenset({"FREQ", "COUNT", "UNTIL", "WKST", "BYDAY", "RSCALE", "SKIP"})
SECONDS = {"WEEKLY": 604_800, "DAILY": 86_400, "HOURLY": 3_600, "MINUTELY": 60, "SECONDLY": 1}


@frozen(kw_only=True)
class Rule:
    """A rule that RFC 5545 allows.

    `by` are its BY parts as numbers; weekdays are in `days`, Monday = 0.
    """

    freq: str
    interval: int = 1
    count: int | None = None
    until: CalendarTime | None = None
    by: tuple[tuple[str, tuple[int, ...]], ...] = ()
    days: tuple[tuple[int, int], ...] = ()  # place in the month or year (0: each), weekday
    week_start: int = 0

    def part(self, name: str) -> tuple[int, ...]:
        """The numbers of a BY part, () without it."""
        return dict(self.by).get(name, ())


def read_rule(value: str) -> Rule:
    """Read the value of an RRULE.

    Raises UnreadableError for a rule that RFC 5545 does not allow.
    """
    until, plain = _without_until(value)
    try:
        parts = icalendar().vRecur.from_ical(plain)
    except ValueError as error:
        if "frequency" in str(error):
            raise UnreadableError("the rule {} does not say how often (FREQ)", value=value) from None
        raise UnreadableError("the rule {} can't be read", value=value) from None
    if not parts.get("FREQ"):
        raise UnreadableError("the rule {} does not say how often (FREQ)", value=value)
    if [*map(str, parts.get("RSCALE", ["GREGORIAN"]))] != ["GREGORIAN"] or str(parts.get("SKIP", "OMIT")) == "FORWARD":
        raise UnreadableError("the rule {} uses another calendar system", value=value)
    unknown = [name for name in parts if name not in _OTHER | _RANGES.keys() and not name.startswith("X-")]
    if unknown:
        raise UnreadableError("the rule {} has an unknown part", value=value)
    by = {name: _numbers(name, parts[name], value) for name in _RANGES if name in parts}
    count = int(parts["COUNT"][0]) if "COUNT" in parts else None
    return Rule(
        freq=str(parts["FREQ"][0]),
        interval=by.pop("INTERVAL", (1,))[0],
        count=count if count is None or count >= 0 else None,  # some programs write -1 for "forever"
        until=until,
        by=tuple(sorted(by.items())),
        days=tuple(sorted({_weekday(day, value) for day in parts.get("BYDAY", [])})),
        week_start=WEEKDAYS.index(str(parts["WKST"][0])) if "WKST" in parts else 0,
    )


def _without_until(value: str) -> tuple[CalendarTime | None, str]:
    """Split UNTIL from the rest: programs write it in more ways than icalendar takes.

    Empty parts are dropped.
    """
    until: CalendarTime | None = None
    rest = []
    seen: dict[str, str] = {}
    for part in value.strip().split(";"):
        name, equals, given = part.partition("=")
        name, given = name.strip().upper(), given.strip()
        if part.strip() and (not equals or seen.setdefault(name, given.upper()) != given.upper()):
            raise UnreadableError("the rule {} can't be read", value=value)
        if name == "UNTIL" and given:
            try:
                until = parse_time(given)
            except UnreadableError:
                raise UnreadableError("the rule {} has an UNTIL that can't be read", value=value) from None
        elif given and not name.startswith("X-"):
            rest.append(f"{name}={given.upper()}")
    return until, ";".join(rest)


def _numbers(name: str, given: list[int], rule: str) -> tuple[int, ...]:
    low, high = _RANGES[name]
    for number in given:
        if not low <= number <= high or (number == 0 and low != 0):
            raise UnreadableError("the rule {} has a number out of range", value=rule)
    return tuple(sorted({int(number) for number in given}))


def _weekday(day: object, rule: str) -> tuple[int, int]:
    nth = getattr(day, "relative", None) or 0
    if abs(nth) > 53:
        raise UnreadableError("the rule {} has a day that is not a weekday", value=rule)
    return nth, WEEKDAYS.index(str(getattr(day, "weekday", "")))


def rule_text(rule: Rule, until: datetime | None) -> str:
    """The rule as the libraries take it; `until` is its UNTIL by the wall clock of the series."""
    parts = [f"FREQ={rule.freq}", f"INTERVAL={rule.interval}"]
    parts += [f"{name}={','.join(map(str, numbers))}" for name, numbers in rule.by]
    if rule.days:
        parts.append("BYDAY=" + ",".join(f"{nth or ''}{WEEKDAYS[day]}" for nth, day in rule.days))
    if rule.count is not None:
        parts.append(f"COUNT={rule.count}")
    elif until is not None:
        parts.append(f"UNTIL={until:%Y%m%dT%H%M%S}")
    return ";".join([*parts, f"WKST={WEEKDAYS[rule.week_start]}"])


def complete(rule: Rule, start: datetime) -> Rule:
    """The rule with open days filled in from `start`.

    COUNT becomes UNTIL if each period has one hit.
    """
    by = dict(rule.by)
    if not (rule.days or {"BYMONTHDAY", "BYYEARDAY"} & by.keys()):
        if rule.freq == "WEEKLY" or (rule.freq == "YEARLY" and "BYWEEKNO" in by):
            rule = replace(rule, days=((0, start.weekday()),))
        elif rule.freq in ("MONTHLY", "YEARLY"):
            by["BYMONTHDAY"] = (start.day,)
            if rule.freq == "YEARLY":
                by.setdefault("BYMONTH", (start.month,))
    each = ((0, start.weekday()),) if rule.freq == "WEEKLY" else ()
    if rule.count and rule.freq in SECONDS and not by and rule.days == each:
        seconds = (rule.count - 1) * rule.interval * SECONDS[rule.freq]
        ends = seconds < _FAR_FUTURE  # otherwise it never ends within any window
        until = CalendarTime(start + timedelta(seconds=seconds), day=False) if ends else None
        rule = replace(rule, count=None, until=until)
    return replace(rule, by=tuple(sorted(by.items())))
