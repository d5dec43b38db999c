"""Unreadable parts are left out and named with file and line; the rest is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.calendars.busy_times import busy_times
from planner.calendars.files import calendar_path
from tests.calendars.one_week import MONDAY, SUNDAY, event, problems, reading

GOOD = event("DTSTART:20261123T090000Z", "DURATION:PT1H", "UID:good", title="Good")


@pytest.mark.parametrize(
    ("lines", "warning"),
    [
        (["DESCRIPTION:x"], 'work.ics:8: this event has no start (DTSTART); "Bad" is left out'),
        (
            ["DTSTART:20261131T090000Z"],
            'work.ics:11: "20261131T090000Z" is not a day in the calendar; "Bad" is left out',
        ),
        (
            ["DTSTART:20261123T250000Z"],
            'work.ics:11: "20261123T250000Z" is not a time of day; "Bad" is left out',
        ),
        (["DTSTART:soon"], 'work.ics:11: can\'t read "soon" as a date or time; "Bad" is left out'),
        (
            ["DTSTART:20261123T090000Z", "DTEND:None"],
            'work.ics:12: can\'t read "None" as a date or time; "Bad" is left out',
        ),
        (
            ["DTSTART:20261123T090000Z", "DTEND:20261123T080000Z"],
            'work.ics:12: this event ends before it starts; "Bad" is left out',
        ),
        (
            ["DTSTART:20261123T090000Z", "DURATION:-PT1H"],
            'work.ics:12: DURATION: "-PT1H" ends before it starts; "Bad" is left out',
        ),
        (
            ["DTSTART;TZID=Europe/Berlin;TZID=Asia/Tokyo:20261123T090000"],
            'work.ics:11: two different time zones for one time; "Bad" is left out',
        ),
    ],
)
def test_a_bad_event_next_to_a_good_one(tmp_path: Path, lines: list[str], warning: str) -> None:
    found = reading(tmp_path, GOOD + event("UID:bad", *lines, title="Bad"))
    assert [busy.title for busy in found.busy] == ["Good"]
    assert (found.gaps, found.warnings) == ((warning,), ())


@pytest.mark.parametrize(
    ("lines", "gap"),
    [
        (["RRULE:FREQ=FORTNIGHTLY"], 'work.ics:13: the rule "FREQ=FORTNIGHTLY" does not say how often (FREQ)'),
        (["RRULE:FREQ=DAILY;INTERVAL=0"], 'work.ics:13: the rule "FREQ=DAILY;INTERVAL=0" has a number out of range'),
        (["RRULE:FREQ=SECONDLY"], "work.ics:8: it repeats too often to count"),
    ],
)
def test_a_series_with_a_bad_rule_keeps_its_first_date(tmp_path: Path, lines: list[str], gap: str) -> None:
    found = reading(tmp_path, GOOD + event("UID:bad", "DTSTART:20261124T090000Z", "DURATION:PT1S", *lines, title="Bad"))
    assert [busy.title for busy in found.busy] == ["Good", "Bad"]
    assert problems(found) == (f"{gap}; only the dates written in the file count",)


def test_a_bad_rule_of_a_series_that_began_earlier_is_named(tmp_path: Path) -> None:
    found = reading(tmp_path, event("DTSTART:20240101T090000Z", "DURATION:PT1H", "RRULE:FREQ=OFTEN"))
    assert (found.busy, len(found.gaps)) == ((), 1)


def test_a_bad_changed_instance_stays_where_it_was(tmp_path: Path) -> None:
    series = event("DTSTART:20261123T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2")
    found = reading(tmp_path, series + event("RECURRENCE-ID:20261124T090000Z", "DTSTART:soon", title="Moved"))
    assert [f"{busy.start:%a %H:%M}" for busy in found.busy] == ["Mon 10:00", "Tue 10:00"]
    assert found.gaps == (
        'work.ics:13: can\'t read "soon" as a date or time; the meeting of 20261124T090000 stays at its old time',
    )


def test_what_is_over_or_silenced_is_not_named(tmp_path: Path) -> None:
    over = event("UID:old", "DTSTART:20200101T090000Z", "DTEND:None")
    silenced = event("UID:Bad-1", "DTSTART:never") + event("UID:2", "DTSTART:never", title="Odd one")
    assert problems(reading(tmp_path, over + silenced, silenced=("bad-1", "odd ONE"))) == ()
    assert len(problems(reading(tmp_path, over + silenced))) == 1


def test_problems_of_one_kind_are_one_warning(tmp_path: Path) -> None:
    events = "".join(
        event(f"UID:{n}", f"DTSTART;TZID=Nowhere:20261124T{n % 24:02}0000", "DURATION:PT5M") for n in range(300)
    )
    bad = "".join(event(f"UID:b{n}", f"DTSTART:never{n}", title=f"Call {n}") for n in range(5))
    found = reading(tmp_path, events + bad)
    assert found.warnings == (
        'work.ics:5: the time zone "Nowhere" is not known; its times are taken as Europe/Berlin (300 times)',
    )
    assert found.gaps == (
        'work.ics:1805: can\'t read "never0" as a date or time; "Call 0", "Call 1", "Call 2" and 2 more are left out',
    )


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("", "work.ics: it is empty"),
        ("Please log in", "work.ics: no calendar in it (BEGIN:VCALENDAR)"),
        (
            "<html>Please log in</html>",
            "work.ics: this is a web page, perhaps to sign in, and not a calendar; get the calendar's own link",
        ),
        ("PK\x03\x04...", "work.ics: this is a zip; unpack it, and name the .ics files in it"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "work.ics:1: the file ends inside this VCALENDAR: was it cut short?"),
    ],
)
def test_a_file_that_is_no_whole_calendar(tmp_path: Path, text: str, warning: str) -> None:
    assert warning in reading(tmp_path, text.encode()).gaps


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    gone = tmp_path / "gone.ics"
    found = busy_times([gone], (MONDAY, SUNDAY), "Europe/Berlin")
    assert found.gaps == (f"gone.ics: calendar not found ({gone}); export it there, or take it out of `busy`",)


def test_a_web_address_is_not_a_calendar(tmp_path: Path) -> None:
    address = calendar_path(tmp_path, "https://example.com/secret.ics")
    (gap,) = busy_times([address], (MONDAY, SUNDAY), "Europe/Berlin").gaps
    assert "plan calendars sync" in gap


@pytest.mark.parametrize(
    ("encoding", "warnings"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("utf-16", ()),
        ("utf-16-le", ()),
        ("utf-16-be", ()),
        ("latin-1", ("work.ics:4: this is neither UTF-8 nor UTF-16; it is read as Latin-1",)),
    ],
)
def test_any_encoding(tmp_path: Path, encoding: str, warnings: tuple[str, ...]) -> None:
    text = f"BEGIN:VCALENDAR\n{event('DTSTART:20261123T090000Z', 'DURATION:PT1H', title='Café')}END:VCALENDAR\n"
    found = reading(tmp_path, text.encode(encoding))
    assert [busy.title for busy in found.busy] == ["Café"]
    assert found.warnings == warnings


def test_a_fold_inside_a_character(tmp_path: Path) -> None:
    whole = (
        f"BEGIN:VCALENDAR\n{event('DTSTART:20261123T090000Z', 'DURATION:PT1H', title='Café')}END:VCALENDAR\n".encode()
    )
    cut = whole.replace("é".encode(), b"\xc3\r\n \xa9")
    assert [busy.title for busy in reading(tmp_path, cut).busy] == ["Café"]


def test_control_characters_of_a_title_are_removed(tmp_path: Path) -> None:
    found = reading(tmp_path, event("DTSTART:20261123T090000Z", "DURATION:PT1H", title="\x1b[31mRed\\nalert"))
    assert [busy.title for busy in found.busy] == ["[31mRed alert"]
