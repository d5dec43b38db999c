"""Calendars that would keep an expander busy for minutes cost little, and are named."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from planner.calendars import busy_times, files
from planner.calendars.recurrence.cost import Budget
from tests.calendars.one_week import MONDAY, SUNDAY, event, problems, reading

SINCE_1970 = ("DTSTART;TZID=Europe/Berlin:19700101T090000", "DURATION:PT30M")
ZONE = "BEGIN:VTIMEZONE\nTZID:Odd\n{parts}END:VTIMEZONE\n"
PART = (
    "BEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=HOURLY\nEND:STANDARD\n"
)


@pytest.fixture(autouse=True)
def without_the_collector() -> Iterator[None]:
    """As a command runs; here it would go through what the other tests left, at each of many allocations."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize(
    ("text", "busy", "warnings"),
    [
        pytest.param(event(*SINCE_1970, "RRULE:FREQ=DAILY"), 7, 0, id="daily since 1970"),
        pytest.param(event(*SINCE_1970, "RRULE:FREQ=DAILY;COUNT=999999"), 7, 0, id="and counted"),
        pytest.param(event(*SINCE_1970, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), 0, 0, id="30 February"),
        pytest.param(event(*SINCE_1970, "RRULE:FREQ=MINUTELY;BYSECOND=0"), 0, 1, id="every minute"),
        pytest.param(event(*SINCE_1970, "RRULE:FREQ=SECONDLY;BYMONTH=1"), 0, 0, id="every second of January"),
        pytest.param(event(*SINCE_1970, "RRULE:FREQ=SECONDLY;BYMONTH=11"), 0, 1, id="every second of November"),
        pytest.param(event(*SINCE_1970, "RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6"), 0, 0, id="the sixth Monday"),
        pytest.param(event(*SINCE_1970, "RRULE:FREQ=HOURLY;COUNT=999999;BYDAY=MO"), 0, 1, id="counted hours"),
        pytest.param(event(*SINCE_1970, "RRULE:FREQ=YEARLY;BYWEEKNO=54"), 0, 1, id="week 54"),
        pytest.param(event(*SINCE_1970, "RDATE:" + ",".join(["20261123T090000Z"] * 20_000)), 0, 1, id="dates"),
        pytest.param(event(*SINCE_1970, "RRULE:FREQ=YEARLY;COUNT=" + "9" * 60), 0, 1, id="a long number"),
        pytest.param(event("DTSTART:99991231T235959Z", "DURATION:P9999999D"), 0, 1, id="beyond the calendar"),
        pytest.param(event("DTSTART:20261123T090000Z", "DTEND:99991231T235959Z"), 1, 0, id="for ever"),
        pytest.param(event("DTSTART:20261123T090000Z", "DTEND:99991231T235959"), 1, 0, id="for ever, here"),
        pytest.param(event("DTSTART:00010101T000000Z", "DTEND:20261123T090000Z"), 1, 0, id="since ever"),
        pytest.param(
            event(*SINCE_1970, "RDATE;VALUE=PERIOD:20261123T120000Z/99991231T235959Z"), 1, 1, id="a period for ever"
        ),
        pytest.param(
            "BEGIN:VFREEBUSY\nUID:f\nFREEBUSY:20261123T100000Z/99991231T235959Z\nEND:VFREEBUSY\n",
            1,
            0,
            id="busy for ever",
        ),
        pytest.param(event("DTSTART" + ';A="b"' * 50_000 + ":20261123T090000Z", "DURATION:PT1H"), 1, 0, id="params"),
        pytest.param("BEGIN:VEVENT\n" + " x\n" * 100_000 + "END:VEVENT", 0, 1, id="folds"),
        pytest.param("BEGIN:X\n" * 50_000, 0, 1, id="nested"),
        pytest.param(
            ZONE.format(parts=PART * 200) + event("DTSTART;TZID=Odd:20261123T090000", "DURATION:PT1H"), 1, 1, id="zone"
        ),
    ],
)
def test_at_most_a_second(tmp_path: Path, text: str, busy: int, warnings: int) -> None:
    began = time.process_time()
    found = reading(tmp_path, text)
    took = time.process_time() - began
    assert (len(found.busy), len(problems(found))) == (busy, warnings)
    assert took < 1.0


def test_the_times_of_a_free_busy_are_bounded(tmp_path: Path) -> None:
    text = "BEGIN:VFREEBUSY\nFREEBUSY:" + ",".join(["20261123T090000Z/PT1H"] * 200_000) + "\nEND:VFREEBUSY"
    began = time.process_time()
    found = reading(tmp_path, text)
    assert time.process_time() - began < 3.0
    assert len(found.busy) == 1
    assert problems(found) == ("work.ics:3: FREEBUSY: more than 10000 times; the others are left out",)


def test_a_calendar_is_not_the_whole_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_MOST_FOLDERS", 3)
    for name in ("a", "b", "c", "d"):
        (tmp_path / "disk" / name).mkdir(parents=True)
        (tmp_path / "disk" / name / "x.ics").write_bytes(b"")
    found, warnings = files.calendar_files(tmp_path / "disk")
    assert [file.name for file in found] == ["disk/a/x.ics", "disk/b/x.ics"]
    assert warnings == [f"disk: more than 3 folders; the others are not read ({tmp_path / 'disk'})"]


def test_neither_is_a_calendar_named_often(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_MOST_FOLDERS", 6)
    for name in ("a", "b", "c", "d"):
        (tmp_path / name / "deep").mkdir(parents=True)
        (tmp_path / name / "x.ics").write_bytes(b"")
    names = ["a", "a/../a", "./a/.", "b", "c", "d", "a/x.ics", "c/../a/x.ics", "a\0"]
    found = [[file.name for file in each] for each, _ in files.files_of_all([tmp_path / name for name in names])]
    assert found == [["a/x.ics"], [], [], ["b/x.ics"], ["c/x.ics"], [], ["x.ics"], [], []]


def test_problems_of_one_kind_are_one_warning(tmp_path: Path) -> None:
    found = reading(tmp_path, event("DTSTART:never") * 5_000)
    assert problems(found) == (
        'work.ics:5: can\'t read "never" as a date or time; "Meeting" and 4999 more are left out',
    )


ENDED = ("DTSTART;TZID=Europe/Berlin:20200106T090000", "DURATION:PT30M")
LIVE = event("UID:live", *ENDED, "RRULE:FREQ=WEEKLY", title="Live")


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;UNTIL=20201231T000000Z", "FREQ=WEEKLY;COUNT=40", "FREQ=MONTHLY;COUNT=9"])
def test_ended_series_hide_no_live_one(tmp_path: Path, rule: str) -> None:
    ended = "".join(event(f"UID:{n}", *ENDED, f"RRULE:{rule}") for n in range(12_000))
    found = reading(tmp_path, ended + LIVE)
    assert ([busy.title for busy in found.busy], problems(found)) == (["Live"], ())


def test_ten_thousand_live_series(tmp_path: Path) -> None:
    live = "".join(event(f"UID:{n}", *ENDED, "RRULE:FREQ=YEARLY", title="Yearly") for n in range(9_000))
    weekly = "".join(event(f"UID:w{n}", *ENDED, "RRULE:FREQ=WEEKLY") for n in range(1_000))
    found = reading(tmp_path, live + weekly + LIVE)
    assert (len(found.busy), problems(found)) == (1_001, ())


def test_a_few_minutes_in_a_row_are_no_flood(tmp_path: Path) -> None:
    found = reading(tmp_path, event("DTSTART:20261124T090000Z", "DURATION:PT1M", "RRULE:FREQ=MINUTELY;COUNT=10"))
    assert (len(found.busy), problems(found)) == (10, ())


def test_links_to_one_file_are_one_calendar(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "disk" / "a.ics").write_bytes(b"x")
    (tmp_path / "disk" / "b.ics").symlink_to(tmp_path / "disk" / "a.ics")
    (tmp_path / "disk" / "c.ics").hardlink_to(tmp_path / "disk" / "a.ics")
    (tmp_path / "disk" / "d.ics").write_bytes(b"x")
    ((found, warnings),) = files.files_of_all([tmp_path / "disk"])
    assert ([file.name for file in found], warnings) == (["disk/a.ics", "disk/d.ics"], [])


def test_calendars_have_so_many_bytes_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_MOST_TOGETHER", 10)
    for name in ("a.ics", "b.ics", "c.ics"):
        (tmp_path / name).write_bytes(b"x" * 5)
    found = list(files.files_of_all([tmp_path / name for name in ("a.ics", "b.ics", "c.ics")]))
    assert [len(each) for each, _ in found] == [1, 1, 0]
    assert found[2][1] == ["c.ics: more than 0 MB of calendars; the others are not read"]


def test_calendars_have_so_many_lines_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(busy_times, "Budget", partial(Budget, lines=60))
    for name in ("a.ics", "b.ics"):
        reading(tmp_path, event(f"UID:{name}", "DTSTART:20261124T090000Z", "DURATION:PT1M") * 6)
        (tmp_path / "work.ics").rename(tmp_path / name)
    found = busy_times.busy_times([tmp_path / "a.ics", tmp_path / "b.ics"], (MONDAY, SUNDAY), "Europe/Berlin")
    assert len(found.busy) == 1
    assert problems(found) == ("b.ics: it has more lines than all calendars may have; left out",)


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        (event("DTSTART:20261124T090000Z", "DURATION:PT1M") * 11, "it has more events than all calendars may have"),
        (
            "BEGIN:VFREEBUSY\nFREEBUSY:" + ",".join(["20261124T090000Z/PT1M"] * 10) + "\nEND:VFREEBUSY\n",
            "FREEBUSY: this line has more times than all calendars may have",
        ),
        (
            event("DTSTART:20261124T090000Z", "DURATION:PT1M", "RDATE:" + ",".join(["20261125T090000Z"] * 10)),
            "it lists too many dates to count",
        ),
    ],
)
def test_calendars_have_so_many_times_together(
    text: str, left_out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(busy_times, "Budget", partial(Budget, times=23))
    for name in ("a.ics", "b.ics", "c.ics"):
        reading(tmp_path, text)
        (tmp_path / "work.ics").rename(tmp_path / name)
    each = [[tmp_path / name for name in names] for names in (("a.ics", "b.ics"), ("a.ics", "b.ics", "c.ics"))]
    two, three = (busy_times.busy_times(paths, (MONDAY, SUNDAY), "Europe/Berlin") for paths in each)
    assert (len(two.busy) > 0, problems(two)) == (True, ())
    assert two.busy == three.busy
    assert [(line.startswith("c.ics"), left_out in line) for line in problems(three)] == [(True, True)]


def test_the_rep_and_all_colleagues_share_what_calendars_may_cost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = []
    for name in ("rep.ics", "lena.ics", "sam.ics"):
        reading(tmp_path, event(f"UID:{name}", "DTSTART:20261124T090000Z", "DURATION:PT1M") * 6)
        (tmp_path / "work.ics").rename(tmp_path / name)
        people.append(busy_times.PersonCalendars([tmp_path / name]))
    size = (tmp_path / "rep.ics").stat().st_size
    every = busy_times.busy_times_of_all(people, (MONDAY, SUNDAY), "Europe/Berlin")
    assert [len(each.busy) for each in every] == [1, 1, 1]
    monkeypatch.setattr(busy_times, "Budget", partial(Budget, lines=100))
    found = busy_times.busy_times_of_all(people, (MONDAY, SUNDAY), "Europe/Berlin")
    assert [len(each.busy) for each in found] == [1, 1, 0]
    assert problems(found[2]) == ("sam.ics: it has more lines than all calendars may have; left out",)
    monkeypatch.setattr(files, "_MOST_TOGETHER", size * 3 // 2)
    found = busy_times.busy_times_of_all(people, (MONDAY, SUNDAY), "Europe/Berlin")
    assert [len(each.busy) for each in found] == [1, 0, 0]
    left = files.FilesLeft()
    keys = [files.calendar_key(each.paths, left) for each in people]
    (tmp_path / "sam.ics").write_bytes(b"x" * size)
    left = files.FilesLeft()
    assert [files.calendar_key(each.paths, left) for each in people] == keys  # what is not read is not hashed
