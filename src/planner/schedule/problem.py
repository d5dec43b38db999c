"""What the scheduler is asked and what it answers, in minutes since the day's midnight.

Minutes are elapsed ones (an hour that a clock change skips is not there, one that it repeats is there twice), so
nothing in here needs to know about time zones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Because = Literal[
    "no room",  # others are worth more
    "no time for it",  # no free range and window of its own is long enough today
    "needs a colleague",  # whoever must be there is not free
    "after another",  # what must come before it is neither on the page nor done
    "same deal",  # another step of the same record is on the page
    "kept minutes used up",  # a touch or a search for leads beyond the minutes kept, and no empty slot for it
    "collides",  # fixed, pinned or must, and can't be kept together with another
]

PIECE = 30  # minutes that every piece of a split item has at least, and what is left of it


class Span(NamedTuple):
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One thing that could be on the page. `value` is money, already less what called-in colleagues cost."""

    id: str
    minutes: int  # exact; the scheduler rounds up to its grid
    value: float
    group: str | None = None  # at most one of a group is chosen; None: free of any other
    windows: tuple[Span, ...] | None = None  # when it may be done; None: whenever the rep is free
    colleagues_busy: tuple[Span, ...] = ()  # when a needed colleague is not free
    at: int | None = None  # fixed to start at this very minute, also outside the working ranges
    must: bool = False
    urgent: bool = False  # due before everything that is not fixed (an inbound lead); as early as possible
    care: Literal["touch", "find"] | None = None  # may use the minutes kept for it
    deadline: int = 0  # among touches: which would be forgotten first; among urgent ones: which came first
    after: tuple[str, ...] = ()  # ids that must be on the page and end before it starts
    before: tuple[str, ...] = ()  # ids it must end before, if they are on the page (a preparation and its meeting)
    splits: bool = False  # may be cut: every piece and what is left is `PIECE` minutes or more, or nothing
    place: str | None = None  # with the customer, away from the base


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A time that is taken; one with a place is away and needs the way there and back."""

    start: int
    end: int
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Roads:
    """Minutes between places; the day starts and ends at `base`."""

    base: str = "office"
    default: int = 30
    ways: Mapping[tuple[str, str], int] = field(default_factory=dict)  # both directions are in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    ranges: tuple[Span, ...]  # working time, what is past or done already taken out
    meetings: tuple[Meeting, ...] = ()
    between: int = 5  # minutes kept free between two items and next to meetings; not at the edge of a range
    candidates: tuple[Candidate, ...] = ()
    touch_minutes: int = 0  # kept for touches that are due
    find_minutes: int = 0  # kept for finding new deals
    roads: Roads = Roads()


class Placed(NamedTuple):
    """A candidate, or the `part` (which, of how many on this page) of a split one, with its exact minutes."""

    id: str
    start: int
    end: int
    part: tuple[int, int] | None = None


class Trip(NamedTuple):
    """A way from one place to another, in minutes since midnight."""

    from_place: str
    to_place: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan:
    """The page: `placed` by the clock, `value` its worth, `bound` what no page can exceed.

    `proven`: nothing better exists. `price` is the worth of one more minute of the day (the price of time).
    `left_out` says of every other candidate why; `missed` are the fixed, pinned and must ones that are not
    there, or of which only a part is, each with the id of what it collides with, where that is known.
    """

    placed: tuple[Placed, ...]
    value: float
    bound: float
    proven: bool
    price: float
    left_out: Mapping[str, Because]
    missed: Mapping[str, str | None] = field(default_factory=dict)
    trips: tuple[Trip, ...] = ()  # the ways of the day, by the clock
