"""What is typed for a field of a record, on the command line or when asked: `amount=48k`, `next_on=fri`."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from planner.app.typed.times import day_named
from planner.core.book import ClockRange
from planner.core.playbook import Response
from planner.core.records.new_record import KINDS
from planner.errors import UsageError

_WORD = re.compile(r"([A-Za-z_][\w.-]*?)(\+=|-=|=)(.*)", re.DOTALL)
_NUMBER = re.compile(r"(-?[0-9][0-9_]*(?:\.[0-9]+)?)\s*([km%]?)", re.IGNORECASE)
_TIMES = {"": 1.0, "k": 1e3, "m": 1e6, "%": 0.01}
_DAYS = "today, tomorrow, fri, +3 or 2026-12-01"


class Typed(NamedTuple):
    """One `field=value` of a command line; `how` is "=", "+=" or "-="."""

    field: str  # "amount", "answers.need"
    how: str
    text: str

    def __str__(self) -> str:
        return f"{self.field}{self.how}{self.text}"


def typed_words(words: Iterable[str], kind: str, *, named: str | None = None) -> tuple[Typed, ...]:
    """The `field=value` words of a command line. A UsageError for a word that is none, or an unknown field.

    Where `named` is a field, one word without a `=` is taken for it: the record's name.
    """
    found: list[Typed] = []
    for word in words:
        match = _WORD.fullmatch(word)
        if match is not None:
            found.append(Typed(_known(match[1], kind), match[2], match[3].strip()))
        elif named is not None and not any(each.field == named for each in found):
            found.append(Typed(named, "=", word.strip()))
        else:
            raise UsageError(
                f"“{word}” is no field=value", 'write it as amount=48000; with blanks as next="Send the offer"'
            )
    twice = [each for n, each in enumerate(found) if each.field in {other.field for other in found[:n]}]
    if twice:
        raise UsageError(f"{twice[0].field} is told twice", "tell it once; a list takes commas: contacts=lena-vogt,jo")
    return tuple(found)


def values_of(words: Iterable[Typed], kind: str, record: object, now: datetime) -> dict[str, Any]:
    """The keys to set, as a record's file has them; None takes one out. `record` is what it is now, for += and -=.

    `now` is aware and in the rep's zone. A UsageError for what can't be read as the field's type.
    """
    values: dict[str, Any] = {}
    for word in words:
        field, _, inner = word.field.partition(".")
        value = _value(word, kind, record, now)
        if inner:
            values.setdefault(field, {})[inner] = value
        else:
            values[field] = value
    return values


def _known(field: str, kind: str) -> str:
    from planner.book.near import close

    head, dot, inner = field.partition(".")
    known = _hints(kind)
    if head not in known:
        near = close(head, sorted(known), alike=0.6)
        fix = f"did you mean {near}?" if near else f"one of {', '.join(sorted(known))}"
        raise UsageError(f"{_a(kind)} has no field “{head}”", fix)
    table = _is_table(known[head])
    if dot and not (table and inner):
        raise UsageError(f"{field}: {head} has no fields of its own", f"write {head}=…")
    if table and not dot:
        example = "answers.need=yes" if head == "answers" else f"{head}.none=0.7"
        raise UsageError(f"{head} has fields of its own", f"write one of them, e.g. {example}")
    return field


def _value(word: Typed, kind: str, record: object, now: datetime) -> Any:
    head, _, inner = word.field.partition(".")
    hint = _hints(kind)[head]
    if inner:
        hint = float if hint is Response else str
    if word.how != "=":
        return _changed_list(word, hint, getattr(record, head, ()))
    if not word.text:
        return None
    return _parsed(word, _bare(hint), now)


def _parsed(word: Typed, hint: Any, now: datetime) -> Any:
    if hint is bool:
        return _truth(word)
    if hint in (int, float):
        return _number(word, whole=hint is int)
    if hint is datetime:
        return _moment(word, now)
    if hint is date:
        return _day(word, now)
    if get_origin(hint) is tuple:
        return _listed(word.text)
    return word.text


def _truth(word: Typed) -> bool:
    said = {"true": True, "yes": True, "y": True, "false": False, "no": False, "n": False}.get(word.text.lower())
    if said is None:
        raise UsageError(f"{word}: that is neither yes nor no", f"write {word.field}=yes or {word.field}=no")
    return said


def _number(word: Typed, whole: bool) -> int | float:
    match = _NUMBER.fullmatch(word.text)
    if match is None:
        fix = f"write {word.field}=30" if whole else "write it as 48000, 48k or 0.5, without commas and currency"
        raise UsageError(f"{word}: that is no number", fix)
    value = round(float(match[1].replace("_", "")) * _TIMES[match[2].lower()], 9)
    if not math.isfinite(value):
        raise UsageError(f"{word.field}: that is larger than any number", f"write {word.field}=48000")
    if value.is_integer():
        return int(value)
    if whole:
        raise UsageError(f"{word}: that is no whole number", f"write {word.field}={round(value)}")
    return value


def _day(word: Typed, now: datetime) -> date:
    try:
        return day_named(word.text, now.date())
    except (ValueError, OverflowError):
        raise UsageError(f"{word}: that is no day", f"write {word.field}= and {_DAYS}") from None


def _moment(word: Typed, now: datetime) -> datetime:
    """A moment as typed: ISO, "now", or a day and a time: "fri 14:00"; a time alone is today's."""
    text = word.text
    if text.lower() == "now":
        return now.replace(second=0, microsecond=0)
    day, _, clock = text.replace("@", " ").rpartition(" ")
    try:
        if re.fullmatch(r"[0-9]{1,2}:[0-9]{2}", clock):
            hour, minute = map(int, clock.split(":"))
            on = day_named(day, now.date()) if day.strip() else now.date()
            return datetime(on.year, on.month, on.day, hour, minute, tzinfo=now.tzinfo)
        if len(text) <= 10:
            raise ValueError("a day without a time")
        told = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        fix = f'write {word.field}=2026-11-26T14:00, or {word.field}="fri 14:00"'
        raise UsageError(f"{word}: that is no day with a time", fix) from None
    return told if told.tzinfo else told.replace(tzinfo=now.tzinfo)


def _listed(text: str) -> list[str]:
    """Comma-separated; what holds a comma itself stands in double quotes."""
    found = next(csv.reader([" ".join(text.split())], skipinitialspace=True), [])
    return [entry.strip() for entry in found if entry.strip()]


def _changed_list(word: Typed, hint: Any, now_there: Any) -> list[str] | None:
    if get_origin(_bare(hint)) is not tuple:
        raise UsageError(f"{word}: {word.field} is no list", f"write {word.field}=…")
    there: list[str] = as_written(now_there)
    told = _listed(word.text)
    if word.how == "+=":
        return there + [entry for entry in told if entry not in there]
    missing = [entry for entry in told if entry not in there]
    if missing:
        has = ", ".join(there) or "nothing"
        raise UsageError(f"{word}: “{missing[0]}” is not in it", f"{word.field} has {has}")
    return [entry for entry in there if entry not in told] or None


def as_written(value: Any) -> Any:
    """A field of the vocabulary as a book's file has it: lists, and ranges of the clock as text."""
    if isinstance(value, ClockRange):
        return f"{value.start // 60:02}:{value.start % 60:02}-{value.end // 60:02}:{value.end % 60:02}"
    return [as_written(entry) for entry in value] if isinstance(value, tuple) else value


def _hints(kind: str) -> Mapping[str, Any]:
    return get_type_hints(KINDS[kind])


def _bare(hint: Any) -> Any:
    """A type without its `| None`; a choice of words is text here: the check of the whole book knows them."""
    if get_origin(hint) is UnionType:
        hint = next(part for part in get_args(hint) if part is not NoneType)
    return str if get_origin(hint) is Literal else hint


def _is_table(hint: Any) -> bool:
    return hint is Response or get_origin(hint) is Mapping


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
