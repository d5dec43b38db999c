"""A promise longer than any free range up to its last day is cut into pieces of half an hour or more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.book import ClockRange, Deal, Task
from planner.core.history import History
from planner.core.page.page import Page
from planner.core.page.plan_day import plan_day
from planner.core.promises.pieces import cut_for_today
from planner.core.promises.that_fit import DayRoom, PromisedWork, cut_where_too_long, first_day_to_end, outlook
from planner.core.steps.all_steps import book_steps
from planner.core.steps.promised import DUE_WORK, PROMISE
from tests.core.value.days import book, inputs, today
from tests.core.value.playbooks import TODAY, deal

YES = {"need": "yes"}
WED, THU, FRI = (TODAY + timedelta(days=n) for n in (2, 3, 4))
LONG_AGO = History(first_day=date(2026, 1, 5))


def page_of(record: Deal, *tasks: Task, ranges: tuple[int, ...] = (180,), day: date = TODAY) -> Page:
    """The page of a day whose free ranges have these minutes."""
    spans, start = [], 540
    for minutes in ranges:
        spans.append(ClockRange(start, start + minutes))
        start += minutes + 60
    hours = replace(book().hours, week=(tuple(spans),) * 5 + ((), ()))
    return plan_day(inputs(book(deals=(record,), tasks=tasks, hours=hours), day, history=LONG_AGO)).page


def minutes_of(page: Page, item: str) -> list[int]:
    return [line.slot.minutes for line in page.items if line.what.item == item]


def test_a_long_promise_for_friday_is_no_alarm_where_the_days_hold_its_pieces() -> None:
    record = deal(answers=YES, next_by=FRI, next="Write the study", next_minutes=300)
    page = page_of(record)
    assert page.promises.short == ()
    assert sum(minutes_of(page, "d/agreed")) == 180
    assert [line.slot.part for line in page.items if line.what.item == "d/agreed"] == [(1, 1)]


def test_what_only_today_can_hold_comes_today_and_the_rest_is_no_alarm() -> None:
    record = deal(answers=YES, next_by=WED, next="Write the study", next_minutes=500)  # 540 are free up to then
    page = page_of(record)
    assert sum(minutes_of(page, "d/agreed")) >= 500 - 2 * 180
    assert page.promises.short == ()
    assert page_of(replace(record, next_minutes=600)).promises.short != ()


@pytest.mark.parametrize(("minutes", "is_short"), [(300, False), (400, False), (480, False), (500, True)])
def test_work_for_its_own_day_may_fill_a_range_or_be_cut(minutes: int, is_short: bool) -> None:
    task = Task(id="study", title="Write the study", minutes=minutes, record="d", on=THU)
    page = page_of(deal(answers=YES), task, ranges=(180, 300))
    assert (page.promises.short != ()) == is_short


@pytest.mark.parametrize("late", [0, 1, 2, 8])
def test_a_long_promise_due_gets_its_pieces_each_day(late: int) -> None:
    days = [TODAY - timedelta(days=n) for n in range(14) if (TODAY - timedelta(days=n)).weekday() < 5]
    record = deal(answers=YES, next_on=days[late], next="Write the study", next_minutes=200)
    page = page_of(record)
    assert minutes_of(page, "d/agreed") == [170]  # and 30 for the next day
    (short,) = page.promises.short
    assert short.move_to == TODAY + timedelta(days=2)  # 180 minutes of 200 fit tomorrow


def test_work_promised_does_not_wait_until_its_deal_is_qualified() -> None:
    record = deal()
    value_of = {}
    for by in (None, FRI):
        task = Task(id="study", title="Write the study", minutes=60, record="d", by=by)
        (step,) = (each for each in book_steps(today(book(deals=(record,), tasks=(task,))), {}) if each.item == "study")
        value_of[by] = step
    assert value_of[None].qualify_first
    assert not value_of[FRI].qualify_first
    assert value_of[FRI].start is not None
    assert value_of[FRI].start.questions is None  # it earns what the deal is worth without qualifying


def test_only_a_promise_is_cut_for_today() -> None:
    (step,) = (each for each in book_steps(today(book(deals=(deal(answers=YES),))), {}) if each.does == "advance")
    long = step._replace(minutes=200, splits=True, promised=True, due=True)
    for turn, cut_to in ((PROMISE, 170), (DUE_WORK, None)):  # half an hour is left for tomorrow
        assert [each.cut_to for each in cut_for_today([long._replace(claim=(turn,))], [180], {}, 0)] == [cut_to]


@given(
    st.lists(st.tuples(st.integers(5, 500), st.booleans()), min_size=1, max_size=6),
    st.lists(st.integers(0, 60).map(lambda n: 5 * n), max_size=4),
    st.integers(0, 10),
)
def test_the_minutes_of_today_fit_and_leave_no_short_rest(
    jobs: list[tuple[int, bool]], free: list[int], between: int
) -> None:
    (step,) = (each for each in book_steps(today(book(deals=(deal(answers=YES),))), {}) if each.does == "advance")
    steps = [
        step._replace(item=f"s{n}", minutes=minutes, splits=splits and minutes >= 60, promised=True, due=True,
                      claim=(PROMISE, 1.0, float(n)))
        for n, (minutes, splits) in enumerate(jobs)
    ]  # fmt: skip
    for before, after in zip(steps, cut_for_today(steps, free, {}, between), strict=True):
        if after.cut_to is None:
            assert after == before
            continue
        assert before.splits
        assert 30 <= after.cut_to <= before.minutes - 30
        assert after.cut_to <= sum(free)


@settings(max_examples=200)
@given(st.integers(30, 900), st.lists(st.integers(30, 200), min_size=1, max_size=5), st.integers(0, 200))
def test_one_promise_alone_is_an_alarm_only_where_its_minutes_do_not_fit(
    minutes: int, free: list[int], now: int
) -> None:
    """What is left for today is no more than the days after it lack."""
    days = tuple(DayRoom(TODAY + timedelta(days=n), (m,)) for n, m in enumerate(free, start=1))
    work = cut_where_too_long(PromisedWork("p", minutes, TODAY, days[-1].day), days, [now], TODAY, 0)
    found = outlook([work], days, TODAY)
    if work.splits:
        assert sum(found.needed) == max(0, minutes - sum(free))
        end = first_day_to_end(minutes, days)
        assert (end is None) == bool(found.early)
    elif minutes <= max(free):
        assert found.early == ()
