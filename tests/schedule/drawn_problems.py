"""Hypothesis strategies: small odd days, with everything a problem can have."""

from __future__ import annotations

import os

from hypothesis import strategies as st

from planner.schedule import Candidate, Meeting, Problem, Range, Roads

MORNING, EVENING = 540, 780
PLACES = (None, None, "office", "east", "west")
ROADS = Roads(default=25, ways={("office", "east"): 12, ("east", "office"): 12})


def draws(count: int) -> int:
    """The number of days to draw: `count`, and a hundred times as many in a night's run."""
    return count * (100 if os.environ.get("DRAWS") == "night" else 1)


@st.composite
def spans(draw: st.DrawFn, shortest: int = 5, longest: int = 120) -> Range:
    start = draw(st.integers(MORNING - 20, EVENING - 5))
    return Range(start, start + draw(st.integers(shortest, longest)))


@st.composite
def problems(
    draw: st.DrawFn,
    most: int = 7,
    care: bool = True,
    fixed: bool = True,
    splits: bool = True,
    away: bool = False,
) -> Problem:
    """A short day of up to `most` candidates; the rest tells what kinds of candidates there may be."""
    count = draw(st.integers(1, most))
    names = [f"c{i}" for i in range(count)]
    candidates = []
    for i, name in enumerate(names):
        earlier = names[:i]
        kind = draw(st.sampled_from([None, None, None, "touch", "find"])) if care else None
        candidates.append(
            Candidate(
                id=name,
                minutes=draw(st.integers(1, 100)),
                value=0.0 if kind == "touch" else float(draw(st.integers(0, 30))),
                group=draw(st.sampled_from([None, None, "a", "b"])),
                windows=draw(st.none() | st.lists(spans(30), min_size=1, max_size=2).map(tuple)),
                colleagues_busy=draw(st.just(()) | st.lists(spans(), max_size=2).map(tuple)),
                at=draw(st.none() | st.integers(MORNING, EVENING)) if fixed and draw(st.integers(0, 4)) == 0 else None,
                must=draw(st.integers(0, 5)) == 0,
                urgent=care and draw(st.integers(0, 6)) == 0,
                care=kind,
                deadline=draw(st.integers(-3, 3)),
                after=tuple(draw(st.lists(st.sampled_from(earlier), max_size=2, unique=True))) if earlier else (),
                before=tuple(draw(st.lists(st.sampled_from(earlier), max_size=1))) if earlier else (),
                splits=splits and draw(st.booleans()),
                place=draw(st.sampled_from(PLACES)) if away else None,
            )
        )
    middle = draw(st.integers(MORNING + 60, EVENING - 60))
    meetings = [
        Meeting(start=s.start, end=s.end, place=draw(st.sampled_from(PLACES)) if away else None)
        for s in draw(st.lists(spans(), max_size=2))
    ]
    return Problem(
        ranges=(Range(MORNING, middle), Range(middle + draw(st.integers(0, 40)), EVENING)),
        meetings=tuple(meetings),
        between=draw(st.sampled_from([0, 5, 7, 15])),
        candidates=tuple(candidates),
        touch_minutes=draw(st.integers(0, 60)),
        find_minutes=draw(st.integers(0, 60)),
        roads=ROADS,
    )
