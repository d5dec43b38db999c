"""A record while its questions are put: what is typed, and what is still to ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime

from planner.app.add.notes.note_times import NoteContext
from planner.core.book import Book
from planner.core.days import WorkingDays
from planner.frozen_class import frozen
from planner.typed.fields import FieldText


@frozen(kw_only=True)
class RecordDraft:
    """A record that is being typed: its fields so far, and those still to ask for."""

    kind: str
    book: Book
    now: datetime  # aware, in the rep's zone
    to_ask: tuple[str, ...]
    typed: tuple[FieldText, ...] = ()
    one_of_many: bool = False  # Enter instead of a name ends it
    number: int = 0  # of records that were added before it
    is_last_look: bool = False  # Enter for the name was pressed once, and is to be confirmed
    notes: str = ""  # typed in one line with the name, to be read once the amount is known
    next_line: str = ""  # the deal after it, typed in place of an answer
    foreign: str = ""  # an amount in another currency, while its rate is asked for
    rates: Mapping[str, float] = field(default_factory=dict)  # currency -> one of it in the book's
    before: RecordDraft | None = None  # at the question before, for "<"
    holidays: frozenset[date] = frozenset()

    @property
    def is_left(self) -> bool:
        """True if Enter was pressed for the name."""
        return self.one_of_many and not self.typed

    @property
    def stage(self) -> str:
        """The stage typed so far; "" without one."""
        return next((word.text for word in self.typed if word.field == "stage"), "")

    @property
    def about(self) -> NoteContext:
        """The book, the time and the working days that a note is read by."""
        return NoteContext(self.book, self.now, WorkingDays(self.book.hours, self.holidays), self.stage)
