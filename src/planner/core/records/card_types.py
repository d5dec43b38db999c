"""What is known of one record, and the short answers: what next, where the day stands, the book as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from planner.core.book import Account, Contact, Deal, Kind, Task
    from planner.core.line import Line
    from planner.core.page.page import Taken
    from planner.core.playbook import Aim, Question
    from planner.core.why.explanation import CalendarMatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """The card for the next contact; the same for the smallest and the largest."""

    title: str
    aim: Aim
    objective: str
    minutes: int
    bring: tuple[str, ...] = ()
    open_questions: tuple[Question, ...] = ()
    say: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """Something worth seeing in a record; `days` where it is one of time."""

    what: Literal[
        "silent", "one contact", "no contact", "nobody decides", "no next step", "date passed", "promise late"
    ]
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an open deal stands: money an hour, chances 0..1, the stage's number from 1 and how many there are."""

    per_hour: float
    worth: float
    belief: float
    chance: float
    stage_number: int
    stages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCard:
    """Everything known of one record; `history` newest first."""

    record: Deal | Account | Contact | Task
    currency: str
    today: date
    contacts: tuple[Contact, ...] = ()  # of the record, the main one first; one that is not listed has only a name
    standing: Standing | None = None
    next_date: date | None = None  # when it comes up again
    appointment: CalendarMatch | None = None  # its next one, where a calendar tells it
    preparation: Preparation | None = None
    observations: tuple[Observation, ...] = ()
    history: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """A record in the table of the book; what a kind does not have is left out. Money and chance 0..1."""

    kind: Kind
    id: str
    name: str
    company: str = ""
    stage: str = ""  # of a deal; a contact's role
    amount: float | None = None  # of a deal; an account's revenue a year
    per_hour: float | None = None
    chance: float | None = None
    last_touch: date | None = None
    next_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedThing:
    """What one has to be free for."""

    start: datetime
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextThing:
    """The most valuable thing to do now; none where nothing fits before what is `fixed` next, or nothing is left."""

    now: datetime
    currency: str
    item: Line | None
    running: bool = False  # the clock runs for it
    fixed: FixedThing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStatus:
    """Where the day stands: what the clock runs for, what the page has now, what comes, and how much is done."""

    now: datetime
    currency: str
    running: Line | None = None
    since: datetime | None = None  # its clock
    on: Line | None = None  # the line of the page whose time it is; no clock need run for it
    coming: Line | None = None
    meeting: Taken | None = None  # the meeting or blocked time that is on, else the next
    done: int = 0  # of those planned
    planned: int = 0  # by the first page of the day
    made: float = 0.0  # by what is done
