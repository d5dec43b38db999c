"""Unreadable parts are left out and named with file and line; the rest is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.calendars.busy_times import busy_times
from tests.calendars.one_week import MONDAY, SUNDAY, event, reading

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
            ["DTSTART:20261123T090000Z", "RRULE:FREQ=FORTNIGHTLY"],
            'work.ics:12: the rule "FREQ=FORTNIGHTLY" does not say how often (FREQ); "Bad" is left out',
        ),
        (
            ["DTSTART:20261123T090000Z", "RRULE:FREQ=DAILY;INTERVAL=0"],
            'work.ics:12: the rule "FREQ=DAILY;INTERVAL=0" can\'t be read: "0" is out of range; "Bad" is left out',
        ),
        (
            ["DTSTART:19700101T000000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY"],
            'work.ics:8: it repeats too often to count; "Bad" is left out',
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
    assert found.warnings == (warning,)


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("", "work.ics: it is empty"),
        ("<html>Please log in</html>", "work.ics: no calendar in it (BEGIN:VCALENDAR)"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "work.ics:1: the file ends inside this VCALENDAR: was it cut short?"),
    ],
)
def test_a_file_that_is_no_whole_calendar(tmp_path: Path, text: str, warning: str) -> None:
    assert warning in reading(tmp_path, text.encode()).warnings


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    found = busy_times([tmp_path / "gone.ics"], (MONDAY, SUNDAY), "Europe/Berlin")
    assert found.warnings == (f"gone.ics: no such file or folder ({tmp_path / 'gone.ics'})",)


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
