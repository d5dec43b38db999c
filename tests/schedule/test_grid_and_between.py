"""Minutes and slots: items round up, free time shrinks inward, `between` is kept where it should be and only there."""

from __future__ import annotations

from planner.schedule import Candidate, Meeting, Problem, Range, solve
from planner.schedule.day.grid import make_grid
from planner.schedule.day.slots import LATEST, stretch


def page(problem: Problem) -> list[tuple[str, int, int]]:
    return [(p.id, p.start, p.end) for p in solve(problem).placed]


def two(minutes: int) -> tuple[Candidate, ...]:
    return tuple(Candidate(id=name, minutes=minutes, value=9) for name in "ab")


def test_items_take_exact_minutes_and_round_up_for_the_next() -> None:
    assert page(Problem(ranges=(Range(540, 600),), between=5, candidates=two(22))) == [
        ("a", 540, 562),
        ("b", 570, 592),
    ]


def test_between_rounds_up_too() -> None:
    assert page(Problem(ranges=(Range(540, 600),), between=7, candidates=two(20))) == [
        ("a", 540, 560),
        ("b", 570, 590),
    ]


def test_no_between_at_the_edge_of_a_range() -> None:
    assert page(Problem(ranges=(Range(540, 570),), between=15, candidates=two(30))) == [("a", 540, 570)]


def test_free_time_shrinks_inward() -> None:
    assert page(Problem(ranges=(Range(541, 569),), candidates=two(20))) == [("a", 545, 565)]
    assert page(Problem(ranges=(Range(541, 564),), candidates=two(20))) == []


def test_between_is_kept_next_to_meetings() -> None:
    day = Problem(ranges=(Range(540, 660),), between=5, meetings=(Meeting(start=571, end=618),), candidates=two(25))
    assert page(day) == [("a", 540, 565), ("b", 625, 650)]


def test_between_is_kept_across_ranges_that_touch_and_no_item_lies_in_both() -> None:
    day = Problem(ranges=(Range(540, 570), Range(570, 605)), between=5, candidates=two(30))
    assert page(day) == [("a", 540, 570), ("b", 575, 605)]
    long = Candidate(id="long", minutes=40, value=9)
    assert solve(Problem(ranges=(Range(540, 570), Range(570, 600)), candidates=(long,))).left_out == {
        "long": "no time for it"
    }


def test_an_item_lies_wholly_in_one_of_its_windows() -> None:
    split = Candidate(id="a", minutes=30, value=9, windows=(Range(540, 560), Range(560, 580), Range(600, 630)))
    assert page(Problem(ranges=(Range(540, 660),), candidates=(split,))) == [("a", 600, 630)]


def test_a_busy_colleague_is_named() -> None:
    sam = Candidate(id="with-sam", minutes=30, value=9, colleagues_busy=(Range(550, 900),))
    assert solve(Problem(ranges=(Range(540, 600),), candidates=(sam,))).left_out == {"with-sam": "needs a colleague"}


def test_a_meeting_of_ten_thousand_years_takes_the_slots_of_a_day() -> None:
    long = Range(600, 10**12)
    grid = make_grid([Range(540, 700)], [long], between=5)
    assert grid == make_grid([Range(540, 700)], [Range(600, 2_000)], between=5)
    assert stretch(0, 10**12).bit_length() <= LATEST
    busy = Candidate(id="a", minutes=30, value=9, colleagues_busy=(long,))
    assert page(Problem(ranges=(Range(540, 700),), candidates=(busy,))) == [("a", 540, 570)]


def test_a_chain_of_three_thousand_is_laid_out() -> None:
    chain = [Candidate(id=f"{n:05}", minutes=30, value=9, after=(f"{n - 1:05}",) if n else ()) for n in range(3_000)]
    for given in (chain, chain[::-1]):
        assert page(Problem(ranges=(Range(540, 700),), candidates=tuple(given)))[:2] == [
            ("00000", 540, 570),
            ("00001", 575, 605),
        ]
    circle = (chain[0]._replace(after=("02999",)), *chain[1:])
    assert page(Problem(ranges=(Range(540, 700),), candidates=circle)) == []
