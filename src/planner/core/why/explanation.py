"""The explanation of one line: the math that `plan why` shows.

Field names are those of the JSON document.
Money is in the book's currency, time in hours and chances 0..1 unless a name says otherwise.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from planner.core.line import Does
from planner.core.reasons import Why
from planner.core.talk.look_for import LookFor
from planner.frozen_class import frozen


@frozen(kw_only=True)
class BeliefStep:
    """A fact that moved the belief that the deal is real, and the belief after it."""

    what: Literal["prior", "own prior", "answer", "passed", "attempts", "time", "unanswered", "case", "turns"]
    detail: str = ""  # the question's or the stage's name
    value: str = ""  # the answer, or how many
    before: float | None = None  # None: nothing was known before
    after: float
    rests_on: int = 0  # deals of the diary, where the belief in a new deal was learned from them


@frozen(kw_only=True)
class DateFactor:
    """The deadline in working days, days the later stages take under it, and the chance in time."""

    decide_by: date
    days_left: int
    days_needed: float
    in_time: float


@frozen(kw_only=True)
class QuotaFactor:
    """The quota's end: the rate before and after it, and the share of the worth left."""

    ends: date
    before: float
    after: float
    share: float


@frozen(kw_only=True)
class Stake:
    """The payout of a win: amount × keeps × shares left by the dates × share that buys from us."""

    amount: float
    keeps: float
    date_factor: DateFactor | None = None
    quota: QuotaFactor | None = None
    wins: float = 1.0  # share of such deals, if real, that buy from us


@frozen(kw_only=True)
class StageToCome:
    """Hours expected in one stage: chance to get there × tries × minutes of one try.

    A first step that is not a plain try (qualifying, the rest of a try) is a row with chance 1 and one try. The hours
    add up to those of the sum.
    """

    title: str
    reach: float
    tries: float
    minutes: float

    @property
    def hours(self) -> float:
        return self.reach * self.tries * self.minutes / 60


@frozen(kw_only=True)
class QualifyingFirst:
    """Qualifying first compared with the next step (money per hour)."""

    minutes: int
    walk_away: float  # chance that the answers make one stop
    hours_kept: float  # that one would have spent on it then
    per_hour_qualifying: float
    per_hour_unasked: float
    chosen: bool
    called_on: date | None = None  # the day of the qualifying call in this stage: the play is offered now


@frozen(kw_only=True)
class HalfDone:
    """The parts of a try that are done, and the minutes left of it."""

    done: str  # "booked", "prepared", "40m of it done"
    minutes_left: float
    minutes_usual: float


@frozen(kw_only=True)
class OwnChance:
    """The rep's own chance to advance, next to the playbook's."""

    own: float
    usual: float


@frozen(kw_only=True)
class Threshold:
    """The change at which the line would leave or join the page, at today's price of an hour."""

    on_page: bool
    price: float
    year: float | None = None
    amount: float | None = None  # at which its hour just pays the price
    belief: float | None = None  # likewise; None where no belief is enough
    because: str = ""  # why it is not on the page


@frozen(kw_only=True)
class VisitSum:
    """revenue / 4 × keeps × (share of today's revenue after one more visit − before) × quarters."""

    revenue: float  # a year
    keeps: float
    share_before: float
    share_after: float
    minutes: int  # of a visit in all, its work included
    quarters: float = 1.0  # for which the difference lasts
    work: int = 0  # of the minutes, those of open tasks


@frozen(kw_only=True)
class FigureSource:
    """The source of a figure: the playbook, the record, or a number of logs of the diary."""

    what: str  # "minutes of Proposal", "chances of discovery"
    origin: Literal["playbook", "record", "learned"]
    rests_on: int = 0  # logs, where it is learned
    counts: str = "log"  # unit of `rests_on`: logs, deals


@frozen(kw_only=True)
class CalendarMatch:
    """The calendar event that is a record's appointment, and the evidence for it."""

    start: datetime
    title: str  # as the calendar has it: with it in `not` of [calendars] the match is undone
    how: str


@frozen(kw_only=True)
class Explanation:
    """The math behind one line; parts that do not apply are left out."""

    item: str
    name: str
    title: str
    does: Does
    currency: str
    rank: int | None  # on today's page, by money per hour
    minutes: int
    per_hour: float
    makes: float
    why: Why
    number: int | None = None  # the line's on today's page
    costs: float = 0.0  # of called-in colleagues; per_hour is net of them
    helper: str | None = None  # the colleague who is called in because it pays, by name
    helper_adds: float = 0.0  # money that calling them in adds to this line
    colleagues: tuple[str, ...] = ()  # names of those in the next try
    moves: float | None = None  # chance that the next try advances the deal
    chance: float | None = None  # to win it, pursued as long as it pays the price one lives by
    hours_to_win: float | None = None  # of that pursuit
    waiting: float = 0.0  # money that one day's delay costs
    stake: Stake | None = None
    belief_steps: tuple[BeliefStep, ...] = ()
    belief: float | None = None
    stop_after: int | None = None  # tries without progress from here until one stops; None: no limit
    stays_for_less: bool = False  # until then an hour may pay less than this one: today's price is lower
    stages_to_come: tuple[StageToCome, ...] = ()
    asking: QualifyingFirst | None = None
    half_done: HalfDone | None = None
    own_chance: OwnChance | None = None
    visit: VisitSum | None = None
    valued_as: str | None = None  # the record whose hour a task is valued at
    must: bool = False
    due: bool = False  # its day is today or has passed
    promised: bool = False  # to a customer
    overdue: int = 0  # working days
    fixed: bool = False  # it has its time
    stopped: str | None = None  # the answer for which its deal is not worked, as "power: hidden"
    appointment: CalendarMatch | None = None
    threshold: Threshold | None = None
    sources: tuple[FigureSource, ...] = ()
    look_for: LookFor | None = None  # of a search
