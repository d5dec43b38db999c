"""The properties of an event decide whether it takes the rep's time."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.calendars.busy_times import busy_times
from tests.calendars.one_week import MONDAY, SUNDAY, event, reading, times

AT_NINE = ("DTSTART;TZID=Europe/Berlin:20261124T090000", "DTEND;TZID=Europe/Berlin:20261124T100000")
A_DAY = ("DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261125")
DANA = ("dana@firm.example",)


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("PRIORITY:5", True),
        ("TRANSP:TRANSPARENT", False),
        ("STATUS:CANCELLED", False),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE", False),
        ("X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE", False),
        ("X-MICROSOFT-CDO-BUSYSTATUS:OOF", True),
        ("ATTENDEE;PARTSTAT=DECLINED:MAILTO:Dana@firm.example", False),
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:sam@firm.example", True),
        ("ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:dana@firm.example", True),
    ],
)
def test_a_meeting(tmp_path: Path, line: str, taken: bool) -> None:
    found = times(reading(tmp_path, event(*AT_NINE, line), emails=DANA))
    assert found == (["Tue 24 09:00-10:00 Meeting"] if taken else [])


@pytest.mark.parametrize(
    ("line", "marked", "always", "never"),
    [
        ("PRIORITY:5", False, True, False),  # a birthday, a holiday: no mark at all
        ("TRANSP:OPAQUE", True, True, False),
        ("X-MICROSOFT-CDO-BUSYSTATUS:OOF", True, True, False),
        ("TRANSP:TRANSPARENT", False, False, False),
    ],
)
def test_a_whole_day(tmp_path: Path, line: str, marked: bool, always: bool, never: bool) -> None:
    day = event(*A_DAY, line)
    assert [bool(times(reading(tmp_path, day, all_day=setting))) for setting in ("marked", "always", "never")] == [
        marked,
        always,
        never,
    ]


def test_a_whole_day_runs_from_midnight_to_midnight(tmp_path: Path) -> None:
    same_day = event("DTSTART:20261126", "DTEND:20261126", "TRANSP:OPAQUE", "UID:2", title="One day")
    assert times(reading(tmp_path, event(*A_DAY, "TRANSP:OPAQUE") + same_day)) == [
        "Tue 24 00:00-Wed 25 00:00 Meeting",
        "Thu 26 00:00-Fri 27 00:00 One day",
    ]


@pytest.mark.parametrize("line", ["STATUS:TENTATIVE", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"])
def test_tentative_counts_and_says_so(tmp_path: Path, line: str) -> None:
    (busy,) = reading(tmp_path, event(*AT_NINE, line)).busy
    assert busy.answer == "tentative"


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        (["STATUS:CANCELLED"], "canceled"),
        (["ATTENDEE;PARTSTAT=DECLINED:mailto:dana@firm.example"], "declined"),
    ],
)
def test_a_meeting_that_is_off_takes_no_time_and_is_known(tmp_path: Path, lines: list[str], answer: str) -> None:
    found = reading(tmp_path, event(*AT_NINE, *lines), emails=DANA)
    assert (found.busy, [event.answer for event in found.off]) == ((), [answer])


@pytest.mark.parametrize("title", ["Canceled: Demo", "Cancelled: Demo", "Abgesagt: Demo"])
def test_a_title_that_says_canceled(tmp_path: Path, title: str) -> None:
    found = reading(tmp_path, event(*AT_NINE, title=title))
    assert (found.busy, [event.answer for event in found.off]) == ((), ["canceled"])


def test_a_canceled_instance_of_a_series(tmp_path: Path) -> None:
    series = event(*AT_NINE, "RRULE:FREQ=DAILY;COUNT=2")
    at = ("DTSTART;TZID=Europe/Berlin:20261125T090000", "DURATION:PT1H")
    found = reading(tmp_path, series + event(at[0].replace("DTSTART", "RECURRENCE-ID"), *at, "STATUS:CANCELLED"))
    assert times(found) == ["Tue 24 09:00-10:00 Meeting"]
    assert [f"{event.start:%a %H:%M}" for event in found.off] == ["Wed 09:00"]


def test_an_invitation_without_an_answer(tmp_path: Path) -> None:
    invited = event(*AT_NINE, "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:dana@firm.example")
    (busy,) = reading(tmp_path, invited, emails=DANA).busy
    assert busy.answer == "unanswered"


def test_answers_by_mail_are_no_meetings(tmp_path: Path) -> None:
    reply = f"BEGIN:VCALENDAR\nMETHOD:REPLY\n{event(*AT_NINE)}END:VCALENDAR\n"
    assert times(reading(tmp_path, reply)) == []


def test_the_way_to_a_meeting_takes_time(tmp_path: Path) -> None:
    assert times(reading(tmp_path, event(*AT_NINE, "X-APPLE-TRAVEL-DURATION;VALUE=DURATION:PT45M"))) == [
        "Tue 24 08:15-09:00 Travel to Meeting",
        "Tue 24 09:00-10:00 Meeting",
    ]


def test_a_start_with_other_people_lasts_half_an_hour(tmp_path: Path) -> None:
    with_lena = event(AT_NINE[0], "ATTENDEE:mailto:lena@acme.example", "ATTENDEE:mailto:dana@firm.example")
    assert times(reading(tmp_path, with_lena, emails=DANA)) == ["Tue 24 09:00-09:30 Meeting"]
    alone = event(AT_NINE[0], "ATTENDEE:mailto:dana@firm.example")
    assert times(reading(tmp_path, alone, emails=DANA)) == []


def test_a_time_without_length_takes_none(tmp_path: Path) -> None:
    assert times(reading(tmp_path, event(AT_NINE[0]) + event(AT_NINE[0], "DURATION:PT0S", "UID:2"))) == []


def test_the_programs_own_events_are_not_in_its_way(tmp_path: Path) -> None:
    own = event(*AT_NINE, "UID:2026-11-24-acme@hourworth")
    company = f"BEGIN:VCALENDAR\nPRODID:-//Hourworth Ltd//Outlook//EN\n{event(*AT_NINE)}END:VCALENDAR\n"
    exported = (
        f"BEGIN:VCALENDAR\nPRODID:-//hourworth//plan 1.0//EN\n{event(*AT_NINE, 'CATEGORIES:plan,task')}END:VCALENDAR\n"
    )
    assert times(reading(tmp_path, own)) == times(reading(tmp_path, exported)) == []
    assert times(reading(tmp_path, company)) == ["Tue 24 09:00-10:00 Meeting"]


def test_published_free_busy_times(tmp_path: Path) -> None:
    text = "BEGIN:VFREEBUSY\nFREEBUSY:20261124T080000Z/PT1H,20261124T120000Z/20261124T130000Z\n"
    text += "FREEBUSY;FBTYPE=FREE:20261125T080000Z/PT1H\nEND:VFREEBUSY"
    assert times(reading(tmp_path, text)) == ["Tue 24 09:00-10:00 Busy", "Tue 24 13:00-14:00 Busy"]


def test_the_same_meeting_in_two_calendars_is_there_once(tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    meeting = f"BEGIN:VCALENDAR\n{event(*AT_NINE)}END:VCALENDAR\n"
    (tmp_path / "team" / "1.ics").write_text(meeting)
    (tmp_path / "team" / "2.ics").write_text(meeting)
    found = busy_times([tmp_path / "team"], (MONDAY, SUNDAY), "Europe/Berlin")
    assert times(found) == ["Tue 24 09:00-10:00 Meeting"]
