"""The keys added to those typed for a new record, or for one put into another stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from typing import Any

from planner.core.book import CLOSED_STAGES, Account, Book, Colleague, Contact, Deal, Task
from planner.core.customers.company_name import company_key
from planner.core.customers.earlier_companies import current_company, deals_called
from planner.core.lifecycle.recurring import first_day

KINDS: dict[str, type] = {
    "prospect": Deal,
    "account": Account,
    "contact": Contact,
    "colleague": Colleague,
    "task": Task,
}
Record = Deal | Account | Contact | Colleague | Task


def kind_of_word(word: str) -> str:
    """The kind that a word means: deals, Customer, person; the word itself if it is none."""
    singular = word.lower().removesuffix("s")
    return {"deal": "prospect", "customer": "account", "person": "contact"}.get(singular, singular)


def noun_of(kind: str) -> str:
    """The word of a rep for a kind: deal, where the key is prospect."""
    return "deal" if kind == "prospect" else kind


def with_article(noun: str) -> str:
    """A noun with its article: a deal, an account."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def kind_of(record: Record) -> str:
    """The kind of a record, as in the files: "prospect", "account" ..."""
    return next(kind for kind, cls in KINDS.items() if type(record) is cls)


def name_of(record: Record) -> str:
    """The name of a record; a task's title."""
    return record.title if isinstance(record, Task) else record.name


def name_field(kind: str) -> str:
    """The name field of a kind."""
    return "title" if kind == "task" else "name"


def required(kind: str) -> tuple[str, ...]:
    """The fields that must be typed for a new record of this kind, its name first."""
    known = fields(KINDS[kind])
    return tuple(
        f.name for f in known if f.default is MISSING and f.default_factory is MISSING and f.name not in FILLED_IN
    )


FILLED_IN = ("id", "stage")  # required of a record, but not typed


def completed(kind: str, id: str, typed: Mapping[str, Any], book: Book, today: date) -> dict[str, Any]:
    """All keys of a new record in their order: id and name, then those typed, then those added.

    A prospect without a stage is in the first, since today; since when it is in a later one only the rep can say. A
    contact was checked today; a recurring task without a day is for the first of its days.
    """
    name = name_field(kind)
    values = {"id": id, name: typed.get(name), **typed}
    if kind == "prospect":
        first = book.playbook.stages[0].name
        stage = values.setdefault("stage", first)
        if stage in (first, *CLOSED_STAGES):
            values.setdefault("since", today)
        if stage in ("won", "lost"):
            values.setdefault(f"{stage}_on", today)
    if kind == "task" and values.get("every") and not any(values.get(key) for key in ("on", "by", "at")):
        values["on"] = first_day(str(values["every"]), today)
    if kind == "contact":
        values.setdefault("checked", today)
    return {field: value for field, value in values.items() if value is not None}


def keys_for_stage(deal: Deal, stage: str, today: date) -> dict[str, Any]:
    """The changed keys of a deal that the rep puts into another stage by hand.

    None removes a key.

    The time in the stage and its tries start again; nothing is said about the last contact.
    """
    changes: dict[str, Any] = {"stage": stage, "since": today}
    if deal.attempts is not None:
        changes["attempts"] = 0
    changes |= {key: today if key == f"{stage}_on" else None for key in ("won_on", "lost_on")}
    if stage != "lost":
        changes["lost_reason"] = None
    changes["parked_from"] = stage_parked_from(deal) if stage == "parked" else None
    if stage in CLOSED_STAGES:
        changes["running"] = None
    return {key: value for key, value in changes.items() if value != getattr(deal, key)}


def stage_parked_from(deal: Deal) -> str | None:
    """The stage to which a deal parked now will come back; None for a closed deal."""
    return deal.parked_from if deal.stage in CLOSED_STAGES else deal.stage


def lead(name: str, company: str, amount: float, book: Book, today: date) -> dict[str, Any]:
    """The keys of a new deal in the first stage, since today."""
    return {"name": name, "company": company, "amount": amount, "stage": book.playbook.stages[0].name, "since": today}


def account_named(book: Book, company: str) -> Account | None:
    """The account that has or had this name: a lead from there is an upsell.

    Case and legal forms don't count.
    """
    wanted = current_company(book, company)
    return next((account for account in book.accounts if wanted and company_key(account.name) == wanted), None)


def known_contact(book: Book, name: str, company: str, email: str | None) -> Contact | None:
    """The contact with this address, else who has or had this name, at this company."""
    for contact in book.contacts:
        if email and contact.email and contact.email.casefold() == email.casefold():
            return contact
    wanted, where = _folded(name), current_company(book, company)
    for earlier in (False, True):
        for contact in book.contacts if wanted else ():
            names = contact.was if earlier else (contact.name,)
            at = current_company(book, contact.moved_to or contact.company) if wanted in map(_folded, names) else None
            if at is not None and (not at or not where or at == where):
                return contact
    return None


def open_deals_with(book: Book, company: str) -> list[Deal]:
    """Open deals with the company that has or had this name."""
    stages = {stage.name for stage in book.playbook.stages}
    return [deal for deal in deals_called(book, company) if deal.stage in stages]


def same_company(a: str, b: str) -> bool:
    """True if two names are of one company.

    Case, blanks, punctuation and legal forms don't count.
    """
    return company_key(a) == company_key(b) != ""


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def minute_of(time: datetime) -> datetime:
    """The time without its seconds."""
    return time.replace(second=0, microsecond=0)
