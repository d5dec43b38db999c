"""The review of a period as values.

Minutes, money in the book's currency, shares and chances 0..1.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from planner.core.bridge.bridge import Bridge
from planner.core.learn.score import Score
from planner.core.line import Line
from planner.core.playbook import Aim
from planner.core.review.qualified_out import QualifiedOut
from planner.frozen_class import frozen


@frozen(kw_only=True)
class Job:
    """One logged piece of work: its row, its planned row (None if unplanned) and its money."""

    day: date
    worked: Line
    planned: Line | None
    made: float


@frozen(kw_only=True)
class Group:
    """Planned and actual minutes of one play, customer or the like, and the money they made."""

    key: str
    name: str
    planned: int
    actual: int
    made: float

    @property
    def per_hour(self) -> float | None:
        return self.made * 60 / self.actual if self.actual else None


@frozen(kw_only=True)
class HourOfDay:
    """An hour of the clock, 0 to 23, with the tries to reach someone that started in it."""

    hour: int
    planned: int
    actual: int
    made: float
    tries: int
    answered: int


@frozen(kw_only=True)
class DayTotal:
    """Minutes and money of one day, and how many of the morning's lines were done."""

    date: date
    available: int
    planned: int
    actual: int
    made: float
    items: int  # lines of the morning's page
    done: int  # of those lines
    page: bool


@frozen(kw_only=True)
class AimTotal:
    """Contacts with one objective: all, those logged as met or not met, and those met."""

    aim: Aim
    contacts: int
    logged: int
    met: int
    minutes_unmet: int


@frozen(kw_only=True)
class Estimate:
    """Planned and actual minutes of a play; `sure` if luck does not explain the difference."""

    play: str
    title: str
    logs: int
    planned: int
    actual: int
    ratio: float  # actual ÷ planned, geometric mean
    sure: bool


@frozen(kw_only=True)
class Dropped:
    """A line of the morning page that was not done that day.

    It was on `mornings` pages, first on `day`; `done_later` may be after the period.
    """

    day: date
    item: str
    name: str
    title: str
    minutes: int
    makes: float
    mornings: int = 1
    done_later: date | None = None


@frozen(kw_only=True)
class Waiting:
    """Someone with a cadence: days since the last contact, and the cadence in days."""

    record: str
    name: str
    days: int
    cadence: int

    @property
    def late(self) -> int:
        return max(0, self.days - self.cadence)


@frozen(kw_only=True)
class OpenEnd:
    """An open deal without an agreed next step."""

    record: str
    name: str
    amount: float


@frozen(kw_only=True)
class ParkedDeal:
    """A parked deal: its last pay per hour, that day's price, and minutes given below that."""

    record: str
    name: str
    on: date
    per_hour: float | None
    price: float | None
    minutes_below: int
    when: Literal["early", "late", "in time", "unknown"]


@frozen(kw_only=True)
class WonDeal:
    """A deal won in the period."""

    record: str
    name: str
    on: date
    money: float | None  # payout (amount × share); None if it is no longer in the book


@frozen(kw_only=True)
class Activity:
    """The work that was up to the rep: contacts, leads, promises, touches."""

    tries: int
    contacts: int  # tries that someone answered
    customers: int  # distinct customers among the contacts
    leads: int  # leads found: logged with prospecting, or added to the book
    inbound: int  # inbound leads
    find_minutes: int
    follow_ups_planned: int  # follow-ups and touches on the morning pages
    follow_ups_kept: int
    promises: int = 0  # to customers, that were kept or broken in these days
    promises_kept: int = 0


@frozen(kw_only=True)
class Difference:
    """Two groups of tries that differ by more than luck explains."""

    what: Literal["reached", "aim met"]
    better: str
    better_hits: int
    better_tries: int
    worse: str
    worse_hits: int
    worse_tries: int
    by_chance: float


@frozen(kw_only=True)
class Suggestion:
    """A change worth making, with its number: `count` out of `of`, `minutes`, `money` at stake."""

    what: Literal["aims", "estimate", "unplanned", "dropped", "next step", "parked late", "waiting", "follow-ups"]
    stake: float  # money; the changes are ranked by it
    count: int = 0
    of: int = 0
    minutes: int = 0
    money: float = 0.0
    ratio: float = 0.0
    name: str = ""


@frozen(kw_only=True)
class ThinLog:
    """The figures of a log too thin to judge by: working days over and logged, minutes."""

    days_logged: int
    days_working: int
    minutes_logged: int
    minutes_planned: int


@frozen(kw_only=True)
class Review:
    """The review of the days from `first` to `last`.

    The field names are the names of `plan review --json`.
    """

    first: date
    last: date
    today: date
    currency: str
    pages: int
    days: tuple[DayTotal, ...]
    plays: tuple[Group, ...]
    customers: tuple[Group, ...]
    hours: tuple[HourOfDay, ...]
    jobs: tuple[Job, ...]
    made: float
    won: tuple[WonDeal, ...]
    undated: tuple[str, ...]  # names of won deals without a `won_on`: they count nowhere
    lost: int
    aims: tuple[AimTotal, ...]
    estimates: tuple[Estimate, ...]
    dropped: tuple[Dropped, ...]
    unplanned: tuple[Group, ...]  # by title
    unlogged: int  # planned minutes without a log, on days with one
    waiting: tuple[Waiting, ...]
    open_ends: tuple[OpenEnd, ...]  # as the book is now
    open_deals: int
    parked: tuple[ParkedDeal, ...]
    qualified_out: QualifiedOut
    effort: Activity
    differences: tuple[Difference, ...]
    price: float | None  # median of the days' prices of an hour
    score: Score | None = None
    thin: ThinLog | None = None
    changes: tuple[Suggestion, ...] = ()
    internal: int = 0  # minutes of meetings and work without a customer
    bridge: Bridge | None = None  # what moved the pipeline; None without a first page that kept its value

    @property
    def planned(self) -> int:
        return sum(day.planned for day in self.days)

    @property
    def actual(self) -> int:
        return sum(day.actual for day in self.days)

    @property
    def internal_costs(self) -> float | None:
        """Money that the internal minutes would have made at the days' price; None without one."""
        return None if self.price is None else self.internal / 60 * self.price

    @property
    def won_money(self) -> float:
        return sum((deal.money or 0.0 for deal in self.won), 0.0)

    @property
    def never_done(self) -> tuple[Dropped, ...]:
        """The dropped lines that were not done on a later day either."""
        return tuple(each for each in self.dropped if each.done_later is None)

    @property
    def dropped_money(self) -> float:
        return sum(each.makes for each in self.never_done)
