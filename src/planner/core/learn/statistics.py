"""Quantiles and tests: the few that a claim about the diary has to pass."""

from __future__ import annotations

import math
from collections.abc import Sequence

_MOST_TERMS = 10_000  # of a sum; a rep's whole career has fewer tries of one kind


def normal_quantile(chance: float) -> float:
    """Quantile of the standard normal distribution at this chance (0..1, exclusive)."""
    low, high = -9.0, 9.0
    while high - low > 1e-10:
        middle = (low + high) / 2
        if 0.5 * math.erfc(-middle / math.sqrt(2)) < chance:
            low = middle
        else:
            high = middle
    return low


def t_quantile(chance: float, freedom: float) -> float:
    """Quantile of Student's t at this chance (0..1), for 3 or more degrees of freedom.

    Abramowitz and Stegun, "Handbook of Mathematical Functions" 26.7.5; within a percent.
    """
    z = normal_quantile(chance)
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )


def share_range(hits: float, tries: float, sure: float = 0.9) -> tuple[float, float]:
    """Range of a share (0..1) with chance `sure` after `hits` of `tries`.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927.
    """
    if tries <= 0:
        return 0.0, 1.0
    z = normal_quantile(0.5 + sure / 2)
    share = hits / tries
    middle = (share + z * z / (2 * tries)) / (1 + z * z / tries)
    off = z / (1 + z * z / tries) * math.sqrt(share * (1 - share) / tries + z * z / (4 * tries * tries))
    return max(0.0, middle - off), min(1.0, middle + off)


def chance_of_difference(hits_a: int, tries_a: int, hits_b: int, tries_b: int) -> float:
    """Chance (0..1) that two groups with the same true share differ at least this much.

    Fisher's exact test; with more than 10,000 terms, its normal approximation (F. Yates, "Contingency tables involving
    small numbers and the chi-squared test", Supplement to the JRSS 1, 1934): then each group, the hits and the misses
    are all above 10,000.
    """
    hits, tries = hits_a + hits_b, tries_a + tries_b
    if tries_a <= 0 or tries_b <= 0:
        return 1.0
    first, last = max(0, hits - tries_b), min(tries_a, hits)
    if last - first > _MOST_TERMS:
        share = hits / tries
        spread = math.sqrt(tries_a / tries * tries_b * share * (1 - share))
        return math.erfc(max(0.0, abs(hits_a - tries_a * share) - 0.5) / spread / math.sqrt(2))
    all_ways = _log_ways(tries, hits)

    def likely(a: int) -> float:
        return math.exp(_log_ways(tries_a, a) + _log_ways(tries_b, hits - a) - all_ways)

    seen = likely(hits_a)
    return min(1.0, math.fsum(p for a in range(first, last + 1) if (p := likely(a)) <= seen * (1 + 1e-9)))


def chance_of_share(hits: int, tries: int, share: float) -> float:
    """Chance (0..1) that luck alone takes a group at least this far from its true share.

    The exact binomial test.
    """
    if tries <= 0 or not 0 < share < 1:
        return 1.0

    def likely(a: int) -> float:
        return math.exp(_log_ways(tries, a) + a * math.log(share) + (tries - a) * math.log(1 - share))

    seen = likely(hits)
    return min(1.0, math.fsum(p for a in range(tries + 1) if (p := likely(a)) <= seen * (1 + 1e-9)))


def _log_ways(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def significant(chances: Sequence[float], level: float = 0.05) -> list[bool]:
    """Mark the tests that may be claimed together.

    A false claim among them has a chance of `level` or less.

    `chances` are the chances to see each difference by luck alone. S. Holm, "A simple sequentially rejective multiple
    test procedure", Scandinavian Journal of Statistics 6, 1979.
    """
    claimed = [False] * len(chances)
    for rank, at in enumerate(sorted(range(len(chances)), key=chances.__getitem__)):
        if chances[at] > level / (len(chances) - rank):
            break
        claimed[at] = True
    return claimed
