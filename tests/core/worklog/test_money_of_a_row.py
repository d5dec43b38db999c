"""The money of each piece of work: what the page said, once, by the try that finishes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from planner.core.book import Task
from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.core.worklog.logged_lines import logged_lines
from planner.core.worklog.money import made_by_rows
from planner.core.worklog.work import kind_of
from tests.core.value.days import book
from tests.core.worklog.test_what_an_outcome_does import BOLT, DEAL, LENA, NOON, TODAY
from tests.lines import planned_line, worked_line

NINE = NOON - timedelta(hours=3)
ITEM = {"item": "acme/talk", "record": "acme", "play": "talk", "title": "Talk"}


def line(does: str, minutes: int = 60, makes: float = 100.0, **values: Any) -> Line:
    times = {"start": NINE, "end": NINE + timedelta(minutes=minutes), "minutes": minutes}
    return planned_line(**ITEM | times | {"does": does, "kind": "prospect", "makes": makes, "value": makes} | values)


def rows(does: str, *worked: tuple[str | None, int], per_hour: float | None = None) -> tuple[Line, ...]:
    """Pieces of work one after the other from nine: outcome and minutes."""
    found, start = [], NINE
    for outcome, minutes in worked:
        end = start + timedelta(minutes=minutes)
        times = {"start": start, "end": end, "minutes": minutes}
        found.append(worked_line(**ITEM | times | {"does": does, "outcome": outcome, "per_hour": per_hour}))
        start = end
    return tuple(found)


def made(page: tuple[Line, ...], worked: tuple[Line, ...]) -> list[float]:
    return [round(each.makes, 2) for each in made_by_rows(DiaryDay(date=TODAY, planned=page, worked=worked))]


@pytest.mark.parametrize(
    ("does", "worked", "money"),
    [
        ("advance", [("stayed", 60)], [100]),
        ("advance", [("stayed", 20)], [100]),  # however long it took
        ("advance", [("lost", 90)], [100]),
        ("advance", [("no-contact", 5)], [0]),
        ("advance", [("no-contact", 5), ("stayed", 60)], [0, 100]),
        ("advance", [("moved", 0)], [0]),
        ("advance", [("booked", 5)], [0]),  # an appointment was made for it
        ("book", [("booked", 5)], [100]),
        ("advance", [(None, 30)], [50]),  # the clock stopped in the midst of it
        ("advance", [(None, 30), (None, 90)], [50, 50]),
        ("advance", [(None, 30), ("stayed", 30)], [0, 100]),
        ("task", [("done", 60)], [100]),
        ("task", [("done", 90)], [100]),
        ("task", [("stayed", 30)], [50]),
        ("task", [("stayed", 60)], [0]),  # it takes longer: the money is made when it is done
        ("task", [("stayed", 30), ("done", 10)], [0, 100]),
        ("prepare", [("stayed", 60)], [0]),
        ("touch", [("stayed", 60)], [100]),  # a call that changed nothing is a call
        ("advance", [("stayed", 60), ("stayed", 30)], [100, 20]),  # once more: its own hours at its own price
    ],
)
def test_an_item_makes_its_money_once(does: str, worked: list[tuple[str | None, int]], money: list[float]) -> None:
    assert made((line(does),), rows(does, *worked, per_hour=40.0)) == money


def test_work_that_the_page_never_had_makes_its_own_hours() -> None:
    assert made((), rows("task", ("done", 30), per_hour=40.0)) == [20]
    assert made((), rows("task", ("done", 30))) == [0]


def test_what_was_begun_before_the_page_was_made_is_worth_what_the_first_page_said() -> None:
    hour = timedelta(hours=1)
    first = line("advance", makes=100.0, made=NINE + hour, dropped=NINE + 2 * hour)
    second = line("advance", makes=70.0, made=NINE + 2 * hour)
    for page in ((first, second), (second, first)):
        assert made(page, rows("advance", ("stayed", 60))) == [100]


def test_what_was_done_keeps_what_the_page_said_of_it() -> None:
    day = DiaryDay(date=TODAY, planned=(line("advance", must=True, rank=3, objective="A date"),))
    (done,) = logged_lines(replace(day, worked=rows("advance", ("stayed", 20), per_hour=40.0)), None, book())
    assert (done.what.objective, done.status.must, done.status.rank, done.worth.per_hour) == ("A date", True, 3, 40.0)
    (by_itself,) = logged_lines(DiaryDay(date=TODAY, worked=rows("task", ("done", 20))), None, book())
    assert (by_itself.what.kind, by_itself.status.must, by_itself.worth.per_hour) == ("task", False, 0.0)


@pytest.mark.parametrize(
    ("page", "worked", "money", "reason"),
    [
        ((), (), 20, "not planned"),  # half an hour at its own price
        ((line("advance", reason="due"),), (), 100, "due"),  # the whole: what it makes is made when it is over
        ((line("advance", reason="due"),), rows("advance", (None, 30)), 50, "due"),  # a piece of it was made before
    ],
)
def test_what_the_clock_runs_for_makes_what_is_left_of_its_line(
    page: tuple[Line, ...], worked: tuple[Line, ...], money: float, reason: str
) -> None:
    times = {"start": NOON, "end": NOON + timedelta(minutes=30), "minutes": 30}
    clock = planned_line(**ITEM | times | {"does": "advance", "kind": "prospect", "per_hour": 40.0})
    day = DiaryDay(date=TODAY, planned=page, worked=worked)
    *_, running = logged_lines(day, clock, book(deals=(DEAL,)))
    assert (running.slot, running.worth.makes, running.worth.value) == (clock.slot, money, money)
    assert (running.worth.per_hour, running.reason) == (40.0, reason)


@pytest.mark.parametrize(
    ("outcome", "minutes", "shown"),
    [("moved", 0, False), ("no-contact", 0, False), ("no-contact", 5, True), ("done", 0, True), ("stayed", 30, True)],
)
def test_what_took_no_time_and_did_not_happen_is_no_line(outcome: str, minutes: int, shown: bool) -> None:
    day = DiaryDay(date=TODAY, planned=(line("advance"),), worked=rows("advance", (outcome, minutes)))
    assert [each.reason for each in logged_lines(day, None, book(deals=(DEAL,)))] == ([outcome] if shown else [])


@pytest.mark.parametrize(
    ("record", "does", "kind"),
    [
        (None, "find", "prospecting"),
        ("acme", "find", "prospecting"),
        (None, "touch", "task"),
        ("acme", "task", "task"),
        ("acme", "advance", "prospect"),
        ("gone", "advance", "prospect"),  # a record that was removed
        ("bolt", "touch", "account"),
        ("bolt", "task", "task"),
        ("lena", "touch", "contact"),
    ],
)
def test_the_kind_of_work_is_its_records_unless_it_is_a_task_or_a_search(
    record: str | None, does: str, kind: str
) -> None:
    of = book(deals=(DEAL,), accounts=(BOLT,), contacts=(LENA,), tasks=(Task(id="deck", title="Deck", minutes=60),))
    assert kind_of(record, does, of) == kind
