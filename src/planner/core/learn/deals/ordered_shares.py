"""The order of the two kinds of deals: dead ends never come out better than real ones.

While the end of a deal is not known, either kind may have advanced it, so the likeliest chances may call the better
kind the dead ends. Latent classes are therefore held in the playbook's order (M. Croon, "Latent class analysis with
ordered latent classes", Brit. J. of Math. and Stat. Psychology 43, 1990): where counts contradict it, both kinds get
their common share, which is the likeliest pair of shares in that order (pool adjacent violators; T. Robertson,
F. T. Wright, R. L. Dykstra, "Order Restricted Statistical Inference", 1988, ch. 1).
"""

from __future__ import annotations

from typing import NamedTuple

HALVINGS = 20  # of the search range for the shares of losses: to one in a million


class Tally(NamedTuple):
    """One kind's weights at a stage, in logs: the playbook's plus the diary's."""

    advance: float
    lost: float
    stay: float

    @property
    def whole(self) -> float:
        return self.advance + self.lost + self.stay


def order_tries(real: Tally, dead_end: Tally) -> tuple[Tally, Tally]:
    """Return the chances (0..1) of a try, real deals first, in the order of the two kinds.

    Real deals advance at least as often as dead ends, and leave the stage by an advance rather than a loss at least
    as often.
    """
    advance = order_shares((real.advance, real.whole), (dead_end.advance, dead_end.whole))
    own = [_share(each.lost, each.lost + each.stay) for each in (real, dead_end)]
    common = _share(real.lost + dead_end.lost, real.lost + dead_end.lost + real.stay + dead_end.stay)

    def draw_together(by: float) -> list[float]:
        return [each + by * (common - each) for each in own]

    def is_out_of_order(lost: list[float]) -> bool:
        return _forward_share(advance[0], lost[0]) < _forward_share(advance[1], lost[1])

    lost = own
    if is_out_of_order(own):
        # With one common share of losses among the tries that did not advance, more advances mean a larger forward
        # share. The two are drawn together as little as needed, so that no learned chance jumps when the order
        # begins to hold.
        low, high = 0.0, 1.0
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if is_out_of_order(draw_together(middle)) else (low, middle)
        lost = draw_together(high)
    tallies = [Tally(a, (1 - a) * c, (1 - a) * (1 - c)) for a, c in zip(advance, lost, strict=True)]
    return tallies[0], tallies[1]


def order_shares(more: tuple[float, float], less: tuple[float, float]) -> tuple[float, float]:
    """Return two shares, each given as part and whole, the first no less than the second."""
    one, other = _share(*more), _share(*less)
    if one >= other:
        return one, other
    both = _share(more[0] + less[0], more[1] + less[1])
    return both, both


def _forward_share(advance: float, lost: float) -> float:
    return _share(advance, advance + (1 - advance) * lost)


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0
