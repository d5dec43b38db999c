"""Fields of records as people type them: amount=48k, next_on=fri, contacts+=lena-vogt."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import datetime
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from planner.book.similar_names import close
from planner.book.toml.value_text import as_written
from planner.core.book import Book
from planner.core.records.new_record import KINDS
from planner.errors import UsageError
from planner.typed.field_values import About, FieldText, bare_type, entry_value, field_value, own_value
from planner.typed.unknown_field import unknown_field

__all__ = [
    "EXAMPLES",
    "FieldText",
    "field_hint",
    "field_name",
    "field_texts",
    "is_field_text",
    "values_of",
]
_WORD = re.compile(r"([A-Za-z_][\w.-]*?)(\+=|-=|=)(.*)", re.DOTALL)


def name_and_fields(words: Sequence[str]) -> tuple[str, list[str]]:
    """The name that words begin with, and the `field=value` words after it."""
    at = next((n for n, word in enumerate(words) if n and is_field_text(word)), len(words))
    return " ".join(words[:at]), list(words[at:])


def is_field_text(word: str) -> bool:
    """True for a word such as amount=48k."""
    return _WORD.fullmatch(word) is not None


def field_texts(
    words: Iterable[str], kind: str, *, named: str | None = None, own: Collection[str] = ()
) -> tuple[FieldText, ...]:
    """The `field=value` words of a command line.

    If `named` is a field, the words without a `=` before all others are its value: the record's name. `own`: fields
    of the rep's own, for an error. Raises UsageError for any other word without a `=`, an unknown field, or a field
    that is given twice.
    """
    found: list[FieldText] = []
    given = list(words)
    if named is not None and given and not is_field_text(given[0]):
        name, rest = name_and_fields(given)
        given = [name, *rest]
    for word in given:
        match = _WORD.fullmatch(word)
        if match is not None:
            text = match[3].strip()
            field = _known(match[1], kind, is_emptied=match[2] == "=" and not text, own=own)
            found.append(FieldText(field, match[2], text))
        elif named is not None and not any(each.field == named for each in found):
            found.append(FieldText(named, "=", word.strip()))
        else:
            raise UsageError(f'"{word}" is not FIELD=VALUE', 'amount=48000, or with spaces next="Send the offer"')
    twice = [each for n, each in enumerate(found) if each.field in {other.field for other in found[:n]}]
    if twice:
        raise UsageError(f"{twice[0].field} is given twice", "give it once; lists take commas: contacts=lena-vogt,jo")
    return tuple(found)


def values_of(
    words: Iterable[FieldText], kind: str, record: object, now: datetime, book: Book | None = None
) -> dict[str, Any]:
    """The keys to set, as a record's file has them; None removes one.

    `record` is the record as it is now, for += and -=; `now` is aware and in the rep's zone; `book` has the locale,
    and the stages and records that can be named. Raises UsageError if a value can't be read as the field's type.
    """
    about = About(kind, now, book)
    values: dict[str, Any] = {}
    for word in words:
        field, _, inner = word.field.partition(".")
        value = _value(word, record, about)
        if inner:
            values.setdefault(field, {})[inner] = value
        else:
            values[field] = value
    return values


EXAMPLES = {  # of fields that are tables
    "answers": "answers.need=yes",
    "running": "running.until=fri",
    "x": "x.region=north",
}


def _known(field: str, kind: str, *, is_emptied: bool = False, own: Collection[str] = ()) -> str:
    """The field's name, checked; a table that may be left out can be emptied as a whole."""
    head, dot, inner = field.partition(".")
    known = _hints(kind)
    if head not in known:
        raise unknown_field(head, kind, known, own)
    table = _is_table(known[head])
    if dot and not (table and inner):
        raise UsageError(f"{field}: {head} is a single value", f"{head}=…")
    if table and not dot and not (is_emptied and NoneType in get_args(known[head])):
        raise UsageError(f"{head} needs a key", EXAMPLES.get(head, f"{head}.none=0.7"))
    return field


def field_name(name: str, kind: str, own: Collection[str]) -> str:
    """The field of a kind that a word names, or one of the rep's `own`.

    Raises UsageError for a name that is neither, and for a table without a key.
    """
    return f"x.{name}" if name in own and name not in _hints(kind) else _known(name, kind)


def field_hint(word: FieldText, kind: str) -> Any:
    """The type of a field, or of a key in it."""
    head, _, inner = word.field.partition(".")
    hint = _hints(kind)[head]
    return _inner_hint(word, bare_type(hint)) if inner else hint


def _value(word: FieldText, record: object, about: About) -> Any:
    head, _, inner = word.field.partition(".")
    if head == "x":
        if word.how != "=":
            raise UsageError(f"{word.field} is not a list, so {word.how} can't change it", f"{word.field}=…")
        return own_value(word, about) if word.text else None
    hint = field_hint(word, about.kind)
    if word.how != "=":
        there = getattr(record, head, ())
        return _changed_list(word, hint, getattr(there, inner, ()) if inner else there, about)
    if not word.text:
        return None
    if get_origin(bare_type(hint)) is tuple:
        return _entries(word, hint, about)
    return field_value(word, hint, about)


def _inner_hint(word: FieldText, table: Any) -> Any:
    """The type of a key of a table."""
    if not is_dataclass(table):
        return str
    head, _, inner = word.field.partition(".")
    known = get_type_hints(table)
    if inner not in known:
        near = close(inner, sorted(known), alike=0.6)
        fix = f"{head}.{near}=…" if near else f"one of {', '.join(f'{head}.{each}' for each in sorted(known))}"
        raise UsageError(f'{head} has no key "{inner}"', fix)
    return known[inner]


def _entries(word: FieldText, hint: Any, about: About) -> list[Any]:
    """The entries of a list, each once."""
    return list(dict.fromkeys(entry_value(word, text, hint, about) for text in _listed(word.text)))


def _listed(text: str) -> list[str]:
    """The entries of a comma-separated text; an entry with a comma is in double quotes."""
    found = next(csv.reader([" ".join(text.split())], skipinitialspace=True), [])
    return [entry.strip() for entry in found if entry.strip()]


def _changed_list(word: FieldText, hint: Any, now_there: Any, about: About) -> list[Any] | None:
    if get_origin(bare_type(hint)) is not tuple:
        raise UsageError(f"{word.field} is not a list, so {word.how} can't change it", f"{word.field}=…")
    there: list[Any] = as_written(now_there)
    typed = _entries(word, hint, about)
    if word.how == "+=":
        return there + [entry for entry in typed if entry not in there]
    missing = [entry for entry in typed if entry not in there]
    if missing:
        has = ", ".join(map(str, there)) or "nothing"
        raise UsageError(f'"{missing[0]}" is not in {word.field}', f"{word.field} has {has}")
    return [entry for entry in there if entry not in typed] or None


def _hints(kind: str) -> Mapping[str, Any]:
    return get_type_hints(KINDS[kind])


def _is_table(hint: Any) -> bool:
    return is_dataclass(bare_type(hint)) or get_origin(hint) is Mapping
