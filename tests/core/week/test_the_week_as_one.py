"""The next five days planned as one: nothing is counted twice, and what depends on an earlier day is said."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.book import Book, Deal, Task, Travel, Way
from planner.core.page.left_out import IF_OPEN
from planner.core.page.plan_day import plan_day
from planner.core.week.days_before import after_days
from planner.core.week.plan_week import plan_week
from planner.core.week.week import Week
from tests.core.value.days import BERLIN, book, inputs
from tests.core.value.playbooks import TODAY, V, deal

YES = {"need": "yes"}
DAYS = [TODAY + timedelta(days=n) for n in range(5)]


def week_of(of: Book) -> Week:
    first = inputs(of)
    page = plan_day(first, most=None).page
    return plan_week(page, [first, *(replace(first, day=day) for day in DAYS[1:])])


def items(week: Week) -> Counter[str]:
    return Counter(line.what.item for day in week.days for line in day.page.items if line.what.does != "find")


def days_with(week: Week, record: str) -> list[date]:
    return [day.page.date for day in week.days if any(line.what.record == record for line in day.page.items)]


def test_a_try_is_counted_once_and_its_later_tries_are_named() -> None:
    week = week_of(book(deals=(deal(answers=YES, amount=10_000.0),)))
    assert days_with(week, "d") == [TODAY]
    assert [(each.record, each.on) for each in week.if_open] == [("d", TODAY + timedelta(days=2))]  # its pace
    assert week.left_out == ()


def test_an_appointment_of_a_later_day_stays() -> None:
    at = datetime(2026, 11, 25, 10, tzinfo=BERLIN)
    agreed = deal(answers=YES, amount=10_000.0, next_by=TODAY, next_minutes=15, next="Send it", at=at)
    week = week_of(book(deals=(agreed,)))
    assert days_with(week, "d") == [TODAY, at.date()]
    [line] = [line for line in week.days[2].page.items if line.slot.fixed]
    assert (line.slot.start, line.what.record) == (at, "d")


def test_a_promise_kept_on_one_day_is_not_overdue_on_the_next() -> None:
    week = week_of(book(deals=(deal(answers=YES, amount=10_000.0, next_on=TODAY),)))
    assert days_with(week, "d") == [TODAY]
    assert [day.page.promises.overdue for day in week.days] == [0] * 5


def test_time_is_kept_for_what_opens_and_not_counted() -> None:
    week = week_of(book(deals=(deal(answers=YES, amount=10_000.0),)))
    [kept] = [each for day in week.days for each in day.kept]
    assert (kept.record, kept.title, kept.start.date()) == ("d", "Close", DAYS[1])
    assert week.makes == sum(line.worth.makes for line in week.days[0].page.items)
    assert week.days[1].page.makes == 0.0


def test_no_time_is_kept_where_other_work_pays_more() -> None:
    rich = tuple(Task(id=f"t{n}", title="Rich", minutes=70, makes=9_000_000.0) for n in range(40))
    week = week_of(book(deals=(deal(answers=YES, amount=10_000.0, next_on=TODAY),), tasks=rich))
    assert [day.kept for day in week.days] == [()] * 5


def test_who_is_near_on_a_day_with_travel() -> None:
    roads = Travel(default=45, minutes=(Way("munich", "freising", 20), Way("munich", "augsburg", 55)))
    at = datetime(2026, 11, 25, 10, tzinfo=BERLIN)
    there = [("d", "munich", at), ("same", "munich", None), ("close", "freising", None), ("far", "augsburg", None)]
    deals = tuple(
        deal(id=name, answers=YES, place=place, at=when, not_before=None if when else date(2027, 1, 1))
        for name, place, when in there
    )
    week = week_of(book(deals=deals, travel=roads))
    assert [day.places for day in week.days] == [(), (), ("munich",), (), ()]
    assert {each.record for each in week.days[2].near} == {"same", "close"}


@st.composite
def books(draw: st.DrawFn) -> Book:
    days = st.sampled_from([None, *DAYS, date(2026, 12, 4)])
    hours = st.sampled_from([None, *(datetime(2026, 11, 23 + n, 10, tzinfo=BERLIN) for n in range(5))])
    deals: list[Deal] = [
        deal(
            id=f"d{n}", name=f"Deal {n}", answers=YES, amount=draw(st.floats(0, 1e6)), last_touch=TODAY,
            stage=draw(st.sampled_from([stage.name for stage in V.stages])), next_on=draw(days), at=draw(hours),
        )
        for n in range(draw(st.integers(0, 8)))
    ]  # fmt: skip
    tasks = tuple(
        Task(id=f"t{n}", title="Task", minutes=draw(st.integers(5, 300)), by=draw(days),
             record=draw(st.sampled_from([None, *(each.id for each in deals)])))
        for n in range(draw(st.integers(0, 6)))
    )  # fmt: skip
    return book(deals=tuple(deals), tasks=tasks)


@settings(max_examples=25, deadline=None)
@given(books())
def test_nothing_is_on_two_days_and_the_sums_add_up(of: Book) -> None:
    week = week_of(of)
    agreed = {line.what.item for day in week.days for line in day.page.items if line.slot.fixed or line.status.promised}
    twice = {item for item, count in items(week).items() if count > 1}
    assert not twice - agreed - {f"{each.id}/touch" for each in of.deals}
    for day in week.days:
        assert day.page.makes == sum(line.worth.makes for line in day.page.items)
        assert not {line.what.item for line in day.page.items} & {left.what.item for left in week.left_out}
        assert not any(line.what.item.endswith("/opens") for line in day.page.items)
        assert sorted(line.status.rank for line in day.page.items) == list(range(1, len(day.page.items) + 1))
    assert week.makes == sum(day.page.makes for day in week.days)


def test_a_day_is_planned_after_the_days_before_it() -> None:
    of = book(deals=(deal(answers=YES, amount=10_000.0),))
    page = plan_day(inputs(of)).page
    later = replace(inputs(of), day=DAYS[3])
    assert plan_day(later).page.items  # alone it would be tried again
    planning = plan_day(after_days(later, [page]))
    assert planning.page.items == ()
    assert planning.because["d/talk"] == IF_OPEN


def test_the_rest_of_a_part_is_on_a_later_day() -> None:
    of = book(tasks=(Task(id="long", title="Long", minutes=700, makes=10_000.0, splits=True),))
    week = week_of(of)
    minutes = [sum(line.slot.minutes for line in day.page.items if line.what.item == "long") for day in week.days]
    assert sum(minutes) == 700
    assert minutes[0] < 700
