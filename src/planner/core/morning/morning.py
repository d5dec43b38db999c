"""The five parts of the morning's routine as values.

Money is in the book's currency, time in minutes, chances are 0..1.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from planner.core.cadence.close_file import SilentFile
from planner.core.page.page import Ask
from planner.frozen_class import frozen


@frozen(kw_only=True)
class OpenLine:
    """A line of an earlier day without an outcome, and those it can have, the likeliest first."""

    item: str
    record: str | None
    name: str
    title: str
    start: datetime | None
    minutes: int
    outcomes: tuple[str, ...]
    reaches: bool  # a customer: a next date can belong to it
    wins: bool = False  # the deal, where it advances


@frozen(kw_only=True)
class Yesterday:
    """The last day that was not wrapped: its lines, and those without an outcome.

    `date` is None where nothing is left.
    """

    date: date | None = None
    planned: int = 0
    lines: tuple[OpenLine, ...] = ()


@frozen(kw_only=True)
class CalendarChange:
    """A meeting of today that came, went or changed its time since an earlier page."""

    what: Literal["moved", "new", "off"]
    title: str
    start: datetime | None = None  # None: it is off
    before: datetime | None = None  # None: it is new


@frozen(kw_only=True)
class Overnight:
    """Today's calendar against the one known on an earlier day, and appointments called off.

    `since` is None where no earlier page knew today's calendar, or the book names none.
    """

    named: bool = True  # the book names a calendar
    since: date | None = None
    changes: tuple[CalendarChange, ...] = ()
    called_off: tuple[Ask, ...] = ()


@frozen(kw_only=True)
class PromiseToday:
    """A promise that takes time today, or an appointment.

    `start` is None, and `move_to` a day with room, where it can't be kept.
    """

    number: int
    item: str
    record: str | None
    name: str
    title: str
    minutes: int  # preparation and follow-up of today included
    with_sides: bool = False  # they are among the minutes
    start: datetime | None = None
    last_day: date
    overdue: int = 0  # working days
    move_to: date | None = None


@frozen(kw_only=True)
class DealToday:
    """A deal that could advance today: its best step, two chances and the money."""

    number: int
    record: str
    item: str
    name: str
    title: str
    minutes: int
    start: datetime | None  # on today's page; None: it has no place there
    moves: float | None  # chance that the next try advances it
    own: bool  # that chance is the rep's own
    chance: float | None  # to win it
    if_won: float
    per_hour: float


@frozen(kw_only=True)
class DealAtRest:
    """A deal that is given time: until when, and whom it is with or when it was tried."""

    record: str
    name: str
    until: date
    waiting_on: str = ""
    tried: date | None = None


@frozen(kw_only=True)
class AccountToday:
    """An account's next visit; `beats` is True where it pays more than an hour today."""

    record: str
    name: str
    starts: date
    minutes: int
    makes: float
    per_hour: float
    beats: bool


@frozen(kw_only=True)
class Decision:
    """The one question of the day that only the rep can answer.

    `what` is that of a page's question, or "park". `ask` is the open question of the checklist that is worth most.
    """

    record: str
    name: str
    what: str
    on: date | None = None
    amount: float | None = None
    next_step: str = ""  # the deal's next step, and its minutes
    minutes: int = 0
    contact: str = ""  # name of the main contact
    stops: str = ""  # id of the question whose answer stops it
    ask: str = ""
    ask_minutes: int = 0
    per_hour: float = 0.0
    hours: float = 0.0  # that parking it saves


@frozen(kw_only=True)
class Morning:
    """The morning of a day."""

    date: date
    now: datetime
    currency: str
    rep: str
    price_today: float  # money per hour
    yesterday: Yesterday
    overnight: Overnight
    promises: tuple[PromiseToday, ...]
    deals: tuple[DealToday, ...]
    at_rest: tuple[DealAtRest, ...]
    accounts: tuple[AccountToday, ...]
    lists_accounts: bool  # on the first working day of a week
    silent: tuple[SilentFile, ...] = ()  # deals that don't say whether to close their file
    decision: Decision | None
