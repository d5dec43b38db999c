"""The tests that a claim has to pass, against textbooks."""

import random

import pytest

from planner.core.learn import statistics
from planner.core.learn.statistics import chance_of_difference, share_range, significant, t_quantile


@pytest.mark.parametrize(
    ("chance", "freedom", "value"),
    [(0.95, 5, 2.0150), (0.975, 10, 2.2281), (0.95, 30, 1.6973), (0.995, 6, 3.7074)],
)
def test_students_t(chance: float, freedom: float, value: float) -> None:
    assert t_quantile(chance, freedom) == pytest.approx(value, rel=0.01)


def test_fishers_tea() -> None:
    """R. A. Fisher, The Design of Experiments, 1935.

    Three cups of four right have a chance of 34/70, four of four 2/70.
    """
    assert chance_of_difference(3, 4, 1, 4) == pytest.approx(34 / 70)
    assert chance_of_difference(4, 4, 0, 4) == pytest.approx(2 / 70)


def test_a_long_sum_is_approximated(monkeypatch: pytest.MonkeyPatch) -> None:
    near = chance_of_difference(50_500, 100_000, 50_000, 100_000)
    monkeypatch.setattr(statistics, "_MOST_TERMS", 10**6)
    assert near == pytest.approx(chance_of_difference(50_500, 100_000, 50_000, 100_000), rel=0.01)


def test_no_tally_takes_longer_than_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that reps share may hold any count below a billion."""
    terms: list[int] = []

    def counted(n: int, k: int) -> float:
        terms.append(k)
        return log_ways(n, k)

    log_ways = statistics._log_ways
    monkeypatch.setattr(statistics, "_log_ways", counted)
    for hits in (0, 3, 5_000, 10**8, 5 * 10**8, 9 * 10**8 - 3):
        assert 0 <= chance_of_difference(hits, 9 * 10**8, hits + 2, 9 * 10**8 - 1) <= 1
    assert len(terms) < 6 * 2 * 10_010
    assert chance_of_difference(0, 9 * 10**8, 9 * 10**8, 9 * 10**8) == pytest.approx(0)


def test_a_share_lies_between() -> None:
    low, high = share_range(7, 10, 0.95)
    assert (round(low, 3), round(high, 3)) == (0.397, 0.892)
    assert share_range(0, 0) == (0.0, 1.0)


def test_holm() -> None:
    assert significant([0.01, 0.04, 0.03, 0.005]) == [True, False, False, True]


def test_no_difference_is_claimed_where_there_is_none() -> None:
    """Ten plays with one true share, a thousand times: a false claim in at most one of twenty."""
    luck = random.Random(1)
    wrong = 0
    for _ in range(1000):
        hits = [sum(luck.random() < 0.5 for _ in range(30)) for _ in range(10)]
        chances = [chance_of_difference(hit, 30, sum(hits) - hit, 270) for hit in hits]
        wrong += any(significant(chances))
    assert wrong <= 60
