"""A zone as it is given out, read by dateutil, shows the time that the machine's rules show."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from planner.calendars.export.vtimezone import vtimezone
from planner.calendars.export.write import calendar_bytes
from tests.calendars.export.one_day import at, entry

ZONES = [
    "Europe/Berlin",
    "Europe/Dublin",  # its winter time is written as the daylight saving one
    "Africa/Casablanca",  # an hour less in Ramadan
    "America/New_York",
    "America/Nuuk",  # changed its rules in 2023
    "Australia/Lord_Howe",  # half an hour
    "Asia/Kolkata",
    "Asia/Tehran",  # no change since 2022
    "Pacific/Apia",
]


@pytest.mark.parametrize("year", [2021, 2023, 2026, 2028, 2045])
@pytest.mark.parametrize("name", ZONES)
def test_every_hour_of_a_year(name: str, year: int) -> None:
    zone = ZoneInfo(name)
    written = vtimezone(zone, year, year).to_ical().decode()
    assert written.count("BEGIN:") <= 6
    read = tzical(StringIO(written.replace("\r\n", "\n"))).get()
    hour = datetime(year, 1, 2, tzinfo=UTC)
    wrong = []
    while hour.year == year:
        wall = hour.astimezone(zone)
        # Where a clock shows a time twice, dateutil's reader takes one of the two: those are given out in UTC.
        twice = wall.utcoffset() != wall.replace(fold=1 - wall.fold).utcoffset()
        if not twice and wall.replace(tzinfo=read).utcoffset() != wall.utcoffset():
            wrong.append(wall)
        hour += timedelta(hours=1)
    assert wrong == []


def test_the_hour_before_a_change_is_by_the_old_clock() -> None:
    lines = vtimezone(ZoneInfo("Europe/Berlin"), 2026, 2026).to_ical().decode().split("\r\n")
    starts = [line for line in lines if line.startswith(("BEGIN", "DTSTART"))]
    assert starts == [
        "BEGIN:VTIMEZONE",
        "BEGIN:STANDARD",
        "DTSTART:20251026T030000",
        "BEGIN:DAYLIGHT",
        "DTSTART:20260329T020000",
        "BEGIN:STANDARD",
        "DTSTART:20261025T030000",
    ]


def test_each_zone_is_there_once() -> None:
    york = ZoneInfo("America/New_York")
    entries = [entry(), entry(uid="2@hourworth", start=at("12:00", york), end=at("13:00", york)), entry()]
    lines = calendar_bytes(entries).decode().split("\r\n")
    assert [line for line in lines if line.startswith("TZID:")] == ["TZID:America/New_York", "TZID:Europe/Berlin"]
