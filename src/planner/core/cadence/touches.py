"""Nobody forgotten: every record has a cadence, a clock and so a next date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from planner.core.book import Account, Book, Contact, Deal, Kind
from planner.core.days import WorkingDays
from planner.core.playbook import Playbook
from planner.core.value.index import try_minutes


@dataclass(frozen=True, slots=True)
class Promise:
    """When a record must be touched next. `breach` is clock + cadence; `due` the last working day by then."""

    record: str
    name: str
    kind: Kind
    clock: date
    cadence: int  # days
    breach: date
    due: date
    silent_until: date | None  # agreed: nothing before that day
    agreed_on: date | None = None  # the day of the next step, where one is agreed

    def comes_up(self, today: date) -> date:
        """When the record is next on a page: on the day agreed for it, else for its promise."""
        return self.agreed_on if self.agreed_on is not None and self.agreed_on >= today else self.next_date()

    def next_date(self) -> date:
        return max(self.due, self.silent_until) if self.silent_until else self.due

    def is_due(self, today: date) -> bool:
        return self.due <= today and not self.is_silent(today)

    def is_overdue(self, today: date) -> bool:
        return self.breach < today and not self.is_silent(today)

    def is_silent(self, today: date) -> bool:
        return self.silent_until is not None and self.silent_until > today


def cadence_of(record: Deal | Account | Contact, playbook: Playbook) -> int:
    """Days between two touches of a record: its own, or its kind's in the playbook."""
    if record.cadence is not None:
        return record.cadence
    if isinstance(record, Account):
        return playbook.cadence.account
    if isinstance(record, Contact):
        return playbook.cadence.contact
    if record.stage == "lost":
        return playbook.cadence.lost
    return playbook.cadence.parked if record.stage == "parked" else playbook.cadence.open


def clock_of(record: Deal | Account | Contact) -> date | None:
    """The day a record's cadence runs from, as far as the record itself tells it."""
    if isinstance(record, Account):
        return record.last_touch
    if isinstance(record, Contact):
        return record.checked
    came = record.came.date() if record.came else None
    return record.last_touch or record.since or record.lost_on or came


def promise_of(record: Deal | Account | Contact, playbook: Playbook, working: WorkingDays, first_seen: date) -> Promise:
    """The promise to one record; `first_seen` is the day it came into the book, where it tells no other."""
    clock = clock_of(record) or first_seen
    cadence = cadence_of(record, playbook)
    breach = clock + timedelta(days=cadence)
    agreed = [record.not_before] + ([] if isinstance(record, Contact) else [record.next_on])
    silent = max((day for day in agreed if day is not None), default=None)
    return Promise(
        record=record.id,
        name=record.name,
        kind=_kind(record),
        clock=clock,
        cadence=cadence,
        breach=breach,
        due=working.last_by(breach),
        silent_until=silent,
        agreed_on=None if isinstance(record, Contact) else record.next_on,
    )


def _kind(record: Deal | Account | Contact) -> Kind:
    if isinstance(record, Account):
        return "account"
    return "contact" if isinstance(record, Contact) else "prospect"


def cared_for(book: Book) -> Iterator[Deal | Account | Contact]:
    """Every record that somebody is promised a touch of: all but deals won, which are accounts now."""
    yield from (deal for deal in book.deals if deal.stage != "won")
    yield from book.accounts
    yield from book.contacts


def promises(book: Book, working: WorkingDays, first_seen: Mapping[str, date], today: date) -> Iterator[Promise]:
    """The promise to every record of the book; one not in `first_seen` came in today."""
    for record in cared_for(book):
        yield promise_of(record, book.playbook, working, first_seen.get(record.id, today))


def minutes_needed(cadences: Iterable[int], playbook: Playbook, working: WorkingDays) -> float:
    """Minutes a working day that keeping every promise takes: Σ touch minutes ÷ cadence × 7 ÷ working days a week."""
    touch = try_minutes(playbook.plays["touch"])
    a_day = sum(touch / max(1, cadence) for cadence in cadences)
    return a_day * 7 / working.a_week if working.a_week else 0.0
