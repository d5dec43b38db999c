"""The records of a kind that fulfill the conditions of `--where`."""

from __future__ import annotations

from collections.abc import Sequence

from planner.app.records.edit_record import everyone
from planner.app.session import Session
from planner.core.lifecycle.conditions import holds
from planner.core.records.new_record import Record, kind_of
from planner.errors import UsageError
from planner.typed.conditions import conditions_of
from planner.typed.field_values import About

KINDS = ("prospect", "account", "contact", "task")


def records_where(session: Session, kind: str, words: Sequence[str]) -> list[Record]:
    """The records of a kind that fulfill all conditions, in the order of the book.

    Raises UsageError for a condition that can't be read.
    """
    records = [record for record in everyone(session) if kind_of(record) == kind]
    own = {key for record in records for key in record.x}
    conditions = conditions_of(words, own, About(kind, session.now, session.book))
    return [record for record in records if all(holds(each, record) for each in conditions)]


def own_fields_in(session: Session, kind: str, words: Sequence[str]) -> list[str]:
    """The rep's own fields that conditions name, each once, as "x.region"."""
    own = {key for record in everyone(session) if kind_of(record) == kind for key in record.x}
    conditions = conditions_of(words, own, About(kind, session.now, session.book))
    return list(dict.fromkeys(each.field for each in conditions if each.field.startswith("x.")))


def kind_named(word: str | None) -> str:
    """The kind of record that a word means; deals without one."""
    if word is None:
        return KINDS[0]
    singular = word.lower().removesuffix("s")
    if singular == "deal":
        return KINDS[0]
    if singular not in KINDS:
        raise UsageError(f'no kind "{word}"', "prospects, accounts, contacts or tasks")
    return singular
