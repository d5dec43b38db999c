"""Times of every origin land on the rep's clock."""

from __future__ import annotations

from datetime import UTC, date
from pathlib import Path

import pytest
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from planner.calendars.ics.zones import find_zone
from planner.calendars.recurrence.cost import Budget
from tests.calendars.one_week import event, reading, times

OUTLOOK_CUSTOM = """
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:-0300
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0300
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


@pytest.mark.parametrize(
    ("start", "in_berlin"),
    [
        ("DTSTART:20261123T090000Z", "10:00"),
        ("DTSTART:20261123T090000", "09:00"),  # floating: the rep's own clock
        ("DTSTART;TZID=America/New_York:20261123T090000", "15:00"),
        ("DTSTART;TZID=Eastern Standard Time:20261123T090000", "15:00"),
        ('DTSTART;TZID="(UTC-05:00) Eastern Time (US & Canada)":20261123T090000', "15:00"),
        ("DTSTART;TZID=(UTC-05:00) Eastern Time (US & Canada):20261123T090000", "15:00"),
        ('DTSTART;TZID="Eastern Standard Time:20261123T090000"', "15:00"),
        ("DTSTART;TZID=/freeassociation.sourceforge.net/America/New_York:20261123T090000", "15:00"),
        ("DTSTART;TZID=america/new_york:20261123T090000", "15:00"),
        ("DTSTART;TZID=America/New_York;TZID=America/New_York:20261123T090000", "15:00"),
        ("DTSTART;TZID=GMT-0500:20261123T090000", "15:00"),
        ("DTSTART;TZID=Customized Time Zone:20261123T090000", "14:00"),
        ("DTSTART:20261123T090000-0500", "15:00"),
    ],
)
def test_a_start_in_some_zone(tmp_path: Path, start: str, in_berlin: str) -> None:
    found = reading(tmp_path, OUTLOOK_CUSTOM + event(start, "DURATION:PT30M"))
    assert found.warnings == ()
    assert [f"{busy.start:%H:%M}" for busy in found.busy] == [in_berlin]


def test_floating_times_of_a_calendar_that_names_its_zone(tmp_path: Path) -> None:
    text = "X-WR-TIMEZONE:America/New_York\n" + event("DTSTART:20261123T090000", "DURATION:PT1H")
    assert times(reading(tmp_path, text)) == ["Mon 23 15:00-16:00 Meeting"]


def test_an_unknown_zone_becomes_the_reps_with_a_warning(tmp_path: Path) -> None:
    text = event("DTSTART;TZID=Home:20261123T090000", "DTEND;TZID=Home:20261123T100000")
    found = reading(tmp_path, text)
    assert [f"{busy.start:%H:%M}-{busy.end:%H:%M}" for busy in found.busy] == ["09:00-10:00"]
    assert found.warnings == ('work.ics:5: the time zone "Home" is not known; its times are taken as Europe/Berlin',)


def test_hours_that_a_clock_change_skips_and_repeats(tmp_path: Path) -> None:
    text = (
        event("DTSTART;TZID=Europe/Berlin:20260329T023000", "DURATION:PT1H", "UID:1", title="Skipped")
        + event("DTSTART;TZID=Europe/Berlin:20261025T023000", "DURATION:PT1H", "UID:2", title="Twice")
        + event("DTSTART;TZID=Europe/Berlin:20261025T013000", "DURATION:PT2H", "UID:3", title="Across")
    )
    found = reading(tmp_path, text, date(2026, 3, 1), date(2026, 10, 31))
    shown = [f"{busy.start:%H:%M%z} {busy.end:%H:%M%z} {busy.title}" for busy in found.busy]
    assert shown == ["03:30+0200 04:30+0200 Skipped", "01:30+0200 02:30+0100 Across", "02:30+0200 02:30+0100 Twice"]


GMT_WITH_SUMMER = """
BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:19961027T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T010000
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""
IN_JUNE = (date(2026, 6, 1), date(2026, 6, 30))


@pytest.mark.parametrize("name", ["GMT", "Etc/UTC", "America/New_York"])
def test_a_definition_that_differs_from_the_name_wins_with_a_warning(tmp_path: Path, name: str) -> None:
    text = GMT_WITH_SUMMER.format(name=name) + event(f"DTSTART;TZID={name}:20260615T090000", "DURATION:PT1H")
    found = reading(tmp_path, text, *IN_JUNE)
    assert [f"{busy.start:%H:%M}" for busy in found.busy] == ["10:00"]
    assert [f'the time zone "{name}" is unusual in this file' in each for each in found.warnings] == [True]


def test_a_definition_that_agrees_needs_no_warning(tmp_path: Path) -> None:
    text = GMT_WITH_SUMMER.format(name="Europe/London")
    found = reading(tmp_path, text + event("DTSTART;TZID=Europe/London:20260615T090000", "DURATION:PT1H"), *IN_JUNE)
    assert ([f"{busy.start:%H:%M}" for busy in found.busy], found.warnings) == (["10:00"], ())


def test_a_definition_of_last_years_changes_only_does_not_win(tmp_path: Path) -> None:
    once = "\n".join(line for line in GMT_WITH_SUMMER.splitlines() if not line.startswith("RRULE"))
    once = once.replace("19961027", "20251026").replace("19810329", "20250330").format(name="Europe/Berlin")
    found = reading(tmp_path, once + "\n" + event("DTSTART;TZID=Europe/Berlin:20261123T090000", "DURATION:PT1H"))
    assert ([f"{busy.start:%H:%M}" for busy in found.busy], found.warnings) == (["09:00"], ())


@pytest.mark.parametrize(
    ("name", "in_berlin"),
    [
        ("Eastern Time (US and Canada)", "15:00"),
        ("(GMT-05.00) Eastern Time (US & Canada)", "15:00"),
        ("(UTC-05:00) Eastern Time / US & Canada", "15:00"),
        ("W Europe Standard Time", "09:00"),
        ("Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "09:00"),
        ("Amsterdam/Berlin/Bern/Rome/Stockholm/Vienna", "09:00"),
        ("CET", "09:00"),
        ("CEST", "09:00"),  # by the rep's own clock, whatever the season
    ],
)
def test_spellings_of_display_names_and_abbreviations(tmp_path: Path, name: str, in_berlin: str) -> None:
    found = reading(tmp_path, event(f'DTSTART;TZID="{name}":20261123T090000', "DURATION:PT1H"))
    assert ([f"{busy.start:%H:%M}" for busy in found.busy], found.warnings) == ([in_berlin], ())


def test_an_abbreviation_that_nobody_settles_gets_a_warning(tmp_path: Path) -> None:
    text = event("DTSTART;TZID=IST:20261123T090000", "DURATION:PT1H")
    assert [busy.start.hour for busy in reading(tmp_path, text, zone="Asia/Kolkata").busy] == [9]
    assert reading(tmp_path, text, zone="Asia/Kolkata").warnings == ()
    assert len(reading(tmp_path, text).warnings) == 1


def test_every_windows_zone_of_icalendar_is_known() -> None:
    assert {name for name in WINDOWS_TO_OLSON if find_zone(name, {}, Budget(), UTC).zone is None} == set()
