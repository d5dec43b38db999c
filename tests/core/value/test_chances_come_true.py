"""Two thousand deals pursued to their end by what the product offers: its chances come true."""

import pytest
from benchmarks.lived.pursued import Given, Pursued, brier, pursue
from benchmarks.lived.world import Luck, SimulatedDeal, Territory, short_sale

from planner.core.value.deal_index import build_table


@pytest.fixture(scope="module")
def lives() -> list[Pursued]:
    playbook, luck = short_sale(), Luck(1)
    deals = tuple(SimulatedDeal(f"deal-{n}", 1000.0, luck.draw("real", n) < playbook.prior, 0) for n in range(2000))
    return pursue(Territory(playbook, luck, deals), build_table(playbook))


@pytest.fixture(scope="module")
def said(lives: list[Pursued]) -> list[Given]:
    return [each for life in lives for each in life.given]


def test_the_chances_say_more_than_the_base_rate(said: list[Given]) -> None:
    error, base = brier(said)
    assert error < 0.9 * base


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.1), (0.1, 0.3), (0.3, 1.0)])
def test_chances_come_true_as_often_as_they_say(said: list[Given], low: float, high: float) -> None:
    some = [each for each in said if low <= each.chance < high]
    chance, won = sum(each.chance for each in some) / len(some), sum(each.won for each in some) / len(some)
    assert len(some) > 150
    assert won == pytest.approx(chance, abs=0.06)
