"""Values for the screens: a record's card, the table, the next line, the state of the day."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from planner.frozen_class import frozen

if TYPE_CHECKING:
    from planner.core.book import Account, Contact, Deal, Kind, OwnValue, Task
    from planner.core.customers.deals_for_others import PetDeal
    from planner.core.line import Line
    from planner.core.page.page import DayIs, Taken
    from planner.core.playbook import Aim, Question, Trigger
    from planner.core.talk.choose import TalkingPoint
    from planner.core.talk.look_for import LookFor
    from planner.core.talk.question_worth import QuestionNow
    from planner.core.why.explanation import CalendarMatch


# Columns that a table can be sorted by.
SORTS = ("per_hour", "amount", "if_won", "moves", "chance", "name", "stage", "last_touch", "next_date", "book")


@frozen(kw_only=True)
class KnownPerson:
    """A contact whom the rep knows from where they worked before."""

    name: str
    company: str  # before


@frozen(kw_only=True)
class Preparation:
    """The preparation for the next contact; it has the same parts for every customer."""

    title: str
    aim: Aim
    objective: str
    minutes: int
    bring: tuple[str, ...] = ()
    open_questions: tuple[Question, ...] = ()
    say: tuple[str, ...] = ()
    known: tuple[KnownPerson, ...] = ()
    ask_first: QuestionNow | None = None  # the question that is worth most now
    suggestion: TalkingPoint | None = None  # the answer or story that fits and worked most often
    cares: tuple[str, ...] = ()  # of the contact's persona, about
    triggers: tuple[Trigger, ...] = ()  # to look for before a first call or a revisit


@frozen(kw_only=True)
class RecordObservation:
    """An observation about a record; `days` where it is about time."""

    what: Literal[
        "silent", "one contact", "no contact", "nobody decides", "no next step", "date passed", "promise late"
    ]
    days: int | None = None


@frozen(kw_only=True)
class DealState:
    """The state of an open deal: money per hour, payout, chances 0..1.

    Where an answer stops it, `stopped` says which, and an hour and its chance are 0.
    """

    per_hour: float
    worth: float  # the payout: what a win counts as, with the share of such deals that buy from us
    if_won: float  # money to the rep if it is won, as in the list
    belief: float
    chance: float
    stage_number: int  # from 1
    stages: int
    stopped: str = ""  # "power: hidden"


@frozen(kw_only=True)
class RecordCard:
    """Everything known of one record; `history` has the newest first."""

    record: Deal | Account | Contact | Task
    currency: str
    today: date
    contacts: tuple[Contact, ...] = ()  # the main one first; one that is not in the book has only a name
    customer: tuple[str, ...] = ()  # ids of the customer's other records
    standing: DealState | None = None
    next_date: date | None = None  # when it is on a page next
    next_how: DayIs | None = None  # an appointment, agreed for that day or by it; None: its touch, or a task's own day
    appointment: CalendarMatch | None = None  # its next one in a calendar
    preparation: Preparation | None = None
    observations: tuple[RecordObservation, ...] = ()
    history: tuple[Line, ...] = ()
    pet: PetDeal | None = None  # worked because someone else wants it
    brought: tuple[Deal, ...] = ()  # the deals that they introduced


@frozen(kw_only=True)
class ProspectingCard:
    """The prep card of a search for new deals."""

    item: str
    number: int | None  # its line's on today's page, if there is one
    currency: str
    preparation: Preparation
    look_for: LookFor


class ListRow(NamedTuple):
    """A row of the table of records; money and chances 0..1."""

    kind: Kind
    id: str
    name: str
    company: str = ""
    stage: str = ""  # of a deal; "done" of a task
    role: str = ""  # of a contact
    amount: float | None = None  # of a deal; an account's revenue a year
    per_hour: float | None = None
    chance: float | None = None
    last_touch: date | None = None
    next_date: date | None = None  # the day of the next step, else of the next touch
    agreed_on: date | None = None  # the day of the next step; None where no day is agreed
    touch_on: date | None = None  # the day of the next touch
    visit_from: date | None = None  # an account's next visit: the day from which it is offered
    visit_minutes: int | None = None
    visit_makes: float | None = None
    title: str = ""  # of a deal's next step, or an account's next visit
    minutes: int | None = None  # that step takes
    moves: float | None = None  # chance that a deal's next try advances it
    if_won: float | None = None  # money of a deal to the rep, if it is won
    tags: tuple[str, ...] = ()
    own: tuple[OwnValue | None, ...] = ()  # the rep's own fields that the table shows


@frozen(kw_only=True)
class FixedTime:
    """The next fixed time."""

    start: datetime
    title: str


@frozen(kw_only=True)
class NextLine:
    """The most valuable line now; None where nothing fits before `fixed` or nothing is left."""

    now: datetime
    currency: str
    item: Line | None
    running: bool = False  # the clock runs for it
    fixed: FixedTime | None = None


@frozen(kw_only=True)
class DayStatus:
    """The state of the day: the running clock, the page at this time, and the lines done."""

    now: datetime
    currency: str
    running: Line | None = None
    since: datetime | None = None  # start of the clock
    on: Line | None = None  # the line of the page at this time
    coming: Line | None = None
    meeting: Taken | None = None  # the current meeting or blocked time, else the next
    done: int = 0  # lines done of those planned
    planned: int = 0  # lines on the first page of the day
    made: float = 0.0  # by the lines done, as the page had it
    won: float | None = None  # by the day's work; None where no log says it
    moved: float | None = None  # by how much the day's work moved the open deals; None where no log says it
