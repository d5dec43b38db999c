"""Expected against earned, the Brier score and its skill, and no claim that luck explains."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.core.book import Deal
from planner.core.learn.score import DealEnds, Forecast, Score, forecasts, score
from planner.core.line import Line
from planner.core.review.build_review import ReviewInputs, review
from tests.core.review.one_week import BOOK, MONDAY, page, planned, worked

LATER = MONDAY + timedelta(days=60)


def row_chance(row: Line, price: float | None) -> float:
    """The chance in the row itself, whatever the price."""
    return row.worth.chance or 0.0


def scored(chances: Iterable[float], won: Iterable[int]) -> Score:
    """The score of one forecast a deal, with payouts of 100; `won` has the numbers of won deals."""
    given = [Forecast(record=str(n), on=MONDAY, stage="talk", chance=c, worth=100.0) for n, c in enumerate(chances)]
    won_on = {str(n): LATER for n in won}
    closed = {each.record: LATER for each in given if each.record not in won_on}
    found = score(given, DealEnds(won_on, closed, {}), LATER, {})
    assert found is not None
    return found


def test_by_hand() -> None:
    found = scored([0.8, 0.8, 0.2, 0.2], won=[0, 1])
    assert (found.deals, found.won, found.expected, found.earned) == (4, 2, 200.0, 200.0)
    assert found.brier == pytest.approx(0.04)
    assert found.brier_of_base_rate == pytest.approx(0.25)
    assert found.skill == pytest.approx(0.84)
    assert [(each.low, each.high, each.forecasts, each.said, each.came) for each in found.bins] == [
        (0.2, 0.3, 2, 0.2, 0.0),
        (0.7, 1.0, 2, 0.8, 1.0),
    ]


def test_under_thirty_deals_it_is_too_early() -> None:
    found = scored([0.9] * 14 + [0.1] * 15, won=range(14))
    assert found.too_early
    assert found.better_than_base_rate is None


def random_score(seed: int, deals: int, *, blind: bool) -> Score:
    """The score of deals won with the forecast's chance; with `blind`, all with the same chance."""
    luck = random.Random(seed)
    chances = [luck.choice((0.1, 0.3, 0.6, 0.9)) for _ in range(deals)]
    return scored(chances, won=[n for n, chance in enumerate(chances) if luck.random() < (0.4 if blind else chance)])


def test_forecasts_that_hold_are_praised() -> None:
    assert [random_score(seed, 200, blind=False).better_than_base_rate for seed in range(5)] == [True] * 5


def test_forecasts_that_know_nothing_are_seldom_praised() -> None:
    assert sum(random_score(seed, 60, blind=True).better_than_base_rate is True for seed in range(200)) <= 5


def test_the_first_forecast_of_a_deal_in_each_stage_counts() -> None:
    def row(stage: str, chance: float, day: date) -> object:
        return planned("09:00", 60, "acme/talk", 100, day=day, stage=stage, chance=chance, index=0.025)

    days = [
        page(row("close", 0.7, MONDAY + timedelta(days=2)), day=MONDAY + timedelta(days=2)),  # type: ignore[arg-type]
        page(row("talk", 0.2, MONDAY)),  # type: ignore[arg-type]
        page(row("talk", 0.4, MONDAY + timedelta(days=1)), day=MONDAY + timedelta(days=1)),  # type: ignore[arg-type]
    ]
    found = forecasts(days, row_chance)
    assert [(each.stage, each.chance, each.worth) for each in found] == [("talk", 0.2, 4000.0), ("close", 0.7, 4000.0)]


def test_an_open_deal_is_not_scored_until_it_is_forgotten() -> None:
    given = [Forecast(record="a", on=MONDAY, stage="talk", chance=0.5, worth=100.0)]
    assert score(given, DealEnds({}, {}, {"a": MONDAY}), MONDAY + timedelta(days=90), {}) is None
    found = score(given, DealEnds({}, {}, {"a": MONDAY}), MONDAY + timedelta(days=91), {})
    assert found is not None
    assert found.won == 0


def test_what_was_earned_is_what_was_won() -> None:
    """A deal of 10,000 counts as 8,500 for its deadline; once won, it earns 10,000."""
    given = [
        Forecast(record="tender", on=MONDAY, stage="talk", chance=0.5, worth=8_500.0),
        Forecast(record="tender", on=LATER, stage="close", chance=0.9, worth=9_900.0),
        Forecast(record="other", on=MONDAY, stage="talk", chance=0.2, worth=1_000.0),
    ]
    found = score(
        given, DealEnds({"tender": LATER}, {"other": LATER}, {}), LATER, {"tender": 10_000.0, "other": 1_000.0}
    )
    assert found is not None
    assert (found.deals, found.forecasts, found.won) == (2, 3, 1)
    assert (found.expected, found.earned) == (4_450.0, 10_000.0)


def test_the_review_has_the_same_money_as_won_and_as_earned() -> None:
    """A decision deadline takes nothing from money that is won."""
    deal = Deal(id="acme", name="Acme", amount=100_000, stage="won", won_on=LATER, decide_by=LATER + timedelta(days=5))
    row = planned("09:00", 60, "acme/talk", 100, stage="talk", chance=0.25, index=0.0125)  # payout 8,000
    signed = worked("09:00", 60, "acme/talk", outcome="won", day=LATER, stage="close")
    result = review(
        ReviewInputs(
            book=replace(BOOK, deals=(deal,)),
            first=MONDAY,
            last=LATER,
            today=LATER,
            days=[
                page(row),
                page(signed, day=LATER),
            ],
            chance=row_chance,
        )
    )
    assert result.score is not None
    assert (result.score.expected, result.score.brier) == (2_000.0, 0.75**2)
    assert result.score.earned == result.won_money == 10_000.0


@pytest.mark.parametrize(
    ("fields", "deals"),
    [
        ({"stage": "lost", "lost_on": LATER}, 1),
        ({"stage": "lost", "since": LATER}, 1),
        ({"stage": "parked", "since": LATER}, 1),
        ({"stage": "lost"}, 0),  # nobody knows when: it is as open as one that is worked on
        ({"stage": "talk", "since": LATER}, 0),
        ({"stage": "lost", "lost_on": LATER + timedelta(days=9)}, 0),  # a slip of the hand
    ],
)
def test_a_forecast_is_judged_once_its_deal_is_closed_in_the_book(fields: dict[str, object], deals: int) -> None:
    deal = Deal(**{"id": "acme", "name": "Acme", "amount": 100_000, **fields})  # type: ignore[arg-type]
    row = planned("09:00", 60, "acme/talk", 100, stage="talk", chance=0.25, index=0.0125)
    book = replace(BOOK, deals=(deal,))
    result = review(ReviewInputs(book=book, first=MONDAY, last=LATER, today=LATER, days=[page(row)], chance=row_chance))
    assert (result.score.deals if result.score is not None else 0) == deals
