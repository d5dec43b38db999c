"""Errors of types: checked by pydantic on the book's own classes, in the book's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Any

from planner.book.read.findings import Findings, Spot
from planner.book.read.limits import shown
from planner.book.similar_names import close
from planner.core.book import Book

if TYPE_CHECKING:
    from pydantic_core import SchemaValidator

Locate = Callable[[tuple[str | int, ...]], Spot]

_EXPECTED = {
    "string_type": ("text", 'write it in quotes: {key} = "..."'),
    "int_type": ("a whole number", "write {key} = 3"),
    "float_type": ("a number", "write {key} = 0.5"),
    "bool_type": ("true or false", "write {key} = true"),
    "date_type": ("a date", "write {key} = 2026-11-23, without quotes and without a time"),
    "datetime_type": ("a date with a time", "write {key} = 2026-11-23T14:00, without quotes"),
    "tuple_type": ("a list", "write {key} = [...]"),
    "mapping_type": ("a table", "write {key} = {{ ... }}"),
    "dict_type": ("a table", "write {key} = {{ ... }}"),
    "dataclass_type": ("a table", "write {key} = {{ ... }}"),
}
_EXAMPLES = {
    "windows": 'write windows = ["09:00-11:30"]',
    "contacts": 'write contacts = ["lena-vogt"]',
    "needs": 'write needs = ["sam"]',
    "after": 'write after = ["other-task"]',
    "busy": 'write busy = ["work.ics"]',
    "not": 'write not = ["Title of the event"]',
    "emails": 'write emails = ["dana@firm.example"]',
    "amount": "write amount = 48_000",
    "revenue": "write revenue = 180_000",
}
_MISSING = {
    "rep": "add [rep] and below it name and currency",
    "hours": 'add [hours] and below it mon = ["08:30-12:30", "13:15-17:30"], and so on',
    "name": 'add name = "..."',
    "title": 'add title = "..."',
    "currency": 'add currency = "EUR", or what you are paid in',
    "stage": 'add stage = "...", a stage of the playbook or "won", "lost", "parked"',
    "minutes": "add minutes = 30, or how long it takes",
    "how": 'add how = "meeting", "call" or "desk"',
    "play": 'add play = "...", the id of a play',
    "real": "add real = { ... }, the chances with a buyer who will buy",
    "dead_end": "add dead_end = { ... }, the chances with one who never will",
    "advance": "add advance = 0.5, the chance that a try advances the deal",
    "lost": "add lost = 0.1, the chance that a try loses the deal",
}


@cache  # a book is read twice where a change is checked before it is kept
def _validator() -> SchemaValidator:
    """A strict check of a Book.

    A dict may stand for a dataclass, as TOML writes it, at any depth.
    """
    from pydantic import ConfigDict, TypeAdapter  # here: most runs never need it, and loading it takes its time
    from pydantic_core import SchemaValidator

    # A tuple of one: pydantic takes a configuration for anything but a bare dataclass.
    schema = TypeAdapter(tuple[Book], config=ConfigDict(strict=True, extra="ignore")).core_schema
    return SchemaValidator(_with_tables_as_dicts(schema))


def _with_tables_as_dicts(schema: Any) -> Any:
    if isinstance(schema, dict):
        opened = {key: _with_tables_as_dicts(part) for key, part in schema.items()}
        return {**opened, "strict": False} if schema.get("type") == "dataclass" else opened
    return [_with_tables_as_dicts(part) for part in schema] if isinstance(schema, list) else schema


def checked_book(findings: Findings, tables: Mapping[str, Any], locate: Locate) -> Book | None:
    """The book of prepared tables; None if a type is wrong, which is reported at `locate(path)`."""
    from pydantic import ValidationError

    try:
        book: Book = _validator().validate_python((tables,))[0]
        return book
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            spot = locate(detail["loc"][1:])
            if not findings.is_bad(spot):
                findings.error(spot, *_in_words(findings, str(spot.path[-1]) if spot.path else "", dict(detail)))
        return None


def _in_words(findings: Findings, key: str, detail: dict[str, Any]) -> tuple[str, str]:
    kind, value = detail["type"], detail["input"]
    if kind == "missing":
        return f"`{key}` is missing", _MISSING.get(key) or _EXAMPLES.get(key, f"add {key} = ...")
    if kind == "literal_error":
        known = detail["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        meant = close(value, known) if isinstance(value, str) and findings.may_compare(value, len(known)) else None
        fix = f'did you mean "{meant}"?' if meant else "write one of " + ", ".join(f'"{word}"' for word in known)
        return f"`{key}` can't be {_described(value)}", fix
    expected, fix = _EXPECTED.get(kind, ("something else", "see `plan help`"))
    if kind == "dataclass_type":
        fix = _MISSING.get(key, fix)
    if key.isdigit():  # an element of a list
        fix = fix.replace("{key} = ", "")
    return f"{_subject(key)} must be {expected}, not {_described(value)}", _EXAMPLES.get(key, fix.format(key=key))


def _subject(key: str) -> str:
    return "an entry of this list" if key.isdigit() else f"`{key}`"


def _described(value: object) -> str:
    """A value of a wrong type, in words."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f"the text {shown(value)}"
        case datetime():
            return "a date with a time"
        case date():
            return "a date"
        case time():
            return "a time"
        case list() | tuple():
            return "a list"
        case dict():
            return "a table"
        case _:
            return shown(value)
