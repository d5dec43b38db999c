"""Fields of several records at once, shown first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from planner.app.add.set_words import own_keys, with_day
from planner.app.lifecycle.where import kind_named, records_where
from planner.app.messages import confirm, show_json, tell
from planner.app.records.edit_record import error_by_field, flat, keep, plain, record_called, show_lines, value_now
from planner.app.records.stage_words import with_stage
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import place_of, set_record
from planner.book.files import BookFiles
from planner.book.load import load_files
from planner.book.store.lock import writing
from planner.core.book import Deal
from planner.core.records.new_record import Record, keys_for_stage, kind_of, required
from planner.errors import BookErrors, UsageError
from planner.screen.records.values import field_words
from planner.screen.text.wording import counted
from planner.typed.fields import FieldText, field_texts, values_of

MOST_SHOWN = 20  # changes in a preview


class Selection(NamedTuple):
    """The records that are named, or the conditions and the kind of those that are meant."""

    records: Sequence[str]
    where: Sequence[str]
    kind: str | None


class FieldEdit(NamedTuple):
    """The typed fields of a record, the keys to write, and those of them that change."""

    typed: tuple[FieldText, ...]
    values: dict[str, Any]
    changed: dict[str, Any]


def edit_of(record: Record, words: Sequence[str], session: Session) -> FieldEdit:
    """The change of a record that the words stand for. Raises UsageError for one that can't be."""
    kind = kind_of(record)
    typed = with_stage(field_texts(words, kind, own=own_keys(session, kind)), session.book)
    typed = with_day(typed, record, session)
    _refuse(typed, record, kind)
    values = values_of(typed, kind, record, session.now, session.book)
    if isinstance(record, Deal) and isinstance(stage := values.get("stage"), str) and stage != record.stage:
        values = keys_for_stage(record, stage, session.today) | values
    changed = {field: value for field, value in flat(values).items() if value != value_now(record, field)}
    return FieldEdit(typed, values, changed)


def _refuse(typed: tuple[FieldText, ...], record: Record, kind: str) -> None:
    for word in typed:
        if word.field == "id" and word.text != record.id:
            raise UsageError(f"{word}: set can't change an id", f"plan rename {record.id} {word.text or 'NEW-ID'}")
        if word.how == "=" and not word.text and word.field in (*required(kind), "stage", "id"):
            raise UsageError(f"{word}: {kind} records need it", f"write {word.field}=… with something after it")


def set_many(settings: Settings, selection: Selection, words: Sequence[str], dry_run: bool) -> None:
    """Set fields of all records that are meant, in one change, after a preview and a yes."""
    session = Session(settings)
    edits = _edits(session, selection, words)
    _check(session, edits)
    if not settings.json:
        show_lines(_preview(session, edits))
    done = bool(edits) and not dry_run and confirm(settings, f"change {counted(len(edits), 'record')}?")
    if done:
        with writing(settings.book):
            session = Session(settings)
            edits = _edits(session, selection, words)
            after = _after(session, edits)
            fields = dict.fromkeys(word.field for _, edit in edits for word in edit.typed)
            keep(session, after, f"set {' '.join(fields)} of {counted(len(edits), 'record')}")
    tell(settings, "Saved. `plan undo` reverts it." if done else "Nothing changed.")
    if settings.json:
        show_json({"format": 1, "records": [_json(record, edit) for record, edit in edits], "saved": done})


def _edits(session: Session, selection: Selection, words: Sequence[str]) -> list[tuple[Record, FieldEdit]]:
    """The records that change, each once, and their changes."""
    meant = [record_called(session, word) for word in selection.records]
    if selection.where:
        found = records_where(session, kind_named(selection.kind), selection.where)
        ids = {record.id for record in meant}
        meant = [record for record in found if not ids or record.id in ids]
    edits = [(record, edit_of(record, words, session)) for record in {each.id: each for each in meant}.values()]
    return [(record, edit) for record, edit in edits if edit.changed]


def _after(session: Session, edits: Sequence[tuple[Record, FieldEdit]]) -> BookFiles:
    after = session.files
    for record, edit in edits:
        after = set_record(after, session.book, record.id, edit.values)
    return after


def _check(session: Session, edits: Sequence[tuple[Record, FieldEdit]]) -> None:
    """Raise the errors that the book would have with the changes, before they are shown."""
    try:
        load_files(_after(session, edits), session.cache, session.settings.machine_zone)
    except BookErrors as error:
        record, edit = edits[0]
        raise error_by_field(error, place_of(session.book, record.id), edit.typed) from None


def _preview(session: Session, edits: Sequence[tuple[Record, FieldEdit]]) -> list[str]:
    today = session.today
    rows = [
        f"{record.id}: {field} {field_words(field, value_now(record, field), today)}"
        f" -> {field_words(field, value, today)}"
        for record, edit in edits
        for field, value in edit.changed.items()
    ]
    more = [f"and {len(rows) - MOST_SHOWN} more changes"] if len(rows) > MOST_SHOWN else []
    return [*rows[:MOST_SHOWN], *more] or ["no record changes"]


def _json(record: Record, edit: FieldEdit) -> dict[str, object]:
    changed = {
        field: {"before": plain(value_now(record, field)), "after": plain(value)}
        for field, value in edit.changed.items()
    }
    return {"record": record.id, "changed": changed}
