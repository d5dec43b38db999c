"""The input and the output of the scheduler, in minutes since the day's midnight.

Minutes are elapsed ones (an hour that a clock change skips does not exist, a repeated one exists twice), so the
scheduler needs no time zones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, NamedTuple

from planner.frozen_class import frozen

Because = Literal[
    "no room",  # others are worth more
    "no time for it",  # no free range within its windows is long enough
    "needs a colleague",  # a colleague it needs is not free
    "after another",  # a predecessor is neither on the page nor done
    "same deal",  # another of the same group is on the page
    "kept minutes used up",  # beyond the minutes set aside for it, and no empty slot for it
    "collides",  # fixed or must, and in conflict with another
]

PIECE = 30  # least minutes of every piece of a split item, and of its rest


class Range(NamedTuple):
    """Minutes from `start` to before `end`."""

    start: int
    end: int


class Candidate(NamedTuple):
    """An item that could be on the page."""

    id: str
    minutes: int  # exact; the scheduler rounds up to its grid
    value: float  # money, less the costs of colleagues
    group: str | None = None  # at most one of a group is chosen
    windows: tuple[Range, ...] | None = None  # None: any working time
    colleagues_busy: tuple[Range, ...] = ()  # when a colleague it needs is not free
    at: int | None = None  # the exact start of a fixed item, also outside the working ranges
    agreed: bool = False  # a fixed item that stays, whatever else is at its time
    must: bool = False
    claim: tuple[float, ...] | None = None  # its turn among those with a claim on the day; the lowest is first
    urgent: bool = False  # before everything that is not fixed, as early as possible
    care: Literal["touch", "find"] | None = None  # uses the minutes set aside for its kind
    deadline: int = 0  # order among urgent ones and among those of a kind
    after: tuple[str, ...] = ()  # ids that must be on the page and end before it starts
    before: tuple[str, ...] = ()  # ids it must end before, if they are on the page
    splits: bool = False  # may be cut into pieces; each piece and the rest have at least `PIECE` minutes
    place: str | None = None  # away from the base

    @property
    def is_held(self) -> bool:
        """True for what is on the page before anything is placed for its value."""
        return self.must or self.claim is not None


@frozen(kw_only=True)
class Meeting:
    """A time that is taken; one with a place needs the travel there and back."""

    start: int
    end: int
    place: str | None = None
    apart: bool = True  # `between` minutes are kept free next to it; not so next to the rep's own block


@frozen(kw_only=True)
class Roads:
    """Minutes between places; the day starts and ends at `base`."""

    base: str = "office"
    default: int = 30
    ways: Mapping[tuple[str, str], int] = field(default_factory=dict)  # both directions are in it


@frozen(kw_only=True)
class Problem:
    """A day to plan."""

    ranges: tuple[Range, ...]  # working time that is left
    meetings: tuple[Meeting, ...] = ()
    between: int = 5  # minutes kept free between two lines and next to meetings, not at the edge of a range
    candidates: tuple[Candidate, ...] = ()
    touch_minutes: int = 0  # set aside for candidates of kind "touch"; one of the same group replaces it
    find_minutes: int = 0  # set aside for candidates of kind "find"
    roads: Roads = Roads()
    budget: int | None = None  # minutes of work in all; None: as many as the day holds


class PlacedItem(NamedTuple):
    """A candidate at its exact minutes, or the `part` (number, total) of a split one."""

    id: str
    start: int
    end: int
    part: tuple[int, int] | None = None


class Trip(NamedTuple):
    """Travel from one place to another, in minutes since midnight."""

    from_place: str
    to_place: str
    start: int
    end: int


@frozen(kw_only=True)
class DayPlan:
    """The plan of a day."""

    placed: tuple[PlacedItem, ...]  # in order of time
    value: float  # money
    bound: float  # the value of no plan is higher
    proven: bool  # no better plan exists
    price: float  # value of one more minute of the day
    left_out: Mapping[str, Because]  # every other candidate
    missed: Mapping[str, str | None] = field(default_factory=dict)  # fixed and must ones not there, or only in part:
    # each with the id it collides with, where that is known
    trips: tuple[Trip, ...] = ()  # in order of time
    one_more_hour: float = 0.0  # money of what has no room and an hour more would hold
