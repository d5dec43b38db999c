"""A deal that depends on one contact offers a call for a second person, priced like qualifying."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from planner.core.book import Contact, Deal
from planner.core.customers.second_person import SECOND, second_person_index
from planner.core.diary import DiaryDay
from planner.core.history import History, read_history
from planner.core.page.plan_day import plan_day
from planner.core.playbook import Play, SecondPerson
from planner.core.steps.all_steps import book_steps
from planner.core.steps.step import Step
from planner.core.value.deal_pursuit import pursuit_result
from planner.core.value.deal_value import deal_value, start_of
from tests.core.value.days import BERLIN, book, inputs, today
from tests.core.value.playbooks import TODAY, V, deal
from tests.lines import worked_line

CALL = Play(id=SECOND, title="Get a second person", how="call", minutes=20)
ONE = replace(V, plays={**V.plays, SECOND: CALL}, second=SecondPerson(stage="talk", found=0.5, lifts=1.5))


def bolt(**fields: object) -> Deal:
    return deal(**{"answers": {"need": "yes"}, "attempts": 0, "contacts": ("jo",), "last_touch": TODAY, **fields})


def steps(record: Deal, second: SecondPerson = ONE.second, history: History | None = None) -> dict[str, Step]:
    of = book(replace(ONE, second=second), deals=(record,), contacts=(Contact(id="jo", name="Jo", checked=TODAY),))
    return {step.play: step for step in book_steps(today(of, history=history), {})}


@pytest.mark.parametrize(
    ("fields", "second", "offered"),
    [
        ({}, ONE.second, True),
        ({"contacts": ()}, ONE.second, False),  # nobody to ask
        ({"contacts": ("jo", "ute")}, ONE.second, False),
        ({}, replace(ONE.second, stage="close"), False),  # not that far yet
        ({"stage": "close"}, replace(ONE.second, stage="close"), True),
        ({}, replace(ONE.second, stage=""), False),
        ({}, replace(ONE.second, stage="technical win"), False),  # the book's own stages have no such
        ({"answers": {}}, ONE.second, False),  # qualifying comes first
        ({"next_on": TODAY}, ONE.second, False),  # what was promised is kept
        ({"attempts": 1, "last_try": TODAY - timedelta(days=1)}, ONE.second, False),  # they get their time
    ],
)
def test_who_is_offered_it(fields: dict[str, object], second: SecondPerson, offered: bool) -> None:
    assert (SECOND in steps(bolt(**fields), second)) == offered


def test_its_price_is_the_root_of_the_rules_sum() -> None:
    """−ν·m/60 + p·w·C(x, ν/w) + (1 − p)·C(x, ν) = 0, with C from pursuits followed to their end."""
    record = bolt()
    context = today(book(ONE, deals=(record,)))
    value = deal_value(record, context)
    assert value is not None
    start = start_of(record, value, context)

    def worth(price: float) -> float:
        pursued = pursuit_result(start, price, context)
        return max(0.0, pursued.chance - price * pursued.hours)

    index, p, w = second_person_index(record, value, context), 0.5, 1.5
    gain = p * w * worth(index / w) + (1 - p) * worth(index)
    assert gain == pytest.approx(index * 20 / 60, abs=0.003)
    assert p * w * worth(index * 0.9 / w) + (1 - p) * worth(index * 0.9) > index * 0.9 * 20 / 60 + 0.01


@pytest.mark.parametrize("lifts", [1.0, 1.1, 1.5, 2.0])
def test_more_gain_never_pays_less_and_none_costs_the_call(lifts: float) -> None:
    at, more = (steps(bolt(), SecondPerson(stage="talk", lifts=each))[SECOND] for each in (lifts, lifts + 0.1))
    own = steps(bolt())["talk"]
    assert more.per_hour > at.per_hour
    assert (at.per_hour < own.per_hour) == (lifts < 1.5) or lifts == 1.5
    assert at.minutes == 20 and at.group == own.group


def test_one_of_both_is_on_the_page() -> None:
    of = book(ONE, deals=(bolt(),), contacts=(Contact(id="jo", name="Jo", checked=TODAY),))
    found = plan_day(inputs(of)).page
    lines = [line for line in found.items if line.what.record]
    assert len(lines) == 1
    both = {lines[0].what.play, *(left.what.play for left in found.left_out if left.what.record)}
    assert both == {"talk", SECOND}
    short = replace(of.hours, week=((of.hours.week[0][0]._replace(end=9 * 60 + 30),),) * 5 + ((), ()))
    half_an_hour = plan_day(inputs(replace(of, hours=short))).page  # the talk takes an hour
    assert [line.what.play for line in half_an_hour.items] == [SECOND]


def test_it_is_left_out_where_the_deals_own_step_pays_more_and_is_no_longer() -> None:
    quick = replace(
        ONE, second=SecondPerson(stage="talk"), plays={**ONE.plays, "talk": replace(ONE.plays["talk"], minutes=15)}
    )
    of = book(quick, deals=(bolt(),), contacts=(Contact(id="jo", name="Jo", checked=TODAY),))
    found = plan_day(inputs(of)).page
    assert [line.what.play for line in found.items if line.what.record] == ["talk"]
    assert {left.because for left in found.left_out if left.what.play == SECOND} == {"its own step pays more"}


def test_once_in_a_stage() -> None:
    start = datetime(2026, 11, 16, 10, tzinfo=BERLIN)
    row = worked_line(
        item=f"d/{SECOND}", record="d", does="ask", play=SECOND, title="Get a second person", minutes=20, start=start,
        end=start + timedelta(minutes=20), outcome="done", stage="talk",
    )  # fmt: skip
    known = read_history([DiaryDay(date=date(2026, 11, 16), worked=(row,))], TODAY)
    assert known.qualified == {}  # it is not the checklist
    assert SECOND not in steps(bolt(), history=known)
    assert SECOND in steps(bolt(stage="close"), history=known)
