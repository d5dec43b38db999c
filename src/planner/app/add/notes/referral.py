"""The one who brought a deal: referred by Ann Kerr, came through Tom."""

from __future__ import annotations

import re

from planner.app.add.notes.clauses import AROUND
from planner.app.add.notes.note_times import NoteContext, coming_time
from planner.app.add.notes.people.roles_said import TITLE
from planner.core.book import Account, Book, Contact
from planner.errors import UsageError

_NAME = rf"(?P<name>(?:{TITLE}\.? )?[A-Z\d][\w'’.&-]*(?: (?:(?:of|at|von|van|de|&) )?[A-Z\d][\w'’.&-]*){{0,4}})"
_BY = re.compile(
    rf"\b(?i:(?:(?:a |an |by |it is a |warm |was |were |came as a |came by )*"
    rf"(?:referral|referred|reference|introduction|introduced|intro|recommended|recommendation|recommended to us|tip"
    rf"|brought|passed on|sent our way|sent to us)(?: (?:to )?(?:us|me|them))?"
    rf" (?:from|by|through|via|of)"
    rf"|(?:came|come|comes|got|found)(?: in| to us| them| this| it)? (?:through|via)|^(?:through|via)))"
    rf" (?:(?:our|my|the|their) )?(?:(?:old |new |good )?(?:customer|client|friend|account|contact|partner) )?{_NAME}"
)
_FRIEND = re.compile(rf"\b(?i:friend|cousin|colleague|neighbou?r) of {_NAME}")
_WISHED = re.compile(r"\b(?:wants?|needs?|ask(?:s|ed)?|would like|requests?|requested)\b", re.IGNORECASE)
_THEY_DID = re.compile(
    rf"\b{_NAME}(?: (?:from|at) [A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*)? (?:has |had )?"
    r"(?:referred|introduced|recommended|connected|brought|sent) (?:us|me|them|him|her)\b"
)


def referral(clause: str, about: NoteContext) -> tuple[str, str] | None:
    """The name of the one who brought the deal, and the rest of the clause; None without one."""
    friend = _FRIEND.search(clause)
    if friend is not None and not _is_time(friend["name"], about):  # who it was is said, and the words stay
        return re.sub(r"['’]s?$", "", friend["name"]), clause
    found = _BY.search(clause) or _THEY_DID.search(clause)
    if found is None or _is_time(found["name"], about) or _WISHED.search(clause[: found.start("name")]):
        return None
    left = f"{clause[: found.start()]} {clause[found.end() :]}"
    return found["name"].rstrip("."), " ".join(left.split()).strip(AROUND)


def whole_name(name: str, rest: str) -> str:
    """The first and last name where brackets after it have both: Priya (Priya Nair, Hull)."""
    found = re.match(rf"\(?(?P<whole>{re.escape(name)} [A-Z][\w'’-]+)\b", rest) if name else None
    return found["whole"] if found else name


def _is_time(name: str, about: NoteContext) -> bool:
    """True for a month or a weekday: through March names nobody."""
    try:
        return coming_time(name, about) is not None
    except UsageError:
        return True


def record_named(name: str, book: Book) -> str:
    """The id of the only contact or account that a name means, else the name itself.

    By its whole name in any case, else by its first or last words: Ann for Ann Kerr, Jansen for Jansen Meats. Last by
    a name that it had.
    """
    folded = name.casefold()
    known: tuple[Contact | Account, ...] = (*book.contacts, *book.accounts)
    records = [(each.id, each.name.casefold()) for each in known]
    whole = [id for id, known in records if folded in (known, id.casefold())]
    part = [id for id, known in records if known.startswith(f"{folded} ") or known.endswith(f" {folded}")]
    before = [each.id for each in known if folded in map(str.casefold, each.was)]
    found = whole or part or before
    return found[0] if len(found) == 1 else name
