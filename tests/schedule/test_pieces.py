"""What splits: over several free ranges, a piece today and the rest another day, never less than 30 minutes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.schedule import Candidate, PlacedItem, Problem, Range, solve
from planner.schedule.bound import proof
from planner.schedule.day.blocks import PIECE_SLOTS, build
from planner.schedule.day.layout import lay_day
from tests.schedule.drawing import drawn_day


def day(minutes: int, *ranges: tuple[int, int], **more: object) -> Problem:
    deck = Candidate(id="deck", minutes=minutes, value=float(minutes), splits=True, **more)  # type: ignore[arg-type]
    return Problem(ranges=tuple(Range(*r) for r in ranges), candidates=(deck,))


@pytest.mark.parametrize(
    ("minutes", "ranges", "pieces"),
    [
        (60, [(540, 600)], [(540, 600)]),  # it fits in one
        (60, [(540, 570), (600, 640)], [(540, 570), (600, 630)]),  # it does not
        (90, [(540, 575), (600, 640)], [(540, 570), (600, 630)]),  # 75 would leave 15
        (90, [(540, 575)], [(540, 575)]),
        (59, [(540, 575)], []),  # too short to be cut
        (62, [(540, 570), (600, 635)], [(540, 570), (600, 632)]),  # two minutes over: at the longer piece
        (62, [(540, 570), (600, 630)], [(540, 570)]),  # both would leave 2; one leaves 32
        (64, [(540, 570), (600, 630)], [(540, 570)]),
    ],
)
def test_pieces(minutes: int, ranges: list[tuple[int, int]], pieces: list[tuple[int, int]]) -> None:
    plan = solve(day(minutes, *ranges))
    assert [(p.start, p.end) for p in plan.placed] == pieces
    assert plan.value == sum(end - start for start, end in pieces)
    assert plan.proven


def test_pieces_are_numbered_by_the_clock() -> None:
    plan = solve(day(60, (540, 570), (600, 640)))
    assert plan.placed == (PlacedItem("deck", 540, 570, (1, 2)), PlacedItem("deck", 600, 630, (2, 2)))


def test_a_must_that_splits_is_on_the_page_whole() -> None:
    assert [(p.start, p.end) for p in solve(day(60, (540, 570), (600, 640), must=True)).placed] == [
        (540, 570),
        (600, 630),
    ]


def test_a_must_of_which_only_a_part_fits_is_named() -> None:
    plan = solve(day(90, (540, 575), must=True))
    assert [(p.start, p.end, p.part) for p in plan.placed] == [(540, 575, (1, 1))]
    assert plan.missed == {"deck": None}


def test_what_comes_after_waits_for_the_last_piece() -> None:
    deck = Candidate(id="deck", minutes=60, value=10, splits=True)
    send = Candidate(id="send", minutes=10, value=90, after=("deck",))
    rest = Problem(ranges=(Range(540, 580), Range(600, 650)), candidates=(deck, send))
    assert [(p.id, p.start, p.end) for p in solve(rest).placed] == [
        ("deck", 540, 570), ("deck", 600, 630), ("send", 635, 645)
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_what_claims_the_day_is_there_whole_however_little_it_pays(seed: int) -> None:
    drawn = drawn_day(40, seed)
    others = tuple(each._replace(must=False) for each in drawn.candidates)
    promise = Candidate(id="promise", minutes=120, value=1.0, claim=(1.0,), splits=True)
    plan = solve(replace(drawn, candidates=(*others, promise)))
    pieces = [placed.end - placed.start for placed in plan.placed if placed.id == "promise"]
    assert sum(pieces) == 120
    assert min(pieces) >= 30


def test_parts_larger_than_the_day_are_no_options() -> None:
    tasks = [Candidate(id=f"{n:03}", minutes=100_000, value=1_000 + n, splits=True) for n in range(12)]
    laid = lay_day(Problem(ranges=(Range(540, 700),), candidates=tuple(tasks)), {})
    board = build(laid.starts, tasks, frozenset(), {}, {})
    assert max(board.part) > 10_000
    assert [len(proof._part_sizes(board, block)) for block in range(12)] == [33 - PIECE_SLOTS + 1] * 12  # with the pad
