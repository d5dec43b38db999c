"""When a thing was done, as a person means it: the last Friday, last night, just now, the day of the clock."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planner.core.worklog.work import DayLimits, Span, when_done
from tests.app.worklog.conftest import At, items, page, record, worked

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 23)  # a Monday


def span(start: str, end: str) -> Span:
    return Span(*(datetime.fromisoformat(f"{DAY}T{clock}").replace(tzinfo=BERLIN) for clock in (start, end)))


@pytest.mark.parametrize(
    ("minutes", "planned", "taken", "found"),
    [
        (30, None, [], ("13:30", "14:00")),
        (30, ("09:00", "09:30"), [], ("09:00", "09:30")),  # its place on the page, and nothing else was done then
        (30, ("13:50", "14:20"), [], ("13:30", "14:00")),  # that is not over yet
        (30, None, [("13:50", "14:00")], ("13:20", "13:50")),
        (10, None, [("13:50", "13:55")], ("13:40", "13:50")),  # never squeezed into the five minutes that are left
        (30, None, [("13:50", "14:00"), ("13:10", "13:30")], ("12:40", "13:10")),
        (600, None, [("06:00", "13:50")], ("00:00", "06:00")),  # no gap of the day holds it: the longest one
    ],
)  # fmt: skip
def test_minutes_count_and_the_place_gives_way(
    minutes: int, planned: tuple[str, str] | None, taken: list[tuple[str, str]], found: tuple[str, str]
) -> None:
    now = span("14:00", "14:00").start
    place = span(*planned) if planned else None
    assert when_done(minutes, place, DayLimits(work=tuple(span(*each) for each in taken)), now, DAY) == span(*found)


def test_a_place_far_from_now_is_named(at: At, book: Path) -> None:
    at("14:00", "done", "Call with Sam", "--from", "13:00", "--to", "14:00")
    ran = at("14:00", "done", "acme", "-o", "no-show", "--minutes", "20")
    assert "warning: overlaps Call with Sam (13:00-14:00)\n" in ran.err
    ran = at("14:00", "done", "birch", "-o", "stayed")
    assert "warning: 14:00 was taken, so this is logged 12:10-13:00. Wrong?" in ran.err


@pytest.mark.parametrize(
    ("now", "typed", "on", "day"),
    [
        ("2026-11-23T07:05", "fri", "2026-11-20", "Friday: "),
        ("2026-11-27T17:00", "fri", "2026-11-27", "Today: "),
        ("2026-11-23T07:05", "tuesday", "2026-11-17", "Tuesday: "),
        ("2026-11-23T07:05", "2026-11-16", "2026-11-16", "Mon 16 Nov 2026: "),  # a Monday, too
        ("2026-11-23T07:05", "2026-11-27", "2026-11-27", "Fri 27 Nov 2026: "),  # typed as a date it may be to come
    ],
)
def test_a_weekday_is_the_last_one(at: At, book: Path, now: str, typed: str, on: str, day: str) -> None:
    ran = at(now, "done", "birch", "-o", "stayed", "--on", typed)
    assert [row[0] for row in worked(book, on)] == ["birch/close"]
    assert str(record(book, "birch")["last_touch"]) == max(on, "2026-11-19")
    assert ("warning: 2026-11-27 is in the future" in ran.err) == (on > now)
    assert at(now, "wrap", "--on", typed).out.startswith(day)


@pytest.mark.parametrize(
    ("now", "words", "on", "row"),
    [
        ("2026-11-24T07:00", "--from 23:30 --to 0:45", "2026-11-23", ("23:30", "00:45")),
        ("2026-11-24T00:20", "--from 23:30", "2026-11-23", ("23:30", "23:45")),
        ("2026-11-24T00:20", "--to 23:50", "2026-11-23", ("23:35", "23:50")),
        (
            "2026-11-24T07:00",
            "--from 12:00 --to 13:00",
            "2026-11-24",
            ("12:00", "13:00"),
        ),  # ahead, with a warning
        ("2026-11-24T07:00", "--on today --from 23:30 --to 0:45", "2026-11-24", ("23:30", "00:45")),
    ],
)
def test_times_of_the_evening_before(at: At, book: Path, now: str, words: str, on: str, row: tuple[str, str]) -> None:
    ran = at(now, "done", "Late", "--unplanned", *words.split())
    assert [each[1:3] for each in worked(book, on)] == [row]
    assert ("logged for last night, 2026-11-23" in ran.err) == (on == "2026-11-23")


def test_the_clock_of_another_day_is_kept_on_its_page(at: At, book: Path) -> None:
    at("2026-11-24T08:00", "start", "birch", "--at", "yesterday 17:00")
    assert "running" in page(book, "2026-11-23")["page"]
    at("2026-11-24T08:01", "done", "-o", "stayed", "--to", "17:40")
    assert worked(book) == [("birch/close", "17:00", "17:40", 40, "stayed")]
    assert record(book, "birch")["last_touch"] == DAY


def test_a_clock_does_not_start_in_the_future(at: At, book: Path) -> None:
    ran = at("9:00", "start", "birch", "--at", "14:00", code=2)
    assert ran.err.startswith("error: --at 14:00 is in the future: it is 09:00\n")
    at("2026-11-24T00:20", "start", "birch", "--at", "23:50")
    assert page(book)["page"]["running"]["since"].isoformat() == "2026-11-23T23:50:00+01:00"


def test_a_forgotten_clock_is_reported_by_the_next_start(at: At, book: Path) -> None:
    items(at, "7:00")
    at("17:00", "start", "birch")
    ran = at("2026-11-24T08:00", "start", "acme")
    assert "warning: the clock ran from 17:00 for 15h. Logged 50m, as planned." in ran.err


def test_agreed_for_a_time_that_has_passed(at: At) -> None:
    ran = at("12:00", "done", "acme", "-o", "moved", "--at", "2026-11-20T14:00", "--next-on", "yesterday")
    assert "warning: the appointment, 2026-11-20 14:00, has passed\n" in ran.err
    assert "warning: the next step's day, 2026-11-22, has passed\n" in ran.err


def test_an_appointment_that_is_over_early_began_at_its_time(at: At, book: Path) -> None:
    at("7:00", "set", "acme", "at=2026-11-23T14:00")
    at("7:01", "today")
    at("14:10", "done", "acme", "-o", "no-show")
    assert worked(book) == [("acme/proposal", "14:00", "14:10", 10, "no-show")]


def test_after_midnight_a_line_of_the_evenings_page_is_logged_for_that_evening(at: At, book: Path) -> None:
    items(at, "7:00")
    ran = at("2026-11-24T00:50", "done", "acme", "-o", "stayed")
    assert "on Mon 23 Nov 2026" in ran.out
    assert [row[4] for row in worked(book, "2026-11-23")] == ["stayed"]
    assert record(book, "acme")["last_touch"] == DAY
    at("2026-11-24T00:55", "done", "Night mail", "--minutes", "5")  # on no page: of the night itself
    assert [row[0] for row in worked(book, "2026-11-24")] == ["night-mail"]


def test_an_hour_that_the_clocks_skip(at: At) -> None:
    ran = at("2026-03-29T03:40", "done", "Night train", "--from", "2:30", "--to", "3:10", code=2)
    assert ran.err == ("error: --from: the clocks skip 02:30 on 2026-03-29\n  fix: --from 03:30\n")


def test_less_than_no_time(at: At) -> None:
    err = at("10:00", "done", "acme", "-o", "stayed", "--minutes", "-5", code=2).err
    assert err == "error: --minutes must be between 0 and 1440, not -5\n  fix: --minutes 30\n"


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        (["--from", "fri 9:15"], "09:15", "10:05"),
        (["--from", "fri 2pm", "--to", "fri 2:30pm"], "14:00", "14:30"),
        (["--from", "9:15am fri", "--to", "10:00"], "09:15", "10:00"),
        (["--from", "2026-11-20T09:15", "--minutes", "1 h 30"], "09:15", "10:45"),
    ],
)
def test_a_time_with_its_day(at: At, book: Path, words: list[str], start: str, end: str) -> None:
    at("2026-11-23T07:05", "done", "birch", "-o", "stayed", *words)
    assert [row[1:3] for row in worked(book, "2026-11-20")] == [(start, end)]


def test_a_time_that_may_be_two_is_refused(at: At) -> None:
    ran = at("2026-11-23T07:05", "done", "birch", "-o", "stayed", "--from", "fri 2", code=2)
    assert ran.err.startswith('error: --from: "fri 2" may be 20 Nov 2026, 02:00 or 20 Nov 2026, 14:00\n')


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (["birch", "in", "2", "weeks"], {"not_before": date(2026, 12, 7)}),
        (["birch", "next fri"], {"not_before": date(2026, 12, 4)}),
        (["birch", "line", "24", "Dec"], {"not_before": date(2026, 12, 24)}),
        (["birch", "fri 2pm"], {"at": datetime(2026, 11, 27, 14)}),
    ],
)
def test_later_until_a_day_as_a_rep_says_it(at: At, book: Path, words: list[str], keys: dict[str, object]) -> None:
    at("2026-11-23T07:05", "later", *words)
    assert {key: record(book, "birch")[key] for key in keys} == keys
