"""A day's work: the money it won, and by how much it moved the open deals."""

from __future__ import annotations

from random import Random

from planner.core.book import Deal
from planner.core.bridge.moves import work_sum
from tests.core.bridge.world import MONDAY, World
from tests.core.value.days import book


def world() -> World:
    found = World(random=Random(1), book=book(keeps=0.1))
    for name in ("a", "b", "c"):
        found.put(Deal(id=name, name=name, amount=100_000.0, stage="demo"))
    found.first_page()
    return found


def test_a_won_deal_is_cash_and_the_others_move() -> None:
    day = world()
    day.log("a", "won", MONDAY)
    day.log("b", "lost", MONDAY)
    rows = day.pages[MONDAY].worked
    found = work_sum(rows, MONDAY.isoformat())
    lost = next(row for row in rows if row.what.record == "b").pipeline
    assert found is not None and lost.v_before
    assert (found.won, found.change) == (1_000_000, -lost.v_before)


def test_nothing_is_said_of_rows_without_a_value() -> None:
    assert work_sum((), MONDAY.isoformat()) is None
