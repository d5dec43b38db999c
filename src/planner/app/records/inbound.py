"""`plan inbound`.

Add a lead that just came in, and plan its answer within the hour or as soon as there are hours.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from planner.app.add.doubles import tell_accounts_alike, tell_doubles
from planner.app.add.lead_words import lead_words
from planner.app.add.set_words import own_keys
from planner.app.day.day_page import page_of
from planner.app.day.day_request import DayRequest
from planner.app.messages import ask_for, show_json, tell
from planner.app.page.shown_page import Shown
from planner.app.page.working_days import working_days
from planner.app.records.edit_record import error_by_field, free_id, keep, show_lines
from planner.app.records.stage_words import with_stage
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import RecordPlace, add_record, place_of, set_record
from planner.book.files import BookFiles
from planner.book.store.lock import writing
from planner.core.book import Deal
from planner.core.line import Line
from planner.core.records.new_record import account_named, known_contact, lead, minute_of, open_deals_with, same_company
from planner.core.value.deal_value import is_open
from planner.errors import BookErrors, UsageError
from planner.frozen_class import frozen
from planner.screen.page.notices import change_texts
from planner.screen.text.reasons import left_out_words
from planner.screen.text.wording import clock, length, money, next_day
from planner.typed.amounts import option_money
from planner.typed.fields import FieldText, field_texts, values_of
from planner.typed.times import field_time

MOST_KNOWN = 5  # open deals that are offered
OWN = ("email", "phone", "note", "came", "amount")  # fields that are options too


@frozen
class Caller:
    """The company and the person of a lead, as far as they are known."""

    company: str
    name: str = ""
    email: str | None = None
    phone: str | None = None


@frozen(kw_only=True)
class InboundOptions:
    """The options of `plan inbound`; `who`: the company, the person and the fields."""

    who: Sequence[str]
    amount: str | None = None
    email: str | None = None
    phone: str | None = None
    note: str | None = None
    came: str | None = None
    new: bool = False


class _Lead(NamedTuple):
    """A lead as typed: who it is, the amount, the note, when it came, and the keys of its deal."""

    caller: Caller
    amount: float | None
    note: str
    came: datetime
    keys: dict[str, Any]
    came_typed: bool


def run(settings: Settings, options: InboundOptions, *, plans: bool = True) -> None:
    """Add an inbound lead, or mark an open deal as just come in.

    `plans`: replan today's page.
    """
    session = Session(settings)
    lead_typed = _lead(session, options)
    about = None if options.new else _open_deal(session, lead_typed.caller.company)
    with writing(settings.book):
        session = Session(settings)
        deal = _deal(session, lead_typed) if about is None else _keys_of(about, lead_typed)
        files, contact, new = _with_contact(session, lead_typed.caller)
        if contact:
            there = deal.get("contacts", list(about.contacts) if about is not None else [])
            deal["contacts"] = list(dict.fromkeys([*there, contact]))
        place = RecordPlace("prospects.toml", "prospect", len(session.book.deals))
        if about is None:
            after = add_record(files, "prospect", deal, session.zone)
        else:
            after, place = set_record(files, session.book, about.id, deal), place_of(session.book, about.id)
            deal = {"id": about.id, "name": about.name, "amount": about.amount} | deal
        try:
            written = keep(session, after, f"inbound {deal['id']}")
        except BookErrors as error:
            raise error_by_field(error, place, [FieldText("amount", "=", _amount_text(options))]) from None
        shown = page_of(written, written.today, DayRequest()) if plans else None
    if about is None:
        tell_doubles(session, "prospect", deal["id"], deal)
        tell_accounts_alike(session, lead_typed.caller.company, deal["id"])
    if new:
        _tell_of_person(session, contact, lead_typed.caller)
    _show(written, _Kept(deal, contact if new else None, about is not None, lead_typed.amount is not None), shown)
    if shown is not None and shown.unkept is not None:
        raise shown.unkept


def _amount_text(options: InboundOptions) -> str:
    words = lead_words(options.who)
    return options.amount or words.field("amount") or words.amount


def _lead(session: Session, options: InboundOptions) -> _Lead:
    """The lead that was typed. Raises UsageError for a value that can't be read."""
    words = lead_words(options.who)
    email, phone = options.email or words.field("email"), options.phone or words.field("phone")
    fields = [word for word in words.fields if word.partition("=")[0] not in OWN]
    typed = with_stage(field_texts(fields, "prospect", own=own_keys(session, "prospect")), session.book)
    amount = None
    if text := _amount_text(options).strip():
        amount = option_money("--amount", text, session.locale)
    came = minute_of(session.now)
    if text := (options.came or words.field("came") or "").strip():
        came = field_time("came", text, session.now, session.locale)
        if came > session.now:
            raise UsageError(f"{text} is still to come", f"--came {clock(session.now)}, or the time it came in")
    note = (options.note or words.field("note") or "").strip()
    keys = values_of(typed, "prospect", None, session.now, session.book)
    return _Lead(
        Caller(words.company, words.person, email or None, phone or None), amount, note, came, keys, bool(text)
    )


def _open_deal(session: Session, company: str) -> Deal | None:
    """The open deal of this name or company that the lead is about; None for a new one.

    Asks on a terminal. Raises UsageError without one.
    """
    settings, book = session.settings, session.book
    known = open_deals_with(book, company)
    named = [
        each
        for each in book.deals
        if is_open(each) and any(same_company(name, company) for name in (each.name, *each.was))
    ]
    known = list({each.id: each for each in (*named, *known)}.values())
    if not known or settings.yes:
        return known[0] if known else None
    first = known[0]
    if not settings.is_terminal or settings.json:
        what = f"{first.name} ({first.id}) is open already: {money(first.amount, book.rep.currency)}, {first.stage}"
        raise UsageError(what, "add --yes if it is about that one, --new for a second deal")
    menu = [f"{number} {each.name}, {each.stage}" for number, each in enumerate(known[:MOST_KNOWN], start=1)]
    tell(settings, f"There is an open deal with {company} already.")
    while True:
        answer = ask_for(f"  {'  '.join(menu)}  n a new deal (Enter: 1)").lower()
        if answer in ("n", "new", "a new deal"):
            return None
        if answer in ("", *map(str, range(1, len(menu) + 1))):
            return known[int(answer or 1) - 1]


def _deal(session: Session, typed: _Lead) -> dict[str, Any]:
    """The keys of a new deal."""
    book, company = session.book, typed.caller.company
    amount = typed.amount if typed.amount is not None else book.playbook.prospecting.amount
    if not amount:
        raise UsageError("what could it be worth?", "add --amount 20,000; your playbook has no typical amount")
    deal: dict[str, Any] = {"id": free_id(session, company, "prospect")}
    deal |= lead(company, company, amount, book, session.today)
    deal["came"] = typed.came
    account = account_named(book, company)
    if account is not None:
        deal["account"] = account.id
    if typed.note:
        deal["next"] = typed.note
    return deal | {key: value for key, value in typed.keys.items() if value is not None}


def _keys_of(deal: Deal, typed: _Lead) -> dict[str, Any]:
    """The keys of an open deal that change with a lead about it."""
    waits = deal.came is not None and deal.came.date() == typed.came.date() and not typed.came_typed
    keys: dict[str, Any] = {} if waits else {"came": typed.came}
    if typed.amount:
        keys["amount"] = typed.amount
    if typed.note:
        keys["next"] = typed.note
    return {key: value for key, value in (keys | typed.keys).items() if value != getattr(deal, key)}


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


def _tell_of_person(session: Session, id: str | None, caller: Caller) -> None:
    """Say who a new contact may be."""
    values = {"name": caller.name, "company": caller.company, "email": caller.email}
    tell_doubles(session, "contact", id or "", values)


class _Kept(NamedTuple):
    """The deal's keys, a new contact, if the deal was open, and if its amount was given."""

    deal: dict[str, Any]
    contact: str | None
    was_open: bool
    has_amount: bool


def _show(session: Session, kept: _Kept, shown: Shown | None) -> None:
    deal, contact = kept.deal, kept.contact
    if shown is None:
        show_lines(_added(session, kept))
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
    lines = _added(session, kept)
    if item:
        lines += _on_page(deal["name"], item)
    else:
        until = session.now + timedelta(minutes=session.book.playbook.answer_within)
        working = working_days(session, session.today)
        then = next_day(working.next_after(session.today), session.today)
        lines.append(f"Not on today's page: {left_out_words(why_not)}. Answer them by {clock(until)} anyway;")
        lines.append(f"otherwise they come first {then}.")
    show_lines([*lines, *change_texts(shown.page)])


def _added(session: Session, kept: _Kept) -> list[str]:
    deal = kept.deal
    added = f"{deal['name']} ({deal['id']})" + (f", and {kept.contact} to your contacts." if kept.contact else ".")
    if kept.was_open:
        came = deal.get("came")
        return [f"It is about {added}", *([f"It came in at {clock(came)}."] if came else [])]
    if kept.has_amount:
        return [f"Added {added}"]
    typical = money(deal["amount"], session.book.rep.currency)
    return [f"Added {added}", f"Counted at {typical}, your typical deal; plan set {deal['id']} amount=… changes it."]


def _on_page(name: str, item: Line) -> list[str]:
    what = item.what
    words = f"{name}: {what.title} at {clock(item.slot.start)} today, {length(item.slot.minutes)}."
    return [words, *([f"Objective: {what.objective}"] if what.objective else [])]
