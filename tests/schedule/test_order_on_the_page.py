"""What comes before what, and, among equal pages, what pays best first."""

from __future__ import annotations

from planner.schedule import Candidate, Problem, Range, solve


def page(problem: Problem) -> list[tuple[str, int]]:
    return [(p.id, p.start) for p in solve(problem).placed]


def test_the_best_paid_comes_first() -> None:
    day = Problem(
        ranges=(Range(540, 660),),
        candidates=(
            Candidate(id="poor", minutes=30, value=10),
            Candidate(id="rich", minutes=30, value=90),
            Candidate(id="fair", minutes=30, value=40),
        ),
    )
    assert page(day) == [("rich", 540), ("fair", 575), ("poor", 610)]


def test_the_best_paid_comes_before_a_break_though_no_two_lines_can_change_places() -> None:
    """The signature is longer than any of the searches that fill the morning."""
    searches = tuple(Candidate(id=f"search {n}", minutes=40, value=10) for n in range(4))
    small = tuple(Candidate(id=name, minutes=25, value=50 + n) for n, name in enumerate("abcde"))
    deals = (Candidate(id="signature", minutes=60, value=2446), Candidate(id="bigger", minutes=45, value=400))
    day = Problem(ranges=(Range(510, 750), Range(795, 1050)), candidates=(*searches, *small, *deals))
    placed = page(day)
    assert len(placed) == 11
    assert [name for name, _ in placed][:2] == ["signature", "bigger"]
    assert all(name.startswith("search") for name, _ in placed[-4:])
    assert placed[0][1] == 510


def test_a_long_item_lets_several_pass_that_pay_more() -> None:
    """No two of them can change places: the long one fills what the two calls need together."""
    day = Problem(
        ranges=(Range(540, 585), Range(600, 660), Range(780, 840)),
        candidates=(
            Candidate(id="search", minutes=40, value=6),
            Candidate(id="long", minutes=60, value=50),
            Candidate(id="one", minutes=20, value=65),
            Candidate(id="other", minutes=25, value=64),
        ),
    )
    assert page(day) == [("search", 540), ("one", 600), ("other", 625), ("long", 780)]


def test_but_not_against_windows_or_order() -> None:
    day = Problem(
        ranges=(Range(540, 660),),
        candidates=(
            Candidate(id="poor", minutes=30, value=10, windows=(Range(540, 575),)),
            Candidate(id="rich", minutes=30, value=90, after=("fair",)),
            Candidate(id="fair", minutes=30, value=40),
        ),
    )
    assert page(day) == [("poor", 540), ("fair", 575), ("rich", 610)]


def test_a_predecessor_that_two_share_is_paid_for_once() -> None:
    """Neither child would pay for it alone: 30 minutes at what `other` pays; both together do."""
    share = Candidate(id="share", minutes=30, value=0)
    one, two = (Candidate(id=i, minutes=10, value=50, after=("share",)) for i in ("one", "two"))
    other = Candidate(id="other", minutes=60, value=95)
    plan = solve(Problem(ranges=(Range(540, 600),), between=5, candidates=(share, one, two, other)))
    assert {p.id for p in plan.placed} == {"share", "one", "two"}
    assert plan.proven


def test_any_number_of_predecessors() -> None:
    day = Problem(
        ranges=(Range(540, 600),),
        between=0,
        candidates=(
            Candidate(id="a", minutes=10, value=0),
            Candidate(id="b", minutes=10, value=1, after=("a",)),
            Candidate(id="c", minutes=10, value=1),
            Candidate(id="demo", minutes=10, value=80, after=("b", "c")),
        ),
    )
    assert page(day)[-1] == ("demo", 570)


def test_after_one_that_is_not_offered_or_is_its_own_predecessor() -> None:
    lost = Candidate(id="lost", minutes=10, value=9, after=("unknown",))
    ring = (
        Candidate(id="x", minutes=10, value=9, after=("y",)),
        Candidate(id="y", minutes=10, value=9, after=("x",)),
    )
    plan = solve(Problem(ranges=(Range(540, 600),), candidates=(lost, *ring)))
    assert plan.placed == ()
    assert plan.left_out == dict.fromkeys(("lost", "x", "y"), "after another")


def test_before_binds_only_if_both_are_there() -> None:
    prepare = Candidate(id="prepare", minutes=20, value=5, before=("meet",))
    meet = Candidate(id="meet", minutes=20, value=50)
    assert page(Problem(ranges=(Range(540, 600),), candidates=(prepare, meet))) == [("prepare", 540), ("meet", 565)]
    assert page(Problem(ranges=(Range(540, 560),), candidates=(prepare, meet))) == [("meet", 540)]


def test_an_empty_day() -> None:
    plan = solve(Problem(ranges=()))
    assert (plan.placed, plan.value, plan.bound, plan.proven, plan.price) == ((), 0.0, 0.0, True, 0.0)


def test_a_piece_changes_places_with_what_pays_worse() -> None:
    """45 minutes of the long proposal fit the early morning and the afternoon alike; so does the search."""
    day = Problem(
        ranges=(Range(540, 585), Range(780, 825)),
        between=0,
        candidates=(
            Candidate(id="search", minutes=45, value=5, must=True),
            Candidate(id="proposal", minutes=300, value=1_000, splits=True),
        ),
    )
    assert page(day) == [("proposal", 540), ("search", 780)]
