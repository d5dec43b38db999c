"""While a customer tries it: check-ins, nothing else, and the decision on the last day as a promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from planner.core.book import Deal, Trial
from planner.core.cadence.touches import next_touch
from planner.core.page.page_figures import parking, questions
from planner.core.page.plan_day import plan_day
from planner.core.promises.coming_days import promised_work
from planner.core.promises.overdue import overdue_promises
from planner.core.reasons import Touch
from planner.core.steps.all_steps import book_steps
from planner.core.steps.step import Step
from planner.core.timing.silence import silent_days, tries_from_time
from planner.core.timing.trial import check_days
from planner.core.worklog.log import later_keys
from planner.core.worklog.reversal import before_and_after, taken_back, with_changes
from tests.core.value.days import BERLIN, book, inputs, today
from tests.core.value.playbooks import TODAY, V, deal
from tests.core.worklog.test_what_an_outcome_does import after
from tests.lines import worked_line

YES = {"need": "yes"}
START, END = TODAY, date(2026, 12, 7)  # two weeks from Monday to Monday
HALF_WAY = date(2026, 11, 30)


def on_trial(**fields: Any) -> Deal:
    given = {"answers": YES, "last_try": START, "last_touch": START, "running": Trial(until=END), **fields}
    return deal(**given)


def steps(of: Deal, day: date) -> list[Step]:
    return book_steps(today(book(deals=(of,)), day), {})


@pytest.mark.parametrize("days", range(15))
def test_only_the_check_in_is_offered_until_the_decision(days: int) -> None:
    day = START + timedelta(days=days)
    offered = [(step.does, step.title, step.promised) for step in steps(on_trial(), day)]
    check = [("touch", "Check in on the trial", False)] if HALF_WAY <= day < END else []
    assert offered == (check if day < END else [("advance", "Decide on the trial", True)])


def test_check_ins_come_on_the_agreed_days_until_someone_was_reached() -> None:
    agreed = on_trial(running=Trial(until=END, checks=(date(2026, 11, 28), date(2026, 12, 3))))
    working = today(book()).working
    assert check_days(agreed, working) == (HALF_WAY, date(2026, 12, 3))  # a Saturday: the next working day
    made = replace(agreed, last_touch=date(2026, 12, 1))
    due = [day.day for day in (START + timedelta(days=n) for n in range(14)) if steps(made, day)]
    assert due == [3, 4, 5, 6]  # the second one, which no contact has followed


def test_a_trial_whose_start_nobody_knows_is_neither_silent_nor_overdue() -> None:
    unknown = on_trial(last_try=None, last_touch=None, since=None, created=None)
    (check,) = steps(unknown, START)
    assert isinstance(check.why, Touch)
    assert (check.title, check.why.silent_days, check.why.days_left) == ("Check in on the trial", None, 0)
    (known,) = steps(on_trial(last_try=None, last_touch=None, since=date(2026, 11, 1)), START)
    assert isinstance(known.why, Touch)
    assert (known.why.silent_days, known.why.days_left) == ((START - date(2026, 11, 1)).days, -4)


def test_the_check_in_is_on_a_cadence_from_the_start_of_the_trial() -> None:
    (check,) = steps(on_trial(), HALF_WAY + timedelta(days=2))
    assert isinstance(check.why, Touch)
    assert (check.why.cadence, check.why.silent_days, check.why.days_left) == (7, 9, -2)


def test_the_check_in_claims_its_day_after_promises() -> None:
    """An hour of work: the check-in of a deal worth 1, then a try worth a thousand times as much."""
    hours = replace(book().hours, week=((book().hours.week[0][0]._replace(end=10 * 60),),) * 5 + ((), ()))
    deals = (on_trial(), deal(id="big", amount=1000.0, answers=YES, next_by=None))
    page = plan_day(inputs(book(deals=deals, hours=hours), HALF_WAY)).page
    assert "d/touch" in [each.what.item for each in page.items]


def test_the_decision_is_a_promise_that_is_overdue_until_it_is_kept() -> None:
    of = book(deals=(on_trial(),))
    page = plan_day(inputs(of, END)).page
    assert (page.promises.due, page.promises.placed) == (1, 1)
    assert [(each.record, each.overdue) for each in overdue_promises(today(of, END + timedelta(days=2)))] == [("d", 2)]
    assert [(each.item, each.last) for each in promised_work([], today(of))] == [("d", END)]


def test_qualifying_never_takes_the_place_of_the_decision() -> None:
    (step,) = steps(on_trial(answers={}), END)
    assert step.does == "advance"


def test_what_was_agreed_before_its_end_is_still_offered() -> None:
    (step,) = steps(on_trial(next_by=TODAY, next="Send the manual", next_minutes=10), TODAY)
    assert (step.does, step.title, step.promised) == ("agreed", "Send the manual", True)


def test_an_appointment_is_prepared_and_a_later_one_takes_the_place_of_its_end() -> None:
    at = datetime(2026, 12, 9, 14, tzinfo=BERLIN)
    assert overdue_promises(today(book(deals=(on_trial(at=at),)), date(2026, 12, 8))) == ()
    meeting = replace(V.plays["talk"], how="meeting", prepare=30)
    playbook = replace(V, plays={**V.plays, "talk": meeting})
    decided = on_trial(at=at.replace(day=7), last_touch=HALF_WAY)
    before = book_steps(today(book(playbook, deals=(decided,)), date(2026, 12, 4)), {})
    assert [step.does for step in before] == ["prepare"]


def test_a_trial_is_no_silence_and_no_time_without_progress() -> None:
    record = on_trial(attempts=None, since=date(2026, 11, 13), last_touch=date(2026, 11, 13), last_try=None)
    record = replace(record, running=Trial(until=date(2027, 3, 1)))
    later = date(2027, 2, 1)
    assert silent_days(record, later) == 0
    assert tries_from_time(record, V.stages[0], later) == 0
    assert tries_from_time(replace(record, running=None), V.stages[0], later) == 4


def test_its_touch_waits_and_it_is_neither_parked_nor_asked_for_a_next_step() -> None:
    poor = on_trial(amount=0.001, last_touch=date(2026, 9, 1), last_try=date(2026, 9, 1))
    now = today(book(deals=(poor,)))
    touch = next_touch(poor, V, now.working, TODAY)
    assert (touch.is_due(TODAY), touch.page_date(TODAY)) == (False, END)
    assert parking(now, (1000.0,), ()) == ()
    assert [ask.what for ask in questions(now, steps(poor, TODAY), ())] == []
    near = today(book(deals=(poor,)), date(2026, 12, 2))
    assert [ask.what for ask in questions(near, (), ())] == ["trial ends"]


@pytest.mark.parametrize(
    ("until", "outcome", "stays"),
    [
        (TODAY, "stayed", False),
        (TODAY, "no-contact", True),
        (END, "stayed", True),
        (END, "advanced", False),
        (END, "lost", False),
    ],
)
def test_it_is_over_once_decided(until: date, outcome: str, stays: bool) -> None:
    changes = after(on_trial(running=Trial(until=until)), "advance", outcome)
    assert ("running" not in changes) == stays


def test_putting_it_off_moves_its_end_and_a_correction_brings_it_back() -> None:
    record = on_trial(running=Trial(until=TODAY, checks=(date(2026, 11, 20),)))
    assert later_keys(record, END, None)["running"] == Trial(until=END, checks=(date(2026, 11, 20),))
    changes = {"running": None}
    before, left = before_and_after(record, changes)
    assert (before, left) == ({"running": {"until": TODAY, "checks": (date(2026, 11, 20),)}}, {})
    start = datetime(2026, 11, 23, 9, tzinfo=BERLIN)
    row = worked_line(
        item="d/talk", record="d", does="advance", play="talk", title="Talk", stage="talk",
        start=start, end=start, minutes=0, outcome="stayed", before=before, after=left,
    )  # fmt: skip
    decided = with_changes(record, changes)
    assert with_changes(decided, taken_back(decided, row, V).keys) == record


def test_an_appointment_today_takes_the_place_of_the_check_in() -> None:
    """One on another day does not: the check-in is due all the same."""
    for days, does in ((0, ["advance"]), (2, ["touch"])):
        at = datetime(2026, 12, 1 + days, 10, tzinfo=BERLIN)
        offered = steps(on_trial(at=at), date(2026, 12, 1))
        assert [step.does for step in offered if step.does in ("touch", "advance")] == does
