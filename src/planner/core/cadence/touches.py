"""The next touch of every record, from its cadence and the day of the last contact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from planner.core.book import Account, Book, Contact, Deal, Kind
from planner.core.customers.introductions import brought_by, seen_more_often
from planner.core.days import WorkingDays, months_later
from planner.core.playbook import Playbook
from planner.core.reasons import Touch
from planner.core.timing.trial import decision_day
from planner.core.value.deal_index import try_minutes


class NextTouch(NamedTuple):
    """The next touch of a record.

    `due` is the last working day by clock + cadence, or by the day of a revisit if that is earlier; `deadline` the last
    working day by clock + cadence × 1.05, after which it is overdue.
    """

    record: str
    name: str
    kind: Kind
    clock: date
    cadence: int  # days
    deadline: date
    due: date
    on_hold_until: date | None  # agreed: nothing before that day
    agreed_on: date | None = None  # the day of the next step, where one is agreed
    revisit_on: date | None = None  # of a lost deal: from then on it is a revisit, which is due until it is made

    def page_date(self, today: date) -> date:
        """The day on which the record is next on a page: the agreed one, else that of its touch."""
        return self.agreed_on if self.agreed_on is not None and self.agreed_on >= today else self.next_date()

    def next_date(self) -> date:
        return max(self.due, self.on_hold_until) if self.on_hold_until else self.due

    def last_date(self) -> date:
        """The last day for it: that of its cadence or revisit, or until which it is on hold."""
        last = max(self.due, self.deadline) if self.revisit_on is None else self.due
        return max(last, self.on_hold_until) if self.on_hold_until else last

    def is_due(self, today: date) -> bool:
        return self.due <= today and not self.is_on_hold(today)

    def is_overdue(self, today: date) -> bool:
        """True once its last day has passed; on the day to which it was on hold it is due."""
        last = max(self.deadline, self.on_hold_until) if self.on_hold_until else self.deadline
        return last < today

    def is_on_hold(self, today: date) -> bool:
        return self.on_hold_until is not None and self.on_hold_until > today

    def reason(self, today: date) -> Touch:
        """The reason for it, whoever is called and whatever is asked."""
        return Touch(
            silent_days=(today - self.clock).days,
            cadence=self.cadence,
            days_left=(self.deadline - today).days,
        )


def cadence_of(record: Deal | Account | Contact, playbook: Playbook) -> int:
    """Days between two touches of a record: its own, or the playbook's for its kind."""
    if record.cadence is not None:
        return record.cadence
    if isinstance(record, Account):
        return playbook.cadence.account
    if isinstance(record, Contact):
        return playbook.cadence.contact
    if record.stage == "lost":
        return playbook.cadence.lost
    return playbook.cadence.parked if record.stage == "parked" else playbook.cadence.open


def cadence_start(record: Deal | Account | Contact) -> date | None:
    """The day from which a record's cadence runs, as far as the record itself says."""
    if isinstance(record, Account):
        return record.last_touch
    if isinstance(record, Contact):
        return record.checked
    came = record.came.date() if record.came else None
    return record.last_touch or record.since or record.lost_on or came


def revisit_day(deal: Deal, playbook: Playbook, revisited: date | None) -> date | None:
    """The day of a lost deal's revisit: months after the no, or after the last revisit."""
    lost_on = deal.lost_on or deal.since
    if deal.stage != "lost" or lost_on is None:
        return None
    return months_later(max(lost_on, revisited or lost_on), playbook.fresh_look.months)


def next_touch(
    record: Deal | Account | Contact,
    playbook: Playbook,
    working: WorkingDays,
    first_seen: date,
    revisited: date | None = None,
) -> NextTouch:
    """The next touch of one record.

    Its cadence runs from `first_seen` where the record gives no day. A lost deal was last revisited on `revisited`.
    """
    clock = cadence_start(record) or first_seen
    cadence = cadence_of(record, playbook)
    deadline = working.last_by(clock + timedelta(days=cadence + cadence // 20))  # × 1.05, rounded down
    revisit_on = revisit_day(record, playbook, revisited) if isinstance(record, Deal) else None
    due = clock + timedelta(days=cadence)
    due = min(due, revisit_on) if revisit_on is not None else due
    trial_ends = decision_day(record) if isinstance(record, Deal) else None
    agreed_on = None if isinstance(record, Contact) else record.next_on or trial_ends
    holds = [day for day in (record.not_before, agreed_on, trial_ends) if day is not None]
    return NextTouch(
        record=record.id,
        name=record.name,
        kind=_kind(record),
        clock=clock,
        cadence=cadence,
        deadline=deadline,
        due=working.last_by(due),
        on_hold_until=max(holds) if holds else None,
        agreed_on=agreed_on,
        revisit_on=working.last_by(revisit_on) if revisit_on is not None else None,
    )


def _kind(record: Deal | Account | Contact) -> Kind:
    if isinstance(record, Account):
        return "account"
    return "contact" if isinstance(record, Contact) else "prospect"


def records_to_touch(book: Book) -> Iterator[Deal | Account | Contact]:
    """Every record with a cadence: all but the deals won, whose customers are accounts."""
    yield from (deal for deal in book.deals if deal.stage != "won")
    yield from book.accounts
    brought = brought_by(book)
    yield from (seen_more_often(each, brought, book.playbook.cadence.account) for each in book.contacts)


def next_touches(
    book: Book,
    working: WorkingDays,
    first_seen: Mapping[str, date],
    today: date,
    revisited: Mapping[str, date] | None = None,
) -> Iterator[NextTouch]:
    """The next touch of every record; one that is not in `first_seen` came into the book today."""
    made = revisited or {}
    away = {key: each.away_until for each in book.contacts if each.away_until for key in (each.id, each.name)}
    for record in records_to_touch(book):
        seen = first_seen.get(record.id, today)
        touch = next_touch(record, book.playbook, working, seen, made.get(record.id))
        back = _back_on(record, away) if away else None
        if back is not None:
            touch = touch._replace(on_hold_until=max(back, touch.on_hold_until or back))
        yield touch


def _back_on(record: Deal | Account | Contact, away: Mapping[str, date]) -> date | None:
    """The day on which the first of a record's people is back; None where one is there."""
    people = (record.id,) if isinstance(record, Contact) else record.contacts
    days = [away[name] for name in people if name in away]
    return min(days) if days and len(days) == len(people) else None


def minutes_needed(cadences: Iterable[int], playbook: Playbook, working: WorkingDays) -> float:
    """Minutes a working day that all touches take.

    Σ touch minutes ÷ cadence × 7 ÷ working days a week.
    """
    touch = try_minutes(playbook.plays["touch"])
    a_day = sum(touch / max(1, cadence) for cadence in cadences)
    return a_day * 7 / working.a_week if working.a_week else 0.0
