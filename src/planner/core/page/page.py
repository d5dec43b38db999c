"""The day's page as a value: what `plan today` shows, writes to the diary and gives out as JSON.

Field names are those of the JSON document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.core.book import Kind
    from planner.core.diary import Does


@dataclass(frozen=True, slots=True, kw_only=True)
class Pursuit:
    """worth × chance over the hours still to come: why a deal's hour pays (money, 0..1, hours)."""

    worth: float
    chance: float
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NextVisit:
    """What the next visit to an account adds to what it leaves, a quarter (money)."""

    makes: float
    visits_now: float
    visits_usual: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """A promise kept: days since the last touch, the cadence, and days until it is broken (negative: it is)."""

    silent_days: int
    cadence: int
    days_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A lead not yet found: worth of a typical deal × the chance to win it over the hours, finding included."""

    worth: float
    chance: float
    hours: float
    kept: bool  # it uses the minutes kept for finding


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigure:
    """A task with the rep's own figure (money), or none: then its record's tells, or it is a must or fills a gap."""

    makes: float | None
    by_record: bool = False  # it is worth what an hour of its record is


@dataclass(frozen=True, slots=True, kw_only=True)
class AsPlanned:
    """What the page said when the item was planned, for one that is done, runs, or lies in the past."""

    text: str


Why = Pursuit | NextVisit | Touch | Finding | OwnFigure | AsPlanned


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One thing a record offers today, with what an hour of it is worth. Money, minutes, chances 0..1."""

    item: str  # RECORD/PLAY, a task's id, or prospecting/find-N
    record: str | None
    name: str  # the record's name, for the page
    kind: Kind
    play: str
    does: Does
    title: str
    objective: str
    minutes: int
    per_hour: float
    makes: float
    costs: float
    value: float
    waiting: float
    chance: float | None
    belief: float | None
    must: bool
    due: bool
    fixed: bool
    why: Why
    stage: str | None = None
    index: float | None = None  # money per hour and unit of worth
    from_calendar: bool = False  # an event of the rep's own calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of the page: an offer (or a part of one) with its place in the day and its rank by money per hour."""

    offer: Offer  # minutes and money are the part's
    rank: int
    start: datetime
    end: datetime
    part: tuple[int, int] | None = None
    state: str = "planned"  # "planned", "running", "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A meeting that is no step of a deal, and what it keeps off the page (money)."""

    start: datetime
    end: datetime
    title: str
    displaces: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Free:
    """A stretch of the working hours with nothing in it."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    offer: Offer
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parking:
    """A deal that pays less than the hour: recommended to be parked, and the hours that would free."""

    record: str
    name: str
    per_hour: float
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CareFigures:
    due: int
    placed: int
    overdue: int
    minutes_needed_per_day: float
    minutes_kept_per_day: float
    next_name: str | None = None  # whose promise comes next, for the page's last lines
    next_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """Money an hour: what the page's last hour earns, what one hour more would add, what the year needs."""

    today: float
    one_more_hour: float
    year: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question to the rep: a deal without an agreed next step, a date that has passed."""

    record: str
    name: str
    what: str  # "no next step", "date passed", "appointment passed"
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    date: date
    made: datetime
    timezone: str
    currency: str
    rep: str
    minutes_available: int
    minutes_planned: int
    makes: float
    value: float
    bound: float
    proven: bool
    prices: Prices
    items: tuple[Item, ...]
    busy: tuple[Taken, ...]
    left_out: tuple[LeftOut, ...]  # the best of them; `more_left_out` is how many more there are
    park: tuple[Parking, ...]
    care: CareFigures
    more_left_out: int = 0
    asks: tuple[Ask, ...] = ()
    warnings: tuple[str, ...] = ()
    free: tuple[Free, ...] = ()  # by the clock
    changes: tuple[str, ...] = field(default=())  # what changed since the page before, and why it was made anew
