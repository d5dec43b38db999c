"""Conditions as people type them: stage=lead, amount>50k, tags=vip, last_touch<-30."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, get_origin

from planner.core.lifecycle.conditions import OPERATORS, Condition
from planner.errors import UsageError
from planner.typed.field_values import (
    About,
    FieldText,
    bare_type,
    entry_value,
    field_value,
    own_value,
    refuse_unknown_choice,
)
from planner.typed.fields import field_hint, field_name

_WORD = re.compile(r"\s*([A-Za-z_][\w.-]*?)\s*(" + "|".join(map(re.escape, OPERATORS)) + r")(.*)", re.DOTALL)
EXAMPLE = "stage=lead, amount>50k, tags=vip, last_touch<-30"


def conditions_of(words: Iterable[str], own: Collection[str], about: About) -> list[Condition]:
    """The conditions of `--where` for records of a kind; `own` are the keys of the rep's own.

    Raises UsageError for one that can't be read, or a field that such records don't have.
    """
    return [_condition(word, own, about) for word in words]


def _condition(word: str, own: Collection[str], about: About) -> Condition:
    match = _WORD.fullmatch(word)
    if match is None:
        raise UsageError(f'can\'t read --where "{word}"', EXAMPLE)
    name, operator, text = match[1], match[2], match[3].strip()
    field = field_name(name, about.kind, own)
    if not text:
        if operator not in ("=", "!="):
            raise UsageError(f'can\'t read --where "{word}": nothing after {operator}', EXAMPLE)
        return Condition(field, operator, None)
    return Condition(field, operator, _value(FieldText(field, "=", text), operator, about))


def _value(word: FieldText, operator: str, about: About) -> Any:
    if operator == "~":
        return word.text
    if word.field.startswith("x."):
        return own_value(word, about)
    hint = field_hint(word, about.kind)
    if get_origin(bare_type(hint)) is tuple:
        return entry_value(word, word.text, hint, about)
    if operator in ("=", "!="):
        refuse_unknown_choice(word, hint, about)
    return field_value(word, date if bare_type(hint) is datetime else hint, about)  # a time is compared by its day
