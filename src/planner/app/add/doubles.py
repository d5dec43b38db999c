"""Records that a new one may be once more, named after it was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.app.messages import tell
from planner.app.session import Session
from planner.core.book import Deal
from planner.core.lifecycle.duplicates import ENDED, Duplicate, accounts_alike, contacts_in_other_words, duplicates_of
from planner.core.records.new_record import name_of
from planner.screen.text.wording import day

MOST = 3  # records that are named which a new one may be
_SHARED = {
    "name": "has this name too",
    "address": "has this address too",
    "earlier name": "had this name",
    "spelling": "is spelled almost the same",
}


def tell_doubles(session: Session, kind: str, id: str, values: Mapping[str, Any]) -> None:
    """Say which records of the book, as it was before, the new one may be once more."""
    found = [each for each in duplicates_of(kind, values, session.book) if each.record.id != id]
    for each in found[:MOST]:
        tell(session.settings, _words(session, kind, id, each))
    if len(found) > MOST:
        tell(session.settings, f"and {len(found) - MOST} more")
    for name, contact in contacts_in_other_words(values, session.book):
        tell(session.settings, f'"{name}" may be {contact.id} ({contact.name}): plan edit {id}')


def tell_accounts_alike(session: Session, company: str, id: str) -> None:
    """Say which accounts are spelled nearly like the company of a new deal."""
    for record in accounts_alike(company, session.book)[:MOST]:
        also, fix = f"{record.id} ({record.name})", f"plan set {id} account={record.id}"
        tell(session.settings, f'"{company}" is spelled almost like {also}; if it is the same: {fix}')


def _words(session: Session, kind: str, id: str, found: Duplicate) -> str:
    record, by = found
    also = f"{record.id} ({name_of(record)})"
    if by == "company":
        return f"there is an open deal with this company: {also}"
    if kind == "prospect" and isinstance(record, Deal) and record.stage in ENDED:
        when = record.lost_on or record.since
        on = f" on {day(when, session.today)}" if when else ""
        verb = "lost" if record.stage == "lost" else "parked"
        return f"you {verb} {also}{on}; if it's open again: plan remove {id}, then plan reopen {record.id}"
    if by == "spelling" and isinstance(record, Deal) and kind == "prospect":
        return f"the customer of {also} is spelled almost the same; if it is the same deal: plan merge {record.id} {id}"
    return f"{also} {_SHARED[by]}; if it is the same: plan merge {record.id} {id}"
