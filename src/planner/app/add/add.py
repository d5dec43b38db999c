"""`plan add`: a new record from the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from planner.app.add.people import DECIDES, NewPeople, with_customer, with_people
from planner.app.add.questions import QUESTIONS, RecordDraft, first_turn, step
from planner.app.dialogue.converse import converse
from planner.app.lifecycle.words import NOUNS
from planner.app.messages import show_json, tell
from planner.app.promised_days import day_off_warnings
from planner.app.records.edit_record import (
    error_by_field,
    free_id,
    keep,
    plain,
    refuse_taken,
    show_lines,
    value_of_deal,
    worth_line,
)
from planner.app.records.stage_words import with_stage
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import RecordPlace, add_record
from planner.book.record_files import FILES
from planner.book.store.lock import writing
from planner.core.lifecycle.duplicates import contacts_in_other_words, duplicates_of
from planner.core.records.new_record import KINDS, completed, kind_of_word, name_field, name_of, required
from planner.errors import BookErrors, UsageError
from planner.screen.records.values import value_words
from planner.screen.text.wording import listed, money
from planner.typed.fields import FieldText, field_texts, values_of

MOST_DUPLICATES = 3  # records that are named which a new one may be
AUTOMATIC = ("since", "created", "checked")  # fields that plan fills in
SPEAK_FOR_THEMSELVES = ("company", "role", "stage", "email", "phone")
EXAMPLE = {"amount": "amount=48000", "revenue": "revenue=180000", "minutes": "minutes=60"}


class AddedRecord(NamedTuple):
    """A record that was added: the session with it, its kind and id, and its keys."""

    session: Session
    kind: str
    id: str
    values: dict[str, Any]
    linked: tuple[str, ...] = ()  # deals and accounts that had nobody, of a new contact
    people: tuple[str, ...] = ()  # contacts that came with a new deal


def run(settings: Settings, kind: str, words: list[str] | None) -> None:
    """Add a record to the book; on a terminal ask for missing fields.

    Without any field it asks for one record after the other.
    """
    chosen = _kind(kind)
    typed = field_texts(words or (), chosen, named=name_field(chosen))
    if not typed and settings.is_terminal and not settings.yes and not settings.json:
        add_many(settings, chosen)
        return
    _show(_write(settings, chosen, _with_missing(settings, chosen, typed)))


def add_many(settings: Settings, kind: str) -> int:
    """Ask for records of a kind, and add each, until Enter; returns how many there were.

    Ctrl-C leaves too: what was added stays. For a terminal only.
    """
    count = 0
    while True:
        session = Session(settings)
        record = RecordDraft(kind=kind, book=session.book, now=session.now, to_ask=QUESTIONS[kind], one_of_many=True)
        led = converse(settings, first_turn(record), step, "")
        if not led.finished or led.state.is_left:
            if not led.finished and led.state.typed:
                tell(settings, "This one wasn't added.")
            if count:
                tell(settings, "`plan set NAME amount=50k` changes one, `plan undo` takes back the last.")
            return count
        _show_short(_write(settings, kind, led.state.typed))
        count += 1


def _write(settings: Settings, kind: str, typed: Sequence[FieldText]) -> AddedRecord:
    """Add a record with the fields that were typed."""
    with writing(settings.book):
        session = Session(settings)
        decides = next((word.text for word in typed if word.field == DECIDES), "")
        typed = with_stage([word for word in typed if word.field != DECIDES], session.book)
        given = values_of(typed, kind, None, session.now, session.book)
        id = given.pop("id", None) or free_id(session, str(given[name_field(kind)]), kind)
        refuse_taken(session, id, "leave id= out, or choose another")
        values = completed(kind, id, given, session.book, session.today)
        people = with_people(session, decides, values) if decides else NewPeople(session.files, {})
        values |= people.keys
        after = add_record(people.files, kind, values, session.zone)
        linked: list[str] = []
        if kind == "contact" and values.get("company"):
            after, linked = with_customer(session, after, id, str(values["company"]))
        place = RecordPlace(_file(kind), kind, len(_of_kind(session, kind)))
        try:
            written = keep(session, after, f"add {kind} {id}")
        except BookErrors as error:
            raise error_by_field(error, place, typed) from None
    _tell_duplicates(session, kind, id, values)
    for warning in day_off_warnings(written, values):
        tell(settings, f"warning: {warning}")
    return AddedRecord(written, kind, id, values, tuple(linked), people.new)


def _kind(word: str) -> str:
    kind = kind_of_word(word)
    if kind not in KINDS:
        raise UsageError(f'no kind "{word}"', f"one of {', '.join(KINDS)}")
    return kind


def _with_missing(settings: Settings, kind: str, typed: tuple[FieldText, ...]) -> tuple[FieldText, ...]:
    """The words typed, with the answers for the fields that were missing."""
    given = {word.field for word in typed if word.text}
    missing = [field for field in required(kind) if field not in given]
    if missing and (not settings.is_terminal or settings.yes):
        noun = NOUNS.get(kind, kind)
        whole = f"{'an' if noun[0] in 'aeiou' else 'a'} {noun} needs its {' and its '.join(missing)}"
        raise UsageError(whole, "add " + " ".join(EXAMPLE.get(field, f'{field}="…"') for field in missing))
    if not missing:
        return typed
    session = Session(settings)
    kept = tuple(word for word in typed if word.field not in missing)
    record = RecordDraft(kind=kind, book=session.book, now=session.now, to_ask=tuple(missing), typed=kept)
    led = converse(settings, first_turn(record), step, "")
    if not led.finished:
        raise KeyboardInterrupt
    return led.state.typed


def _file(kind: str) -> str:
    return next(file for file, about in FILES.items() if about.key == kind)


def _of_kind(session: Session, kind: str) -> Sequence[Any]:
    of: Sequence[Any] = getattr(session.book, FILES[_file(kind)].book_key)
    return of


def _tell_duplicates(session: Session, kind: str, id: str, values: dict[str, Any]) -> None:
    """Say which records of the book the new one may be once more."""
    found = duplicates_of(kind, values, session.book)
    for record, by in found[:MOST_DUPLICATES]:
        also = f"{record.id} ({name_of(record)})"
        if by == "company":
            tell(session.settings, f"there is an open deal with this company: {also}")
        else:
            same = "has this address" if by == "address" else "has this name"
            tell(session.settings, f"{also} {same} too; if it is the same: plan merge {record.id} {id}")
    if len(found) > MOST_DUPLICATES:
        tell(session.settings, f"and {len(found) - MOST_DUPLICATES} more")
    for name, contact in contacts_in_other_words(values, session.book):
        tell(session.settings, f'"{name}" may be {contact.id} ({contact.name}): plan edit {id}')


def _show(added: AddedRecord) -> None:
    session, kind, id, values = added.session, added.kind, added.id, added.values
    file = _file(kind)
    stands = value_of_deal(session, id) if kind == "prospect" else None
    if session.settings.json:
        document = {"format": 1, "record": id, "kind": kind, "file": file, "fields": plain(values)}
        document |= {"linked": list(added.linked)} if kind == "contact" else {}
        show_json(document | {"currency": session.book.rep.currency, "per_hour": stands.per_hour if stands else None})
        return
    shown = (name for name in values if name not in ("id", name_field(kind), *AUTOMATIC))
    words = ", ".join(_field_words(name, values[name], session) for name in shown)
    lines = [f"Added {values[name_field(kind)]} ({id})" + (f": {words}." if words else ".")]
    if added.linked:
        lines.append(f"Now the contact for {listed(list(added.linked))}, which had no contact.")
    if stands is not None:
        lines.append(worth_line(None, stands, session.book.rep.currency))
    show_lines(lines)


def _field_words(field: str, value: Any, session: Session) -> str:
    """A field in words: $48,000, proposal, expected 24 Dec."""
    if field in ("amount", "revenue"):
        sum_ = money(value, session.book.rep.currency)
        return sum_ if field == "amount" else f"{sum_} a year"
    words = value_words(value, session.today)
    return words if field in SPEAK_FOR_THEMSELVES else f"{field} {words}"


def _show_short(added: AddedRecord) -> None:
    """Say in one line what was added, between two questions."""
    session, kind, id, values = added.session, added.kind, added.id, added.values
    currency = session.book.rep.currency
    words = [money(values[field], currency) for field in ("amount", "revenue") if field in values]
    shown = ("stage", "minutes", "next", "next_on", "at", "by")
    words += [value_words(values[field], session.today) for field in shown if field in values]
    words += added.people
    words += [f"the contact for {listed(list(added.linked))}"] if added.linked else []
    stands = value_of_deal(session, id) if kind == "prospect" else None
    pays = f" · an hour pays {money(stands.per_hour, currency)}" if stands else ""
    show_lines([f"  added {id}: {', '.join(words)}{pays}" if words else f"  added {id}"])
