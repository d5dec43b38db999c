"""Keeping the two kinds of deals in their order: what is learnt never says that dead ends do better than buyers.

Of a deal whose end is not known yet nobody can tell which kind moved it on, so that the likeliest chances may call the
better kind the dead ends. Latent classes are therefore held in the playbook's order (M. Croon, "Latent class analysis
with ordered latent classes", Brit. J. of Math. and Stat. Psychology 43, 1990): where counts contradict it, both kinds
get their common share, which is the likeliest pair of shares in that order (pool adjacent violators; T. Robertson,
F. T. Wright, R. L. Dykstra, "Order Restricted Statistical Inference", 1988, ch. 1).
"""

from __future__ import annotations

from typing import NamedTuple

HALVINGS = 20  # of the range in which the shares of losses are looked for: to one in a million


class Tally(NamedTuple):
    """One kind's weights at a stage: the playbook's and what was seen, in logs."""

    advance: float
    lost: float
    stay: float

    @property
    def whole(self) -> float:
        return self.advance + self.lost + self.stay


def ordered_tries(real: Tally, dead_end: Tally) -> tuple[Tally, Tally]:
    """The chances (0..1) of a try, real deals' first, so that they advance at least as often as dead ends, and leave
    the stage forwards rather than lost at least as often."""
    advance = in_order((real.advance, real.whole), (dead_end.advance, dead_end.whole))
    own = [_share(each.lost, each.lost + each.stay) for each in (real, dead_end)]
    common = _share(real.lost + dead_end.lost, real.lost + dead_end.lost + real.stay + dead_end.stay)

    def drawn_together(by: float) -> list[float]:
        return [each + by * (common - each) for each in own]

    def contradict(lost: list[float]) -> bool:
        return _forwards(advance[0], lost[0]) < _forwards(advance[1], lost[1])

    lost = own
    if contradict(own):
        # With one share of losses among what did not advance, more advances are more of what is left forwards. The
        # two are drawn together as little as is needed: what is learnt does not jump where the order begins to hold.
        low, high = 0.0, 1.0
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if contradict(drawn_together(middle)) else (low, middle)
        lost = drawn_together(high)
    told = [Tally(a, (1 - a) * c, (1 - a) * (1 - c)) for a, c in zip(advance, lost, strict=True)]
    return told[0], told[1]


def in_order(more: tuple[float, float], less: tuple[float, float]) -> tuple[float, float]:
    """Two shares, each told as its part and its whole, so that the first is no less than the second."""
    one, other = _share(*more), _share(*less)
    if one >= other:
        return one, other
    both = _share(more[0] + less[0], more[1] + less[1])
    return both, both


def _forwards(advance: float, lost: float) -> float:
    return _share(advance, advance + (1 - advance) * lost)


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0
