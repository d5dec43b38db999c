"""A deal far past its stage without any date is asked once; after five working days of silence it can be parked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.book import Deal, Task, Trial
from planner.core.cadence.close_file import (
    A_DAY,
    CLOSE_FILE,
    files_to_close,
    records_with_tasks,
    silent_files,
    wait_for_answer,
    wants_closing,
)
from planner.core.diary import DiaryDay
from planner.core.history import History, read_history
from planner.core.page.page_figures import parking
from planner.core.page.plan_day import plan_day
from planner.core.playbook import Play
from tests.core.value.days import BERLIN, book, inputs, today
from tests.core.value.playbooks import TODAY, V, deal
from tests.lines import worked_line

PLAYBOOK = replace(
    V, plays={**V.plays, CLOSE_FILE: Play(id=CLOSE_FILE, title="Close your file?", how="call", minutes=5)}
)
LONG_AGO = TODAY - timedelta(days=40)  # the talk takes 5 days
NEAR, FAR = today(book()).working.later(TODAY, 20), today(book()).working.later(TODAY, 21)


def old(**fields: Any) -> Deal:
    return deal(**{"since": LONG_AGO, "last_touch": LONG_AGO, "answers": {"need": "yes"}, **fields})


def wants(record: Deal, history: History | None = None, **fields: Any) -> bool:
    context = today(book(PLAYBOOK, deals=(record,), **fields), history=history)
    return wants_closing(record, records_with_tasks(context), context)


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({}, True),
        ({"since": TODAY - timedelta(days=10)}, False),  # twice its stage's days, not past them
        ({"since": TODAY - timedelta(days=11)}, True),
        ({"since": None, "created": LONG_AGO}, True),
        ({"since": None, "last_touch": None}, False),  # nobody knows how long
        ({"next_by": NEAR}, False),
        ({"next_on": LONG_AGO}, False),  # a broken promise is one
        ({"expected": NEAR}, False),
        ({"expected": FAR}, True),
        ({"decide_by": NEAR}, False),
        ({"decide_by": FAR}, True),
        ({"expected": LONG_AGO}, True),  # a date that has passed is none
        ({"at": datetime(2026, 12, 1, 10, tzinfo=BERLIN)}, False),
        ({"running": Trial(until=NEAR)}, False),
        ({"not_before": FAR}, False),  # on hold
        ({"answers": {"need": "yes"}, "stage": "won", "won_on": TODAY}, False),
    ],
)
def test_who_is_asked(fields: dict[str, Any], asked: bool) -> None:
    assert wants(old(**fields)) == asked


@pytest.mark.parametrize(("day", "asked"), [(NEAR, False), (FAR, True)])
def test_a_promised_task_is_a_date_of_its_deal(day: date, asked: bool) -> None:
    task = Task(id="figures", title="Figures", minutes=15, record="d", by=day)
    assert wants(old(), tasks=(task,)) == asked
    assert wants(old(), tasks=(replace(task, done_on=TODAY),))


def asked_on(day: date, outcome: str = "no-contact") -> History:
    start = datetime(day.year, day.month, day.day, 9, tzinfo=BERLIN)
    row = worked_line(
        item="d/close-file", record="d", does="ask", play=CLOSE_FILE, title="Close your file?", stage="talk",
        start=start, end=start + timedelta(minutes=5), minutes=5, outcome=outcome,
    )  # fmt: skip
    return read_history([DiaryDay(date=day, worked=(row,))], TODAY)


def test_it_is_asked_once_in_a_stage_and_is_no_qualifying() -> None:
    history = asked_on(TODAY - timedelta(days=20), "done")
    assert history.qualified == {}
    assert not wants(old(), history)
    there = replace(history, last_logged=TODAY)
    assert wants(old(since=TODAY - timedelta(days=19)), there)  # it advanced since


@pytest.mark.parametrize(("touched", "answered"), [(None, False), (-3, False), (0, False), (1, True)])
def test_a_contact_after_the_day_of_the_question_is_an_answer(touched: int | None, answered: bool) -> None:
    """Days from the question: the call on which it was asked is none. Nobody is called for five working days."""
    for ago, waits, silent in ((2, True, False), (20, False, True)):
        asked = TODAY - timedelta(days=ago)
        record = old(last_touch=None if touched is None else asked + timedelta(days=touched))
        context = today(book(PLAYBOOK, deals=(record,)), history=asked_on(asked))
        assert (wait_for_answer(record, context) is not None) == (waits and not answered)
        assert (silent_files(context) != ()) == (silent and not answered)


@pytest.mark.parametrize(("days_ago", "touches"), [(2, 0), (20, 1)])
def test_no_touch_stands_on_a_page_while_the_answer_is_waited_for(days_ago: int, touches: int) -> None:
    book_of_one = book(PLAYBOOK, deals=(old(amount=0.0),))
    page = plan_day(inputs(book_of_one, history=asked_on(TODAY - timedelta(days=days_ago)))).page
    assert sum(line.what.does == "touch" for line in page.items) == touches


def test_it_takes_the_place_of_the_touch_and_makes_no_money() -> None:
    poor = old(amount=0.0)
    page = plan_day(inputs(book(PLAYBOOK, deals=(poor,)))).page
    found = [line for line in page.items if line.what.play == CLOSE_FILE]
    assert [(line.what.does, line.slot.minutes, line.worth.makes) for line in found] == [("ask", 5, 0.0)]
    assert [line.what.play for line in page.items if line.what.does == "touch"] == []
    assert (page.care.due, page.care.placed) == (1, 1)


@pytest.mark.parametrize(
    ("days", "fields", "silent"),
    [
        (4, {}, []),
        (5, {}, [5]),
        (9, {}, [9]),
        (5, {"last_touch": TODAY - timedelta(days=1)}, []),  # they answered
        (5, {"next_on": TODAY}, []),
        (5, {"expected": NEAR}, []),
        (5, {"stage": "parked"}, []),
    ],
)
def test_silence_after_it(days: int, fields: dict[str, Any], silent: list[int]) -> None:
    working = today(book()).working
    asked = next(
        TODAY - timedelta(days=n) for n in range(30) if working.between(TODAY - timedelta(days=n), TODAY) == days
    )
    record = old(**{"last_touch": asked, **fields})
    context = today(book(PLAYBOOK, deals=(record,)), history=asked_on(asked))
    assert [each.silent for each in silent_files(context)] == silent
    assert [each.record for each in parking(context, (None,), ())] == (["d"] if silent else [])


def test_the_page_names_the_day_since_which_nobody_answered() -> None:
    context = today(book(PLAYBOOK, deals=(old(),)), history=asked_on(date(2026, 11, 13)))
    (silent,) = parking(context, (None,), ())
    assert (silent.because, silent.silent_since) == ("no answer", date(2026, 11, 13))


@given(
    since=st.integers(0, 60),
    key=st.sampled_from(["next_on", "next_by", "expected", "decide_by"]),
    ahead=st.none() | st.integers(0, 60),
)
def test_nobody_with_a_near_date_is_asked(since: int, key: str, ahead: int | None) -> None:
    day = None if ahead is None else TODAY + timedelta(days=ahead)
    record = old(since=TODAY - timedelta(days=since), **{key: day})
    if wants(record):
        assert since > 2 * V.stages[0].days
        assert day is None or day > NEAR


def logged(*days_ago: int) -> History:
    """A diary with something of another record logged so many days ago."""
    days = [TODAY - timedelta(days=ago) for ago in sorted(days_ago, reverse=True)]
    starts = [datetime(day.year, day.month, day.day, 9, tzinfo=BERLIN) for day in days]
    rows = [
        worked_line(
            item="x",
            record="x",
            does="touch",
            play="touch",
            title="Check in",
            start=start,
            end=start + timedelta(minutes=5),
            minutes=5,
            outcome="stayed",
        )
        for start in starts
    ]  # fmt: skip
    return read_history([DiaryDay(date=day, worked=(row,)) for day, row in zip(days, rows, strict=True)], TODAY)


@pytest.mark.parametrize(
    ("ago", "asked"),
    [
        ((17,), False),  # away since: three days in the stage before it
        ((17, 0), False),  # back, and something is logged
        ((17, 1), False),
        ((7,), True),  # a week without a log is none
        ((19, 12, 7, 1), True),
        ((9,), False),
    ],
)
def test_an_absence_of_the_rep_is_not_their_silence(ago: tuple[int, ...], asked: bool) -> None:
    assert wants(old(since=TODAY - timedelta(days=18)), logged(*ago)) == asked


def test_one_far_past_its_stage_before_the_absence_is_still_asked() -> None:
    assert wants(old(since=TODAY - timedelta(days=60)), logged(17))


@given(st.lists(st.integers(0, 400), min_size=1, max_size=8, unique=True), st.integers(0, 400))
def test_days_absent_are_days_of_the_time_asked_about(ago: list[int], since: int) -> None:
    start = TODAY - timedelta(days=since)
    history = logged(*ago)
    assert 0 <= history.days_absent(start, TODAY) <= since
    days = sorted(ago)
    if days[0] <= 7 and all(later - earlier <= 7 for earlier, later in pairwise(days)):
        assert history.days_absent(start, TODAY) == 0


def test_three_a_day_are_asked_the_furthest_past_their_days_first() -> None:
    deals = tuple(
        old(id=f"d{number}", since=TODAY - timedelta(days=40 + number), last_touch=LONG_AGO) for number in range(18)
    )
    due = [each.id for each in deals]
    context = today(book(PLAYBOOK, deals=deals))
    found = files_to_close(due, context)
    assert found.today == {"d17", "d16", "d15"}
    assert found.later == 15
    one = replace(context, history=asked_on(TODAY))
    assert len(files_to_close(due, one).today) == A_DAY - 1  # one of them was asked already


def test_the_page_of_many_stuck_deals_asks_three_and_counts_the_rest() -> None:
    deals = tuple(old(id=f"d{number}", name=f"Deal {number}") for number in range(18))
    page = plan_day(inputs(book(PLAYBOOK, deals=deals))).page
    assert sum(1 for line in page.items if line.what.play == CLOSE_FILE) <= A_DAY
    assert page.care.to_close == 15
