"""Rows taken back or logged once more, contacts of a customer's other records, and a page lived as it was planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from planner.core.book import Book, Deal, Task
from planner.core.customers.customers import Customers
from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.core.worklog.as_if_done import as_if_done
from planner.core.worklog.last_contact import Past, other_changes
from planner.core.worklog.log import Changes, LogEvent, record_changes
from planner.core.worklog.reversal import stage_changed_since, taken_back
from tests.core.value.days import BERLIN, book
from tests.core.worklog.test_what_an_outcome_does import BOLT, DEAL, DECK, FRIDAY, LENA, NOON, PLAYBOOK, TODAY
from tests.lines import planned_line, report, worked_line

TALK = {"item": "acme/talk", "record": "acme", "kind": "prospect", "does": "advance", "play": "talk", "title": "Talk"}


def row(outcome: str, **values: Any) -> Line:
    """A row of the log; without a `before` and an `after` it was written by hand."""
    times = {"start": NOON, "end": NOON + timedelta(minutes=30), "minutes": 30}
    return worked_line(**TALK | {"stage": "talk"} | times | values, outcome=outcome)


@pytest.mark.parametrize(
    ("deal", "outcome", "does", "back"),
    [
        (DEAL, "stayed", "advance", {"attempts": 0}),
        (replace(DEAL, attempts=0), "stayed", "advance", {"attempts": 0}),
        (replace(DEAL, attempts=3), "stayed", "advance", {"attempts": 2}),
        (replace(DEAL, attempts=None), "stayed", "advance", {"attempts": 0}),
        (DEAL, "stayed", "touch", {}),  # no try
        (DEAL, "done", "advance", {}),
        (DEAL, "no-contact", "advance", {"unanswered": 1}),
        (DEAL, "no-show", "touch", {"unanswered": 1}),
        (replace(DEAL, stage="offer"), "advanced", "advance", {"stage": "talk", "won_on": None, "lost_on": None}),
        (replace(DEAL, stage="lost"), "lost", "advance", {"stage": "talk", "won_on": None, "lost_on": None}),
        (replace(DEAL, stage="close"), "advanced", "advance", {}),  # it went on since
        (replace(DEAL, stage="won"), "lost", "advance", {}),
    ],
)
def test_a_row_written_by_hand_is_taken_back_as_far_as_it_says(
    deal: Deal, outcome: str, does: str, back: dict[str, Any]
) -> None:
    assert taken_back(deal, row(outcome, does=does), PLAYBOOK).keys == back


@pytest.mark.parametrize(
    ("before", "left", "now", "back"),
    [
        ({"attempts": 1}, 2, 2, 1),
        ({"attempts": 1}, 2, 4, 1),  # however far it was counted on since, by so many
        ({}, 2, 2, 0),  # nothing was there: none
        ({}, 2, 3, 1),  # one less than it was left at
        ({}, 1, 3, 0),
        ({}, 0, 3, 0),
    ],
)
def test_a_counter_goes_back_by_the_outcome_that_counted(
    before: dict[str, Any], left: int, now: int, back: int
) -> None:
    found = taken_back(replace(DEAL, attempts=now), row("stayed", before=before, after={"attempts": left}), PLAYBOOK)
    assert (found.keys["attempts"] or 0) == back
    assert found.counted_on == ({"attempts": now - left} if now != left else {})


@pytest.mark.parametrize(
    ("days", "back", "changed_since"),
    [
        (0, {"last_touch": None}, ()),
        (3, {}, ()),  # another contact since: it stands
        (-3, {}, ("last_touch",)),  # changed by hand
    ],
)
def test_the_day_of_a_contact_goes_back_unless_a_later_one_took_its_place(
    days: int, back: dict[str, Any], changed_since: tuple[str, ...]
) -> None:
    line = row("stayed", after={"last_touch": TODAY})
    found = taken_back(replace(DEAL, last_touch=TODAY + timedelta(days=days)), line, PLAYBOOK)
    assert (found.keys, found.changed_since) == (back, changed_since)


@pytest.mark.parametrize(
    ("now", "back", "changed_since"),
    [
        ({"need": "yes", "power": "met"}, {"need": None}, ()),  # as the outcome left it
        ({"need": "no", "power": "met"}, {}, ("answers",)),  # answered otherwise since
        ({"power": "met"}, {}, ("answers",)),
    ],
)
def test_an_answer_goes_back_where_nobody_changed_it_since(
    now: dict[str, str], back: dict[str, Any], changed_since: tuple[str, ...]
) -> None:
    line = row("stayed", after={"answers": {"need": "yes"}})
    found = taken_back(replace(DEAL, answers=now), line, PLAYBOOK)
    assert (found.keys["answers"], found.changed_since) == (back, changed_since)


def test_a_task_done_by_hand_is_open_again() -> None:
    done = replace(DECK, done_on=TODAY)
    assert taken_back(done, row("done", stage=None), PLAYBOOK).keys == {"done_on": None}
    assert taken_back(done, row("stayed", stage=None), PLAYBOOK).keys == {}


@pytest.mark.parametrize(
    ("was", "is_now", "outcome", "changed"),
    [
        ("talk", "offer", "advanced", False),
        ("talk", "talk", "advanced", True),
        ("close", "won", "advanced", False),  # after the last stage it is won
        ("close", "lost", "advanced", True),
        ("talk", "talk", "stayed", False),
        ("talk", "offer", "stayed", True),
        ("talk", "parked", "parked", False),
    ],
)
def test_a_stage_that_was_changed_since_a_row_written_by_hand(
    was: str, is_now: str, outcome: str, changed: bool
) -> None:
    assert stage_changed_since(replace(DEAL, stage=is_now), row(outcome, stage=was), PLAYBOOK) is changed


def test_a_task_moved_on_once_more_has_one_day() -> None:
    """To a later day, and to an earlier one: nothing of the first day is left to hold it back."""

    def moved(task: Task, day: date, corrects: Line | None = None) -> Changes:
        return record_changes(task, LogEvent("task", report("stayed", again=day), TODAY), PLAYBOOK, corrects, Past())

    for task in (replace(DECK, on=TODAY), DECK, replace(DECK, at=NOON)):
        for day in (FRIDAY - timedelta(days=2), FRIDAY + timedelta(days=3)):
            once = moved(task, FRIDAY)
            first = row("stayed", stage=None, does="task", before=once.before, after=once.after)
            stands = replace(task, **once.keys)
            assert replace(stands, **moved(stands, day, first).keys) == replace(task, **moved(task, day).keys)
    assert moved(replace(DECK, on=TODAY), FRIDAY).keys == {"on": FRIDAY}


def test_a_contact_with_one_record_is_one_with_the_others_but_an_unanswered_lead_still_waits() -> None:
    birch = replace(DEAL, id="birch", company="Acme", last_touch=TODAY - timedelta(days=9))
    came = datetime.combine(TODAY, time(8), tzinfo=BERLIN)
    lead = replace(birch, id="lead", came=came, last_touch=None)
    answered = replace(lead, id="answered", last_touch=TODAY)
    earlier = replace(lead, id="earlier", last_touch=TODAY - timedelta(days=3))
    deals = (replace(DEAL, company="Acme"), birch, lead, answered, earlier)
    past = Past(customers=Customers(book(deals=deals)))
    found = other_changes(row("stayed"), TODAY, None, past)
    assert found.keys == {"birch": {"last_touch": TODAY}}
    assert other_changes(row("no-contact"), TODAY, None, past).keys == {}
    assert other_changes(row("stayed", record=None), TODAY, None, past).keys == {}


def lived(given: Book, line: Line) -> Book:
    after, day = as_if_done(DiaryDay(date=TODAY), [line], given)
    assert [each.what.item for each in day.worked] == [line.what.item]
    return after


def test_a_page_lived_as_planned_changes_the_record_of_each_line_and_no_other() -> None:
    other = replace(DEAL, id="birch", name="Birch")
    task = Task(id="deck", title="Deck", minutes=60)
    given = replace(
        book(deals=(DEAL, other), tasks=(task, replace(task, id="forms")), contacts=(LENA, replace(LENA, id="max"))),
        playbook=PLAYBOOK,
    )
    times = {"start": NOON, "end": NOON + timedelta(minutes=30), "minutes": 30}
    called = lived(given, planned_line(**TALK | times))
    assert (called.deals[0].last_touch, called.deals[0].attempts, called.deals[0].stage) == (TODAY, 2, "talk")
    assert (called.deals[1:], called.tasks, called.contacts) == (given.deals[1:], given.tasks, given.contacts)
    booked = lived(given, planned_line(**TALK | times | {"does": "book"}))
    assert (booked.deals[0].last_touch, booked.deals[0].last_try, booked.deals[0].attempts) == (TODAY, TODAY, 1)
    worked = lived(
        given, planned_line(**times, item="deck", record="deck", kind="task", does="task", play="task", title="")
    )
    assert [each.done_on for each in worked.tasks] == [TODAY, None]
    touched = lived(given, planned_line(**TALK | times | {"record": "lena", "kind": "contact", "does": "touch"}))
    assert [each.checked for each in touched.contacts] == [TODAY, None]
    assert touched.deals == given.deals
    account = replace(BOLT, id="acme")
    with_accounts = replace(given, deals=(), accounts=(BOLT, account))
    visited = lived(with_accounts, planned_line(**TALK | times | {"kind": "account", "does": "visit"}))
    assert [each.last_touch for each in visited.accounts] == [None, TODAY]


@pytest.mark.parametrize(
    ("key", "was", "back"),
    [
        ("amount", 5, {"amount": 5}),  # a whole number where any may be
        ("amount", 5.5, {"amount": 5.5}),
        ("amount", "5", {}),  # typed by hand
        ("amount", True, {}),
        ("attempts", 5, {"attempts": 5}),
        ("attempts", 5.5, {}),
        ("name", 5, {}),
        ("prior", 1, {"prior": 1}),
    ],
)
def test_a_value_goes_back_only_where_the_key_may_have_it(key: str, was: object, back: dict[str, Any]) -> None:
    line = row("stayed", before={key: was}, after={key: getattr(DEAL, key)} if getattr(DEAL, key) is not None else {})
    assert taken_back(DEAL, line, PLAYBOOK).keys == back
