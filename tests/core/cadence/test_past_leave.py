"""Touches that fall due in a leave are spread over the days before and after it, whatever takes the days."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.book import Book, Care, Contact
from planner.core.cadence.around_leave import Leave, leaves_near, spread_over_leave
from planner.core.cadence.days_away import NEAR, days_away
from planner.core.cadence.touches import NextTouch, next_touches
from planner.core.diary import Busy
from planner.core.page.inputs import Inputs, day_context
from planner.core.page.page import LeavePlan
from planner.core.page.plan_day import plan_day
from planner.core.value.deal_value import DayContext
from tests.core.value.days import BERLIN, book, inputs
from tests.core.value.playbooks import TODAY

FIRST, LAST, BACK = date(2026, 12, 1), date(2026, 12, 11), date(2026, 12, 14)
LEAVE = tuple(FIRST + timedelta(days=n) for n in range(11))
VACATION = Busy(
    datetime(2026, 12, 1, tzinfo=BERLIN), datetime(2026, 12, 12, tzinfo=BERLIN), "Vacation", all_day=True
)  # fmt: skip


def of(ages: list[int], cadence: int = 20, share: float = 0.10, days_off: tuple[date, ...] = LEAVE) -> Book:
    """Contacts last checked so many days ago; 48 minutes a day hold four touches."""
    contacts = tuple(
        Contact(id=f"c{n:03}", name=f"C{n}", checked=TODAY - timedelta(days=age), cadence=cadence)
        for n, age in enumerate(ages)
    )
    return book(contacts=contacts, care=Care(share=share, find=0.0), hours=replace(book().hours, days_off=days_off))


def spread(given_inputs: Inputs) -> tuple[dict[str, NextTouch], LeavePlan | None, DayContext]:
    context = day_context(given_inputs)
    touches = next_touches(context.book, context.working, {}, context.today)
    found = spread_over_leave(touches, context)
    return {touch.record: touch for touch in found.touches}, found.plan, context


def test_days_off_and_whole_days_in_the_calendar_are_one_leave() -> None:
    working = day_context(inputs(of([]))).working
    assert leaves_near(working, TODAY) == (Leave(FIRST, date(2026, 12, 13), BACK),)
    free = day_context(inputs(of([], days_off=()))).working
    assert leaves_near(free, TODAY) == ()
    assert days_away([VACATION], free, BERLIN, TODAY) == {day for day in LEAVE if day.weekday() < 5}
    for odd in (VACATION._replace(record="bolt"), VACATION._replace(all_day=False), VACATION._replace(own=True)):
        assert days_away([odd], free, BERLIN, TODAY) == frozenset()
    long_weekend = day_context(inputs(of([], days_off=LEAVE[:2]))).working
    assert leaves_near(long_weekend, TODAY) == ()  # two days: on the day before, as ever


def test_both_give_the_same_pages() -> None:
    ages = [n % 21 for n in range(60)]
    by_book, by_calendar = inputs(of(ages)), replace(inputs(of(ages, days_off=())), busy=(VACATION,))
    assert spread(by_book)[:2] == spread(by_calendar)[:2]
    pages = [plan_day(each).page for each in (by_book, by_calendar)]
    assert [line.what.item for line in pages[0].items] == [line.what.item for line in pages[1].items]
    assert pages[0].care == pages[1].care
    assert pages[0].care.leave is not None


def test_nobody_is_pulled_to_the_last_day_and_nobody_is_overdue_after() -> None:
    """Forty fall due from 1 to 9 December; 48 minutes a day hold four, on six days before it."""
    ages = [4 + n % 9 for n in range(40)]
    touches, plan, context = spread(inputs(of(ages)))
    assert plan == LeavePlan(first=FIRST, last=date(2026, 12, 13), before=24, after=16, caught_up=date(2026, 12, 17))
    due = Counter(touch.due for touch in touches.values())
    assert due[BACK] == 16
    assert all(due[day] <= 4 or day == BACK for day in due)
    left = [touch.record for touch in touches.values() if touch.due == BACK]
    kept = tuple(each for each in context.book.contacts if each.id in left)
    back, plan, _ = spread(inputs(replace(context.book, contacts=kept), day=BACK))
    assert [touch.record for touch in back.values() if touch.is_overdue(BACK)] == []
    assert plan is not None
    assert (plan.before, plan.after, plan.caught_up) == (0, 16, date(2026, 12, 17))


def test_what_is_overdue_takes_its_minutes_before_a_leave_first() -> None:
    """The six days before it hold 24 touches: ten that are late, and 14 of the forty that fall due in it."""
    touches, plan, _ = spread(inputs(of([4 + n % 9 for n in range(40)] + [60] * 10)))
    assert plan is not None
    assert (plan.before, plan.after) == (14, 26)
    assert sum(touch.is_overdue(TODAY) for touch in touches.values()) == 10


def test_a_leave_ends_with_its_last_day() -> None:
    """Whose day is the last of the leave is called before or after it; whose day is the one after, then."""
    inside, after = (BACK - timedelta(days=20 + n) for n in (1, 0))
    assert Leave(FIRST, LAST, BACK).holds(FIRST) and Leave(FIRST, LAST, BACK).holds(LAST)
    assert not Leave(FIRST, LAST, BACK).holds(BACK)
    for checked, moved in ((inside, 0), (after, 0), (inside - timedelta(days=1), 1)):
        _, plan, _ = spread(inputs(of([(TODAY - checked).days])))
        assert (plan.before + plan.after if plan is not None else 0) == moved


@pytest.mark.parametrize(("days", "is_shown"), [(1, True), (14, True), (15, False)])
def test_the_plan_of_a_leave_is_shown_for_two_weeks_after_its_last_day(days: int, is_shown: bool) -> None:
    """A touch that fell due in it, and that nobody has made since."""
    of_leave = of([10], cadence=20)
    _, plan, _ = spread(inputs(of_leave, day=date(2026, 12, 13) + timedelta(days=days)))
    assert (plan is not None) is is_shown


def test_who_makes_none_of_them_is_late_again_and_who_makes_them_is_not() -> None:
    was = of([n % 9 + 4 for n in range(40)])
    thursday = date(2026, 12, 17)
    late = [touch for touch in spread(inputs(was, day=thursday))[0].values() if touch.is_overdue(thursday)]
    assert len(late) == 12  # of three days
    made = tuple(replace(each, checked=BACK) if n < 12 else each for n, each in enumerate(was.contacts))
    touches, _, _ = spread(inputs(replace(was, contacts=made), day=thursday))
    assert [touch.record for touch in touches.values() if touch.is_overdue(thursday)] == []


@settings(max_examples=60, deadline=None)
@given(
    ages=st.lists(st.integers(0, 30), max_size=60),
    cadence=st.integers(10, 40),
    share=st.sampled_from([0.0, 0.05, 0.1, 0.3]),
    days=st.integers(0, 30),
)
def test_laws_of_the_spread(ages: list[int], cadence: int, share: float, days: int) -> None:
    day = TODAY + timedelta(days=days)
    was = of(ages, cadence, share)
    given_inputs = inputs(was, day=day)
    touches, plan, context = spread(given_inputs)
    plain = {touch.record: touch for touch in next_touches(was, context.working, {}, day)}
    leave = Leave(FIRST, date(2026, 12, 13), BACK)
    moved = {record: touch for record, touch in touches.items() if touch != plain[record]}
    assert all(leave.holds(touch.clock + timedelta(days=cadence)) for touch in moved.values())
    before = {record: touch for record, touch in moved.items() if touch.deadline < FIRST}
    after = {record: touch for record, touch in moved.items() if touch.deadline >= BACK}
    assert before.keys() | after.keys() == moved.keys()
    assert all(touch.due <= touch.deadline == date(2026, 11, 30) for touch in before.values())
    assert all(touch.due == BACK for touch in after.values())
    assert all(context.working.works(touch.deadline) for touch in moved.values())
    waiting = sorted(after.values(), key=lambda touch: (touch.clock, touch.record))
    assert [touch.deadline for touch in waiting] == sorted(touch.deadline for touch in waiting)
    if before and after:
        soonest = max(touch.clock for touch in before.values())
        assert all(touch.clock >= soonest or touch.record in before for touch in after.values())
    if day >= FIRST:
        assert not before
    if day <= BACK:
        assert not [touch for touch in moved.values() if touch.deadline < min(day, BACK)]
    late = timedelta(days=cadence + cadence // 20)
    inside = [each for each in plain.values() if leave.holds(each.clock + late - timedelta(days=cadence // 20))]
    inside = [each for each in inside if leave.holds(each.clock + late)]
    if plan is not None:
        assert plan.before + plan.after == len(inside)


def test_a_customer_on_hold_and_a_far_leave_stay_as_they_are() -> None:
    held = of([15])
    held = replace(held, contacts=(replace(held.contacts[0], not_before=date(2026, 12, 15)),))
    touches, plan, context = spread(inputs(held))
    assert plan is None
    assert touches["c000"] == next(iter(next_touches(held, context.working, {}, TODAY)))
    _, plan, _ = spread(inputs(of([0], cadence=60), day=date(2026, 10, 20)))
    assert plan is None


@pytest.mark.parametrize("day", [date(2026, 12, 2), date(2026, 12, 12)])
def test_a_day_away_has_no_hours_and_crowds_out_nothing(day: date) -> None:
    page = plan_day(replace(inputs(of([10] * 5, days_off=()), day=day), busy=(VACATION,))).page
    assert (page.items, page.minutes_available, page.care.overdue) == ((), 0, 0)
    assert [taken.displaces for taken in page.busy] in ([0.0], [])


def test_a_leave_without_an_end_in_sight_ends_the_day_before_the_rep_is_back() -> None:
    """Half a year from December: the first day of work in June is a Tuesday."""
    back = date(2027, 6, 1)
    half_a_year = tuple(FIRST + timedelta(days=n) for n in range((back - FIRST).days))
    working = day_context(inputs(of([], days_off=half_a_year))).working
    assert leaves_near(working, TODAY) == (Leave(FIRST, date(2027, 5, 31), back),)


def test_only_the_years_around_today_are_looked_at() -> None:
    free = day_context(inputs(of([], days_off=()))).working
    ever = VACATION._replace(start=datetime(1, 1, 2, tzinfo=BERLIN), end=datetime(9999, 12, 30, tzinfo=BERLIN))
    found = days_away([ever] * 3_000 + [VACATION], free, BERLIN, TODAY)
    assert (max(found) - min(found)).days <= 2 * NEAR
    assert {day for day in LEAVE if day.weekday() < 5} <= found
    for edge in (date.min, date.max):
        assert len(days_away([ever], free, BERLIN, edge)) <= NEAR
