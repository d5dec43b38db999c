"""A line of the day, from the page to the diary, the log, the export and back.

And its keys in files and JSON.

Money is in the book's currency, time in minutes, chances are 0..1, every `datetime` is aware.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, field, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from planner.frozen_class import frozen

if TYPE_CHECKING:
    from planner.core.book import Kind
    from planner.core.reasons import Why

Does = Literal[
    "advance", "agreed", "ask", "book", "prepare", "follow-up", "touch", "visit", "fresh-look", "find", "task"
]
OUTCOMES = (
    "advanced", "stayed", "waiting", "sent", "no-contact", "no-show", "booked", "moved", "lost", "won", "parked",
    "done",
)  # fmt: skip
SILENT = ("no-contact", "no-show")  # nobody was reached
NOT_HAPPENED = (*SILENT, "moved")  # the work itself did not take place
CHANGES_STAGE = ("advanced", "lost", "won", "parked")
TRIES = ("advance", "ask", "book", "fresh-look")  # steps after which a customer gets time
WITHOUT_CUSTOMER = ("prepare", "follow-up", "find", "task")  # steps that reach nobody: "stayed" means not finished
CLOSE_FILE = "close-file"  # the play that asks whether to close a deal's file, in the place of its touch
State = Literal["planned", "running", "done", "dropped"]


@frozen(kw_only=True)
class What:
    """The work and its customer; `item` is RECORD/PLAY, a task's id, or prospecting/find-N."""

    item: str
    record: str | None = None
    kind: Kind | None = None  # None: of a worked row as the diary has it, which has no such key
    does: Does
    play: str
    title: str
    objective: str = ""
    stage: str | None = None
    people: tuple[str, ...] = ()  # contacts it is with; without any, the record's main contact
    also: tuple[str, ...] = ()  # other records of the customer for which it is the touch as well
    name: str = ""  # the record's, for a person; the diary has no such key

    @property
    def is_by_cadence(self) -> bool:
        """True for a touch, and for the question that takes its place: it makes no money."""
        return self.does == "touch" or self.play == CLOSE_FILE


@frozen(kw_only=True)
class Slot:
    """The place in the day; `part` is [which, of how many] of work that was split."""

    start: datetime
    end: datetime
    minutes: int
    part: tuple[int, int] | None = None
    fixed: bool = False  # an appointment
    from_calendar: bool = False  # the rep's own calendar has it already


@frozen(kw_only=True)
class Worth:
    """Money, of a part the part's.

    `index` is money per hour and unit of payout, so that it outlives a new amount.
    """

    per_hour: float | None = None
    makes: float = 0.0
    value: float = 0.0
    costs: float = 0.0  # of colleagues; per_hour is net of them
    waiting: float = 0.0  # a day's delay takes it
    index: float | None = None
    moves: float | None = None  # chance (0..1) that the next try advances the deal
    chance: float | None = None  # to win the deal
    belief: float | None = None
    helper: str | None = None  # the colleague who is called in because it pays
    helper_adds: float = 0.0  # money that calling them in adds

    @property
    def hourly(self) -> float:
        """Money an hour; 0 for work without a figure."""
        return self.per_hour or 0.0


@frozen(kw_only=True)
class Status:
    """The line's state on its page, and the times when it came, changed there and left."""

    state: State = "planned"
    must: bool = False
    due: bool = False
    promised: bool = False
    overdue: int = 0  # working days
    rank: int = 0  # by money per hour
    number: int = 0  # the line's handle for the day; 0 where it was not kept
    made: datetime | None = None
    changed: datetime | None = None  # its place stayed, and its words did not
    dropped: datetime | None = None
    row: int = 0  # the id of a row of the log on its page
    logged: datetime | None = None


@frozen(kw_only=True)
class Outcome:
    """The result of work, and the record's keys before and after it.

    A key in one of the two only was not there.
    """

    outcome: str | None = None
    aim_met: bool | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    found: int | None = None  # leads, of prospecting
    note: str = ""
    said: Mapping[str, bool] = field(default_factory=dict)  # answers and stories used, and whether each worked
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)
    others: Mapping[str, object] = field(default_factory=dict)  # other records' last contact before it, or "never"


NOTHING_YET = Outcome()  # of a line that nobody has worked on


@frozen(kw_only=True)
class PipelineMove:
    """The deal's pipeline value before and after the work, in cents, at one clock and price.

    `v_was` holds, by first page, what the row moved before it was corrected on a later day.
    """

    v_before: int | None = None
    v_after: int | None = None
    v_won: int | None = None  # cents that the work won
    v_on: str | None = None  # date of the first page that it follows, if not the row's own
    v_was: Mapping[str, object] = field(default_factory=dict)


@frozen(kw_only=True)
class Line:
    """One line of a day.

    `why` is known while the page is planned; the diary keeps its words, `reason`.
    """

    what: What
    slot: Slot
    worth: Worth = Worth()
    status: Status = Status()
    result: Outcome = NOTHING_YET
    pipeline: PipelineMove = PipelineMove()
    why: Why | None = None
    reason: str = ""

    @property
    def is_piece(self) -> bool:
        """True for a row of the log of one piece of longer work, of which more is left."""
        return self.slot.part is not None and self.result.outcome == "stayed"


class Key(NamedTuple):
    """The place of a key in a line, and the type (without `| None`) and default of its value."""

    part: str  # "" where the line itself has it
    type: str
    default: Any  # MISSING: it has to be there


PARTS: dict[str, type] = {
    "what": What, "slot": Slot, "worth": Worth, "status": Status, "result": Outcome,
    "pipeline": PipelineMove,
}  # fmt: skip
KEYS: dict[str, Key] = {
    each.name: Key(
        part,
        str(each.type).removesuffix(" | None"),
        {} if each.default_factory is not MISSING else each.default,
    )
    for part, kind in PARTS.items()
    for each in fields(kind)
} | {"reason": Key("", "str", "")}


def value_of(line: Line, key: str) -> Any:
    """The value that a line has for a key."""
    part = KEYS[key].part
    return getattr(getattr(line, part) if part else line, key)


def line_of(values: Mapping[str, Any], state: State) -> Line:
    """The line with these values; keys that are not there have their defaults.

    Raises TypeError if one is missing.
    """
    parts: dict[str, dict[str, Any]] = {part: {} for part in PARTS} | {"status": {"state": state}}
    direct: dict[str, Any] = {}
    for key, value in values.items():
        part = KEYS[key].part
        (parts[part] if part else direct)[key] = value
    made = {part: PARTS[part](**held) for part, held in parts.items() if held}
    return Line(**made, **direct)
