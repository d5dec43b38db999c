"""Whoever was just tried about one deal is not tried about another; what was agreed stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from planner.core.book import Contact
from planner.core.history import History
from planner.core.page.plan_day import plan_day
from planner.core.steps.all_steps import book_steps
from tests.core.value.days import BERLIN, book, inputs, today
from tests.core.value.playbooks import TODAY, deal

FRIDAY, TUESDAY = TODAY - timedelta(days=3), TODAY + timedelta(days=1)
ANN = Contact(id="ann", name="Ann", company="Bolt", checked=TODAY)
MAX = replace(ANN, id="max", name="Max")
TRIED = deal(id="tried", company="Bolt", contacts=("ann",), answers={"need": "yes"}, last_try=FRIDAY, attempts=1)
OTHER = replace(TRIED, id="other", last_try=None, attempts=0)


def waits(
    *deals: object, history: History | None = None, contacts: tuple[Contact, ...] = (ANN, MAX)
) -> dict[str, date]:
    context = today(book(deals=deals, contacts=contacts), history=history)
    return {step.record or "": step.wait.until for step in book_steps(context, {}) if step.wait is not None}


def test_a_person_just_tried_is_not_tried_about_another_deal() -> None:
    """Two working days after Friday's try, of both deals."""
    assert waits(TRIED, OTHER) == {"tried": TUESDAY, "other": TUESDAY}
    page = plan_day(inputs(book(deals=(TRIED, OTHER), contacts=(ANN,)))).page
    assert {left.what.record: left.because for left in page.left_out} == {
        "tried": "tried Fri, again from Tue",
        "other": "Ann tried Fri, again from Tue",
    }


@pytest.mark.parametrize("others", [{"contacts": ("max",)}, {"contacts": ()}, {"company": "Acme"}])
def test_nobody_else_waits(others: dict[str, object]) -> None:
    """Neither another person of the customer, nor an adviser in another company's deal."""
    assert waits(TRIED, replace(OTHER, **others)) == {"tried": TUESDAY}


@pytest.mark.parametrize("agreed", ["next_on", "next_by", "at"])
def test_what_was_agreed_does_not_wait(agreed: str) -> None:
    day = datetime(2026, 11, 23, 15, tzinfo=BERLIN) if agreed == "at" else TODAY
    assert waits(TRIED, replace(OTHER, **{agreed: day})) == {"tried": TUESDAY}


def test_the_person_who_was_tried_is_the_one_who_waits() -> None:
    """The diary says with whom: Max was called in Ann's place."""
    history = History(last_try={"tried": FRIDAY}, tried_with={"tried": {"max": FRIDAY}})
    of_max = replace(OTHER, id="of-max", contacts=("max",))
    found = waits(TRIED, OTHER, of_max, history=history)
    assert "other" not in found
    assert found["of-max"] == TUESDAY


def test_a_try_that_led_on_holds_nobody_back() -> None:
    assert waits(replace(TRIED, since=FRIDAY, attempts=0), OTHER) == {}
