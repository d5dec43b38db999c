"""What a record that is new, or comes to another stage, is given beside what the rep tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from typing import Any

from planner.core.book import CLOSED_STAGES, Account, Book, Colleague, Contact, Deal, Task

KINDS: dict[str, type] = {
    "prospect": Deal,
    "account": Account,
    "contact": Contact,
    "colleague": Colleague,
    "task": Task,
}
Record = Deal | Account | Contact | Colleague | Task


def kind_of(record: Record) -> str:
    """Its kind, as its file has it: "prospect", "contact" …"""
    return next(kind for kind, cls in KINDS.items() if type(record) is cls)


def name_field(kind: str) -> str:
    """The field that a record of this kind is called by."""
    return "title" if kind == "task" else "name"


def required(kind: str) -> tuple[str, ...]:
    """The fields that a new record of this kind must be told, its name first; ids and stages are found."""
    known = fields(KINDS[kind])
    return tuple(f.name for f in known if f.default is MISSING and f.default_factory is MISSING and f.name not in FOUND)


FOUND = ("id", "stage")  # required of a record, and not of the rep


def completed(kind: str, id: str, told: Mapping[str, Any], book: Book, today: date) -> dict[str, Any]:
    """Everything that is written of a new record, in its order: id and name first, then as told, then what is added.

    A prospect without a stage is in the first, and came to its stage today; a contact was seen at work today.
    """
    name = name_field(kind)
    values = {"id": id, name: told.get(name), **told}
    if kind == "prospect":
        stage = values.setdefault("stage", book.playbook.stages[0].name)
        values.setdefault("since", today)
        if stage in ("won", "lost"):
            values.setdefault(f"{stage}_on", today)
    if kind == "contact":
        values.setdefault("checked", today)
    return {field: value for field, value in values.items() if value is not None}


def coming_to_stage(deal: Deal, stage: str, today: date) -> dict[str, Any]:
    """The keys of a deal that change when the rep puts it into another stage by hand; None: the key goes.

    Its time in the stage and its tries count anew. Nothing is said of their having been reached.
    """
    changes: dict[str, Any] = {"stage": stage, "since": today}
    if deal.attempts is not None:
        changes["attempts"] = 0
    changes |= {key: today if key == f"{stage}_on" else None for key in ("won_on", "lost_on")}
    changes["parked_from"] = stage_parked_from(deal) if stage == "parked" else None
    return {key: value for key, value in changes.items() if value != getattr(deal, key)}


def stage_parked_from(deal: Deal) -> str | None:
    """The stage that a deal which is parked now will come back to; None where it was closed."""
    return deal.parked_from if deal.stage in CLOSED_STAGES else deal.stage


def lead(name: str, company: str, amount: float, book: Book, today: date) -> dict[str, Any]:
    """A new deal in the first stage; what else is known of it is added by whoever found it."""
    return {"name": name, "company": company, "amount": amount, "stage": book.playbook.stages[0].name, "since": today}


def account_called(book: Book, company: str) -> Account | None:
    """The account of this name, in any case: a lead from there is an upsell."""
    wanted = _folded(company)
    return next((account for account in book.accounts if _folded(account.name) == wanted), None)


def contact_known(book: Book, name: str, company: str, email: str | None) -> Contact | None:
    """The listed contact with this address, else of this name at this company."""
    for contact in book.contacts:
        if email and contact.email and contact.email.casefold() == email.casefold():
            return contact
    for contact in book.contacts:
        at = contact.moved_to or contact.company
        if name and _folded(contact.name) == _folded(name) and (not at or _folded(at) == _folded(company)):
            return contact
    return None


def open_deals_with(book: Book, company: str) -> list[Deal]:
    """Deals with this company that are neither won, lost nor parked."""
    stages = {stage.name for stage in book.playbook.stages}
    wanted = _folded(company)
    return [deal for deal in book.deals if deal.stage in stages and _folded(deal.company or deal.name) == wanted]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def minute_of(moment: datetime) -> datetime:
    """The minute that a moment is in."""
    return moment.replace(second=0, microsecond=0)
