"""The time of work that was logged without one, the clock that ran for it, and the part of it that is next."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.core.worklog.work import (
    ANY_TIME,
    DayLimits,
    Span,
    clock_line,
    clock_of,
    clock_stopped,
    clock_table,
    left_of,
    row_of,
    runs_for,
    when_done,
    work_of,
)
from tests.lines import planned_line, with_values, worked_line

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)


def at(clock: str, day: date = MONDAY) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=BERLIN)


def span(start: str, end: str) -> Span:
    return Span(at(start), at(end))


def when(minutes: int, now: str, limits: DayLimits = ANY_TIME, planned: Span | None = None) -> str:
    """The time of work logged at a clock time of Monday: "10:00-10:30"."""
    found = when_done(minutes, planned, limits, at(now), MONDAY)
    return f"{found.start:%H:%M}-{found.end:%H:%M}"


def test_it_was_at_its_place_on_the_page_once_that_is_over() -> None:
    planned = span("09:00", "09:30")
    assert when(30, "11:00", planned=planned) == "09:00-09:30"
    assert when(30, "09:30", planned=planned) == "09:00-09:30"
    assert when(30, "09:20", planned=planned) == "08:50-09:20"  # it is not over: it ended just now


def test_a_clock_that_is_kept_is_read_back_as_it_was() -> None:
    """What is empty is left out of the diary."""
    line = planned_line(
        item="d/talk", record="d", kind="prospect", does="advance", play="talk", title="Talk", per_hour=40.0,
        start=at("09:00"), end=at("09:30"), minutes=30,
    )  # fmt: skip
    clock = clock_line(work_of(line, "Acme"), at("09:10"))
    table = clock_table(clock)
    assert (table["since"], table["item"], table["per_hour"]) == (at("09:10"), "d/talk", 40.0)
    assert not [key for key, value in table.items() if value in (None, "", ())]
    assert (clock.slot.start, clock.slot.end) == (at("09:10"), at("09:40"))
    assert not runs_for(line, clock) and runs_for(clock, clock) and not runs_for(line, None)


def test_it_was_not_at_its_place_where_anything_else_was_done_then() -> None:
    other = DayLimits(work=(span("08:00", "08:30"), span("09:10", "09:20")))
    assert when(30, "11:00", other, planned=span("09:00", "09:30")) == "10:30-11:00"


@pytest.mark.parametrize(
    ("meetings", "expected"),
    [
        ((), "10:30-11:00"),
        ((("10:50", "11:00"),), "10:20-10:50"),
        ((("10:50", "11:30"),), "10:20-10:50"),  # a meeting that is on
        ((("09:00", "10:00"), ("10:15", "11:00")), "08:30-09:00"),  # the quarter between them is too short
        ((("11:00", "12:00"),), "10:30-11:00"),
    ],
)
def test_it_ended_in_the_last_gap_that_holds_it(meetings: tuple[tuple[str, str], ...], expected: str) -> None:
    assert when(30, "11:00", DayLimits(meetings=tuple(span(*each) for each in meetings))) == expected


def test_it_was_not_before_the_first_hour_of_the_day() -> None:
    early = DayLimits(earliest=at("08:30"), meetings=(span("08:50", "09:40"),))
    assert when(30, "10:00", early) == "09:40-10:00"  # no gap holds it: all of the longest
    assert when(20, "10:00", early) == "09:40-10:00"
    assert when(30, "08:45", DayLimits(earliest=at("09:00"))) == "08:15-08:45"  # the day has not begun


def test_where_no_gap_holds_it_the_longest_is_the_last_of_equals_and_ends_now() -> None:
    busy = DayLimits(earliest=at("08:00"), meetings=(span("08:20", "09:00"), span("09:20", "12:00")))
    assert when(60, "10:00", busy) == "09:00-09:20"
    assert when(60, "09:35", DayLimits(earliest=at("08:00"), meetings=(span("08:20", "09:00"),))) == "09:00-09:35"
    assert when(60, "09:10", DayLimits(earliest=at("08:00"), meetings=(span("08:20", "09:00"),))) == "08:00-08:20"


def test_on_a_day_that_is_over_it_ended_in_the_evening() -> None:
    later = at("09:00", MONDAY + timedelta(days=2))
    assert when_done(30, None, ANY_TIME, later, MONDAY) == span("17:30", "18:00")


@pytest.mark.parametrize(
    ("planned", "ran", "is_forgotten"),
    [(30, 240, False), (30, 241, True), (90, 270, False), (90, 271, True)],
)
def test_a_clock_is_forgotten_overnight_after_four_hours_or_three_times_its_minutes(
    planned: int, ran: int, is_forgotten: bool
) -> None:
    started = at("23:50")
    clock = planned_line(**CALL | {"start": started, "end": started + timedelta(minutes=planned), "minutes": planned})
    stopped, forgotten = clock_stopped(clock, started + timedelta(minutes=ran))
    assert forgotten is is_forgotten
    assert stopped.end - stopped.start == timedelta(minutes=planned if is_forgotten else ran)


CALL = {"item": "acme/talk", "record": "acme", "kind": "prospect", "does": "advance", "play": "talk", "title": "Talk"}


def test_a_clock_in_the_diary_keeps_the_step_it_runs_for() -> None:
    table = {"since": at("09:00"), "minutes": 30, "people": ["lena"], **CALL}
    clock = clock_of(DiaryDay(date=MONDAY, figures={"running": table}), BERLIN)
    assert clock is not None
    assert (clock.what.record, clock.what.title, clock.what.people) == ("acme", "Talk", ("lena",))
    assert (clock.slot.start, clock.slot.minutes) == (at("09:00"), 30)
    odd = table | {"dropped": "soon", "mood": "good"}  # typed by hand: no keys of a clock
    assert clock_of(DiaryDay(date=MONDAY, figures={"running": odd}), BERLIN) == clock


def half(start: str, end: str, part: int) -> Line:
    return planned_line(**CALL, start=at(start), end=at(end), minutes=30, part=(part, 2))


def test_of_split_work_the_part_after_what_was_done_is_next() -> None:
    first, second = half("09:00", "09:30", 1), half("11:00", "11:30", 2)
    other = planned_line(**CALL | {"item": "birch/talk"}, start=at("08:00"), end=at("08:30"), minutes=30)
    done = worked_line(**CALL, start=at("09:00"), end=at("09:30"), minutes=30, outcome="stayed")
    day = DiaryDay(date=MONDAY, planned=(other, first, second))
    assert row_of("acme/talk", day) == first
    assert row_of("acme/talk", DiaryDay(date=MONDAY, planned=day.planned, worked=(done,))) == second
    of_another = worked_line(**CALL | {"item": "birch/talk"}, start=at("09:00"), end=at("10:00"), minutes=60)
    assert row_of("acme/talk", DiaryDay(date=MONDAY, planned=day.planned, worked=(of_another,))) == first
    assert row_of("cargo/talk", day) is None


def test_what_is_left_of_work_that_was_begun() -> None:
    made = at("07:00")
    other = {**CALL, "item": "birch/talk"}
    page = (
        planned_line(**CALL, start=at("09:00"), end=at("10:00"), minutes=60, made=made),
        planned_line(**other, start=at("10:00"), end=at("10:30"), minutes=30, made=made),
    )
    piece = worked_line(**CALL | {"does": "task"}, start=at("09:00"), end=at("09:20"), minutes=20, outcome="stayed")
    others_piece = worked_line(
        **other | {"does": "task"}, start=at("09:30"), end=at("09:40"), minutes=10, outcome="stayed"
    )
    assert left_of("acme/talk", DiaryDay(date=MONDAY, planned=page)) is None
    assert left_of("cargo/talk", DiaryDay(date=MONDAY, planned=page, worked=(piece,))) is None
    assert left_of("acme/talk", DiaryDay(date=MONDAY, planned=page, worked=(piece, others_piece))) == 40
    assert left_of("birch/talk", DiaryDay(date=MONDAY, planned=page, worked=(piece, others_piece))) == 20
    later = tuple(with_values(line, made=at("09:25")) for line in page)  # made again since: the piece is taken off
    assert left_of("acme/talk", DiaryDay(date=MONDAY, planned=later, worked=(piece,))) == 60
