"""The records that are due, written into the book once before the day is planned.

A deal for each contract that ends soon, and the tasks of the first ninety days after a win.
"""

from __future__ import annotations

import contextlib
from shlex import quote
from typing import Any, NamedTuple

from planner.app.messages import tell
from planner.app.page.working_days import working_days
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import add_record, write_changes
from planner.book.ids import numbered, slug
from planner.book.load import load_files
from planner.book.store.lock import writing
from planner.book.store.written_once import add_written_once, written_once
from planner.book.toml.value_text import as_written
from planner.core.records.after_win import account_of, plays_after_wins, recent_wins, task_after_win
from planner.core.records.names import records_of
from planner.core.records.renewals import contracts_to_renew, renewal_deal
from planner.errors import PlanError
from planner.screen.text.wording import full_day, listed, money

MOST_SAID = 8  # new records by name; the rest is a number


class DueRecord(NamedTuple):
    """A record to write, and the name by which it is written only once.

    Without keys it is only said, once.
    """

    once: str
    kind: str
    id: str  # its id is made of these words
    keys: dict[str, Any]
    words: str


def with_due_records(session: Session) -> Session:
    """The book with the records that are due.

    As it is where there are none, or where it can't be written. They are one change, which undo takes back, and never
    come again.
    """
    if not _due_records(session):
        return session
    with contextlib.suppress(PlanError, OSError), writing(session.settings.book):
        fresh = Session(session.settings)
        due = _due_records(fresh)
        if due:
            _write(fresh, due)
        return Session(session.settings)
    return session


def _due_records(session: Session) -> list[DueRecord]:
    return _not_known(session, [*_renewals(session), *_after_wins(session), *_new_customers(session)])


def _not_known(session: Session, found: list[DueRecord]) -> list[DueRecord]:
    """Those that were not written or said before."""
    known = written_once(session.folder) if found else frozenset()
    return [each for each in found if each.once not in known]


def _renewals(session: Session) -> list[DueRecord]:
    book, today = session.book, session.today
    found = []
    for end in contracts_to_renew(book, today):
        amount = money(end.account.revenue, book.rep.currency)
        words = f"{end.account.name} renews by {full_day(end.day)}, {amount} a year"
        id = f"{end.account.id} renewal {end.day.year}"
        found.append(DueRecord(end.renews, "prospect", id, renewal_deal(end, book, today), words))
    return found


def _after_wins(session: Session) -> list[DueRecord]:
    working = working_days(session, session.today)
    found = []
    for due in plays_after_wins(session.book, session.today, working):
        words = f"{due.play.title}, {due.account.name}, by {full_day(due.last_day)}"
        id, keys = f"{due.account.id} {due.play.id}", task_after_win(due, session.today)
        found.append(DueRecord(due.once, "task", id, keys, words))
    return found


def _new_customers(session: Session) -> list[DueRecord]:
    """The customers won lately who are no accounts yet, in a book that has some."""
    book, found = session.book, []
    for deal in recent_wins(book, session.today) if book.accounts else ():
        if account_of(deal, book) is not None or not deal.company:
            continue
        contacts = "".join(f" contacts+={quote(name)}" for name in deal.contacts)
        command = f"plan add account {quote(deal.company)} revenue={deal.amount:g}{contacts}"
        words = f"{deal.company} is a customer now. Their first ninety days come with `{command}`"
        found.append(DueRecord(f"{deal.id} account {deal.won_on}", "account", deal.id, {}, words))
    return found


def say_new_customers(settings: Settings) -> None:
    """Say right after a win what the next page would say of the customer, once."""
    session = Session(settings)
    due = _not_known(session, _new_customers(session))
    if due:
        with contextlib.suppress(PlanError, OSError):
            add_written_once(session.folder, [each.once for each in due])
    for each in due:
        tell(settings, each.words)


def _write(session: Session, due: list[DueRecord]) -> None:
    new = [each for each in due if each.keys]
    taken = {id for record in records_of(session.book) for id in (record.id, *record.aka)}
    after, said = session.files, []
    for each, id in zip(new, numbered((slug(each.id, each.kind) for each in new), taken), strict=True):
        values = {"id": id, **{key: as_written(value) for key, value in each.keys.items()}}
        after = add_record(after, each.kind, values, session.zone)
        said.append(f"new {'deal' if each.kind == 'prospect' else 'task'} {id}: {each.words}")
    said += [each.words for each in due if not each.keys]
    if len(said) > MOST_SAID:
        said[MOST_SAID - 1 :] = [f"and {len(said) - MOST_SAID + 1:,} more"]
    if new:
        load_files(after, session.cache, session.settings.machine_zone)
        write_changes(session.files, after, f"what is due: {_first_few([each.id for each in new])}", session.now)
        said.append("`plan undo` takes that out of the book for good")
    add_written_once(session.folder, [each.once for each in due])
    for line in said:
        tell(session.settings, line)


def _first_few(ids: list[str]) -> str:
    few = ids if len(ids) <= MOST_SAID else [*ids[: MOST_SAID - 1], f"{len(ids) - MOST_SAID + 1:,} more"]
    return listed(few)
