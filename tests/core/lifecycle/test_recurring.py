"""Recurring tasks: the days of a rule, one open instance at a time, and no pile-up after leave."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.book import Task
from planner.core.choice.day_choice import day_choice
from planner.core.history import History
from planner.core.lifecycle.recurrence import how_to_say, recurrence_of, rule_words
from planner.core.lifecycle.recurring import days_from, first_day, next_instance, with_first_days
from planner.core.page.problem import candidate
from planner.core.worklog.log import task_moved_to
from tests.book.books import a_book
from tests.core.value.days import book, inputs

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
RULES = (
    "mon", "tue, thu", "weekday", "day", "3 days", "week", "2 weeks", "month", "2 months", "quarter", "year",
    "last fri", "first mon", "2nd tue", "fourth wed", "15th", "31st", "last day",
)  # fmt: skip
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def task(**keys: object) -> Task:
    return Task(**({"id": "t", "title": "T", "minutes": 15} | keys))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("every", "own", "done", "expected"),
    [
        ("mon", date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 30)),
        ("mon", date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 30)),
        ("mon", date(2026, 11, 23), date(2026, 11, 20), date(2026, 11, 30)),  # done early: that one is done
        ("mon", date(2026, 11, 2), date(2026, 11, 23), date(2026, 11, 30)),  # three weeks of leave: once, not thrice
        ("Mondays", date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 30)),
        ("tue, thu", date(2026, 11, 24), date(2026, 11, 24), date(2026, 11, 26)),
        ("2 weeks", date(2026, 11, 23), date(2026, 11, 26), date(2026, 12, 7)),
        ("2 weeks", date(2026, 11, 23), date(2026, 12, 8), date(2026, 12, 21)),  # the grid of its own day
        ("month", date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28)),
        ("month", date(2026, 1, 31), date(2026, 3, 1), date(2026, 3, 31)),
        ("last fri", date(2026, 11, 27), date(2026, 11, 27), date(2026, 12, 25)),
        ("first mon", date(2026, 12, 7), date(2026, 12, 9), date(2027, 1, 4)),
        ("quarter", date(2026, 11, 30), date(2026, 11, 30), date(2027, 2, 28)),
        ("year", date(2024, 2, 29), date(2026, 11, 30), date(2027, 2, 28)),
        ("every weekday", date(2026, 11, 27), date(2026, 11, 27), date(2026, 11, 30)),
        ("15th", date(2026, 11, 15), date(2026, 11, 20), date(2026, 12, 15)),
        ("31st", date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28)),
    ],
)
def test_the_next_one(every: str, own: date, done: date, expected: date) -> None:
    assert next_instance(task(every=every, on=own), done) == {"on": expected}
    assert next_instance(task(every=every, by=own), done) == {"by": expected}


@pytest.mark.parametrize(
    ("every", "done", "expected"),
    [
        ("2 weeks", date(2026, 11, 26), date(2026, 12, 10)),
        ("month", date(2026, 1, 31), date(2026, 2, 28)),
        ("mon", date(2026, 11, 23), date(2026, 11, 30)),
        ("day", date(2026, 11, 26), date(2026, 11, 27)),
    ],
)
def test_counted_from_completion(every: str, done: date, expected: date) -> None:
    late = task(every=every, after_done=True, on=date(2026, 1, 5))
    assert next_instance(late, done) == {"on": expected}


@settings(deadline=None)
@given(st.sampled_from(RULES), days, days, st.booleans())
def test_it_is_later_than_both_days_and_one_of_the_rule(every: str, own: date, done: date, after_done: bool) -> None:
    rule = recurrence_of(every)
    assert rule is not None
    new = next_instance(task(every=every, on=own, after_done=after_done), done)["on"]
    anchor = done if after_done else own
    assert new > done
    assert new > anchor
    between = list(takewhile(lambda day: day <= new, days_from(rule, anchor)))
    assert between[-1] == new, "a day of the rule"
    assert all(day <= max(done, anchor) for day in between[:-1]), "and the first that is left"


@settings(deadline=None)
@given(st.sampled_from(RULES), days)
def test_days_rise_and_the_clock_is_kept(every: str, own: date) -> None:
    rule = recurrence_of(every)
    assert rule is not None
    found = list(islice(days_from(rule, own), 5))
    assert found == sorted(set(found))
    at = datetime(own.year, own.month, own.day, 2, 30, tzinfo=BERLIN)
    new = next_instance(task(every=every, at=at), own)["at"]
    assert (new.hour, new.minute, new.tzinfo) == (2, 30, BERLIN)


@pytest.mark.parametrize("every", ["", "moon", "0 days", "1000 weeks", "fifth mon", "last", "mon,", "2 mon", "-1 day"])
def test_what_is_no_rule(every: str) -> None:
    assert recurrence_of(every) is None


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("every monday", "mon"),
        ("Mondays", "mon"),
        ("on tuesdays", "tue"),
        ("tue & thu", "tue, thu"),
        ("thu, tue and mon", "mon, tue, thu"),
        ("weekdays", "weekday"),
        ("each working day", "weekday"),
        ("last friday of the month", "last fri"),
        ("the first mon of every month", "first mon"),
        ("2nd tue", "second tue"),
        ("2weeks", "2 weeks"),
        ("2w", "2 weeks"),
        ("14d", "2 weeks"),
        ("two weeks", "2 weeks"),
        ("every two weeks", "2 weeks"),
        ("fortnight", "2 weeks"),
        ("fortnightly", "2 weeks"),
        ("every other week", "2 weeks"),
        ("10 days", "10 days"),
        ("weekly", "week"),
        ("daily", "day"),
        ("monthly", "month"),
        ("every other month", "2 months"),
        ("6 months", "6 months"),
        ("quarterly", "quarter"),
        ("3 months", "quarter"),
        ("2 quarters", "6 months"),
        ("yearly", "year"),
        ("12 months", "year"),
        ("15th", "15th"),
        ("the 1st of the month", "1st"),
        ("22nd", "22nd"),
        ("11th of each month", "11th"),
        ("last day of the month", "last day"),
        ("end of the month", "last day"),
        ("31st", "last day"),
    ],
)
def test_the_words_of_a_rep_are_written_in_one_way(said: str, written: str) -> None:
    rule = recurrence_of(said)
    assert rule is not None
    assert rule_words(rule) == written


@given(
    st.sampled_from(RULES)
    | st.tuples(st.integers(1, 366), st.sampled_from(("days", "weeks", "months"))).map(
        lambda each: f"{each[0]} {each[1]}"
    )
)
def test_what_is_written_reads_back_as_the_same_rule(every: str) -> None:
    rule = recurrence_of(every)
    assert rule is not None
    assert recurrence_of(rule_words(rule)) == rule


@pytest.mark.parametrize("every", ["biweekly", "every other monday", "twice a week", "bimonthly", "32nd", "3m", "w"])
def test_what_may_mean_two_things_is_not_guessed(every: str) -> None:
    assert recurrence_of(every) is None
    assert "every=" in how_to_say(every)
    if every == "every other monday":
        assert how_to_say(every) == 'every="2 weeks" on=mon'


def test_a_task_that_comes_once_has_no_next_one() -> None:
    assert next_instance(task(on=MONDAY), MONDAY) == {}


def test_put_off_it_keeps_the_day_it_counts_from() -> None:
    put_off = task_moved_to(task(every="2 weeks", on=MONDAY), MONDAY + timedelta(days=2))
    assert put_off == {"not_before": MONDAY + timedelta(days=2)}
    moved = task(every="2 weeks", on=MONDAY, not_before=MONDAY + timedelta(days=2))
    assert next_instance(moved, MONDAY + timedelta(days=2)) == {"not_before": None, "on": MONDAY + timedelta(days=14)}


def test_without_a_day_the_first_is_that_after_it_came_into_the_book(tmp_path: object) -> None:
    book = a_book(tmp_path, tasks='[[task]]\nid = "t"\ntitle = "T"\nminutes = 5\nevery = "mon"\n').book
    wednesday = MONDAY + timedelta(days=2)
    assert with_first_days(book, {}, wednesday).tasks[0].on == MONDAY + timedelta(days=7)
    seen = {"t": MONDAY}
    assert with_first_days(book, seen, MONDAY + timedelta(days=30)).tasks[0].on == MONDAY, "missed, it is still open"
    assert first_day("nonsense", MONDAY) is None


@pytest.mark.parametrize(
    ("keys", "done", "waits"),
    [
        ({}, False, True),
        ({}, True, False),
        ({"on": MONDAY - timedelta(days=3)}, True, False),
        ({"on": MONDAY + timedelta(days=4)}, False, True),  # only once it is done
        ({"every": "fri", "on": MONDAY + timedelta(days=4)}, False, False),  # this week's turn has not come
        ({"every": "mon", "on": MONDAY}, False, True),
        ({"every": "mon", "on": MONDAY - timedelta(days=7)}, True, True),  # done last time, and due again
    ],
)
def test_work_after_a_task_waits_for_it_and_not_for_its_turns_to_come(
    keys: dict[str, object], done: bool, waits: bool
) -> None:
    first, then = task(id="count", **keys), task(id="report", after=("count",))
    given_inputs = inputs(
        book(tasks=(first, then)), history=History(tasks_done=frozenset({"count"}) if done else frozenset())
    )
    choice = day_choice(given_inputs)
    (step,) = (each for each in choice.steps if each.item == "report")
    assert candidate(step, choice.day, choice.now, {}).after == (("count",) if waits else ())
