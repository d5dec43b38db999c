"""Time zones as people type them: eastern, CET, new york, germany, Europe/Berlin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

from planner.book.similar_names import close
from planner.calendars.ics.zone_names import OUTLOOK_NAMES
from planner.errors import UsageError
from planner.locales.words import fold

EXAMPLE = "write a city or a zone: Chicago, eastern, Europe/Berlin"
_WORDS = {
    "America/New_York": "eastern et est edt boston washington dc atlanta miami philadelphia florida",
    "America/Chicago": "central ct cst cdt texas dallas houston austin minneapolis",
    "America/Denver": "mountain mt mst mdt colorado salt_lake_city",
    "America/Los_Angeles": "pacific pt pst pdt california san_francisco san_diego seattle portland las_vegas",
    "America/Phoenix": "arizona",
    "America/Anchorage": "alaska akst akdt",
    "Pacific/Honolulu": "hawaii hst",
    "America/Halifax": "atlantic adt",
    "America/St_Johns": "newfoundland nst ndt",
    "Europe/London": "gmt bst uk britain great_britain england scotland wales",
    "Europe/Lisbon": "wet west",
    "Europe/Berlin": "cet cest mez mesz munich munchen hamburg frankfurt cologne koln stuttgart dusseldorf",
    "Europe/Zurich": "geneva geneve genf basel bern",
    "Europe/Madrid": "barcelona",
    "Europe/Rome": "milan milano mailand roma",
    "Europe/Vienna": "wien",
    "Europe/Helsinki": "eet eest",
    "Europe/Moscow": "msk",
    "Asia/Kolkata": "mumbai delhi new_delhi bangalore bengaluru chennai",
    "Asia/Shanghai": "beijing shenzhen",
    "Asia/Tokyo": "jst",
    "Asia/Seoul": "kst",
    "Asia/Singapore": "sgt",
    "Asia/Hong_Kong": "hkt",
    "Asia/Dubai": "gst abu_dhabi",
    "Australia/Sydney": "aest aedt canberra",
    "Australia/Adelaide": "acst acdt",
    "Australia/Perth": "awst",
    "Pacific/Auckland": "nzst nzdt wellington",
    "UTC": "utc z zulu universal",
}
_AS_UTC = ("Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu")
_SEVERAL = {"ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem")}  # India, Ireland, Israel
_FILLING = re.compile(r"\b(?:standard|daylight|summer|time|zone|us|usa)\b")


def read_zone(text: str) -> str:
    """The IANA name of a zone, a city, a country with one zone, or of "eastern" and its like.

    Raises UsageError if it is none, or could be several.
    """
    typed = text.strip()
    word = _plain(typed)
    found = _named(word) or _named(_plain(_FILLING.sub(" ", word)))
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f'"{typed}" has several time zones', f"one of {', '.join(found[:8])}")
    if typed in available_timezones():  # as a machine may call its own: Etc/UTC, Etc/GMT+5
        return "UTC" if typed in _AS_UTC else typed
    near = close(word, sorted(_by_word()), alike=0.8)
    fix = f'did you mean "{_by_word()[near]}"?' if near else EXAMPLE
    raise UsageError(f'no time zone "{typed}"', fix)


def country_of(zone: str) -> str | None:
    """The ISO code of the country of a zone: "DE" for Europe/Berlin; None if it has none."""
    return next((code for code, zones in _zones_of_countries().items() if zone in zones), None)


def country_named(text: str) -> str | None:
    """The ISO code of a country by its name or code; None if it is none."""
    word = _plain(text)
    code = {"uk": "GB"}.get(word) or _countries().get(word, word.upper())
    return code if code in _zones_of_countries() else None


def _named(word: str) -> tuple[str, ...]:
    if word in _SEVERAL:
        return _SEVERAL[word]
    if word in _by_word():
        return (_by_word()[word],)
    return _one_each(_zones_of_countries().get(_countries().get(word, word.upper()), ()))


def _one_each(zones: tuple[str, ...]) -> tuple[str, ...]:
    """The first of the zones for each time that the clocks show."""
    days = [datetime(2026, month, 1, tzinfo=UTC) for month in (1, 7)]
    found: dict[tuple[object, ...], str] = {}
    for zone in zones:
        found.setdefault(tuple(day.astimezone(ZoneInfo(zone)).utcoffset() for day in days), zone)
    return tuple(found.values())


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("_", " ").replace(".", "").split())


@cache
def _by_word() -> Mapping[str, str]:
    """Every word for one zone, plain; a word of this module goes before a zone's own name."""
    found: dict[str, str] = {}
    outlook = [(city, zone) for names, zone in OUTLOOK_NAMES.items() for city in (names, *names.split(", "))]
    own = sorted(name for name in available_timezones() if not name.startswith(("Etc/", "SystemV/", "posix", "right")))
    known = {zone for zones in _zones_of_countries().values() for zone in zones}
    cities = sorted(((name.rpartition("/")[2], name) for name in own if "/" in name), key=lambda each: each[1] in known)
    words = [(word, zone) for zone, listed in _WORDS.items() for word in listed.split()]
    for word, zone in (*outlook, *cities, *((name, name) for name in own), *words):
        found[_plain(word)] = zone
    return found


@cache
def _zones_of_countries() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, _, zone, *_ in _rows("zone.tab"):
        found[code] = (*found.get(code, ()), zone)
    return found


@cache
def _countries() -> Mapping[str, str]:
    """The code of each country by its English name, plain."""
    return {_plain(name): code for code, name in _rows("iso3166.tab")} | {"usa": "US", "america": "US"}


def _rows(name: str) -> Iterable[list[str]]:
    text = (files("tzdata") / "zoneinfo" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
