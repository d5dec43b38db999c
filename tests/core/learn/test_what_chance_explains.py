"""The tests that a claim has to pass, against textbooks."""

import random

import pytest

from planner.core.learn.statistics import beyond_chance, by_chance, share_between, t_quantile


@pytest.mark.parametrize(
    ("chance", "freedom", "value"),
    [(0.95, 5, 2.0150), (0.975, 10, 2.2281), (0.95, 30, 1.6973), (0.995, 6, 3.7074)],
)
def test_students_t(chance: float, freedom: float, value: float) -> None:
    assert t_quantile(chance, freedom) == pytest.approx(value, rel=0.01)


def test_fishers_tea() -> None:
    """R. A. Fisher, The Design of Experiments, 1935: three cups of four right is 34/70 by chance, four of four 2/70."""
    assert by_chance(3, 4, 1, 4) == pytest.approx(34 / 70)
    assert by_chance(4, 4, 0, 4) == pytest.approx(2 / 70)


def test_a_share_lies_between() -> None:
    low, high = share_between(7, 10, 0.95)
    assert (round(low, 3), round(high, 3)) == (0.397, 0.892)
    assert share_between(0, 0) == (0.0, 1.0)


def test_holm() -> None:
    assert beyond_chance([0.01, 0.04, 0.03, 0.005]) == [True, False, False, True]


def test_no_difference_is_claimed_where_there_is_none() -> None:
    """Ten plays of one true share, compared a thousand times: a false claim in about one of twenty, or fewer."""
    luck = random.Random(1)
    wrong = 0
    for _ in range(1000):
        hits = [sum(luck.random() < 0.5 for _ in range(30)) for _ in range(10)]
        chances = [by_chance(hit, 30, sum(hits) - hit, 270) for hit in hits]
        wrong += any(beyond_chance(chances))
    assert wrong <= 60
