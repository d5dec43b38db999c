"""Minutes left unplanned: they give way to promises and to the rep's own hours, and are used up by what comes in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.book import Book, Task
from planner.core.cadence.open_minutes import as_figures, free_times, kept_times, pieces, times_left
from planner.core.days import LocalDay
from planner.core.diary import Busy, DiaryDay
from planner.core.page.inputs import Inputs, Options
from planner.core.page.page import OpenTime, Page
from planner.core.page.plan_day import plan_day
from planner.schedule import Candidate, Meeting, Problem
from tests.core.value.days import BERLIN, book, inputs
from tests.core.value.playbooks import TODAY, deal
from tests.lines import planned_line, worked_line

YES = {"need": "yes"}


def clock(text: str) -> datetime:
    return datetime.fromisoformat(f"{TODAY}T{text}").replace(tzinfo=BERLIN)


def of(minutes: int, hours: int = 2, **fields: object) -> Book:
    """A day from nine that holds so many of ten deals of an hour each, with five minutes between two."""
    week = ((book().hours.week[0][0]._replace(end=(9 + hours) * 60 + 5 * (hours - 1)),),) * 5 + ((), ())
    deals = tuple(deal(id=f"d{n}", amount=100.0 + n, answers=YES) for n in range(10))
    return book(**{"deals": deals, "hours": replace(book().hours, week=week, open=minutes), **fields})


def minutes_between(page: Page) -> list[int]:
    """The stretches of a day from nine to 11:05 between its lines, in minutes."""
    spans = sorted((line.slot.start, line.slot.end) for line in page.items)
    edges = [clock("09:00"), *(time for span in spans for time in span), clock("11:05")]
    return [round((b - a).total_seconds() / 60) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def test_the_page_leaves_them_and_says_so() -> None:
    without, page = plan_day(inputs(of(0))).page, plan_day(inputs(of(20))).page
    assert (without.minutes_open, page.minutes_open) == (0, 20)
    assert page.minutes_available == without.minutes_available == 125
    assert max(minutes_between(page)) >= 20
    assert page.value < without.value


@pytest.mark.parametrize(
    ("minutes", "lengths"), [(0, ()), (20, (20,)), (30, (30,)), (45, (22, 23)), (90, (30, 30, 30))]
)
def test_many_minutes_are_several_stretches(minutes: int, lengths: tuple[int, ...]) -> None:
    assert pieces(minutes) == lengths


@settings(max_examples=20, deadline=None)
@given(minutes=st.integers(0, 90), hours=st.integers(1, 8))
def test_they_are_free_of_lines_and_never_more_than_wanted(minutes: int, hours: int) -> None:
    page = plan_day(inputs(of(minutes, hours))).page
    assert sum(pieces(minutes)) == minutes
    assert page.minutes_open <= minutes
    if minutes <= 30 * hours:
        assert page.minutes_open == minutes
    if page.minutes_open < minutes:
        assert page.items == ()
    for stretch in page.open:
        end = stretch.start + timedelta(minutes=max(5, stretch.minutes - 5))
        assert all(line.slot.end <= stretch.start or end <= line.slot.start for line in page.items)
    assert page.minutes_planned + page.minutes_open <= page.minutes_available


def test_they_give_way_to_promises_and_due_work() -> None:
    """Two promised hours fill the day of two hours; so do a promise and work that is due."""
    promised = tuple(deal(id=name, answers=YES, next_on=TODAY) for name in ("one", "two"))
    week = ((book().hours.week[0][0]._replace(end=11 * 60 + 5),),) * 5 + ((), ())
    hours = replace(book().hours, week=week, open=20)
    page = plan_day(inputs(book(deals=promised, hours=hours))).page
    assert (page.promises.placed, page.minutes_open) == (2, 0)
    due = Task(id="paper", title="Paper", minutes=60, must=True)
    page = plan_day(inputs(book(deals=promised[:1], tasks=(due,), hours=hours))).page
    assert (len(page.items), page.minutes_open) == (2, 0)


def test_they_give_way_to_the_hours_that_the_rep_gives() -> None:
    given_hours = replace(inputs(of(20)), options=Options(hours=1.5))
    assert plan_day(given_hours).page.minutes_open == 0


def later(page: Page, at: str, **changes: object) -> Inputs:
    """The inputs of a page planned again at a time of the day."""
    fresh = inputs(of(20), at=at)
    return replace(fresh, before=page.items, open=page.open, **changes)


def test_during_the_day_they_keep_their_place() -> None:
    page = plan_day(inputs(of(20))).page
    again = plan_day(later(page, "08:00")).page
    assert again.open == page.open
    assert [line.slot for line in again.items] == [line.slot for line in page.items]


def test_a_meeting_that_comes_in_takes_them() -> None:
    page = plan_day(inputs(of(20))).page
    (stretch,) = page.open
    call = Busy(stretch.start, stretch.start + timedelta(minutes=15), "Call")
    again = plan_day(later(page, "08:00", busy=(call,))).page
    assert again.open == ()
    assert [line.slot for line in again.items] == [line.slot for line in page.items]


@pytest.mark.parametrize(
    ("start", "end", "stays"),
    [(-30, 0, True), (-30, 5, False), (5, 10, False), (15, 40, False), (20, 40, True)],
)
def test_a_meeting_takes_them_only_where_it_is_in_them(start: int, end: int, stays: bool) -> None:
    """Minutes from the start of twenty that are left unplanned: one that ends then or starts after them is next."""
    ten = LocalDay(TODAY, BERLIN).minute(clock("10:00"))
    meeting = Problem(ranges=(), meetings=(Meeting(start=ten + start, end=ten + end),))
    appointment = Problem(ranges=(), candidates=(Candidate(id="a", at=ten + start, minutes=end - start, value=1.0),))
    stretch = OpenTime(start=clock("10:00"), minutes=20)
    for problem in (meeting, appointment):
        assert free_times([stretch], problem, LocalDay(TODAY, BERLIN)) == ((stretch,) if stays else ())


def figures(*times: OpenTime) -> dict[str, object]:
    return {"open": as_figures(times)}


def test_what_was_not_planned_uses_them_up() -> None:
    first, second = OpenTime(start=clock("11:00"), minutes=25), OpenTime(start=clock("16:00"), minutes=25)
    line = planned_line(
        item="d/talk", record="d", kind="prospect", does="advance", play="talk", title="Talk",
        start=clock("09:00"), end=clock("10:00"), minutes=60,
    )  # fmt: skip
    work = {"does": "task", "play": "task", "title": "Call", "start": clock("09:00")}

    def left(now: str, *worked: tuple[str, int]) -> list[int] | None:
        rows = tuple(
            worked_line(item=item, end=clock("09:00") + timedelta(minutes=minutes), minutes=minutes, **work)
            for item, minutes in worked
        )
        day = DiaryDay(date=TODAY, planned=(line,), worked=rows, figures=figures(first, second))
        times = times_left(day, clock(now))
        return None if times is None else [each.minutes for each in times]

    assert left("09:00") == [25, 25]
    assert left("09:00", ("d/talk", 90)) == [25, 25]  # it was planned
    assert left("10:00", ("call", 10)) == [25, 15]
    assert left("10:00", ("call", 30)) == [20]
    assert left("10:00", ("call", 90)) == []
    assert left("12:00") == [25]
    assert left("12:00", ("call", 30)) == [20]  # the first 25 of these minutes have passed
    assert times_left(DiaryDay(date=TODAY), clock("09:00")) is None


def test_what_a_hand_wrote_into_the_diary_does_no_harm() -> None:
    odd = [{"start": "ten"}, 3, {"start": datetime(2026, 11, 23, 10), "minutes": 20}, {"minutes": 20}]
    assert kept_times(DiaryDay(date=TODAY, figures={"open": odd})) == ()
    assert kept_times(DiaryDay(date=TODAY, figures={"open": 3})) == ()
