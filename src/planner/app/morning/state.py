"""The state of the morning's dialogue: its question, and what to do before the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Literal, NamedTuple, cast
from zoneinfo import ZoneInfo

from planner.app.dialogue.turn import Prompt, Turn
from planner.core.morning.callers import Callers
from planner.core.morning.choices import Choice
from planner.core.morning.commands import Command
from planner.core.morning.morning import Morning, OpenLine, Overnight, Yesterday
from planner.frozen_class import frozen
from planner.locales.locale import PLAIN, Locale
from planner.screen.morning.words import part_head
from planner.screen.text.layout import Sheet, TextLine

QUIT = ("q", "quit", "exit")
Place = Literal["yesterday", "overnight", "off", "callers", "promises", "deals", "silent", "decision", "page", "end"]
Asks = Literal["outcome", "agreed", "choice", "fill", "caller", "promise", "deals", "page"]
Loads = Literal["", "overnight", "today", "page"]


class OpenQuestion(NamedTuple):
    """The open question: its kind, its choices, and the place to go on from."""

    asks: Asks
    choices: tuple[Choice, ...] = ()
    line: OpenLine | None = None
    outcome: str = ""  # given already for that line
    command: Command | None = None  # of which a part is asked for
    place: Place = "end"  # after the answer
    number: int = 0  # there


@frozen(kw_only=True)
class MorningState:
    """The state of the dialogue.

    `screen` is shown, `command` carried out and `loads` loaded before the next question is put.
    """

    sheet: Sheet
    now: datetime
    locale: Locale = PLAIN
    today: Morning | None = None  # once it is planned
    yesterday: Yesterday
    overnight: Overnight | None = None  # once it is known
    callers: Callers
    question: OpenQuestion
    screen: tuple[TextLine, ...] = ()
    command: Command | None = None
    loads: Loads = ""
    place: Place = "yesterday"  # to go on from once it is loaded
    saved: int = 0
    skipped: int = 0  # of yesterday's lines
    stale: bool = True  # today's parts are older than the last answer
    wrapped: bool = False  # every line of yesterday has an answer
    shows_page: bool = False
    exports: bool = False  # the page as a calendar
    began: float = 0.0  # seconds of a clock that only runs on
    took: str = ""  # of the morning, in words
    first: str = ""  # the first line of the page

    @property
    def date(self) -> date:
        return self.now.date()

    @property
    def zone(self) -> ZoneInfo:
        return cast(ZoneInfo, self.now.tzinfo)


MorningTurn = Turn[MorningState]


def heading(state: MorningState, number: int, name: str, text: str) -> list[TextLine]:
    """The heading of a part; the first one is not shown on a morning without lines to log."""
    hidden = 0 if state.yesterday.lines else 1
    return part_head(number - hidden, name, text, state.sheet, 5 - hidden)


def asking(state: MorningState, question: OpenQuestion, prompt: Prompt, screen: Sequence[TextLine] = ()) -> MorningTurn:
    """The turn that shows the lines and puts the question."""
    return Turn(replace(state, question=question, screen=tuple(screen), loads=""), (), prompt)


def loading(state: MorningState, what: Loads, place: Place, screen: Sequence[TextLine] = ()) -> MorningTurn:
    """The turn that shows the lines, has something loaded, and goes on from `place`."""
    return Turn(replace(state, loads=what, place=place, screen=tuple(screen)), ())


def ending(state: MorningState, *, shows_page: bool = False, exports: bool = False) -> MorningTurn:
    """The last turn."""
    return Turn(replace(state, screen=(), loads="", shows_page=shows_page, exports=exports), ())


def saving(state: MorningState, command: Command) -> MorningState:
    """The state with a command to carry out."""
    return replace(state, command=command, saved=state.saved + 1, stale=True)
