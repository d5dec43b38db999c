"""Promises come before their last day when the days left can't hold them, and no sooner."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.book import Task
from planner.core.diary import Busy
from planner.core.history import History
from planner.core.page.plan_day import plan_day
from planner.core.promises.coming_days import promised_work
from planner.core.promises.settle import settle_promises
from planner.core.promises.that_fit import DayRoom, PromisedWork, outlook
from planner.core.promises.unworked import promised_within
from planner.core.steps.all_steps import book_steps
from planner.core.steps.promised import PROMISE
from tests.core.value.days import BERLIN, book, inputs, today
from tests.core.value.playbooks import TODAY, deal

TUE, WED, THU = (TODAY + timedelta(days=n) for n in (1, 2, 3))


def promised(name: str, minutes: int, last: date, first: date = TODAY) -> PromisedWork:
    return PromisedWork(name, minutes, first, last)


def rooms(*minutes: int) -> tuple[DayRoom, ...]:
    return tuple(DayRoom(TODAY + timedelta(days=n), (free,)) for n, free in enumerate(minutes, start=1))


@pytest.mark.parametrize(
    ("work", "free", "early", "short"),
    [
        ([promised("a", 60, TUE)], (60,), (), ()),
        ([promised("a", 61, TUE)], (60,), ("a",), ()),
        ([promised("a", 60, TUE), promised("b", 60, WED)], (60, 60), (), ()),
        ([promised("a", 60, TUE), promised("b", 60, TUE)], (60, 60), ("a",), ()),
        # Wednesday's own promise takes Wednesday, so Tuesday's and Wednesday's have one day between them.
        ([promised("a", 60, TUE), promised("b", 60, WED), promised("on", 60, WED, WED)], (60, 60), ("a",), ()),
        ([promised("a", 60, WED, WED), promised("b", 60, WED, WED)], (300, 60), (), ("a",)),
        ([promised("a", 60, TODAY)], (0,), (), ()),  # it is due today anyway
        ([promised("a", 60, WED, WED), promised("b", 90, WED)], (0,), (), ()),  # Wednesday is not looked at yet
    ],
)
def test_the_earliest_deadline_first(
    work: list[PromisedWork], free: tuple[int, ...], early: tuple[str, ...], short: tuple[str, ...]
) -> None:
    assert outlook(work, rooms(*free), TODAY)[:2] == (early, short)


@pytest.mark.parametrize(("worked", "left"), [(0, [65]), (20, [45]), (60, []), (90, [])])
def test_of_work_promised_for_a_later_day_the_minutes_left_count(worked: int, left: list[int]) -> None:
    """An hour for Wednesday, with five minutes between lines; nothing once it was worked on for that long."""
    task = Task(id="deck", title="Deck", minutes=60, record="d", on=WED)
    now = today(book(deals=(deal(),), tasks=(task,)), history=History(task_minutes={"deck": worked}))
    assert [each.minutes for each in promised_work((), now)] == left


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.integers(5, 120), st.integers(1, 6)), max_size=8),
    st.lists(st.integers(0, 200), min_size=6, max_size=6),
)
def test_what_is_not_called_fits_into_the_days_left(jobs: list[tuple[int, int]], free: list[int]) -> None:
    """Minutes promised by each day, less what comes today, never exceed the free minutes up to it."""
    work = [
        PromisedWork(f"p{n}", minutes, TODAY, TODAY + timedelta(days=day), splits=True)
        for n, (minutes, day) in enumerate(jobs)
    ]
    days = tuple(DayRoom(TODAY + timedelta(days=n), (m,) if m >= 30 else ()) for n, m in enumerate(free, start=1))
    found = outlook(work, days, TODAY)
    assert found.short == ()
    left = [each for each in work if each.item not in found.early]
    for room in days:
        capacity = sum(sum(each.free) for each in days if each.day <= room.day)
        assert sum(each.minutes for each in left if each.last <= room.day) <= capacity
    if found.early:  # and without the last one that was called, they would not
        fewer = [each for each in work if each.item not in found.early[:-1]]
        assert outlook(fewer, days, TODAY).early != ()


def _day_off_tomorrow(*names: str) -> object:
    """Promises by Tuesday, with training all Tuesday."""
    return book(deals=tuple(deal(id=name, amount=0.01, answers={"need": "yes"}, next_by=TUE) for name in names))


def test_a_meeting_tomorrow_brings_a_promise_forward() -> None:
    of = _day_off_tomorrow("small")
    big = tuple(deal(id=f"big{n}", amount=1000.0, answers={"need": "yes"}) for n in range(12))
    busy = book(deals=(*of.deals, *big))  # type: ignore[attr-defined]
    plain = plan_day(inputs(busy)).page
    assert "small" not in {line.what.record for line in plain.items}
    start = datetime(2026, 11, 24, 9, tzinfo=BERLIN)
    training = Busy(start, start + timedelta(hours=8), "Training")
    page = plan_day(_with_busy(inputs(busy), training)).page
    line = next(line for line in page.items if line.what.record == "small")
    assert (line.status.promised, line.status.overdue) == (True, 0)
    assert page.promises.short == ()


def _with_busy(of, *busy: Busy):  # type: ignore[no-untyped-def]
    return replace(of, busy=busy)


@pytest.mark.parametrize("days", [1, 14, 15, 21, 22, 49, 180, 400])
def test_a_promise_for_a_free_day_can_be_kept_however_far_it_is(days: int) -> None:
    record = deal(answers={"need": "yes"}, next_on=TODAY + timedelta(days=days), next="Check on the tender")
    assert plan_day(inputs(book(deals=(record,)))).page.promises.short == ()


def test_a_promise_for_a_full_day_is_named_before_it_breaks() -> None:
    record = deal(answers={"need": "yes"}, next_on=WED, next="Show it")
    start = datetime(2026, 11, 25, 9, tzinfo=BERLIN)
    away = Busy(start, start + timedelta(hours=8), "Fair")
    page = plan_day(_with_busy(inputs(book(deals=(record,))), away)).page
    (short,) = page.promises.short
    assert (short.record, short.last_day, short.move_to) == ("d", WED, THU)
    assert page.promises.broken == ()  # nothing is broken today


def test_work_for_a_customer_is_named_by_what_it_is() -> None:
    task = Task(id="figures", title="Get the uptime figures", minutes=60, record="d", on=WED)
    start = datetime(2026, 11, 25, 9, tzinfo=BERLIN)
    away = Busy(start, start + timedelta(hours=8), "Fair")
    page = plan_day(_with_busy(inputs(book(deals=(deal(),), tasks=(task,))), away)).page
    (short,) = page.promises.short
    assert (short.item, short.record, short.name) == ("figures", "figures", "Get the uptime figures")


def test_an_appointment_is_never_cut_into_pieces() -> None:
    now = today(book(deals=(deal(answers={"need": "yes"}, at=datetime(2026, 11, 23, 9, tzinfo=BERLIN)),)))
    (meeting,) = book_steps(now, {})
    promise = meeting._replace(promised=True, claim=(PROMISE,), last_day=TODAY)
    for step, splits in ((promise, False), (promise._replace(at=None), True)):
        settled = settle_promises([step], now, rooms(30), [30])
        assert [each.splits for each in settled.steps] == [splits]


def test_a_long_promise_is_cut_into_pieces_where_no_range_holds_it() -> None:
    task = Task(id="bid", title="Write the bid", minutes=180, record="d", by=TODAY)
    lunch = [Busy(_at(hour), _at(hour, 30), "Call") for hour in (10, 12, 14, 16)]
    page = plan_day(_with_busy(inputs(book(deals=(deal(answers={"need": "yes"}),), tasks=(task,))), *lunch)).page
    pieces = [line.slot.minutes for line in page.items if line.what.item == "bid"]
    assert sum(pieces) == 180
    assert min(pieces) >= 30
    assert len(pieces) > 1
    assert (page.promises.due, page.promises.placed) == (1, 1)


def _at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=BERLIN)


def test_what_is_agreed_for_a_day_takes_the_minutes_between_two_steps_too() -> None:
    task = Task(id="deck", title="Deck", minutes=60, record="acme", on=WED)
    for between in (0, 10):
        hours = replace(book().hours, between=between)
        context = today(book(tasks=(task,), deals=(deal(id="acme"),), hours=hours))
        assert [(each.item, each.minutes) for each in promised_work((), context)] == [("deck", 60 + between)]


def test_a_task_that_is_done_is_promised_to_nobody() -> None:
    tasks = (
        Task(id="open", title="Deck", minutes=60, record="acme", by=WED),
        Task(id="done", title="Deck", minutes=60, record="acme", by=WED, done_on=TODAY),
        Task(id="own", title="Deck", minutes=60, by=WED),
    )
    found = dict(promised_within(book(tasks=tasks, deals=(deal(id="acme"),)), [TUE, WED]))
    assert found == {"open": WED}
