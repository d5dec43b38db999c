"""Series: rules, dates added and removed, moved, cancelled and changed instances."""

from __future__ import annotations

from pathlib import Path

from tests.calendars.one_week import event, reading, times

DAILY = ("DTSTART;TZID=Europe/Berlin:20261101T090000", "DTEND;TZID=Europe/Berlin:20261101T100000", "RRULE:FREQ=DAILY")


def test_a_rule_with_dates_removed_and_added(tmp_path: Path) -> None:
    series = event(
        "DTSTART;TZID=Europe/Berlin:20260907T090000",
        "DURATION:PT30M",
        "RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR",
        "EXDATE:20261125T080000Z",
        "RDATE;TZID=Europe/Berlin:20261126T150000",
        "RDATE;VALUE=PERIOD:20261127T150000Z/PT2H",
    )
    assert times(reading(tmp_path, series)) == [
        "Mon 23 09:00-09:30 Meeting",
        "Thu 26 15:00-15:30 Meeting",
        "Fri 27 09:00-09:30 Meeting",
        "Fri 27 16:00-18:00 Meeting",
    ]


def test_instances_moved_and_cancelled(tmp_path: Path) -> None:
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20261124T090000",
        "DTSTART;TZID=Europe/Berlin:20261124T140000",
        "DTEND;TZID=Europe/Berlin:20261124T150000",
        title="Moved",
    )
    cancelled = event(
        "RECURRENCE-ID:20261125T080000Z", "DTSTART:20261125T080000Z", "DTEND:20261125T090000Z", "STATUS:CANCELLED"
    )
    # the changed instance comes before its series, as Google exports it
    found = reading(tmp_path, moved + event(*DAILY, "EXDATE;VALUE=DATE:20261127") + cancelled)
    assert times(found) == [
        "Mon 23 09:00-10:00 Meeting",
        "Tue 24 14:00-15:00 Moved",
        "Thu 26 09:00-10:00 Meeting",
        "Sat 28 09:00-10:00 Meeting",
        "Sun 29 09:00-10:00 Meeting",
    ]


def test_this_and_all_that_follow(tmp_path: Path) -> None:
    later = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261126T090000",
        "DTSTART;TZID=Europe/Berlin:20261126T113000",
        "DTEND;TZID=Europe/Berlin:20261126T120000",
        title="Later",
    )
    assert times(reading(tmp_path, event(*DAILY) + later))[2:5] == [
        "Wed 25 09:00-10:00 Meeting",
        "Thu 26 11:30-12:00 Later",
        "Fri 27 11:30-12:00 Later",
    ]


def test_the_wall_clock_counts_not_the_hour_in_utc(tmp_path: Path) -> None:
    summer = event("DTSTART;TZID=Europe/Berlin:20260601T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=MO")
    assert times(reading(tmp_path, summer)) == ["Mon 23 09:00-10:00 Meeting"]


def test_a_series_that_is_over_takes_nothing(tmp_path: Path) -> None:
    until = event(*DAILY[:2], "RRULE:FREQ=DAILY;UNTIL=20261123T080000Z")
    counted = event(*DAILY[:2], "RRULE:FREQ=DAILY;COUNT=24", "UID:2", title="Counted")
    never = event("DTSTART:20261123T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;UNTIL=20261122T090000Z", "UID:3")
    assert times(reading(tmp_path, until + counted + never)) == [
        "Mon 23 09:00-10:00 Counted",
        "Mon 23 09:00-10:00 Meeting",
        "Tue 24 09:00-10:00 Counted",
    ]


def test_a_newer_version_of_an_event_replaces_the_older(tmp_path: Path) -> None:
    old = event("DTSTART:20261123T090000Z", "DURATION:PT1H", "SEQUENCE:1")
    new = event("DTSTART:20261124T090000Z", "DURATION:PT1H", "SEQUENCE:2")
    assert times(reading(tmp_path, new + old)) == ["Tue 24 10:00-11:00 Meeting"]


def test_a_changed_instance_without_its_series_is_one_event(tmp_path: Path) -> None:
    alone = event("RECURRENCE-ID:20261123T090000Z", "DTSTART:20261123T100000Z", "DTEND:20261123T110000Z")
    assert times(reading(tmp_path, alone)) == ["Mon 23 11:00-12:00 Meeting"]
