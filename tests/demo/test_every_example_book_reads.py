"""The shipped books read without errors and warnings, and give a day worth following."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planner.book.files import read_files
from planner.book.read.read_book import read_book
from planner.calendars.busy_times import busy_times
from planner.core.book import Book
from planner.core.cadence.touches import NextTouch, next_touches
from planner.core.page.inputs import Inputs, day_context
from planner.core.records.event_match import match_events
from planner.core.steps.all_steps import book_steps
from planner.core.steps.step import Step
from planner.core.value.deal_index import build_table
from planner.demo import ANCHOR, demo_files

EXAMPLES = Path(__file__).parents[2] / "examples"


def book_of(folder: Path) -> Book:
    reading = read_book(read_files(folder), "UTC")
    assert reading.warnings == ()
    return reading.book


def steps_of(book: Book, day: date) -> list[Step]:
    """The steps of every record at seven in the morning of `day`, with empty diary and calendar."""
    seven = datetime(day.year, day.month, day.day, 7, tzinfo=ZoneInfo(book.rep.timezone))
    now = day_context(Inputs(book=book, day=day, now=seven, table=build_table(book.playbook)))
    touches = {touch.record: touch for touch in next_touches(book, now.working, {}, day)}
    return book_steps(now, touches)


def touches(book: Book, day: date) -> list[NextTouch]:
    seven = datetime(day.year, day.month, day.day, 7, tzinfo=ZoneInfo(book.rep.timezone))
    now = day_context(Inputs(book=book, day=day, now=seven, table=build_table(book.playbook)))
    return list(next_touches(book, now.working, {}, day))


def of_deals(steps: list[Step]) -> Iterator[Step]:
    other = ("touch", "fresh-look", "second-person")  # in the place of a deal's own step
    return (step for step in steps if step.kind == "prospect" and step.play not in other)


@pytest.mark.parametrize(("name", "deals"), [("five-deals", 5), ("demo", 44), ("large", 300)])
def test_it_reads_without_errors_and_warnings(name: str, deals: int) -> None:
    assert len(book_of(EXAMPLES / name).deals) == deals


@pytest.mark.parametrize("monday", [ANCHOR, date(2028, 2, 28), date(2027, 3, 29)])
def test_the_demo_reads_in_any_week(tmp_path: Path, monday: date) -> None:
    for name, content in demo_files(monday).items():
        (tmp_path / name).write_bytes(content)
    assert len(book_of(tmp_path).deals) == 44


def test_the_demo_day_has_something_of_everything_and_is_no_wall_of_asking() -> None:
    steps = steps_of(book_of(EXAMPLES / "demo"), ANCHOR)
    does = Counter(step.does for step in steps)
    # Finding is offered by the minutes of the day, not by a record.
    assert set(does) == {"advance", "ask", "book", "prepare", "follow-up", "touch", "visit", "fresh-look", "task"}
    shares = Counter(step.does for step in of_deals(steps) if step.care is None)
    assert 1 / 5 <= shares["ask"] / shares.total() <= 2 / 5


def test_an_hour_in_the_demo_territory_is_worth_some_two_to_six_hundred() -> None:
    steps = sorted(steps_of(book_of(EXAMPLES / "demo"), ANCHOR), key=lambda step: -step.per_hour)
    filled, after_six_hours = 0, 0.0
    for step in steps:
        filled += step.minutes
        if filled >= 6 * 60:
            after_six_hours = step.per_hour
            break
    assert 200 <= after_six_hours <= 600


@pytest.mark.parametrize("days", range(5))
def test_on_any_day_a_few_in_the_demo_are_due_and_nobody_was_forgotten(tmp_path: Path, days: int) -> None:
    day = ANCHOR + timedelta(days=days)
    for name, content in demo_files(day).items():
        (tmp_path / name).write_bytes(content)
    book = book_of(tmp_path)
    due = {touch.record for touch in touches(book, day) if touch.due is not None and touch.due <= day}
    overdue = {touch.record for touch in touches(book, day) if touch.is_overdue(day)}
    assert {"birch", "hufnagelbach"} <= due and len(due) <= 6
    assert overdue == set()


def test_five_deals_rank_by_what_an_hour_is_worth_and_not_by_size() -> None:
    steps = sorted(of_deals(steps_of(book_of(EXAMPLES / "five-deals"), ANCHOR)), key=lambda step: -step.per_hour)
    shown = [(step.record, step.does) for step in steps if step.does not in ("prepare", "follow-up")]
    assert shown == [
        ("birch", "advance"),  # 30,000, and nearly there
        ("acme", "advance"),  # 48,000
        ("cargo", "ask"),  # 120,000, no answer since September
        ("hale", "ask"),  # 90,000, without a known need
        ("quince", "ask"),  # 9,000
    ]


@pytest.mark.parametrize("monday", [ANCHOR, date(2028, 2, 28), date(2027, 3, 29)])
def test_the_demo_calendar_takes_the_same_hours_in_any_week(tmp_path: Path, monday: date) -> None:
    for name, content in demo_files(monday).items():
        (tmp_path / name).write_bytes(content)
    reading = busy_times([tmp_path / "work.ics"], (monday, monday + timedelta(days=4)), "Europe/Berlin")
    assert reading.warnings == ()
    assert [f"{event.start:%a %H:%M}-{event.end:%H:%M} {event.title}" for event in reading.busy] == [
        "Mon 13:15-13:45 Team meeting",
        "Mon 16:30-17:00 Handover with delivery",
        "Tue 08:30-09:30 Dentist",
        "Tue 14:00-14:45 Nordwind: terms",
        "Wed 12:15-13:15 Lunch with Mats",
        "Fri 13:15-13:45 Forecast call",
    ]


def test_the_meeting_with_lena_vogt_is_the_nordwind_appointment_and_nothing_else_is_anybodys() -> None:
    folder = EXAMPLES / "demo"
    reading = busy_times([folder / "work.ics"], (ANCHOR, ANCHOR + timedelta(days=13)), "Europe/Berlin")
    busy, warnings = match_events(reading.busy, book_of(folder))
    assert warnings == ()
    assert [(event.title, event.record) for event in busy if event.record] == [("Nordwind: terms", "nordwind")]
