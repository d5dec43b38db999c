"""Two records of one kind made into one: the keys that change, and those that differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, NamedTuple

from planner.core.records.new_record import Record, kind_of, name_field, name_of

_NOT_MERGED = ("id", "aka", "was")
_LATER = ("last_touch", "last_try", "checked")  # the later day is known of both
_EARLIER = ("created", "came")
_OF_THE_STAGE = ("since", "attempts", "unanswered", "won_on", "lost_on", "lost_reason", "parked_from")
_UNIONS = ("contacts", "needs", "waive", "helps", "busy", "after", "tags")


class MergedKeys(NamedTuple):
    """The keys that the record that stays gets, and those that differ, with both values."""

    keys: dict[str, Any]
    differ: dict[str, tuple[Any, Any]]


def merged(stays: Record, other: Record) -> MergedKeys:
    """The keys of `stays` that change when `other` becomes part of it.

    Its own values stay, what is blank is filled in, lists and answers are joined, of two contacts the later day
    counts. It keeps the other's ids and names.
    """
    keys: dict[str, Any] = {}
    differ: dict[str, tuple[Any, Any]] = {}
    other_stage = getattr(stays, "stage", None) != getattr(other, "stage", None)
    for each in fields(stays):
        key, here, there = each.name, getattr(stays, each.name), getattr(other, each.name)
        if key in _NOT_MERGED or here == there or _is_blank(each, there) or (other_stage and key in _OF_THE_STAGE):
            continue
        if isinstance(here, Mapping):
            new = {name: value for name, value in there.items() if name not in here}
            keys |= {key: new} if new else {}
            both = [name for name in there if name in here and here[name] != there[name]]
            differ |= {f"{key}.{name}": (here[name], there[name]) for name in both}
        elif key in _UNIONS and isinstance(here, tuple):
            more = [name for name in there if name not in (*here, stays.id, other.id)]
            keys |= {key: [*here, *more]} if more else {}
        elif _is_blank(each, here):
            keys[key] = _as_table(there) if is_dataclass(there) else there
        elif key in _LATER or key in _EARLIER:
            best = max(here, there) if key in _LATER else min(here, there)
            keys |= {key: best} if best != here else {}
        elif key != name_field(kind_of(stays)):
            differ[key] = (here, there)
    aka = dict.fromkeys([*stays.aka, other.id, *other.aka])
    keys["aka"] = [id for id in aka if id != stays.id]
    if was := names_before(other, name_of(stays), stays.was):
        keys |= {"was": was} if was != [*stays.was] else {}
    return MergedKeys(keys, differ)


def names_before(record: Record, name: str, others: Sequence[str] = ()) -> list[str]:
    """The earlier names of a record that is called `name` now.

    They are `others`, those that `record` had, and the one that it has.
    """
    return [old for old in dict.fromkeys((*others, *record.was, name_of(record))) if old != name]


def _as_table(value: Any) -> dict[str, Any]:
    """A table of a record, such as `response`, without the keys that are not there."""
    table = {each.name: getattr(value, each.name) for each in fields(value)}
    return {key: held for key, held in table.items() if held is not None}


def _is_blank(field: Field[Any], value: object) -> bool:
    """True for a value that says nothing: none, or that of a key that is not there."""
    if value is None or value == () or value == {} or value == "":
        return True
    return field.default is not MISSING and value == field.default
