"""`plan handover`: a book taken over from someone else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planner.app.messages import confirm, show_json
from planner.app.records.edit_record import day_context, keep, plain, show_lines
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import set_records
from planner.book.store.lock import writing
from planner.core.lifecycle.handover import FirstTouch, introductions
from planner.screen.text.wording import counted, day
from planner.typed.days import option_past_day

MOST = 60  # introductions that are shown; --json has them all
SOMEONE = "your predecessor"


def run(settings: Settings, predecessor: str | None, since: str | None) -> None:
    """Show the first touch of each inherited customer, and write them if the rep agrees."""
    with writing(settings.book):
        session = Session(settings)
        start = _since(session, since)
        found = introductions(day_context(session), start, (predecessor or SOMEONE).strip() or SOMEONE)
        if not settings.json:
            show_lines(_lines(found, session.today))
        agreed = bool(found) and confirm(settings, "Save this to your book?")
        if agreed:
            after = set_records(session.files, session.book, [pair for each in found for pair in each.keys.items()])
            keep(session, after, f"handover of {counted(len(found), 'customer')}")
    if settings.json:
        show_json({"format": 1, "introductions": [_row(each) for each in found], "written": agreed})
    elif found:
        show_lines(["Saved. `plan undo` reverts it." if agreed else "Nothing saved yet."])


def _since(session: Session, word: str | None) -> date:
    """The day from which a contact is the rep's own: as typed, else the diary's first."""
    if word is None:
        return session.history(session.today).first_day or session.today
    return option_past_day("--since", word, session.today, session.locale)


def _lines(found: Sequence[FirstTouch], today: date) -> list[str]:
    if not found:
        return ["Every customer has been in touch with you, or has an introduction already."]
    lines = [f"Introduce yourself to {counted(len(found), 'customer')} by {day(found[-1].on, today)}:", ""]
    before = None
    for each in found[:MOST]:
        label = day(each.on, today) if each.on != before else ""
        before = each.on
        agreed = f" · agreed before you: {day(each.agreed, today)}" if each.agreed else ""
        lines.append(f"  {label:<10}  {each.name}{agreed}")
    if len(found) > MOST:
        lines.append(f"              … and {len(found) - MOST} more")
    return [*lines, "", "Until then they are on hold. Days agreed before you aren't your promises: ask about them."]


def _row(each: FirstTouch) -> dict[str, object]:
    return {
        "record": each.record,
        "name": each.name,
        "on": each.on.isoformat(),
        "agreed": each.agreed.isoformat() if each.agreed else None,
        "fields": {record: plain(dict(keys)) for record, keys in each.keys.items()},
    }
