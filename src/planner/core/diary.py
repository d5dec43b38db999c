"""The diary as frozen values: a day's planned and worked rows, and a calendar's meetings.

Money is in the book's currency, time in minutes unless the name says otherwise, chances are 0..1.
Every `datetime` is aware: the reader gives a time without an offset the rep's time zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

from planner.core.book import Kind

Does = Literal["advance", "ask", "book", "prepare", "follow-up", "touch", "visit", "fresh-look", "find", "task"]
TENTATIVE = " (tentative)"  # behind the title of a meeting that may not take place


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
