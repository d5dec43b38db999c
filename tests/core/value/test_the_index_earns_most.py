"""A season of territories with more work than hours, lived under several rankings: same deals, same luck."""

import pytest
from benchmarks.lived.hourly import live
from benchmarks.lived.rankings import RANKINGS, eye_of
from benchmarks.lived.world import draw_territory, long_sale

from planner.core.value.deal_index import build_table

RANKING = {ranking.name: ranking for ranking in RANKINGS}


@pytest.fixture(scope="module")
def won() -> dict[str, float]:
    """Money won by each ranking, in four territories together."""
    playbook = long_sale()
    eye = eye_of(playbook, build_table(playbook))
    names = ("the index", "expected value first", "first come, first served", "worth × chance ÷ minutes of the step")
    total = dict.fromkeys(names, 0.0)
    for seed in range(1, 5):
        territory = draw_territory(seed, playbook, days=150, at_start=60, a_day=2.0)
        for name in names:
            total[name] += live(territory, RANKING[name], eye, 150).won
    return total


@pytest.mark.parametrize(
    ("ranking", "at_most"),
    [
        ("expected value first", 1.05),  # as good in some territories: luck blurs a twentieth
        ("first come, first served", 0.5),
        ("worth × chance ÷ minutes of the step", 0.4),
    ],
)
def test_against_the_index(won: dict[str, float], ranking: str, at_most: float) -> None:
    assert 0 <= won[ranking] <= at_most * won["the index"]


def test_the_same_life_comes_out_the_same() -> None:
    playbook = long_sale()
    eye = eye_of(playbook, build_table(playbook))
    territory = draw_territory(1, playbook, days=40, at_start=20, a_day=1.0)
    assert live(territory, RANKING["the index"], eye, 40) == live(territory, RANKING["the index"], eye, 40)
