"""`plan find`: records and rows of the diary by words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planner.app.messages import show_json, tell
from planner.app.records.edit_record import everyone, show_lines
from planner.app.session import Session
from planner.app.settings import Settings
from planner.core.lifecycle.search import FoundRecord, FoundRow, found_records, found_rows
from planner.core.records.names import names_of
from planner.core.records.new_record import kind_of, name_of, noun_of
from planner.core.review.period import Period
from planner.errors import UsageError
from planner.screen.text.json_value import json_value
from planner.screen.text.wording import day as day_text

_SHOWN = ("id", "name", "company")  # fields that every line has
_WHERE = {
    "aka": "earlier id", "was": "earlier name", "contacts": "people", "needs": "colleagues", "next": "next step",
    "plan": "account plan", "waiting_on": "waiting on", "moved_to": "new employer", "crm_id": "CRM id",
    "email": "e-mail",
}  # fmt: skip


def run(settings: Settings, words: Sequence[str], top: int) -> None:
    """Show the records and the diary's notes that have all words."""
    if not " ".join(words).split():
        raise UsageError("find what?", 'plan find pilot, or plan find "break clause"')
    if top < 1:
        raise UsageError(f"--top must be 1 or more, not {top}", "--top 20")
    session = Session(settings)
    records = found_records(words, everyone(session), session.book)
    days, _ = session.diary.days(Period(date.min, session.today), planned=False)
    rows = found_rows(words, days, names_of(session.book))
    if settings.json:
        show_json(
            {
                "format": 1,
                "words": list(words),
                "records": [_record_json(each) for each in records[:top]],
                "rows": [{"date": each.on.isoformat(), **json_value(each.row)} for each in rows[:top]],
                "more_records": max(0, len(records) - top),
                "more_rows": max(0, len(rows) - top),
            }
        )
        return
    lines = [_record_line(each) for each in records[:top]]
    lines += [_row_line(session, each) for each in rows[:top]]
    show_lines(lines or [f"nothing found: {' '.join(words)}"])
    more = max(0, len(records) - top) + max(0, len(rows) - top)
    if more:
        tell(settings, f"and {more} more: add a word, or --top {top + more}")


def _record_json(found: FoundRecord) -> dict[str, object]:
    record = found.record
    names = {"record": record.id, "kind": kind_of(record), "name": name_of(record)}
    return names | {"stage": getattr(record, "stage", None), "in": list(found.fields)}


def _record_line(found: FoundRecord) -> str:
    record, kind = found.record, kind_of(found.record)
    words = [name_of(record), getattr(record, "company", ""), getattr(record, "stage", "")]
    where = dict.fromkeys(_WHERE.get(field, field.split("x.", 1)[-1]) for field in found.fields if field not in _SHOWN)
    shown = " · ".join(dict.fromkeys(word for word in words if word))
    return f"{noun_of(kind):9} {record.id}: {shown}" + (f" (in: {', '.join(where)})" if where else "")


def _row_line(session: Session, found: FoundRow) -> str:
    row = found.row
    name = names_of(session.book).get(row.what.record or "", row.what.record or "")
    what = f"{row.what.title}, {name}" if name else row.what.title
    return f"{day_text(found.on, session.today):9} {what}: {row.result.note}"
