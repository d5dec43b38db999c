"""What is not on the page: the best hour first, each with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from planner.core.book import Contact
from planner.core.choice.day_choice import day_choice
from planner.core.history import History
from planner.core.page.left_out import left_out, why_not_today
from planner.core.page.plan_day import plan_day
from planner.core.steps.all_steps import book_steps
from planner.core.timing.pace import Wait
from tests.core.value.days import BERLIN, book, inputs, today
from tests.core.value.playbooks import TODAY, deal

YES = {"need": "yes"}
DEALS = (
    deal(id="some", amount=500.0, answers=YES),
    deal(id="most", amount=900.0, answers=YES),
    deal(id="booked", amount=700.0, answers=YES, at=datetime(2026, 11, 23, 14, tzinfo=BERLIN)),
    deal(id="promised", amount=10.0, answers=YES, next_on=TODAY - timedelta(days=4)),
)


def test_all_steps_of_an_empty_page() -> None:
    choice = day_choice(inputs(book(deals=DEALS)))
    found = left_out(choice, (), {"some/talk": "qualify first"})
    assert found.more == 0
    assert [each.what.record for each in found.first] == ["most", "booked", "some", "promised"]
    assert [each.fixed for each in found.first] == [False, True, False, False]
    assert [(each.promised, each.overdue) for each in found.first] == [(False, 0)] * 3 + [(True, 2)]
    assert [each.because for each in found.first] == ["no room", "no room", "qualify first", "no room"]
    two = left_out(choice, (), {}, 2)
    assert ([each.what.record for each in two.first], two.more) == (["most", "booked"], 2)


def test_what_is_on_the_page_is_not_left_out_until_it_is_done() -> None:
    planning = plan_day(inputs(book(deals=DEALS[:1])))
    choice = day_choice(inputs(book(deals=DEALS[:1])))
    (line,) = planning.page.items
    assert left_out(choice, (line,), {}).first == ()
    done = replace(line, status=replace(line.status, state="done"))
    assert len(left_out(choice, (done,), {}).first) == 1


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, None),
        ({"wait": Wait(TODAY, TODAY + timedelta(days=6))}, "tried Mon, again from Sun"),
        ({"wait": Wait(TODAY - timedelta(days=7), TODAY + timedelta(days=7))}, "tried 16 Nov, again from 30 Nov"),
        ({"pays_less": True}, "its own step pays more"),
        ({"joins": "Bolt", "later": TODAY}, "same customer as Bolt"),
        ({"later": date(2026, 11, 27)}, "set for Fri"),
        ({"too_dear": True, "qualify_first": True}, "colleagues cost more than it brings"),
        ({"qualify_first": True}, "qualify first"),
    ],
)
def test_why_a_step_is_not_for_today(fields: dict[str, object], reason: str | None) -> None:
    (step,) = book_steps(today(book(deals=DEALS[:1])), {})
    assert why_not_today(step._replace(**fields), TODAY) == reason  # type: ignore[arg-type]


def test_touches_set_for_a_later_day_are_counted() -> None:
    """Today is full of deals, and each of three contacts may be called until Friday."""
    deals = tuple(deal(id=f"d{n}", amount=1000.0 * (n + 1), answers=YES, last_touch=TODAY) for n in range(10))
    contacts = tuple(
        Contact(id=name, name=name, checked=TODAY - timedelta(days=100), cadence=100) for name in ("jo", "lena", "max")
    )
    for of, later in ((book(deals=deals, contacts=contacts), 3), (book(contacts=contacts), 0), (book(deals=deals), 0)):
        page = plan_day(replace(inputs(of), history=History(first_day=TODAY - timedelta(days=9)))).page
        set_for = [each.what.record for each in page.left_out if each.because.startswith("set for ")]
        assert (page.care.later, len(set_for)) == (later, later)
