"""plan.toml: the rep, the hours, the time set aside, the year, the quota and the ways."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from planner.book.read.fetch import fetches
from planner.book.read.findings import Findings, Spot
from planner.book.read.limits import MINUTES, SHARE, Limit, out_of_limit, shown
from planner.book.read.values import Table, clock_ranges, is_day, known_keys, prepared, unknown_keys
from planner.book.similar_names import close
from planner.core.book import WEEKDAYS, Calendars, Care, ClockRange, Hours, Quota, Rate, Rep, Travel, Way, Year
from planner.core.fiscal_year import LAST_DAY, fiscal_year
from planner.locales.locale import locale_names, locale_of
from planner.locales.writing import DAY

FILE = "plan.toml"
Week = Sequence[tuple[ClockRange, ...]]  # seven days, Monday first
FORMAT = 1
_TABLES = frozenset({"format", "rep", "hours", "calendars", "care", "year", "quota", "travel"})
TARGET_SHARE = Limit(0, 100, "a share of the target, 0 or more")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def known_zone(name: str) -> ZoneInfo | None:
    """The time zone of an IANA name; None where there is none of that name."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):  # unknown, no name a zone can have, a folder of zones
        return None


def check_zone(findings: Findings, spot: Spot, name: object) -> ZoneInfo | None:
    """The zone of a record or the rep; an unknown one is reported, a wrong type is not."""
    if not isinstance(name, str):
        return None
    zone = known_zone(name)
    if zone is None:
        near = close(name, _zone_names(), alike=0.8) if findings.may_compare(name, len(_zone_names())) else None
        fix = f'did you mean "{near}"?' if near else 'write an IANA name such as "Europe/Berlin"'
        findings.error(spot, f"no time zone {shown(name)}", fix)
    return zone


@cache
def _zone_names() -> list[str]:
    from zoneinfo import available_timezones

    return sorted(available_timezones())


def rep_zone(findings: Findings, plan: Mapping[str, Any], machine_zone: str) -> ZoneInfo:
    """The rep's time zone, or the machine's; UTC to read on with if it is a bad one."""
    rep = plan.get("rep")
    named = rep.get("timezone") if isinstance(rep, dict) else None
    if named is not None:
        return check_zone(findings, Spot(FILE, ("rep", "timezone")), named) or ZoneInfo("UTC")
    if zone := known_zone(machine_zone):
        return zone
    what = f"no time zone is set, and the machine's, {shown(machine_zone)}, isn't one"
    findings.error(Spot(FILE, ("rep",)), what, 'add timezone = "Europe/Berlin", or where you are')
    return ZoneInfo("UTC")


def plan_tables(findings: Findings, plan: Mapping[str, Any], zone: ZoneInfo) -> Table:
    """The parts of a Book that plan.toml holds, made ready for the type check."""
    top = Spot(FILE)
    unknown_keys(findings, top, plan, _TABLES)
    _check_format(findings, top.at("format"), plan.get("format", FORMAT))
    ready: Table = {"year": None, "care": {}, "travel": {}, "quota": None}
    for key, kind in (("rep", Rep), ("care", Care), ("year", Year), ("quota", Quota), ("travel", Travel)):
        if key in plan:
            table = plan[key]
            ready[key] = prepared(findings, top.at(key), table, kind, zone) if isinstance(table, dict) else table
    if isinstance(ready.get("rep"), dict):
        ready["rep"].setdefault("timezone", zone.key)
    if isinstance(ready["travel"], dict) and "minutes" in ready["travel"]:
        ready["travel"]["minutes"] = _ways(findings, top.at("travel", "minutes"), ready["travel"]["minutes"])
    _check_care(findings, top.at("care"), ready["care"])
    _check_year(findings, top.at("year"), ready["year"])
    ready["quota"] = _quota(findings, top.at("quota"), ready["quota"])
    if "hours" in plan:
        hours = plan["hours"]
        ready["hours"] = _hours(findings, top.at("hours"), hours, zone) if isinstance(hours, dict) else hours
    ready["calendars"] = _calendars(findings, top.at("calendars"), plan.get("calendars", {}))
    _check_emails(findings, top.at("rep", "emails"), ready.get("rep"))
    _check_locale(findings, top.at("rep", "locale"), ready.get("rep"))
    return ready


def _check_format(findings: Findings, spot: Spot, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        findings.error(spot, "`format` must be a whole number", f"write format = {FORMAT}")
    elif value != FORMAT:
        fix = "get a newer version of plan" if value > FORMAT else f"write format = {FORMAT}"
        findings.error(spot, f"this book has format {shown(value)}; this version of plan reads format {FORMAT}", fix)


def _hours(findings: Findings, spot: Spot, hours: Table, zone: ZoneInfo) -> Table:
    unknown_keys(findings, spot, hours, (known_keys(Hours) - {"week"}) | set(WEEKDAYS))
    rest = {key: value for key, value in hours.items() if key in known_keys(Hours) and key != "week"}
    ready = prepared(findings, spot, rest, Hours, zone)
    week: list[tuple[ClockRange, ...]] = []
    for day in WEEKDAYS:
        value = hours.get(day, [])
        if not isinstance(value, list):
            findings.error(spot.at(day), f"`{day}` must be a list of ranges", f'write {day} = ["08:30-12:30"]')
        week.append(clock_ranges(findings, spot.at(day), value) if isinstance(value, list) else ())
    if not any(hours.get(day) for day in WEEKDAYS):
        fix = 'add at least one day: mon = ["08:30-12:30", "13:15-17:30"]'
        findings.error(spot, "no day of the week has any hours", fix)
    return {**ready, "week": _by_day(findings, spot, week)}


def _by_day(findings: Findings, spot: Spot, week: Week) -> Week:
    """The week with what lies past midnight on the next day."""
    days: list[list[ClockRange]] = [[] for _ in week]
    for number, clocks in enumerate(week):
        for clock in clocks:
            days[number].append(ClockRange(clock.start, min(clock.end, DAY)))
            if clock.end > DAY:
                days[(number + 1) % 7].append(ClockRange(0, clock.end - DAY))
    for name, early, clocks_of_day in zip(WEEKDAYS, [week[6], *week[:6]], days, strict=True):
        clocks_of_day.sort()
        over_midnight = any(clock.end > DAY for clock in early)
        if over_midnight and any(after.start < before.end for before, after in pairwise(clocks_of_day)):
            findings.error(spot.at(name), f"the evening before runs into the hours of `{name}`", "make them one")
    return tuple(tuple(clocks) for clocks in days)


def _check_care(findings: Findings, spot: Spot, care: object) -> None:
    if not isinstance(care, dict):
        return
    share, find = care.get("share", Care().share), care.get("find", Care().find)
    if all(isinstance(part, int | float) and 0 <= part <= 1 for part in (share, find)) and share + find > 1:
        findings.error(spot, "`share` and `find` together are more than the whole day", "make them 1 or less together")


def _check_year(findings: Findings, spot: Spot, year: object) -> None:
    if not isinstance(year, dict):
        return
    starts = year.get("starts")
    if starts is None and "income_goal" not in year:
        findings.error(spot, "`income_goal` is missing", "add income_goal = 120_000")
    if isinstance(starts, str):
        try:
            fiscal_year(starts)
        except ValueError:
            what = f"`starts` must be a month and a day from 01 to {LAST_DAY}, not {shown(starts)}"
            findings.error(spot.at("starts"), what, 'write starts = "04-01" for a year that starts on April 1')
    if year.get("earned") is not None and year.get("as_of") is None:
        findings.error(spot.at("earned"), "`earned` has no day up to which it counts", "add as_of = 2026-06-30")


def _quota(findings: Findings, spot: Spot, quota: object) -> object:
    """The quota with its rates, `[0.5, 0.08]` each; its days and shares must rise."""
    if not isinstance(quota, dict):
        return quota
    ends, starts = quota.get("ends"), quota.get("starts")
    if is_day(ends) and is_day(starts) and not starts < ends:
        findings.error(spot.at("starts"), "the quota starts after it ends", "swap the two days")
    rates = quota.get("rates")
    if not isinstance(rates, tuple):
        return quota
    made = [rate for i, each in enumerate(rates) if (rate := _rate(findings, spot.at("rates", i), each)) is not None]
    if made and made[0].above > 0:
        findings.error(spot.at("rates", 0), "no rate counts from the start", "begin with [0, 0.08]")
    for i, (low, high) in enumerate(pairwise(made), start=1):
        if high.above <= low.above:
            findings.error(spot.at("rates", i), "the shares of the target must rise", "write the lowest first")
    return {**quota, "rates": tuple(made)}


def _rate(findings: Findings, spot: Spot, pair: object) -> Rate | None:
    """The share of the target and the rate from there on."""
    match pair:
        case [int() | float() as above, int() | float() as keeps] if not isinstance(above, bool) and not isinstance(
            keeps, bool
        ):
            for key, value, limit in (("above", above, TARGET_SHARE), ("keeps", keeps, SHARE)):
                if wrong := out_of_limit(key, value, limit):
                    findings.error(spot, *wrong)
                    return None
            return Rate(float(above), float(keeps))
    findings.error(spot, "this is not a share of the target and what you keep from there", "write [1.0, 0.12]")
    return None


def _calendars(findings: Findings, spot: Spot, calendars: object) -> object:
    if not isinstance(calendars, dict):
        findings.error(spot, "`calendars` must be a table", 'write [calendars] and below it busy = ["work.ics"]')
        return {}
    known = {name.rstrip("_"): name for name in known_keys(Calendars)}  # `not` is no name that Python lets a field have
    unknown_keys(findings, spot, calendars, frozenset(known))
    for i, entry in enumerate(calendars.get("not", ()) if isinstance(calendars.get("not"), list) else ()):
        if isinstance(entry, str) and not entry.strip():
            findings.error(spot.at("not", i), "this is blank", "write an event's title or UID, or take it out")
    ready = {known[key]: value for key, value in calendars.items() if key in known}
    if "fetch" in ready:
        ready["fetch"] = fetches(findings, spot.at("fetch"), ready["fetch"])
    return {key: tuple(value) if isinstance(value, list) else value for key, value in ready.items()}


def _check_locale(findings: Findings, spot: Spot, rep: object) -> None:
    """Report a locale that is not known; one written as en_us becomes en-US."""
    name = rep.get("locale") if isinstance(rep, dict) else None
    if not isinstance(name, str) or not isinstance(rep, dict):
        return
    try:
        rep["locale"] = locale_of(name).name
    except LookupError:
        near = close(name, locale_names(), alike=0.6)
        fix = f'did you mean "{near}"?' if near else f"one of {', '.join(locale_names())}"
        findings.error(spot, f"no locale {shown(name)}", fix)


def _check_emails(findings: Findings, spot: Spot, rep: object) -> None:
    emails = rep.get("emails") if isinstance(rep, dict) else None
    for i, email in enumerate(emails if isinstance(emails, tuple) else ()):
        if isinstance(email, str) and email.strip() and not _EMAIL.fullmatch(email.strip()):
            findings.error(spot.at(i), f"{shown(email)} is not an email address", 'write it as "dana@firm.example"')


def _ways(findings: Findings, spot: Spot, ways: object) -> object:
    """The ways between places, `["office", "munich", 45]` each."""
    if not isinstance(ways, tuple):
        return ways
    made: list[Way] = []
    listed = set[frozenset[str]]()
    for i, way in enumerate(ways):
        match way:
            case [str() as a, str() as b, int() as minutes] if (
                not isinstance(minutes, bool) and a.strip() and b.strip()
            ):
                if wrong := out_of_limit("minutes", minutes, MINUTES):
                    findings.error(spot.at(i), *wrong)
                elif a == b:
                    findings.error(spot.at(i), f"this road goes from {shown(a)} to itself", "name two places")
                elif frozenset((a, b)) in listed:
                    findings.error(spot.at(i), f"{shown(a)} to {shown(b)} is listed twice", "keep one of the two")
                else:
                    made.append(Way(a, b, minutes))
                    listed.add(frozenset((a, b)))
            case _:
                findings.error(spot.at(i), "this is not a road between two places", 'write ["office", "munich", 45]')
    return tuple(made)
