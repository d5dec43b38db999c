"""`plan set`: fields of a record from the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.app.messages import show_json, tell
from planner.app.promised_days import day_off_warnings
from planner.app.records.edit_record import (
    error_by_field,
    flat,
    keep,
    plain,
    record_called,
    show_lines,
    value_now,
    value_of_deal,
    value_words,
    worth_line,
)
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import place_of, set_record
from planner.book.store.lock import writing
from planner.core.book import Deal
from planner.core.records.new_record import Record, keys_for_stage, kind_of, required
from planner.errors import BookErrors, UsageError
from planner.typed.fields import FieldText, field_texts, values_of


def run(settings: Settings, record: str, words: list[str]) -> None:
    """Set fields of a record: checked as a whole book before it is kept."""
    with writing(settings.book):
        session = Session(settings)
        meant = record_called(session, record)
        kind = kind_of(meant)
        typed = field_texts(words, kind)
        _refuse(typed, meant, kind)
        values = values_of(typed, kind, meant, session.now, session.book)
        if isinstance(meant, Deal) and isinstance(stage := values.get("stage"), str) and stage != meant.stage:
            values = keys_for_stage(meant, stage, session.today) | values
        changed = {field: value for field, value in flat(values).items() if value != value_now(meant, field)}
        before = value_of_deal(session, meant.id)
        after = set_record(session.files, session.book, meant.id, values)
        try:
            written = keep(session, after, f"set {meant.id} {' '.join(word.field for word in typed)}")
        except BookErrors as error:
            raise error_by_field(error, place_of(session.book, meant.id), typed) from None
    for warning in day_off_warnings(written, changed):
        tell(settings, f"warning: {warning}")
    _show(written, meant, changed, before)


def _refuse(typed: tuple[FieldText, ...], record: Record, kind: str) -> None:
    for word in typed:
        if word.field == "id" and word.text != record.id:
            raise UsageError(f"{word}: set changes no id", f"plan rename {record.id} {word.text or 'NEW-ID'}")
        if word.how == "=" and not word.text and word.field in (*required(kind), "stage", "id"):
            raise UsageError(f"{word}: {kind} records need it", f"write {word.field}=… with something after it")


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
        f"{was.id}: {field} {value_words(value_now(was, field), today)} -> {value_words(value, today)}"
        for field, value in changed.items()
    ]
    if after is not None and lines:
        lines.append(worth_line(before, after, currency))
    show_lines(lines or [f"{was.id} says that already"])
