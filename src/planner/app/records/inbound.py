"""`plan inbound`.

Add a lead that just came in, and plan its answer within the hour or as soon as there are hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from planner.app.day.day_page import page_of
from planner.app.day.day_request import DayRequest
from planner.app.messages import show_json, tell
from planner.app.page.shown_page import Shown
from planner.app.page.working_days import working_days
from planner.app.records.edit_record import error_by_field, free_id, keep, show_lines
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import RecordPlace, add_record
from planner.book.files import BookFiles
from planner.book.store.lock import writing
from planner.core.line import Line
from planner.core.records.new_record import account_named, known_contact, lead, minute_of, open_deals_with
from planner.errors import BookErrors, UsageError
from planner.screen.page.notices import change_texts
from planner.screen.text.reasons import left_out_words
from planner.screen.text.wording import clock, length, next_day
from planner.typed.amounts import option_money
from planner.typed.fields import FieldText

FORMS = ("inc", "inc.", "llc", "ltd", "ltd.", "corp.", "co.", "gmbh", "ag", "s.a.", "lp", "plc")  # part of a name


@dataclass(frozen=True, slots=True)
class Caller:
    """The company and the person of a lead, as far as they are known."""

    company: str
    name: str = ""
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class InboundOptions:
    """The options of `plan inbound`."""

    who: str
    amount: str | None
    email: str | None
    phone: str | None
    note: str | None


def run(settings: Settings, options: InboundOptions, *, plans: bool = True) -> None:
    """Add an inbound lead, a deal in the first stage and a contact.

    `plans`: replan today's page.
    """
    caller = _caller(options.who, options.email, options.phone)
    with writing(settings.book):
        session = Session(settings)
        known = open_deals_with(session.book, caller.company)
        deal = _deal(session, caller, options.amount, options.note)
        files, contact, new = _with_contact(session, caller)
        if contact:
            deal["contacts"] = [contact]
        after = add_record(files, "prospect", deal, session.zone)
        try:
            written = keep(session, after, f"inbound {deal['id']}")
        except BookErrors as error:
            place = RecordPlace("prospects.toml", "prospect", len(session.book.deals))
            raise error_by_field(error, place, [FieldText("amount", "=", options.amount or "")]) from None
        if known:
            tell(settings, f"there is an open deal with {caller.company} already: {known[0].id} ({known[0].name})")
        shown = page_of(written, written.today, DayRequest()) if plans else None
    _show(written, deal, contact if new else None, shown)
    if shown is not None and shown.unkept is not None:
        raise shown.unkept


def _caller(who: str, email: str | None, phone: str | None) -> Caller:
    company, _, name = (part.strip() for part in who.rpartition(","))
    if name.casefold() in FORMS or not company:  # "Acme, Inc."
        company, name = who.strip(" ,"), ""
    if not company:
        raise UsageError("which company is it?", 'write it as "Company, name"')
    return Caller(company, name, email or None, phone or None)


def _deal(session: Session, caller: Caller, amount: str | None, note: str | None) -> dict[str, Any]:
    book = session.book
    figure: float = book.playbook.prospecting.amount
    if amount is not None and amount.strip():
        figure = option_money("--amount", amount.strip(), session.locale)
    if not figure:
        raise UsageError("what could it be worth?", "add --amount 20000; your playbook has no typical amount")
    deal: dict[str, Any] = {"id": free_id(session, caller.company, "prospect")}
    deal |= lead(caller.company, caller.company, figure, book, session.today)
    deal["came"] = minute_of(session.now)
    account = account_named(book, caller.company)
    if account is not None:
        deal["account"] = account.id
    if note:
        deal["next"] = note.strip()
    return deal


def _with_contact(session: Session, caller: Caller) -> tuple[BookFiles, str | None, bool]:
    """The files with the caller among the contacts, their id if known, and whether they are new."""
    known = known_contact(session.book, caller.name, caller.company, caller.email)
    if known is not None:
        return session.files, known.id, False
    name = caller.name or (caller.email or "").partition("@")[0]
    if not name:
        return session.files, None, False
    fields = {"name": name, "company": caller.company, "email": caller.email, "phone": caller.phone}
    values: dict[str, Any] = {"id": free_id(session, name, "contact")} | {
        key: value for key, value in fields.items() if value
    }
    values["checked"] = session.today
    return add_record(session.files, "contact", values, session.zone), str(values["id"]), True


def _show(session: Session, deal: dict[str, Any], contact: str | None, shown: Shown | None) -> None:
    if shown is None:
        show_lines([_added(deal, contact)])
        return
    item = next((item for item in shown.page.items if item.what.record == deal["id"]), None)
    why_not = next((why for name, why in shown.because.items() if name.startswith(f"{deal['id']}/")), "no room")
    if session.settings.json:
        document = {"format": 1, "record": deal["id"], "contact": contact, "amount": deal["amount"]}
        document |= (
            {"item": item.what.item, "start": item.slot.start.isoformat()} if item else {"item": None, "start": None}
        )
        show_json(document | {"because": None if item else why_not, "changes": change_texts(shown.page)})
        return
    lines = [_added(deal, contact)]
    if item:
        lines += _on_page(deal["name"], item)
    else:
        until = session.now + timedelta(minutes=session.book.playbook.answer_within)
        working = working_days(session, session.today)
        then = next_day(working.next_after(session.today), session.today)
        lines.append(f"Not on today's page: {left_out_words(why_not)}. Answer them by {clock(until)} anyway;")
        lines.append(f"otherwise they come first {then}.")
    show_lines([*lines, *change_texts(shown.page)])


def _added(deal: dict[str, Any], contact: str | None) -> str:
    return f"Added {deal['name']} ({deal['id']})" + (f", and {contact} to your contacts." if contact else ".")


def _on_page(name: str, item: Line) -> list[str]:
    what = item.what
    words = f"{name}: {what.title} at {clock(item.slot.start)} today, {length(item.slot.minutes)}."
    return [words, *([f"Objective: {what.objective}"] if what.objective else [])]
