"""Write a new record into the book, with the contacts that come with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from planner.app.add.doubles import tell_doubles
from planner.app.add.notes.left_over import BETWEEN_NOTES, NOTE, NOTE_KEY
from planner.app.add.people import ASIDE, RATE, NewPeople, deals_to_join, with_customer, with_people
from planner.app.add.readers import people_of
from planner.app.messages import tell
from planner.app.promised_days import day_off_warnings
from planner.app.records.edit_record import error_by_field, free_id, keep, refuse_taken
from planner.app.records.stage_words import with_stage
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import RecordPlace, add_record
from planner.book.files import content_of
from planner.book.record_files import FILES
from planner.book.store.lock import writing
from planner.book.store.transaction import FileChange
from planner.core.records.new_record import completed, name_field
from planner.crm.import_settings import FILE as RATES_FILE
from planner.crm.import_settings import ImportSettings, read_settings, write_settings
from planner.errors import BookErrors, PlanError
from planner.typed.fields import FieldText, values_of


class AddedRecord(NamedTuple):
    """A record that was added: the session with it, its kind and id, and its keys."""

    session: Session
    kind: str
    id: str
    values: dict[str, Any]
    linked: tuple[str, ...] = ()  # deals and accounts that had nobody, of a new contact
    people: tuple[str, ...] = ()  # contacts that came with a new deal
    joined: tuple[str, ...] = ()  # deals that had other contacts, of a new contact


def write(settings: Settings, kind: str, typed: Sequence[FieldText]) -> AddedRecord:
    """Add a record with the fields that were typed."""
    company = next((word.text for word in typed if word.field == "company"), "") if kind == "contact" else ""
    joins = deals_to_join(Session(settings), company) if company else []
    with writing(settings.book):
        session = Session(settings)
        said = people_of(typed, session.book)
        typed_rates = [word.text for word in typed if word.field == RATE]
        notes = BETWEEN_NOTES.join(dict.fromkeys(word.text for word in typed if word.field == NOTE))
        kept = [FieldText(NOTE_KEY, "=", notes)] if notes else []
        typed = with_stage([*(word for word in typed if word.field not in ASIDE), *kept], session.book)
        given = values_of(typed, kind, None, session.now, session.book)
        id = given.pop("id", None) or free_id(session, str(given[name_field(kind)]), kind)
        refuse_taken(session, id, "leave id= out, or choose another")
        values = completed(kind, id, given, session.book, session.today)
        people = with_people(session, said, values) if said else NewPeople(session.files, {})
        values |= people.keys
        after = add_record(people.files, kind, values, session.zone)
        linked: list[str] = []
        if kind == "contact" and values.get("company"):
            after, linked = with_customer(session, after, id, str(values["company"]), joins)
        place = RecordPlace(file_of(kind), kind, len(_of_kind(session, kind)))
        try:
            written = keep(session, after, f"add {kind} {id}", _with_rates(session, typed_rates))
        except BookErrors as error:
            raise error_by_field(error, place, typed) from None
    tell_doubles(session, kind, id, values)
    for warning in day_off_warnings(written, values):
        tell(settings, f"warning: {warning}")
    return AddedRecord(written, kind, id, values, tuple(linked), people.new, tuple(joins))


def known_rates(session: Session) -> Mapping[str, float]:
    """The rates of other currencies that the book's import.toml has; none if it can't be read."""
    try:
        return read_settings(content_of(session.folder, RATES_FILE), "prospect", session.book).rates
    except BookErrors:
        return {}


def _with_rates(session: Session, typed: Sequence[str]) -> list[FileChange]:
    """The change of import.toml that keeps rates; none where it can't be edited."""
    rates = {currency: float(rate) for currency, _, rate in (text.partition(" ") for text in typed)}
    if not rates:
        return []
    before = content_of(session.folder, RATES_FILE)
    try:
        read_settings(before, "prospect", session.book)
        after = write_settings(before, "prospect", ImportSettings(rates=rates))
    except PlanError:
        tell(session.settings, f"warning: {RATES_FILE} can't be edited, so the rate wasn't kept: plan check")
        return []
    return [FileChange(RATES_FILE, before, after)]


def file_of(kind: str) -> str:
    return next(file for file, about in FILES.items() if about.key == kind)


def _of_kind(session: Session, kind: str) -> Sequence[Any]:
    of: Sequence[Any] = getattr(session.book, FILES[file_of(kind)].book_key)
    return of
