"""The playbook as frozen values: stages, plays, questions and chances.

Money is in the book's currency, time in minutes unless the name says otherwise, chances are 0..1.
Every `datetime` is aware: the reader gives a time without an offset the rep's time zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

How = Literal["meeting", "call", "desk"]
Aim = Literal["learn", "convey", "qualify", "advance"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """Share of today's revenue kept with no visits, half of today's, half as many again, as many as one can."""

    none: float | None = None
    half: float | None = None
    more: float | None = None
    most: float | None = None


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
