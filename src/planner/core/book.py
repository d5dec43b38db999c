"""The rep's book as frozen values: a class per table of the files, a field per key.

Money is in the book's currency, time in minutes unless the name says otherwise, chances are 0..1.
Every `datetime` is aware: the reader gives a time without an offset the rep's time zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from typing import Literal, NamedTuple

from planner.core.playbook import NO_TALK, Playbook, Response, Talk
from planner.frozen_class import frozen

Power = Literal["decides", "influences", "uses", "unknown"]
Kind = Literal["prospect", "account", "contact", "task", "prospecting"]
AllDay = Literal["marked", "always", "never"]
Mood = Literal["happy", "unhappy"]
OwnValue = str | int | float | bool  # of a field of the rep's own; a date as text, a list as its words
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CLOSED_STAGES = ("won", "lost", "parked")


class ClockRange(NamedTuple):
    """Part of a day in minutes since midnight by the clock, 0 <= start < end <= 1440."""

    start: int
    end: int


@frozen(kw_only=True)
class Rep:
    """The table `[rep]` of plan.toml."""

    name: str
    currency: str
    timezone: str  # an IANA name; default: that of the machine
    locale: str | None = None  # of days, times and figures, e.g. "en-US"; None: plain English of no country
    keeps: float = 1.0  # the rep's share of an amount, 0..1
    keeps_is: Literal["commission", "margin"] = "commission"  # of a margin, a discount takes the whole from it
    emails: tuple[str, ...] = ()  # the rep's own addresses: what they declined takes no time


@frozen(kw_only=True)
class Secret:
    """A text that may be secret: as written, or the output of a command."""

    text: str = ""
    command: tuple[str, ...] = ()


@frozen(kw_only=True)
class Fetch:
    """A calendar to fetch: its address, its file in the book, and how to sign in."""

    url: Secret
    to: str
    user: Secret | None = None
    password: Secret | None = None


@frozen(kw_only=True)
class Calendars:
    """The calendars with the rep's busy times; `not_` is `not` in the file."""

    busy: tuple[str, ...] = ()  # files and folders, relative to the book
    not_: tuple[str, ...] = ()  # UIDs and titles of events that are no appointments
    all_day: AllDay = "marked"  # all-day events that take the day: those marked busy, all not marked free, none
    fetch: tuple[Fetch, ...] = ()  # by `plan calendars sync`


@frozen(kw_only=True)
class Hours:
    """The working hours; `week` has seven entries, Monday first, and an empty one is a day off."""

    week: tuple[tuple[ClockRange, ...], ...]
    between: int = 5  # minutes kept free between two lines
    open: int = 0  # minutes a day left open, for whoever calls back
    holidays: str | None = None  # ISO 3166 code, e.g. "DE-BY"
    days_off: tuple[date, ...] = ()


@frozen(kw_only=True)
class Care:
    """The time set aside, as shares (0..1) of the day."""

    share: float = 0.15  # for touches
    find: float = 0.10  # for prospecting


@frozen(kw_only=True)
class Year:
    """The income goal of the year, its selling days, and the day on which it starts."""

    income_goal: float | None = None
    selling_days: int = 220
    earned: float | None = None  # from the year's start to `as_of`; wins after that are added
    as_of: date | None = None
    starts: str | None = None  # month and day, "04-01"; None: the calendar year


class Rate(NamedTuple):
    """The share of an amount that is kept from a share of the target on."""

    above: float  # share of the target
    keeps: float


@frozen(kw_only=True)
class Quota:
    """The quota of a period that ends on a day, and what is kept of an amount on the way to it."""

    ends: date
    target: float
    starts: date | None = None  # None: a year before `ends`
    rates: tuple[Rate, ...] = ()  # rising; none: always the rep's own share


class Way(NamedTuple):
    """Minutes between two places, either direction."""

    a: str
    b: str
    minutes: int


@frozen(kw_only=True)
class Travel:
    default: int = 30  # minutes between two different places
    base: str = "office"  # where the day starts and ends
    minutes: tuple[Way, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """The base, and the places that ways are given between."""
        return (self.base, *(place for way in self.minutes for place in (way.a, way.b)))


@frozen(kw_only=True)
class Trial:
    """A trial at a customer, which they decide on at its end."""

    until: date
    checks: tuple[date, ...] = ()  # agreed check-ins; none: one half-way


@frozen(kw_only=True)
class RecordKeys:
    """The keys that a record of any kind may have."""

    aka: tuple[str, ...] = ()  # its ids before it was renamed, and those of records merged into it
    was: tuple[str, ...] = ()  # its names before, and those of records merged into it
    tags: tuple[str, ...] = ()  # the rep's own words for it
    x: Mapping[str, OwnValue] = field(default_factory=dict)  # the rep's own fields, as [prospect.x]


@frozen(kw_only=True)
class Deal(RecordKeys):
    id: str
    name: str
    amount: float
    stage: str  # a stage of the playbook, or one of CLOSED_STAGES
    company: str = ""
    contacts: tuple[str, ...] = ()
    created: date | None = None  # when the deal came in
    since: date | None = None
    came: datetime | None = None
    attempts: int | None = None
    unanswered: int = 0
    last_try: date | None = None  # the day of the last try
    last_touch: date | None = None
    at: datetime | None = None
    next_on: date | None = None
    next_by: date | None = None  # agreed with the customer: on or before that day
    not_before: date | None = None
    decide_by: date | None = None
    case: float | None = None  # times the odds that it is real since its case was built; kept by the program
    after: float = 0.0  # share of the worth that is left once `decide_by` has passed
    expected: date | None = None
    won_on: date | None = None
    lost_on: date | None = None
    lost_reason: str | None = None  # one of the playbook's
    parked_from: str | None = None  # the stage to which it comes back
    account: str | None = None
    must_for: str | None = None  # who wants it worked whatever it pays: it is on the page and never offered for parking
    introduced_by: str | None = None  # a contact's or an account's id, or any name
    renews: str | None = None  # what it renews, as "acme 2027"; None: new business
    keeps: float | None = None
    chance: float | None = None
    prior: float | None = None
    cadence: int | None = None
    windows: tuple[ClockRange, ...] = ()
    timezone: str | None = None
    place: str | None = None
    needs: tuple[str, ...] = ()
    waive: tuple[str, ...] = ()  # questions that need no answer, by the rep's own decision
    waiting_on: str | None = None  # whom it is with, as "their lawyer"
    next: str | None = None
    next_minutes: int | None = None  # of the agreed next step, where it is not the whole play
    running: Trial | None = None
    crm_id: str | None = None  # its id in the rep's CRM, by which an import finds it
    answers: Mapping[str, str] = field(default_factory=dict)


@frozen(kw_only=True)
class Account(RecordKeys):
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
    mood: Mood | None = None  # unhappy: the next visit puts that right first
    plan: str | None = None
    at: datetime | None = None
    next_on: date | None = None
    next_by: date | None = None
    windows: tuple[ClockRange, ...] = ()
    timezone: str | None = None
    place: str | None = None
    needs: tuple[str, ...] = ()
    next: str | None = None
    crm_id: str | None = None


@frozen(kw_only=True)
class Contact(RecordKeys):
    id: str
    name: str
    company: str = ""
    role: str = ""
    power: Power = "unknown"
    email: str | None = None
    phone: str | None = None
    checked: date | None = None
    next_by: date | None = None
    not_before: date | None = None
    away_until: date | None = None  # until then nothing is offered with them, unless it is promised
    cadence: int | None = None
    moved_to: str | None = None
    crm_id: str | None = None


@frozen(kw_only=True)
class Colleague(RecordKeys):
    id: str
    name: str
    per_hour: float = 0.0
    busy: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()  # plays, by id, in which they lift the chance to advance
    lifts: float = 1.0  # times that chance


@frozen(kw_only=True)
class Task(RecordKeys):
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
    play: str | None = None  # the play whose prep card it has
    place: str | None = None
    needs: tuple[str, ...] = ()
    done_on: date | None = None  # finished; it is not offered any more
    every: str | None = None  # it comes again: "mon", "2 weeks", "month", "last fri"
    after_done: bool = False  # counted from the day it was done, not from its own


@frozen(kw_only=True)
class Book:
    """The whole book, checked, with the defaults filled in."""

    rep: Rep
    hours: Hours
    care: Care
    year: Year | None
    travel: Travel
    deals: tuple[Deal, ...]
    accounts: tuple[Account, ...]
    contacts: tuple[Contact, ...]
    colleagues: tuple[Colleague, ...]
    tasks: tuple[Task, ...]
    playbook: Playbook
    calendars: Calendars = Calendars()
    quota: Quota | None = None
    talk: Talk = NO_TALK

    @property
    def calendar_names(self) -> tuple[str, ...]:
        """The calendars that the book names, the rep's and those of colleagues."""
        return (*self.calendars.busy, *(name for colleague in self.colleagues for name in colleague.busy))

    @property
    def places(self) -> tuple[str, ...]:
        """The places that the book names, those of its ways first, each as often as it is named."""
        records: tuple[Deal | Account | Task, ...] = (*self.deals, *self.accounts, *self.tasks)
        return (*self.travel.places, *(record.place for record in records if record.place))


def record_name(record: str | None, book: Book) -> str:
    """The name of the record with that id.

    "" for None, the id itself if the book has no such record.
    """
    if not record:
        return ""
    records: tuple[Deal | Account | Contact, ...] = (*book.deals, *book.accounts, *book.contacts)
    return next((each.name for each in records if each.id == record), record)
