"""Thousands of deals worked by the rule: what the work moves is, on average, the value left where it stopped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import sqrt
from random import Random
from statistics import mean, stdev
from typing import NamedTuple

import pytest

from planner.core.book import Deal
from planner.core.bridge.moves import moves_of_row
from planner.core.bridge.pipeline_value import pipeline_value, won_cents
from planner.core.bridge.row_values import Values, pipeline_move
from planner.core.line import Line, Outcome, Slot, What
from planner.core.value.belief import to_chance
from planner.core.value.deal_index import try_minutes
from planner.core.value.deal_pursuit import chance_to_win
from planner.core.value.deal_value import deal_value, start_of
from tests.core.value.days import book, today
from tests.core.value.playbooks import TODAY, V

LIVES = 20_000
PRICE = 300.0  # money per hour
AMOUNT = 10_000.0


class Life(NamedTuple):
    """What the work of one deal moved, its value where it stopped while open, and what it won; cents and hours."""

    moved: int
    stopped: int
    won: int
    hours: float


class Lives:
    """Deals of one kind at one clock and price, their values worked out once."""

    def __init__(self, deal: Deal) -> None:
        self.book = book(deals=(deal,))
        self.context = today(self.book)
        self.deal = deal
        self.known: dict[tuple[object, ...], tuple[int, float]] = {}

    def value(self, deal: Deal) -> tuple[int, float]:
        """Value in cents, and what an hour pays."""
        key = (deal.stage, deal.attempts, tuple(deal.answers.items()))
        if key not in self.known:
            value = deal_value(deal, self.context) if deal.stage in ("talk", "close") else None
            self.known[key] = (pipeline_value(deal, self.context, PRICE), value.per_hour if value else 0.0)
        return self.known[key]

    def live(self, random: Random) -> Life:
        """Work the deal as long as an hour of it pays the price."""
        deal, hours, moved, won = self.deal, 0.0, 0, 0
        first = deal_value(deal, self.context)
        assert first is not None
        is_real = random.random() < to_chance(first.log_odds)
        while deal.stage in ("talk", "close") and self.value(deal)[1] >= PRICE:
            after, outcome, minutes = self.step(deal, is_real, random)
            hours += minutes / 60
            cash = won_cents(replace(self.book, deals=(after,))).get("d", 0)
            row = self.row(outcome, Values(self.value(deal)[0], self.value(after)[0], cash))
            moved += sum(move.cents for _, move in moves_of_row(row, TODAY.isoformat()))
            won += cash
            deal = after
        return Life(moved, self.value(deal)[0], won, hours)

    def step(self, deal: Deal, is_real: bool, random: Random) -> tuple[Deal, str, int]:
        value = deal_value(deal, self.context)
        assert value is not None
        if value.questions is not None:
            question = V.questions[0]
            chances = question.real if is_real else question.dead_end
            answer = random.choices(list(chances), list(chances.values()))[0]
            return replace(deal, answers={question.id: answer}), "done", try_minutes(V.plays["ask"])
        stage = V.stages[value.stage]
        chances_of_try = stage.real if is_real else stage.dead_end
        minutes, luck = try_minutes(V.plays[stage.play]), random.random()
        if luck < chances_of_try.advance:
            follows = "won" if stage is V.stages[-1] else V.stages[value.stage + 1].name
            return replace(deal, stage=follows, attempts=0), "won" if follows == "won" else "advanced", minutes
        if luck < chances_of_try.advance + chances_of_try.lost:
            return replace(deal, stage="lost"), "lost", minutes
        return replace(deal, attempts=(deal.attempts or 0) + 1), "stayed", minutes

    def row(self, outcome: str, values: Values) -> Line:
        start = datetime(2026, 11, 23, 9, tzinfo=UTC)
        return Line(
            what=What(item="d/talk", record="d", does="advance", play="talk", title="Talk"),
            slot=Slot(start=start, end=start + timedelta(hours=1), minutes=60),
            result=Outcome(outcome=outcome),
            pipeline=pipeline_move(values, None, TODAY, TODAY),
        )


def near(found: list[float], expected: float) -> bool:
    """True if the mean is what is expected, but for five standard errors of luck and half a cent of rounding."""
    return abs(mean(found) - expected) <= 5 * stdev(found) / sqrt(len(found)) + 0.5


@pytest.fixture(scope="module", params=[{}, {"need": "yes"}], ids=["to be qualified", "qualified"])
def lives(request: pytest.FixtureRequest) -> tuple[Lives, list[Life]]:
    world = Lives(Deal(id="d", name="D", amount=AMOUNT, stage="talk", attempts=0, answers=request.param))
    random = Random(11)
    return world, [world.live(random) for _ in range(LIVES)]


def test_what_the_work_moved_is_the_value_of_deals_stopped_while_open(lives: tuple[Lives, list[Life]]) -> None:
    _, found = lives
    assert mean(life.stopped for life in found) > 1000  # else this shows nothing
    assert near([float(life.moved - life.stopped) for life in found], 0.0)


def test_value_at_the_start_is_what_is_won(lives: tuple[Lives, list[Life]]) -> None:
    world, found = lives
    assert near([float(life.won) for life in found], float(world.value(world.deal)[0]))
    assert all(world.value(world.deal)[0] + life.moved == life.stopped + life.won for life in found)


def test_price_times_hours_and_net_value_is_what_is_won(lives: tuple[Lives, list[Life]]) -> None:
    world, found = lives
    value = deal_value(world.deal, world.context)
    assert value is not None
    course = chance_to_win(start_of(world.deal, value, world.context), value.index, PRICE, world.context)
    net = world.value(world.deal)[0] - 100 * PRICE * course.hours
    assert near([life.won - 100 * PRICE * life.hours for life in found], net)
