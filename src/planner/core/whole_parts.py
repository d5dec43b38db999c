"""Parts in whole units that add up to their sum in whole units."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence


def whole_parts(parts: Sequence[float], exact: Collection[int] = (), total: int | None = None) -> list[int]:
    """The parts rounded so that they add up to their rounded sum.

    Each is off by less than one unit where that can be. The largest remainders are rounded up (Hamilton's method), but
    those numbered in `exact` are only rounded. `total` is the sum as it is shown.
    """
    free = [n for n in range(len(parts)) if n not in exact] or list(range(len(parts)))
    whole = [round(part) if n not in free else math.floor(part) for n, part in enumerate(parts)]
    left = (round(math.fsum(parts)) if total is None else total) - sum(whole)
    order = sorted(free, key=lambda n: (whole[n] - parts[n], n))  # the largest remainder first
    for turn in range(abs(left)):
        whole[order[turn % len(order)] if left > 0 else order[-1 - turn % len(order)]] += 1 if left > 0 else -1
    return whole
