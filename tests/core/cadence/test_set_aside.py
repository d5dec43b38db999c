"""Set-aside minutes go to the days where an hour costs least, and are never put off for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.book import Care
from planner.core.cadence.care_week import CareWeek, WorkOffered
from planner.core.cadence.set_aside import (
    DAYS,
    PIECE,
    OpenTouch,
    Searches,
    search_minutes,
    touch_days,
)
from planner.core.cadence.set_aside_today import set_aside_today
from planner.core.history import History
from planner.core.steps.all_steps import book_steps
from planner.core.steps.step import Step
from planner.core.timing.deadline import pace_of
from planner.core.timing.pace import Wait
from planner.core.value.deal_value import DayContext
from tests.core.value.days import BERLIN, book, today
from tests.core.value.playbooks import deal

MONDAY = date(2026, 11, 23)
WEEK = [MONDAY + timedelta(days=n) for n in range(DAYS)]


def week(*pays: float, free: int = 400, days: Sequence[date] = WEEK) -> CareWeek:
    """A week whose days are full of work: money a minute of each day's."""
    return CareWeek([(day, free) for day in days], [WorkOffered(each, free, days[0]) for each in pays])


def touch(item: str, first: int = 0, last: int = 4, minutes: int = 10) -> OpenTouch:
    return OpenTouch(item, minutes, MONDAY + timedelta(days=first), MONDAY + timedelta(days=last))


def test_a_touch_goes_to_the_cheapest_day_up_to_its_last() -> None:
    found = touch_days(
        [touch("slack"), touch("tight", last=1), touch("due", last=0), touch("late", last=-3)], week(9, 7, 5, 3, 1), 100
    )
    assert found == {"slack": WEEK[4], "tight": WEEK[1], "due": MONDAY, "late": MONDAY}


def test_only_work_that_can_wait_makes_a_day_dear() -> None:
    """An appointment takes its minutes of today, and a customer given time takes none: neither is left over."""
    now = today(book())
    works = work_of_a_deal(now)
    touch = works._replace(item="t/touch", record="t", does="touch", care="touch", due=True, minutes=10, per_hour=0.0,
                    deadline=WEEK[4].toordinal())  # fmt: skip
    work = works._replace(minutes=90, per_hour=60.0)
    meeting = works._replace(minutes=60, per_hour=6000.0, at=datetime(2026, 11, 23, 9, tzinfo=BERLIN))
    waits = works._replace(minutes=60, per_hour=6000.0, wait=Wait(MONDAY, WEEK[2]))
    claimed = works._replace(minutes=60, per_hour=6000.0, claim=(1.0,))

    def touch_on(*steps: Step) -> date | None:
        found = set_aside_today([*steps, touch], {}, [(day, 110) for day in WEEK], now)
        (placed,) = (step for step in found.steps if step.item == "t/touch")
        return placed.later

    assert touch_on() is None  # nothing else to do today
    assert touch_on(work) is None
    assert touch_on(work, work) == WEEK[1]  # the second hour and a half is for tomorrow
    for held in (meeting, claimed):
        assert touch_on(work, held) == WEEK[1]
    assert touch_on(work, waits) is None


def due_on(now: DayContext, last: date, minutes: int = 10, **keys: object) -> Step:
    """A touch that is due, until its last day."""
    return work_of_a_deal(now)._replace(
        item="t/touch", record="t", does="touch", care="touch", due=True, minutes=minutes, per_hour=0.0,
        deadline=last.toordinal(), **keys,
    )  # fmt: skip


@pytest.mark.parametrize(("first_page", "last"), [(0, 4), (1, 3), (3, 1), (4, 0), (40, 0)])
def test_what_was_overdue_before_the_first_page_has_five_working_days_from_it(first_page: int, last: int) -> None:
    """With a page more than 4 days old nothing waits for a cheaper day any more."""
    days = [MONDAY - timedelta(days=n) for n in range(60, -1, -1)]
    start = [day for day in days if day.weekday() < 5][-1 - first_page]
    now = today(book(), history=History(first_day=start))
    work = [work_of_a_deal(now)._replace(item=f"w{n}", minutes=110, per_hour=60.0 - n) for n in range(9)]
    touch = due_on(now, start - timedelta(days=30))
    found = set_aside_today([*work, touch], {}, [(day, 110) for day in WEEK], now)
    (placed,) = (step for step in found.steps if step.item == "t/touch")
    assert (placed.later or MONDAY) == WEEK[last]


@pytest.mark.parametrize(("minutes", "room", "made"), [(10, 10, True), (10, 9, False), (25, 10, True), (25, 9, False)])
def test_a_revisit_takes_the_minutes_of_a_touch_and_its_own_come_on_top(minutes: int, room: int, made: bool) -> None:
    """So many minutes are set aside for touches, of ten each; a revisit that is longer needs no more of them."""
    now = today(book(care=Care(share=room / 200)))
    revisit = due_on(now, MONDAY, minutes)
    found = set_aside_today([revisit], {}, [(day, 40) for day in WEEK], now)
    assert found.touch_minutes == (minutes if made else 0)


def work_of_a_deal(now: DayContext) -> Step:
    (step,) = book_steps(replace(now, book=book(deals=(deal(answers={"need": "yes"}),))), {})
    return step


@pytest.mark.parametrize(("kind", "day"), [("prospect", 1), ("task", 2)])
def test_a_day_on_which_a_deal_comes_back_is_dear_again(kind: str, day: int) -> None:
    """The deal's work fills today, and comes back once the customer has had two days; a task is done once."""
    now = today(book())
    works = work_of_a_deal(now)
    pace = pace_of(now.playbook.stages[0])
    tried = works._replace(kind=kind, minutes=100, per_hour=60.0)
    tasks = [works._replace(item=f"w{n}", kind="task", minutes=100, per_hour=50.0) for n in range(1, pace)]
    found = set_aside_today(
        [tried, *tasks, due_on(now, WEEK[pace])], {}, [(each, 100 + now.book.hours.between) for each in WEEK], now
    )
    (placed,) = (step for step in found.steps if step.item == "t/touch")
    assert pace == 2
    assert placed.later == WEEK[day]


def test_without_minutes_left_the_last_days_count_first() -> None:
    found = touch_days([touch("slack"), touch("tight", last=1)], week(9, 7, 5, 3, 1), 10)
    assert found == {"tight": WEEK[1]}


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 8)), max_size=30),
    st.lists(st.floats(0, 100), min_size=5, max_size=5),
    st.integers(0, 200),
)
def test_no_touch_is_set_outside_its_days_or_beyond_the_minutes(
    spans: list[tuple[int, int]], prices: list[float], budget: int
) -> None:
    touches = [touch(str(n), first, max(first, last)) for n, (first, last) in enumerate(spans)]
    found = touch_days(touches, week(*prices, free=50), budget)
    by_item = {each.item: each for each in touches}
    assert all(by_item[item].due <= day <= by_item[item].last for item, day in found.items())
    assert 10 * len(found) <= budget


def searches(done: dict[date, int] | None = None, since: date = MONDAY, back: int = 0) -> Searches:
    before = {MONDAY - timedelta(days=n): 400 for n in range(1, back + 1)}
    return Searches(done or {}, before, since)


def test_a_new_book_searches_on_the_cheapest_day() -> None:
    assert search_minutes(searches(), week(9, 7, 5, 3, 1), 0.1) == 0
    assert search_minutes(searches(), week(9, 7, 5, 3, 1), 0.0) == 0
    assert search_minutes(searches(), week(), 0.1) == 80  # twice its share of the day, of 200 minutes


def test_a_search_takes_the_minutes_that_nobody_needs_first() -> None:
    """With 330 minutes of work for 400, the first 70 go to the search today, the rest to the next days."""
    work = [WorkOffered(pays, minutes, MONDAY) for pays, minutes in ((30.0, 60), (20.0, 120), (10.0, 150))]
    days = CareWeek([(day, 400) for day in WEEK], work)
    assert search_minutes(searches(), days, 0.1) == 70
    assert [days.given[day] for day in WEEK] == [70, 80, 50, 0, 0]


def test_a_free_hour_is_searched_in_before_a_day_is_that_has_better_work() -> None:
    """Today is full of signatures; more than twice the share of the idle days costs nothing."""
    signatures = [WorkOffered(158.0, 85, MONDAY, again=2) for _ in range(3)]
    days = CareWeek([(day, 180) for day in WEEK], signatures, between=5)
    assert search_minutes(searches(), days, 0.1) == 0
    assert {day: days.given[day] for day in WEEK if days.given[day]} == {WEEK[1]: 60, WEEK[3]: 40}


def test_a_day_has_twice_its_share_at_most_where_others_cost_as_much() -> None:
    flat = [WorkOffered(9.0, 400, MONDAY) for _ in range(9)]
    days = CareWeek([(day, 400) for day in WEEK], flat)
    assert search_minutes(searches(), days, 0.1) == 80
    assert [days.given[day] for day in WEEK] == [80, 80, 40, 0, 0]


@given(
    st.lists(st.tuples(st.floats(0, 100), st.integers(5, 200)), max_size=12),
    st.lists(st.integers(0, 480), min_size=DAYS, max_size=DAYS),
    st.floats(0, 0.5),
    st.integers(0, 300),
)
def test_no_day_searches_for_more_than_a_third_of_its_minutes(
    work: list[tuple[float, int]], free: list[int], share: float, held: int
) -> None:
    offers = [WorkOffered(pays, minutes, MONDAY) for pays, minutes in work]
    days = CareWeek(list(zip(WEEK, free, strict=True)), offers, {MONDAY: held})
    today = search_minutes(searches(), days, share)
    assert today == days.given[MONDAY]
    assert all(days.given[day] <= max(PIECE, days.free[day] / 3) for day in WEEK)
    assert all(minutes == 0 or minutes >= PIECE for minutes in days.given.values())
    assert sum(days.given.values()) <= share * sum(free) + PIECE / 2


def test_it_is_not_put_off_for_ever() -> None:
    """Tomorrow is always cheaper, and still every five days in a row get their share."""
    done: dict[date, int] = {}
    since = MONDAY
    for number in range(30):
        today = MONDAY + timedelta(days=number)
        days = week(9, 8, 7, 6, 5, days=[today + timedelta(days=n) for n in range(DAYS)])
        before = {today - timedelta(days=n): 400 for n in range(1, DAYS)}
        done[today] = search_minutes(Searches(done, before, since), days, 0.1)
        assert done[today] == 0 or done[today] >= PIECE
    for start in range(30 - DAYS):
        assert sum(done[MONDAY + timedelta(days=start + n)] for n in range(DAYS)) >= 0.1 * 400 * DAYS - PIECE / 2


@pytest.mark.parametrize(("minutes", "today"), [(200, 0), (120, 75), (0, 80)])
def test_what_was_done_this_week_counts(minutes: int, today: int) -> None:
    start = MONDAY - timedelta(days=4)
    days = week(9)
    assert search_minutes(searches({start: minutes}, since=start, back=4), days, 0.1) >= today
