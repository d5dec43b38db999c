"""The day's page as a value.

What `plan today` shows, writes to the diary and gives out as JSON.

Field names are those of the JSON document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, date, datetime
from typing import Literal

from planner.core.line import Line, What, Worth
from planner.frozen_class import frozen

# An appointment; agreed for a day, or by it; held until it; a check-in of a trial, or its end.
DayIs = Literal["at", "on", "by", "from", "check-in", "decision"]


@frozen(kw_only=True)
class Taken:
    """The day's part of a meeting that is no step, and the money it keeps off the page."""

    start: datetime
    end: datetime
    title: str
    displaces: float
    whole_day: bool = False

    @property
    def minutes(self) -> int:
        """Minutes that pass in it, a change of the clock counted."""
        return round((self.end.astimezone(UTC) - self.start.astimezone(UTC)).total_seconds() / 60)


@frozen(kw_only=True)
class OpenTime:
    """A stretch of the day left unplanned, for whoever calls back."""

    start: datetime
    minutes: int


@frozen(kw_only=True)
class LeftOut:
    """A step that is not on the page, and why."""

    what: What
    worth: Worth
    minutes: int
    must: bool
    due: bool
    fixed: bool
    because: str
    promised: bool = False
    overdue: int = 0  # working days


@frozen(kw_only=True)
class Reminder:
    """A day of a record, by the rep or their CRM, that is here; agreed with nobody."""

    record: str
    name: str
    on: date
    next: str  # "" where nothing was written down
    because: str | None = None  # the reason for which it has no line; None if it has one


@frozen(kw_only=True)
class ComingStep:
    """A step that is agreed or planned for a coming day, and so not on the page."""

    item: str  # the record's or the task's id
    record: str | None  # of a task the one that it is for
    name: str
    on: date  # the working day that counts
    how: DayIs
    at: datetime | None = None  # of an appointment
    next: str = ""  # the agreed step in the rep's words
    minutes: int | None = None  # left of a task; of the agreed step, where it says so
    waiting_on: str = ""  # whom it is with until then


@frozen(kw_only=True)
class Parking:
    """A deal that pays less than the hour.

    Recommended to be parked, and the hours that would free.
    """

    record: str
    name: str
    per_hour: float
    hours: float
    because: str = ""  # the answer that stops it, as "fit = no", or that nobody answers
    silent_since: date | None = None


@frozen(kw_only=True)
class PromiseShort:
    """A promise that can't be kept, today's or a later one, and a day with room for it."""

    item: str
    record: str | None
    name: str
    last_day: date
    overdue: int  # working days
    move_to: date


@frozen(kw_only=True)
class PromiseFigures:
    """The day's promises: due, on the page, overdue, and the items that can't be kept."""

    due: int = 0
    placed: int = 0
    overdue: int = 0
    broken: tuple[str, ...] = ()
    short: tuple[PromiseShort, ...] = ()  # those broken today, and later ones that no day can hold
    costs: Mapping[str, float] = field(default_factory=dict)  # money the day loses by each long one, by item


@frozen(kw_only=True)
class LeavePlan:
    """A leave, how many of its touches are made before and after it, and when all are."""

    first: date
    last: date
    before: int
    after: int
    caught_up: date | None  # None if none is left for after it


@frozen(kw_only=True)
class CareFigures:
    due: int
    placed: int
    overdue: int
    minutes_needed_per_day: float
    minutes_kept_per_day: float
    next_name: str | None = None  # whose promise comes next, for the page's last lines
    next_on: date | None = None
    costs: float = 0.0  # money that the day would make more without today's touches and prospecting
    later: int = 0  # touches due that are set for a day when an hour costs less
    leave: LeavePlan | None = None  # the one that is near, where touches fall due in it
    to_close: int = 0  # deals far past their stage that are asked on a later day whether to close their file

    @property
    def is_short(self) -> bool:
        """True if the minutes set aside can't hold all touches in the long run."""
        return self.minutes_needed_per_day > self.minutes_kept_per_day


@frozen(kw_only=True)
class Prices:
    """Money an hour.

    What the page's last hour earns, what one hour more would add, what the year needs.
    """

    today: float
    one_more_hour: float
    year: float | None

    @property
    def hour(self) -> float:
        """Money that an hour today is worth; an older page has only what its last one earns."""
        return max(self.today, self.one_more_hour)


@frozen(kw_only=True)
class Ask:
    """A question to the rep: a deal without an agreed next step, a date that has passed."""

    record: str
    name: str
    what: str  # "no next step", "date passed", "firm deadline", "close passed", "closed", "closed step", "canceled" ...
    on: date | None = None
    at: datetime | None = None  # of an appointment that the calendar has called off


@frozen(kw_only=True)
class PageWarning:
    """A warning on the page.

    Of a file in the reader's words, of what is missing from a calendar ("gap"), of a lead that waits, of what has no
    place, of the diary, of two at one time.

    Fields: `text` what is wrong; `name` whose it is, or the file and line; `other` what it collides with; `since` when
    a lead came; `start` its place on the page; `more` how many further errors the diary has; `day` the day off that
    something is promised for, and `counts` the working day after it.
    """

    code: Literal["text", "gap", "care", "lead waits", "not kept", "diary", "day off", "same time"]
    text: str = ""
    name: str = ""
    other: str = ""
    since: datetime | None = None
    start: datetime | None = None
    more: int = 0
    day: date | None = None
    counts: date | None = None


@frozen(kw_only=True)
class PageChange:
    """A change against the page before: the reason of the replan, or a line.

    The line is new, moved or off the page.

    `gain` is what the rep's options gain against the page without them (money).
    """

    code: Literal["trial", "asked", "inputs", "replanned", "gain", "new", "moved", "off"]
    title: str = ""
    name: str = ""
    start: datetime | None = None
    before: datetime | None = None
    gain: float = 0.0
    number: int = 0  # of the line


@frozen(kw_only=True)
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
    items: tuple[Line, ...]
    busy: tuple[Taken, ...]
    left_out: tuple[LeftOut, ...]  # the best of them; `more_left_out` is how many more there are
    park: tuple[Parking, ...]
    care: CareFigures
    open: tuple[OpenTime, ...] = ()
    promises: PromiseFigures = PromiseFigures()
    more_left_out: int = 0
    reminders: tuple[Reminder, ...] = ()
    has_its_day: tuple[ComingStep, ...] = ()  # the first of them; `more_with_day` is how many more there are
    more_with_day: int = 0
    asks: tuple[Ask, ...] = ()
    warnings: tuple[PageWarning, ...] = ()
    changes: tuple[PageChange, ...] = ()  # since the page before; the first says why it was replanned

    @property
    def minutes_done(self) -> int:
        """Minutes of the lines that are logged."""
        return sum(line.slot.minutes for line in self.items if line.status.state == "done")

    @property
    def minutes_open(self) -> int:
        """Minutes left unplanned, at most those that no line takes."""
        free = max(0, self.minutes_available - self.minutes_planned)
        return min(free, sum(each.minutes for each in self.open))
