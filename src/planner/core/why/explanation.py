"""The worth of one item, taken apart: what `plan why` tells.

Money is in the book's currency, time in hours and chances 0..1 unless a name says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from planner.core.line import Does
from planner.core.reasons import Why


@dataclass(frozen=True, slots=True, kw_only=True)
class BeliefStep:
    """One thing that moved the belief that they buy from someone, and where it moved it."""

    what: Literal["prior", "own prior", "answer", "passed", "attempts", "time", "unanswered"]
    detail: str = ""  # the question's or the stage's name
    value: str = ""  # the answer, or how many
    before: float | None = None  # None: nothing was known before
    after: float
    rests_on: int = 0  # deals of the diary, where the belief in a new deal was learned from them


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFactor:
    """A hard date: the chance to be in time for it with the days the steps to come usually take."""

    decide_by: date
    days_left: int
    days_needed: float
    in_time: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """What is won: amount × keeps (× the chance to be in time)."""

    amount: float
    keeps: float
    date_factor: DateFactor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageToCome:
    """Hours expected in one stage: the chance to get there × the tries it takes then × the minutes of one.

    The first step, where it is not a plain attempt (asking, a step half done), is one of them: reached for sure,
    one try. Their hours add up to those of the pursuit.
    """

    title: str
    reach: float
    tries: float
    minutes: float

    @property
    def hours(self) -> float:
        return self.reach * self.tries * self.minutes / 60


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingBuys:
    """What asking first costs and buys, beside going on without (money an hour)."""

    minutes: int
    walk_away: float  # chance that the answers make one stop
    hours_kept: float  # that one would have spent on it then
    per_hour_asked: float
    per_hour_unasked: float
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfDone:
    done: str  # "booked", "prepared", "40 m of it done"
    minutes_left: float
    minutes_usual: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChance:
    """The rep's own chance that the next attempt advances the deal, beside the one the belief gives."""

    own: float
    usual: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """What would have to change for the item to drop out of the page, or to come in; at today's price of an hour."""

    on_page: bool
    price: float
    year: float | None = None
    amount: float | None = None  # with which its hour would just cost the price
    belief: float | None = None  # likewise; None where no belief would do
    because: str = ""  # why it is not on the page


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitSum:
    """revenue / 4 × keeps × (share of today's revenue after one more visit − before)."""

    revenue: float  # a year
    keeps: float
    share_before: float
    share_after: float
    minutes: int  # of a visit in all


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a figure comes from: the playbook, the record, or so many logs of the diary."""

    what: str  # "minutes of Proposal", "chances of discovery"
    origin: Literal["playbook", "record", "learned"]
    rests_on: int = 0  # logs, where it is learned
    counts: str = "log"  # what it rests on: logs, deals


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMatch:
    """The calendar event that is a record's appointment, and how that was told."""

    start: datetime
    title: str  # as the calendar has it: with it in `not` of [calendars] the match is undone
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One item's worth with everything it is made of; what does not apply is left out."""

    item: str
    name: str
    title: str
    does: Does
    currency: str
    rank: int | None  # on today's page
    minutes: int
    per_hour: float
    makes: float
    why: Why
    costs: float = 0.0  # of called-in colleagues
    lowest_per_hour: float | None = None  # since work on it began, where that is lower than per_hour
    waiting: float = 0.0  # what one day's delay takes
    stake: Stake | None = None
    belief_steps: tuple[BeliefStep, ...] = ()
    belief: float | None = None
    stop_after: int | None = None  # tries that lead nowhere, from here, after which one stops; None: none is too many
    stages_to_come: tuple[StageToCome, ...] = ()
    asking: AskingBuys | None = None
    half_done: HalfDone | None = None
    own_chance: OwnChance | None = None
    visit: VisitSum | None = None
    valued_as: str | None = None  # the record whose hour a task is valued at
    must: bool = False
    appointment: CalendarMatch | None = None
    threshold: Threshold | None = None
    sources: tuple[Source, ...] = ()
