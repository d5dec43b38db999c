"""Times of every origin land on the rep's clock."""

from __future__ import annotations

from datetime import date
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


def test_every_windows_zone_of_icalendar_is_known() -> None:
    assert {name for name in WINDOWS_TO_OLSON if find_zone(name, {}, Budget()).zone is None} == set()
