"""A deal worked for somebody is on the page whatever it pays, and says what that costs a week."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.core.book import Deal
from planner.core.customers.deals_for_others import pet_deals
from planner.core.history import History
from planner.core.page.page_figures import parking
from planner.core.page.plan_day import plan_day
from planner.core.value.deal_value import DayContext, deal_value
from tests.core.value.days import book, inputs, today
from tests.core.value.playbooks import deal

YES = {"need": "yes"}
POOR = deal(id="pet", amount=100.0, answers=YES, must_for="Mats")


def at_price(price: float | None, *deals: Deal, pages: int = 20) -> DayContext:
    context = today(book(deals=deals))
    return replace(context, history=History(price_pages=pages, price_lately=price))


def test_it_costs_its_hours_at_the_difference() -> None:
    context = at_price(500.0, POOR)
    (pet,) = pet_deals(context)
    value = deal_value(POOR, context)
    assert value is not None
    assert (pet.who, pet.price, pet.per_hour) == ("Mats", 500.0, value.per_hour)
    assert pet.hours > 0
    assert pet.costs == pytest.approx(pet.hours * (500.0 - value.per_hour))


def test_one_that_pays_as_much_costs_nothing() -> None:
    (pet,) = pet_deals(at_price(1.0, POOR))
    assert pet.costs == 0.0


def test_nothing_is_said_without_a_usual_price_or_of_other_deals() -> None:
    assert pet_deals(at_price(None, POOR, pages=0)) == ()
    assert pet_deals(at_price(500.0, replace(POOR, must_for=None), replace(POOR, id="gone", stage="lost"))) == ()


def test_it_is_never_offered_for_parking() -> None:
    poor = replace(POOR, must_for=None)
    assert [each.record for each in parking(today(book(deals=(poor,))), (1e9,), ())] == ["pet"]
    assert parking(today(book(deals=(POOR,))), (1e9,), ()) == ()


def test_its_step_is_a_must_on_the_page() -> None:
    rich = tuple(deal(id=f"rich-{n}", amount=1e6, answers=YES) for n in range(12))
    page = plan_day(inputs(book(deals=(*rich, POOR)))).page
    (line,) = [each for each in page.items if each.what.record == "pet"]
    assert line.status.must
    without = plan_day(inputs(book(deals=(*rich, replace(POOR, must_for=None))))).page
    assert "pet" not in {each.what.record for each in without.items}
