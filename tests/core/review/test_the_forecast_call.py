"""Commit, best case, out: by the chance to be won by the day, each deal with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.book import Contact, Deal, Quota
from planner.core.page.inputs import day_context
from planner.core.review.forecast_call import BEST_CASE, COMMIT, CalledDeal, ForecastCall, forecast_call
from planner.screen.review.forecast import forecast_json, forecast_page, show_forecast
from tests.core.review.test_the_year_so_far import FIRST_OF_JULY, TALK, inputs_of
from tests.screen.paper import on_terminal

CLOSE = replace(TALK, id="close", name="Close", stage="close", prior=0.95, next_on=date(2026, 7, 3))


def call(*deals: Deal, last: date | None = None, outcomes: int = 0, **fields: Any) -> ForecastCall:
    return forecast_call(day_context(inputs_of(*deals, **fields)), outcomes, last)


def only(deal: Deal, **fields: Any) -> CalledDeal:
    (found,) = call(deal, **fields).deals
    return found


def test_the_period_is_the_quotas_else_the_quarter() -> None:
    plain = call(TALK)
    assert (plain.first, plain.last, plain.target) == (date(2026, 7, 1), date(2026, 9, 30), None)
    quota = Quota(ends=date(2026, 8, 31), target=1_000_000)
    of_quota = call(TALK, quota=quota)
    assert (of_quota.first, of_quota.last, of_quota.target) == (date(2025, 9, 1), date(2026, 8, 31), 1_000_000)
    assert call(TALK, last=date(2026, 12, 31), quota=quota).target is None
    assert call(TALK, today=date(2026, 12, 20)).last == date(2026, 12, 31)


def test_what_was_closed_in_the_period_counts_and_nothing_else() -> None:
    won = Deal(id="won", name="Won", amount=70_000, stage="won", won_on=FIRST_OF_JULY)
    earlier = replace(won, id="earlier", won_on=date(2026, 6, 30))
    assert call(won, earlier).closed == 70_000


@pytest.mark.parametrize(
    ("change", "because", "detail"),
    [
        ({"expected": date(2026, 10, 5)}, "too late", date(2026, 10, 5)),
        ({"waiting_on": "their lawyer"}, "waiting", "their lawyer"),
        ({"last_touch": date(2026, 5, 1), "next_on": None}, "silent", 61),
        ({"contacts": ("jo", "ute"), "last_touch": FIRST_OF_JULY}, "nobody decides", None),
        ({"last_touch": FIRST_OF_JULY, "next_on": None}, "no next step", None),
        ({"last_touch": FIRST_OF_JULY}, "one contact", None),
        ({"last_touch": FIRST_OF_JULY, "contacts": ("Kim", "Lee")}, "on its way", date(2026, 7, 3)),
    ],
)
def test_the_reason_is_what_weighs_most(change: dict[str, Any], because: str, detail: object) -> None:
    people = (Contact(id="jo", name="Jo", power="uses"), Contact(id="ute", name="Ute", power="influences"))
    found = only(replace(CLOSE, chance=0.99, **change), contacts=people)
    assert (found.because, found.detail) == (because, detail)


def test_a_passed_deadline_and_no_money_are_out() -> None:
    assert only(replace(CLOSE, decide_by=date(2026, 6, 1))).because == "date passed"
    worthless = only(replace(CLOSE, amount=0.0))
    assert (worthless.call, worthless.because) == ("out", "no worth")


@given(prior=st.floats(0.01, 0.99), own=st.one_of(st.none(), st.floats(0, 1)), stage=st.sampled_from(["talk", "close"]))
@settings(max_examples=40, deadline=None)
def test_the_place_follows_from_the_chance(prior: float, own: float | None, stage: str) -> None:
    found = only(replace(CLOSE, stage=stage, prior=prior, chance=own))
    assert 0 <= found.chance <= 1
    expected = "commit" if found.chance >= COMMIT else "best case" if found.chance >= BEST_CASE else "out"
    assert found.call == expected


def test_the_totals_add_up_on_every_screen() -> None:
    found = call(TALK, CLOSE, replace(CLOSE, id="small", name="Small", amount=10.0), outcomes=31)
    assert sum(found.total(name) for name in ("commit", "best case", "out")) == sum(each.amount for each in found.deals)
    document = forecast_json(found, "USD")
    assert sum(document["totals"].values()) == 200_010
    screen = on_terminal(lambda console: show_forecast(found, "USD", console))
    assert "chances: learned from 31 outcomes" in screen
    page = forecast_page(found, "Dana <Reyes>", "USD")
    assert all(each.name in screen and each.name in page for each in found.deals)
    assert "Dana &lt;Reyes&gt;" in page


def test_an_empty_book_has_a_page() -> None:
    screen = on_terminal(lambda console: show_forecast(call(), "USD", console))
    assert "$0 closed" in screen
    assert "0 of the 30 outcomes" in screen
