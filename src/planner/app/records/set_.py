"""`plan set`: fields of a record from the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from planner.app.add.set_words import ask_last_day
from planner.app.lifecycle.set_many import Selection, edit_of, set_many
from planner.app.messages import show_json, tell
from planner.app.page.due_records import say_new_customers
from planner.app.promised_days import day_off_warnings
from planner.app.records.edit_record import (
    error_by_field,
    keep,
    plain,
    record_called,
    show_lines,
    stop_line,
    value_now,
    value_of_deal,
    worth_line,
)
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import place_of, set_record
from planner.book.store.lock import writing
from planner.core.records.new_record import Record
from planner.errors import BookErrors, UsageError
from planner.screen.records.values import field_words
from planner.typed.fields import is_field_text


def run(settings: Settings, words: Sequence[str], where: Sequence[str], kind: str | None, dry_run: bool) -> None:
    """Set fields of a record: checked as a whole book before it is kept.

    Of several, or of those that `where` fits, after a preview.
    """
    records, fields = _split(words)
    if len(records) > 1 and _is_one_name(settings, records):
        records = [" ".join(records)]
    if where or dry_run or len(records) > 1:
        set_many(settings, Selection(records, where, kind), fields, dry_run)
        return
    if not records:
        raise UsageError("which record?", "plan set RECORD amount=52k, or plan set --where stage=lead cadence=30")
    if settings.is_terminal and not settings.yes and not settings.json:
        session = Session(settings)
        fields = ask_last_day(session, record_called(session, records[0]), fields)
    with writing(settings.book):
        session = Session(settings)
        meant = record_called(session, records[0])
        edit = edit_of(meant, fields, session)
        before = value_of_deal(session, meant.id)
        after = set_record(session.files, session.book, meant.id, edit.values)
        try:
            written = keep(session, after, f"set {meant.id} {' '.join(word.field for word in edit.typed)}")
        except BookErrors as error:
            raise error_by_field(error, place_of(session.book, meant.id), edit.typed) from None
    for warning in day_off_warnings(written, edit.changed):
        tell(settings, f"warning: {warning}")
    _show(written, meant, edit.changed, before)
    if edit.changed.get("stage") == "won":
        say_new_customers(settings)


def _is_one_name(settings: Settings, words: Sequence[str]) -> bool:
    """True if the words together name one record, as Hale press shop does."""
    try:
        record_called(Session(settings), " ".join(words))
    except UsageError:
        return False
    return True


def _split(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The records, which come first, and the words that set fields."""
    first = next((place for place, word in enumerate(words) if is_field_text(word)), len(words))
    if first == len(words):
        example = f"plan set {words[0] if words else 'RECORD'} amount=52k"
        raise UsageError(f"set what on {' '.join(words)}?" if words else "set what?", example)
    return list(words[:first]), list(words[first:])


def _show(session: Session, was: Record, changed: Mapping[str, Any], before: Any) -> None:
    after = value_of_deal(session, was.id)
    today, currency = session.today, session.book.rep.currency
    if session.settings.json:
        document = {
            field: {"before": plain(value_now(was, field)), "after": plain(value)} for field, value in changed.items()
        }
        rate = {"per_hour": after.per_hour if after else None, "per_hour_before": before.per_hour if before else None}
        show_json({"format": 1, "record": was.id, "changed": document, "currency": currency} | rate)
        return
    lines = [
        f"{was.id}: {field} {field_words(field, value_now(was, field), today)} -> {field_words(field, value, today)}"
        for field, value in changed.items()
    ]
    stopped = stop_line(session, was.id)
    if stopped is not None and lines:
        lines.append(stopped)
    elif after is not None and lines:
        lines.append(worth_line(before, after, currency))
    show_lines(lines or [f"{was.id} already says that"])
