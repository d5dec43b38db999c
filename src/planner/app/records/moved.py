"""`plan moved`: a contact who changed employer.

A door that opens, and one that may have closed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from shlex import quote
from typing import Any

from planner.app.messages import confirm, show_json
from planner.app.records.edit_record import free_id, keep, plain, record_called, show_lines
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import add_record, set_record
from planner.book.files import BookFiles
from planner.book.store.lock import writing
from planner.core.book import Account, Contact, Deal
from planner.core.records.job_change import RelyingRecord, decider_left, move, records_with, without
from planner.core.records.new_record import account_named, lead, open_deals_with
from planner.core.records.words_of_names import name_and_rest
from planner.core.value.deal_index import try_minutes
from planner.errors import UsageError
from planner.frozen_class import frozen
from planner.screen.text.wording import listed, money


@frozen
class JobMove:
    """A contact's new job, and the changes that come with it."""

    person: Contact
    company: str
    changes: dict[str, Any]  # of the contact's fields
    relied: tuple[RelyingRecord, ...]  # the records that they leave
    take_off: bool  # they come off these records
    lead: dict[str, Any] | None  # the new deal at the company


def run(settings: Settings, words: Sequence[str]) -> None:
    """A contact changed employer.

    Note it, see which deals and accounts lose them, and open the new door.
    """
    if len(words) < 2 or not words[-1].strip():
        raise UsageError("where do they work now?", 'write it as plan moved lena-vogt "Nordwind SE"')
    session = Session(settings)
    person, rest = name_and_rest(words, partial(_contact, session))
    where = " ".join(rest).strip()
    changes = move(person, where, session.today)
    relied = records_with(session.book, person) if "moved_to" in changes else ()
    lead_wanted, take_off = _choices(settings, session, person, where, relied)
    with writing(settings.book):
        session = Session(settings)
        person = _contact(session, person.id)
        after = set_record(session.files, session.book, person.id, changes)
        for deal in session.book.deals:
            if deal.id in {each.record for each in relied} and deal.stage not in ("won", "lost"):
                minutes = try_minutes(session.book.playbook.plays["ask"])
                lost = decider_left(deal, person, session.today, minutes)
                after = set_record(after, session.book, deal.id, lost) if lost else after
        if take_off:
            after = _taken_off(session, after, person, relied)
        new = _lead(session, person, where) if lead_wanted else None
        if new:
            after = add_record(after, "prospect", new, session.zone)
        written = keep(session, after, f"moved {person.id} to {where}")
    _show(written, JobMove(person, where, changes, relied, take_off, new))


def _contact(session: Session, word: str) -> Contact:
    person = record_called(session, word)
    if not isinstance(person, Contact):
        raise UsageError(f"{person.id} is not a contact", "see `plan list contacts`, or add one: `plan add contact`")
    return person


def _choices(
    settings: Settings, session: Session, person: Contact, where: str, relied: tuple[RelyingRecord, ...]
) -> tuple[bool, bool]:
    """The choices: add a lead at the new company, take them off the records they leave."""
    if not (settings.is_terminal or settings.yes):
        return False, False
    show_first = [] if settings.json else _who_is_left(person, relied)
    if show_first and settings.is_terminal:
        show_lines(show_first)
    records = listed([each.record for each in relied])
    take_off = bool(relied) and confirm(settings, f"take {person.name} off {records}?")
    known = open_deals_with(session.book, where)
    typical = session.book.playbook.prospecting.amount
    wanted = not known and typical > 0 and confirm(settings, f"add a new lead at {where}?")
    return wanted, take_off


def _taken_off(session: Session, files: BookFiles, person: Contact, relied: tuple[RelyingRecord, ...]) -> BookFiles:
    gone = {each.record for each in relied}
    records: list[Deal | Account] = [*session.book.deals, *session.book.accounts]
    for record in records:
        if record.id in gone:
            left = list(without(record, person)) or None
            files = set_record(files, session.book, record.id, {"contacts": left})
    return files


def _lead(session: Session, person: Contact, where: str) -> dict[str, Any]:
    """A lead at the new company, with the one known there as its contact."""
    book = session.book
    new: dict[str, Any] = {"id": free_id(session, where, "prospect")}
    new |= lead(where, where, book.playbook.prospecting.amount, book, session.today)
    new["contacts"] = [person.id]
    new["prior"] = book.playbook.known.prior
    account = account_named(book, where)
    return new | ({"account": account.id} if account is not None else {})


def _who_is_left(person: Contact, relied: tuple[RelyingRecord, ...]) -> list[str]:
    lines = []
    for each in relied:
        who = f"{'the main contact' if each.main else 'a contact'} of {each.name}"
        left = f"Still there: {listed(list(each.left))}." if each.left else "No other contact there."
        decides = "" if each.decides or not each.left else " No known decision maker."
        lines.append(f"{person.name} was {who}. {left}{decides}")
    return lines


def _show(session: Session, move: JobMove) -> None:
    person, where, relied, new = move.person, move.company, move.relied, move.lead
    settings, book = session.settings, session.book
    if settings.json:
        rows = [
            {"record": r.record, "name": r.name, "main": r.main, "left": list(r.left), "decides": r.decides}
            for r in relied
        ]
        document = {"format": 1, "record": person.id, "changed": plain(move.changes), "relied": rows}
        show_json(document | {"taken_off": move.take_off, "lead": new["id"] if new else None})
        return
    lines = [f"{person.name} ({person.id}): now at {where}, checked today"]
    if not settings.is_terminal:
        lines += _who_is_left(person, relied)
    if move.take_off:
        lines.append(f"Took them off {listed([each.record for each in relied])}")
    else:
        lines += [f"  to take them off it: plan set {each.record} contacts-={quote(each.written)}" for each in relied]
    if person.email and "moved_to" in move.changes:
        lines.append(f"{person.email} was their email: plan set {person.id} email=NEW sets the new one")
    if new:
        lines.append(f"New lead: {new['id']}, {money(new['amount'], book.rep.currency)}, stage {new['stage']}")
    elif known := [deal for deal in open_deals_with(book, where) if "moved_to" in move.changes]:
        lines.append(f"there is an open deal with {where}: plan set {known[0].id} contacts+={person.id}")
    elif "moved_to" in move.changes:
        amount = f"{book.playbook.prospecting.amount:g}"
        command = f"plan add deal {quote(where)} company={quote(where)} contacts={person.id} amount={amount}"
        lines.append(f"to add a lead at {where}: {command}")
    show_lines(lines)
