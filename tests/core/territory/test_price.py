"""A meeting by the year, and the chance that a discount has to bring."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.book import Rep, Year
from planner.core.diary import Busy
from planner.core.territory.price import (
    DiscountPrice,
    MeetingPrice,
    discount_price,
    recurring,
    weekly_minutes,
    working_weeks,
)
from tests.core.value.days import BERLIN, book, today
from tests.core.value.playbooks import TODAY, deal

STARTS = datetime(2026, 11, 23, tzinfo=BERLIN)
ENDS = STARTS + timedelta(weeks=4)


def at(days: int, minutes: int, title: str) -> Busy:
    start = STARTS + timedelta(days=days, hours=10)
    return Busy(start, start + timedelta(minutes=minutes), title)


def test_a_meeting_is_its_minutes_times_the_price_times_the_weeks() -> None:
    found = MeetingPrice(title="Team", minutes_a_week=60, weeks=41, price_of_hour=86)
    assert (found.hours, found.money) == (41, 41 * 86)


def test_the_working_weeks_are_those_of_the_selling_days() -> None:
    context = today(book(year=Year(income_goal=1, selling_days=205)))
    assert working_weeks(context.book, context.working) == 41
    assert working_weeks(replace(context.book, year=None), context.working) == 44


def test_meetings_of_the_calendar() -> None:
    busy = [at(0, 30, "Team meeting"), at(7, 30, "Team meeting"), at(14, 60, "Team meeting"), at(1, 60, "Once"),
            at(30, 60, "Team meeting")]  # fmt: skip
    assert weekly_minutes(busy, "team", STARTS, ENDS) == ("Team meeting", 30)
    assert weekly_minutes(busy, "board", STARTS, ENDS) == ("", 0)
    assert recurring(busy, STARTS, ENDS) == [("Team meeting", 30)]


@given(chance=st.floats(0.01, 1), discount=st.floats(0.01, 0.99), margin=st.floats(0.02, 1))
def test_what_it_brings_pays_for_what_it_costs(chance: float, discount: float, margin: float) -> None:
    found = DiscountPrice(
        record="d", name="D", currency="USD", amount=1.0, discount=discount, margin=margin, chance=chance, worth=1.0
    )
    if discount >= margin:
        assert found.points is None
    elif found.needed is not None:
        assert found.needed * found.worth_then == pytest.approx(chance * found.worth)


def test_of_a_margin_a_discount_takes_the_whole() -> None:
    of = deal(answers={"need": "yes"}, amount=10_000.0)
    commission = book(keeps=0.25, deals=(of,))
    margin = replace(commission, rep=replace(commission.rep, keeps_is="margin"))
    plain, dear = (discount_price(of, 0.1, today(each)) for each in (commission, margin))
    assert plain is not None
    assert dear is not None
    assert (plain.margin, dear.margin) == (1.0, 0.25)
    assert plain.points == pytest.approx(plain.chance * (1 / 0.9 - 1))
    assert dear.points == pytest.approx(dear.chance * (0.25 / 0.15 - 1))
    assert Rep(name="", currency="USD", timezone="UTC").keeps_is == "commission"


def test_a_deal_whose_deadline_has_passed_has_no_chance() -> None:
    late = deal(decide_by=TODAY - timedelta(days=1))
    assert discount_price(late, 0.1, today(book(deals=(late,)))) is None
