"""Find the record that was typed, and save a change of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.app.day.day_page import current_page
from planner.app.lifecycle.take_back import removal_of
from planner.app.messages import show, tell
from planner.app.page.booking import booking_warnings, new_appointments
from planner.app.page.page_inputs import inputs_of
from planner.app.session import Session
from planner.book.change import RecordPlace, fields_with_errors, write_changes
from planner.book.ids import numbered, slug
from planner.book.load import load_files
from planner.book.toml.value_text import as_written
from planner.core.page.inputs import day_context as context_of
from planner.core.records.names import Named, items_of, records_of, resolve_record
from planner.core.records.new_record import Record, name_of
from planner.core.value.belief import to_chance
from planner.core.value.deal_value import DayContext, DealValue, deal_value, is_open
from planner.core.value.must_know import deal_breaker
from planner.errors import BookErrors, FieldErrors, FileError, PlanError, UsageError
from planner.screen.text.safe_text import safe
from planner.screen.text.wording import per_hour, percent

if TYPE_CHECKING:
    from planner.book.files import BookFiles
    from planner.book.store.transaction import FileChange
    from planner.typed.fields import FieldText


def everyone(session: Session) -> list[Record]:
    """Every record of the book."""
    book = session.book
    return [*book.deals, *book.accounts, *book.contacts, *book.colleagues, *book.tasks]


def record_called(session: Session, word: str, lines: Sequence[Named] | None = None) -> Record:
    """The record that a word of the command line names; `lines` are those of today's page.

    Raises UsageError if it names none, or several.
    """
    records = {record.id: record for record in everyone(session)}
    if word in records:
        return records[word]
    try:
        lines = items_of(current_page(session)) if lines is None else lines
        named = resolve_record(word, records_of(session.book), lines)
    except UsageError:
        if (removal := removal_of(session.folder, word)) is not None:
            raise removal.as_error() from None
        raise
    return records[named.id]


def free_id(session: Session, name: str, kind: str, new: Iterable[str] = ()) -> str:
    """An id made of a name, that no record of the book has, or had, and none of the `new` ones."""
    taken = {id for record in everyone(session) for id in (record.id, *record.aka)}
    return next(numbered([slug(name, kind)], taken.union(new)))


def refuse_taken(session: Session, id: str, fix: str, renamed: Record | None = None) -> None:
    """Raise UsageError for an id that a record other than `renamed` has, or had."""
    for record in everyone(session):
        if record is not renamed and id in (record.id, *record.aka):
            was = "is taken by" if id == record.id else "was that of"
            raise UsageError(f"the id {id} {was} {name_of(record)}", fix)


def keep(session: Session, after: BookFiles, what: str, others: Sequence[FileChange] = ()) -> Session:
    """Check the changed files as a book, write them as the transaction `what`, read them again.

    `others` are written with them.

    Prints the warnings that came with the change. Raises BookErrors if the book could not be used any more, PlanError
    if it can't be written; nothing is written then.
    """
    settings = session.settings
    reading = load_files(after, session.cache, settings.machine_zone)
    write_changes(session.files, after, what, session.now, others)
    _tell_new_warnings(session, reading.warnings)
    changed = Session(settings)
    for record, at in new_appointments(session.book, changed.book):
        for warning in booking_warnings(changed, record, at) if at > session.now else ():
            tell(settings, f"warning: {warning}")
    return changed


def _tell_new_warnings(session: Session, warnings: Sequence[str]) -> None:
    before = {_without_line(warning) for warning in session.loaded.warnings}
    for warning in warnings:
        if _without_line(warning) not in before:
            tell(session.settings, f"warning: {warning}")


def _without_line(warning: str) -> str:
    return warning.partition(": ")[2]


def error_by_field(refused: BookErrors, place: RecordPlace, words: Collection[FieldText]) -> PlanError:
    """Errors of a changed book as errors of the typed words, if all are at `place`."""
    typed = {word.field: word for word in words}
    by_field, others = fields_with_errors(place, typed, refused.errors)
    if others or not by_field:
        return refused
    return FieldErrors(
        [FileError("", None, f"{typed[field]}: {error.what}", error.fix) for field, error in by_field.items()]
    )


def day_context(session: Session) -> DayContext:
    """The view of today that valuing a deal needs."""
    return context_of(inputs_of(session, session.today))


def value_of_deal(session: Session, id: str, context: DayContext | None = None) -> DealValue | None:
    """The value of an open deal today.

    None for any other record, and for one whose deadline has passed.
    """
    deal = next((deal for deal in session.book.deals if deal.id == id), None)
    return deal_value(deal, context or day_context(session)) if deal is not None and is_open(deal) else None


def stop_line(session: Session, id: str) -> str | None:
    """The sentence for an open deal that an answer stops; None for any other record."""
    deal = next((deal for deal in session.book.deals if deal.id == id), None)
    if deal is None or not is_open(deal):
        return None
    stage_at = {stage.name: number for number, stage in enumerate(session.book.playbook.stages)}
    breaker = deal_breaker(deal, session.book.playbook, stage_at)
    if breaker is None:
        return None
    return (
        f"{breaker.words} stops {deal.name}: no step of it is planned, and it counts as 0. `plan park {id}` parks it."
    )


def worth_line(before: DealValue | None, after: DealValue, currency: str) -> str:
    """The chance and the pay of an hour: 82% likely to be real · $412/h."""
    now, was = per_hour(after.per_hour, currency), per_hour(before.per_hour, currency) if before is not None else ""
    return f"{percent(belief_in(after))} likely to be real · {now}" + (f", was {was}" if was not in ("", now) else "")


def belief_in(value: DealValue) -> float:
    """The chance (0..1) that the deal is real."""
    return to_chance(value.log_odds)


def flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields by their whole name: answers.need."""
    fields: dict[str, Any] = {}
    for field, value in values.items():
        if isinstance(value, Mapping):
            fields |= {f"{field}.{inner}": held for inner, held in value.items()}
        else:
            fields[field] = value
    return fields


def value_now(record: Record, field: str) -> Any:
    """The value of a field now; a list as the file has it."""
    head, _, inner = field.partition(".")
    value = getattr(record, head)
    if inner:
        return value.get(inner) if isinstance(value, Mapping) else getattr(value, inner, None)
    return as_written(value)


def plain(value: object) -> object:
    """A field's value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain(held) for key, held in value.items()}
    return [plain(entry) for entry in value] if isinstance(value, list | tuple) else value


def show_lines(lines: Sequence[str]) -> None:
    """Lines of plain text as the answer.

    A name or a note with line ends in it stays on its line.
    """
    show("\n".join(map(safe, lines)))
