"""`plan add`: a new record from the command line."""

from __future__ import annotations

from typing import Any

from planner.app.add.draft import RecordDraft
from planner.app.add.one_after_another import add_many
from planner.app.add.people import open_with_contacts
from planner.app.add.questions import first_turn, step
from planner.app.add.write import AddedRecord, file_of, known_rates, write
from planner.app.dialogue.converse import converse
from planner.app.messages import show_json
from planner.app.records.edit_record import (
    plain,
    show_lines,
    value_of_deal,
    worth_line,
)
from planner.app.session import Session
from planner.app.settings import Settings
from planner.core.records.new_record import KINDS, kind_of_word, name_field, noun_of, required, with_article
from planner.errors import UsageError
from planner.screen.records.values import value_words
from planner.screen.text.wording import listed, money
from planner.typed.fields import FieldText, field_texts

AUTOMATIC = ("since", "created", "checked")  # fields that plan fills in
SPEAK_FOR_THEMSELVES = ("company", "role", "stage", "email", "phone")
EXAMPLE = {"amount": "amount=48000", "revenue": "revenue=180000", "minutes": "minutes=60"}


def run(settings: Settings, kind: str, words: list[str] | None) -> None:
    """Add a record to the book; on a terminal ask for missing fields.

    Without any field it asks for one record after the other.
    """
    chosen = _kind(kind)
    typed = field_texts(words or (), chosen, named=name_field(chosen))
    if not typed and settings.is_terminal and not settings.yes and not settings.json:
        add_many(settings, chosen)
        return
    _show(write(settings, chosen, _with_missing(settings, chosen, typed)))


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
        whole = f"{with_article(noun_of(kind))} needs its {' and its '.join(missing)}"
        raise UsageError(whole, "add " + " ".join(EXAMPLE.get(field, f'{field}="…"') for field in missing))
    if not missing:
        return typed
    session = Session(settings)
    kept = tuple(word for word in typed if word.field not in missing)
    record = RecordDraft(
        kind=kind, book=session.book, now=session.now, to_ask=tuple(missing), typed=kept,
        holidays=session.holidays(session.today), rates=known_rates(session),
    )  # fmt: skip
    led = converse(settings, first_turn(record), step, "")
    if not led.finished:
        raise KeyboardInterrupt
    return led.state.typed


def _show(added: AddedRecord) -> None:
    session, kind, id, values = added.session, added.kind, added.id, added.values
    file = file_of(kind)
    stands = value_of_deal(session, id) if kind == "prospect" else None
    if session.settings.json:
        document = {"format": 1, "record": id, "kind": kind, "file": file, "fields": plain(values)}
        document |= {"linked": [*added.linked, *added.joined]} if kind == "contact" else {}
        show_json(document | {"currency": session.book.rep.currency, "per_hour": stands.per_hour if stands else None})
        return
    shown = (name for name in values if name not in ("id", name_field(kind), *AUTOMATIC))
    words = ", ".join(_field_words(name, values[name], session) for name in shown)
    lines = [f"Added {values[name_field(kind)]} ({id})" + (f": {words}." if words else ".")]
    if added.linked:
        lines.append(f"Now the contact for {listed(list(added.linked))}, which had no contact.")
    if added.joined:
        lines.append(f"Also a contact for {listed(list(added.joined))}.")
    elif kind == "contact" and (others := open_with_contacts(session, values, id)):
        lines.append(f"In their deal too? plan set {' '.join(others)} contacts+={id}")
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
