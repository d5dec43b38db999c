"""The rows of the bridge add up as they are shown, and so do the deals named in a row."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.bridge.bridge import Bridge, ClassSum, DealMove
from planner.core.bridge.moves import CLASSES
from planner.screen.review.bridge import bridge_rows, whole

CENTS = st.integers(-2_000_000, 2_000_000)


def bridge(start: int, classes: dict[str, list[int]], won: int = 0, unexplained: int = 0) -> Bridge:
    """A bridge of these cents by class and deal."""
    deals = {
        what: tuple(DealMove(record=f"{what}{n}", name=f"D{n}", cents=each) for n, each in enumerate(cents))
        for what, cents in classes.items()
    }
    sums = tuple(ClassSum(what=what, cents=sum(classes.get(what, ())), deals=deals.get(what, ())) for what in CLASSES)
    end = start + sum(each.cents for each in sums) + unexplained - won
    return Bridge(
        first=date(2026, 11, 23), last=None, start=start, start_deals=3, end=end, end_deals=3, classes=sums,
        won=won, not_explained=unexplained, counts_from=None,
    )  # fmt: skip


def amounts_named(names: str) -> list[int]:
    return [int(f"{sign}{figure.replace(',', '')}") for sign, figure in re.findall(r"(-?)\$([0-9,]+)", names)]


@given(
    start=st.integers(0, 5_000_000),
    classes=st.dictionaries(st.sampled_from(CLASSES), st.lists(CENTS, min_size=1, max_size=8), max_size=6),
    won=st.integers(0, 500_000),
    unexplained=st.integers(-500, 500),
)
def test_rows_and_names_add_up(start: int, classes: dict[str, list[int]], won: int, unexplained: int) -> None:
    rows = bridge_rows(bridge(start, classes, won, unexplained), "USD")
    first, *moves, last = rows
    assert first.amount + sum(row.amount for row in moves) == last.amount
    assert [row.until for row in rows[1:-1]] == [
        first.amount + sum(row.amount for row in moves[: n + 1]) for n in range(len(moves))
    ]
    for row in moves:
        if named := amounts_named(row.names):
            assert sum(named) == row.amount


@given(st.lists(CENTS, min_size=1, max_size=12), st.integers(-49, 49))
def test_each_amount_is_less_than_a_unit_from_its_cents(cents: list[int], off: int) -> None:
    total = round((sum(cents) + off) / 100)
    found = whole(cents, total)
    assert sum(found) == total
    assert all(abs(100 * amount - each) <= 150 for amount, each in zip(found, cents, strict=True))


@pytest.mark.parametrize(
    ("cents", "total", "found"),
    [
        ([150_00, 33_33, 33_33, 33_34], 250, [150, 33, 33, 34]),
        ([3_360_00, -40, -40], 3_359, [3_360, -1, 0]),  # what is whole stays
        ([-3_267_60], -3_267, [-3_267]),
        ([], 0, []),
    ],
)
def test_what_rounding_leaves_goes_to_the_amounts_that_it_changed_most(
    cents: list[int], total: int, found: list[int]
) -> None:
    assert whole(cents, total) == found
