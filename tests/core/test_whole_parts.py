"""Parts in whole units add up to their sum in whole units."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from planner.core.whole_parts import whole_parts

amounts = st.lists(st.floats(-1e6, 1e6).map(lambda x: round(x, 2)), min_size=1, max_size=9)


@given(amounts)
def test_they_add_up_and_none_is_off_by_a_unit(parts: list[float]) -> None:
    whole = whole_parts(parts)
    assert sum(whole) == round(math.fsum(parts))
    assert all(abs(a - b) < 1 + 1e-6 for a, b in zip(whole, parts, strict=True))


@given(amounts, st.integers(0, 8))
def test_an_exact_part_is_only_rounded(parts: list[float], at: int) -> None:
    whole = whole_parts(parts, {at})
    assert sum(whole) == round(math.fsum(parts))
    if at < len(parts) > 1:
        assert whole[at] == round(parts[at])


def test_the_largest_remainder_is_rounded_up() -> None:
    assert whole_parts([229.6, 125.7]) == [229, 126]
    assert whole_parts([0.4, 0.4, 0.3]) == [1, 0, 0]
