"""`plan add`: a new record from the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.app.messages import ask_for, show_json, tell
from planner.app.promised_days import day_off_warnings
from planner.app.records.edit_record import (
    error_by_field,
    everyone,
    free_id,
    keep,
    plain,
    show_lines,
    value_of_deal,
    value_words,
    worth_line,
)
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import RecordPlace, add_record
from planner.book.record_files import FILES
from planner.book.store.lock import writing
from planner.core.records.new_record import KINDS, completed, name_field, required
from planner.errors import BookErrors, UsageError
from planner.typed.fields import FieldText, field_texts, values_of

WORDS = {"deal": "prospect", "customer": "account", "person": "contact"}
EXAMPLE = {"amount": "amount=48000", "revenue": "revenue=180000", "minutes": "minutes=60"}


def run(settings: Settings, kind: str, words: list[str] | None) -> None:
    """Add a record to the book; ask for missing fields on a terminal."""
    chosen = _kind(kind)
    typed = _with_missing(settings, chosen, field_texts(words or (), chosen, named=name_field(chosen)))
    with writing(settings.book):
        session = Session(settings)
        given = values_of(typed, chosen, None, session.now)
        id = given.pop("id", None) or free_id(session, str(given[name_field(chosen)]), chosen)
        _refuse_taken(session, id)
        values = completed(chosen, id, given, session.book, session.today)
        after = add_record(session.files, chosen, values, session.zone)
        place = RecordPlace(_file(chosen), chosen, len(_of_kind(session, chosen)))
        try:
            written = keep(session, after, f"add {chosen} {id}")
        except BookErrors as error:
            raise error_by_field(error, place, typed) from None
    _tell_same_name(session, chosen, id, values)
    for warning in day_off_warnings(written, values):
        tell(settings, f"warning: {warning}")
    _show(written, chosen, id, place.file, values)


def _kind(word: str) -> str:
    singular = word.lower().removesuffix("s")
    singular = WORDS.get(singular, singular)
    if singular not in KINDS:
        raise UsageError(f'no kind "{word}"', f"one of {', '.join(KINDS)}")
    return singular


def _with_missing(settings: Settings, kind: str, typed: tuple[FieldText, ...]) -> tuple[FieldText, ...]:
    """The words typed, with the answers for the fields that were missing."""
    given = {word.field for word in typed if word.text}
    missing = [field for field in required(kind) if field not in given]
    if missing and (not settings.is_terminal or settings.yes):
        whole = f"{'an' if kind[0] in 'aeiou' else 'a'} {kind} needs its {' and its '.join(missing)}"
        raise UsageError(whole, "add " + " ".join(EXAMPLE.get(field, f'{field}="…"') for field in missing))
    answers = []
    for field in missing:
        answer = ""
        while not answer:
            answer = ask_for(field.capitalize())
        answers.append(FieldText(field, "=", answer))
    return (*(word for word in typed if word.field not in missing), *answers)


def _refuse_taken(session: Session, id: str) -> None:
    for record in everyone(session):
        if record.id == id:
            name = getattr(record, "name", None) or getattr(record, "title", "")
            raise UsageError(f"the id {id} is taken by {name}", "leave id= out, or choose another")


def _file(kind: str) -> str:
    return next(file for file, about in FILES.items() if about.key == kind)


def _of_kind(session: Session, kind: str) -> Sequence[Any]:
    of: Sequence[Any] = getattr(session.book, FILES[_file(kind)].book_key)
    return of


def _tell_same_name(session: Session, kind: str, id: str, values: dict[str, Any]) -> None:
    name = str(values[name_field(kind)]).casefold()
    for record in _of_kind(session, kind):
        if getattr(record, name_field(kind)).casefold() == name:
            tell(session.settings, f"there is another {kind} of that name: {record.id}; this one is {id}")
            return


def _show(session: Session, kind: str, id: str, file: str, values: dict[str, Any]) -> None:
    stands = value_of_deal(session, id) if kind == "prospect" else None
    if session.settings.json:
        document = {"format": 1, "record": id, "kind": kind, "file": file, "fields": plain(values)}
        show_json(document | {"currency": session.book.rep.currency, "per_hour": stands.per_hour if stands else None})
        return
    fields = [
        f"{field} {value_words(value, session.today)}"
        for field, value in values.items()
        if field not in ("id", name_field(kind))
    ]
    lines = [f"added to {file}: {id}" + (f" ({'; '.join(fields)})" if fields else "")]
    if stands is not None:
        lines.append(worth_line(None, stands, session.book.rep.currency))
    show_lines(lines)
