"""A stretch of days in review, as values: minutes, money in the book's currency, shares and chances 0..1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.core.diary import Planned, Worked
from planner.core.learn.score import Score
from planner.core.playbook import Aim


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something that was worked: the row, what the page had planned for it (None: nothing), what it made."""

    day: date
    worked: Worked
    planned: Planned | None
    made: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Planned beside actual minutes of one play, customer or the like, and the money made."""

    key: str
    name: str
    planned: int
    actual: int
    made: float

    @property
    def per_hour(self) -> float | None:
        return self.made * 60 / self.actual if self.actual else None


@dataclass(frozen=True, slots=True, kw_only=True)
class HourOfDay:
    """An hour of the clock, 0 to 23; `tries` to reach somebody that began in it, and how many did."""

    hour: int
    planned: int
    actual: int
    made: float
    tries: int
    reached: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTotal:
    date: date
    available: int
    planned: int
    actual: int
    made: float
    items: int  # of the morning's page
    done: int  # of those
    page: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AimTotal:
    """Contacts that had such an aim: all, those whose log says whether it was met, and those where it was."""

    aim: Aim
    contacts: int
    told: int
    met: int
    minutes_unmet: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What the pages gave a play beside what it took; `sure`: the difference is more than chance explains."""

    play: str
    title: str
    logs: int
    planned: int
    actual: int
    ratio: float  # actual ÷ planned, the usual one (geometric mean)
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """On so many `mornings`' pages, first on `day`, and not done those days; `done_later`, also after the stretch."""

    day: date
    item: str
    name: str
    title: str
    minutes: int
    makes: float
    mornings: int = 1
    done_later: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody who waited: days since they last heard, at the end of the stretch, and the cadence promised."""

    record: str
    name: str
    days: int
    cadence: int

    @property
    def late(self) -> int:
        return max(0, self.days - self.cadence)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenEnd:
    """An open deal without an agreed next step."""

    record: str
    name: str
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedDeal:
    """A deal that was parked: what its hour paid last, the day's cut-off then, and minutes given to it below it."""

    record: str
    name: str
    on: date
    per_hour: float | None
    price: float | None
    minutes_below: int
    when: Literal["early", "late", "in time", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WonDeal:
    record: str
    name: str
    on: date
    money: float | None  # amount × keeps; None: it is no longer in the book


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What was the rep's to decide: contacts, leads, promises. What was won stands apart."""

    tries: int
    contacts: int  # tries that reached somebody
    customers: int  # different ones
    leads: int  # found: told with a search, or added to the book
    inbound: int  # leads that came by themselves
    find_minutes: int
    follow_ups_planned: int  # follow-ups and touches on the morning pages
    follow_ups_kept: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two groups of tries that differ by more than chance explains."""

    what: Literal["reached", "aim met"]
    better: str
    better_hits: int
    better_tries: int
    worse: str
    worse_hits: int
    worse_tries: int
    by_chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something worth changing, with its number: so many `count` of `of`, `minutes`, `money` at stake."""

    what: Literal["aims", "estimate", "unplanned", "dropped", "next step", "parked late", "waiting", "follow-ups"]
    stake: float  # money; what the changes are ranked by
    count: int = 0
    of: int = 0
    minutes: int = 0
    money: float = 0.0
    ratio: float = 0.0
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thin:
    """Too little was logged to judge: days with a log of the working days that are over, minutes of those planned."""

    days_logged: int
    days_working: int
    minutes_logged: int
    minutes_planned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
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
    undated: tuple[str, ...]  # names of won deals that tell no day: they count nowhere
    lost: int
    aims: tuple[AimTotal, ...]
    estimates: tuple[Estimate, ...]
    dropped: tuple[Dropped, ...]
    unplanned: tuple[Group, ...]  # by title
    unlogged: int  # minutes that were planned on days with a log, beyond those logged
    waiting: tuple[Waiting, ...]
    open_ends: tuple[OpenEnd, ...]  # as the book is now
    open_deals: int
    parked: tuple[ParkedDeal, ...]
    effort: Effort
    differences: tuple[Difference, ...]
    price: float | None  # median of the days' cut-offs, money an hour
    score: Score | None = None
    thin: Thin | None = None
    changes: tuple[Change, ...] = ()

    @property
    def planned(self) -> int:
        return sum(day.planned for day in self.days)

    @property
    def actual(self) -> int:
        return sum(day.actual for day in self.days)

    @property
    def won_money(self) -> float:
        return sum((deal.money or 0.0 for deal in self.won), 0.0)

    @property
    def dropped_money(self) -> float:
        return sum(each.makes for each in self.dropped if each.done_later is None)
