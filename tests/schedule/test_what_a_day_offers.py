"""What the search looks up of a day: the same as going through all that is open, in drawn days."""

from __future__ import annotations

from hypothesis import given, settings

from planner.schedule import Problem
from planner.schedule.day.layout import Day, ids_with_ancestors
from planner.schedule.required import Requirements, requirements_of
from planner.schedule.search import ruled_out, shortlist
from planner.schedule.start import possible_day

from .drawn_problems import draws, problems


def one_by_one(day: Day, required: Requirements) -> set[str]:
    """The open ids that are out, each looked at by itself."""
    own = {n for n, c in day.open.items() if c.group in required.groups and n not in required.kept}
    above = {n: set(ids_with_ancestors(day, [n])) for n in day.open if n not in required.kept}
    return own | {n for n, them in above.items() if day.open[n].after and them & own}


@settings(max_examples=draws(150), deadline=None)
@given(problems())
def test_what_is_ruled_out_is_found_by_its_group(problem: Problem) -> None:
    day = possible_day(problem)
    required = requirements_of(day, set())
    if required.groups:
        assert ruled_out(day, required) == one_by_one(day, required)
    else:
        assert ruled_out(day, required) == set()


@settings(max_examples=draws(150), deadline=None)
@given(problems())
def test_what_pays_comes_best_slot_first(problem: Problem) -> None:
    day = possible_day(problem)
    rates = [c.value / day.need[c.id] for c in day.paying]
    assert rates == sorted(rates, reverse=True)
    assert {c.id for c in day.paying} == {n for n, c in day.open.items() if c.value > 0}


@settings(max_examples=draws(150), deadline=None)
@given(problems())
def test_all_that_is_required_may_be(problem: Problem) -> None:
    day = possible_day(problem)
    required = requirements_of(day, set())
    may_be = {c.id for c in day.may_be_required}
    ancestors = set(ids_with_ancestors(day, may_be))
    assert set(required.kept) <= ancestors
    assert set(required.dropped) <= may_be


@settings(max_examples=draws(150), deadline=None)
@given(problems())
def test_nothing_ruled_out_is_on_the_board(problem: Problem) -> None:
    day = possible_day(problem)
    required = requirements_of(day, set())
    board, _ = shortlist(day, required)
    out = ruled_out(day, required)
    assert not [c.id for c in board.candidates if c.id in out]
