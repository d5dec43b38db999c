"""The words everything else speaks: the rep's book as frozen values.

One class per table of the book's files, one field per key, under the same name.
Money is in the book's currency, time in minutes unless the name says otherwise, chances are 0..1.
Every `datetime` in here is aware: the reader gives a time without an offset the rep's time zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

How = Literal["meeting", "call", "desk"]
Aim = Literal["learn", "convey", "qualify", "advance"]
Power = Literal["decides", "influences", "uses", "unknown"]
Kind = Literal["prospect", "account", "contact", "task", "prospecting"]
AllDay = Literal["marked", "always", "never"]
Does = Literal["advance", "ask", "book", "prepare", "follow-up", "touch", "visit", "fresh-look", "find", "task"]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CLOSED_STAGES = ("won", "lost", "parked")
TENTATIVE = " (tentative)"  # behind the title of a meeting that may not take place


class ClockRange(NamedTuple):
    """Part of a day, `start` to `end` in minutes since midnight on the wall clock, 0 <= start < end <= 1440."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rep:
    name: str
    currency: str
    timezone: str  # an IANA name; the reader fills in the machine's where the file has none
    keeps: float = 1.0  # share of an amount that is kept
    emails: tuple[str, ...] = ()  # the rep's own addresses: what they declined takes no time


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendars:
    """Where the rep's busy times come from. `not_` is `not` in the file: UIDs and titles of nobody's appointments."""

    busy: tuple[str, ...] = ()  # files and folders, relative to the book
    not_: tuple[str, ...] = ()
    all_day: AllDay = "marked"  # which all-day events take the day: those marked as busy, all not marked free, none


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Times given to customers. `week` has seven entries, Monday first; an empty one is a day off."""

    week: tuple[tuple[ClockRange, ...], ...]
    between: int = 5  # minutes kept free between two items
    holidays: str | None = None  # ISO 3166 code, e.g. "DE-BY"
    days_off: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    share: float = 0.15  # part of the day kept for those who would be forgotten
    find: float = 0.10  # part of the day kept for finding new deals


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    income_goal: float
    selling_days: int = 220


class Way(NamedTuple):
    """Minutes between two places, either direction."""

    a: str
    b: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    default: int = 30  # minutes between two different places
    base: str = "office"  # where the day starts and ends
    minutes: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    id: str
    name: str
    amount: float
    stage: str  # a stage of the playbook, or one of CLOSED_STAGES
    company: str = ""
    contacts: tuple[str, ...] = ()
    since: date | None = None
    came: datetime | None = None
    attempts: int | None = None
    unanswered: int = 0
    last_touch: date | None = None
    at: datetime | None = None
    next_on: date | None = None
    not_before: date | None = None
    decide_by: date | None = None
    expected: date | None = None
    won_on: date | None = None
    lost_on: date | None = None
    parked_from: str | None = None  # the stage in which it was parked, and to which it comes back
    account: str | None = None
    keeps: float | None = None
    chance: float | None = None
    prior: float | None = None
    cadence: int | None = None
    windows: tuple[ClockRange, ...] = ()
    timezone: str | None = None
    place: str | None = None
    needs: tuple[str, ...] = ()
    next: str | None = None
    crm_id: str | None = None  # what the rep's CRM calls it; an import finds it by this
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """Share of today's revenue kept with no visits, half of today's, half as many again, as many as one can."""

    none: float | None = None
    half: float | None = None
    more: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    id: str
    name: str
    revenue: float  # a year, today
    contacts: tuple[str, ...] = ()
    potential: float | None = None  # a year, at most
    visits: float = 1  # a quarter, today
    response: Response = Response()
    renews_on: date | None = None
    last_touch: date | None = None
    not_before: date | None = None
    cadence: int | None = None
    plan: str | None = None
    at: datetime | None = None
    next_on: date | None = None
    windows: tuple[ClockRange, ...] = ()
    timezone: str | None = None
    place: str | None = None
    needs: tuple[str, ...] = ()
    next: str | None = None
    crm_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    id: str
    name: str
    company: str = ""
    role: str = ""
    power: Power = "unknown"
    email: str | None = None
    phone: str | None = None
    checked: date | None = None
    not_before: date | None = None
    cadence: int | None = None
    moved_to: str | None = None
    crm_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    id: str
    name: str
    per_hour: float = 0.0
    busy: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    id: str
    title: str
    minutes: int
    makes: float | None = None
    on: date | None = None
    by: date | None = None
    at: datetime | None = None
    not_before: date | None = None
    windows: tuple[ClockRange, ...] = ()
    timezone: str | None = None
    after: tuple[str, ...] = ()
    must: bool = False
    splits: bool = False
    record: str | None = None
    place: str | None = None
    needs: tuple[str, ...] = ()
    done_on: date | None = None  # finished; it is not offered any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """Chances of one attempt: it advances the deal, it loses it; the rest stays where it is."""

    advance: float
    lost: float

    @property
    def stay(self) -> float:
        return 1.0 - self.advance - self.lost


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    name: str
    play: str
    real: Try
    dead_end: Try
    days: float = 5.0  # usual wait before the next step


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    id: str
    title: str
    how: How
    minutes: int
    prepare: int = 0
    follow_up: int = 0
    book: int = 0
    splits: bool = False
    aim: Aim = "advance"
    objective: str = ""
    bring: tuple[str, ...] = ()
    say: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One point of the checklist; how often a real buyer and a dead end give each answer (each sums to 1)."""

    id: str
    ask: str
    real: Mapping[str, float]
    dead_end: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoTypes:
    """One chance as it is for real deals and as it is for dead ends."""

    real: float
    dead_end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshLook:
    months: int = 9
    prior: float = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospecting:
    minutes: int = 90  # per lead found
    amount: float = 0.0  # a typical deal; 0 turns finding off


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """Days between two touches, by what the record is."""

    open: int = 14
    lost: int = 90
    parked: int = 180
    account: int = 30
    contact: int = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    prior: float
    unanswered: TwoTypes
    answer_within: int  # minutes
    fresh_look: FreshLook
    prospecting: Prospecting
    cadence: Cadence
    response: Response
    stages: tuple[Stage, ...]
    plays: Mapping[str, Play]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything the rep keeps, checked: what the files say, with the defaults filled in."""

    rep: Rep
    hours: Hours
    care: Care
    year: Year | None
    travel: Travel
    prospects: tuple[Prospect, ...]
    accounts: tuple[Account, ...]
    contacts: tuple[Contact, ...]
    colleagues: tuple[Colleague, ...]
    tasks: tuple[Task, ...]
    playbook: Playbook
    calendars: Calendars = Calendars()


class Busy(NamedTuple):
    """A time that is taken, from a calendar; a `record` makes it that record's appointment."""

    start: datetime
    end: datetime
    title: str
    record: str | None = None
    place: str | None = None
    matched_by: str | None = None  # how it was told that it is that record's


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A `[[planned]]` row of a diary page."""

    item: str
    record: str | None
    kind: Kind
    does: Does
    play: str
    title: str
    start: datetime
    end: datetime
    minutes: int
    rank: int
    per_hour: float
    makes: float
    value: float
    costs: float = 0.0
    waiting: float = 0.0
    part: tuple[int, int] | None = None
    objective: str = ""
    stage: str | None = None
    index: float | None = None  # per hour and unit of worth, so that a changed amount or date does not spoil it
    chance: float | None = None
    belief: float | None = None
    must: bool = False
    due: bool = False
    fixed: bool = False
    reason: str = ""
    from_calendar: bool = False  # it stands in the rep's own calendar already
    made: datetime | None = None
    changed: datetime | None = None  # when its place stayed and what it says did not
    dropped: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """A `[[worked]]` row of a diary page: what really happened."""

    item: str
    record: str | None
    does: str
    play: str
    title: str
    start: datetime
    end: datetime
    minutes: int
    outcome: str | None = None
    aim_met: bool | None = None
    per_hour: float | None = None
    index: float | None = None  # per hour and unit of worth
    stage: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    found: int | None = None  # leads, of a search
    note: str = ""
    before: Mapping[str, object] = field(default_factory=dict)  # the record's keys as they were before the outcome
    after: Mapping[str, object] = field(default_factory=dict)  # and after it; a key in one only was not there


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryDay:
    """One page of the diary: what was planned, what was worked, and the figures of the day."""

    date: date
    price_today: float | None = None  # money per hour, as the page had it
    makes: float | None = None
    inputs: str = ""  # fingerprint of what the page was made from
    options: Mapping[str, object] = field(default_factory=dict)
    planned: tuple[Planned, ...] = ()
    worked: tuple[Worked, ...] = ()
    figures: Mapping[str, object] = field(default_factory=dict)  # the rest of [page], as it was written
