"""Conditions on records, as `stage=lead`, `amount>50000` or `tags=vip`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from planner.core.records.new_record import Record

OPERATORS = ("!=", "<=", ">=", "=", "<", ">", "~")


class Condition(NamedTuple):
    """A field, an operator, and the value to compare with; None: that nothing is there.

    An inner key is "answers.need"; a key of the rep's own is "x.region". "~": the text holds this one.
    """

    field: str
    operator: str
    value: Any


def holds(condition: Condition, record: Record) -> bool:
    """True if a record fulfills a condition.

    One without a value fulfills none but `!=`, and the one for a blank.
    """
    head, _, inner = condition.field.partition(".")
    held = getattr(record, head, None)
    if inner:
        held = held.get(inner) if isinstance(held, Mapping) else getattr(held, inner, None)
    is_blank = held is None or held in ("", ())
    if condition.value is None:
        return is_blank == (condition.operator == "=")
    if is_blank:
        return condition.operator == "!="
    if isinstance(held, tuple):
        return _any_holds(condition.operator, held, condition.value)
    return _compare(condition.operator, held, condition.value)


def _any_holds(operator: str, held: tuple[Any, ...], value: Any) -> bool:
    """True if an entry of a list fulfills it; with `!=`, if none is the value."""
    if operator == "!=":
        return not any(_compare("=", each, value) for each in held)
    return any(_compare(operator, each, value) for each in held)


_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: bool(a == b),
    "!=": lambda a, b: bool(a != b),
    "<": lambda a, b: bool(a < b),
    "<=": lambda a, b: bool(a <= b),
    ">": lambda a, b: bool(a > b),
    ">=": lambda a, b: bool(a >= b),
    "~": lambda a, b: str(b) in str(a),
}


def _compare(operator: str, held: Any, value: Any) -> bool:
    a, b = _comparable(held), _comparable(value)
    if operator == "~" or type(a) is not type(b):
        a, b = _text(a), _text(b)
    return _COMPARE[operator](a, b)


def _comparable(value: Any) -> Any:
    """A value to compare: text without case, a time by its day, every number as one kind."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date | bool):
        return value
    return float(value) if isinstance(value, int | float) else str(value).casefold()


def _text(value: Any) -> str:
    """A value as a rep writes it, without case."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = f"{value:.15g}" if isinstance(value, float) else str(value).casefold()
    return {"true": "yes", "false": "no"}.get(text, text)
