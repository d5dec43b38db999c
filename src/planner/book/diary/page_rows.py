"""The rows of a diary page as plain TOML values, and back.

A field's kind says how its value is written, what is accepted from a hand, and what the error for a wrong one says:
figures are rounded to what a rep could tell apart, times to the second, and what has its default is left out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import MISSING
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal, NamedTuple, get_args
from zoneinfo import ZoneInfo

from planner.book.similar_names import close
from planner.core.book import Kind
from planner.core.line import KEYS, OUTCOMES, Does, Line, line_of, value_of
from planner.core.worklog.row_times import LONGEST, held_by, is_of_day
from planner.errors import one_line

RowKind = Literal["planned", "worked"]
Table = dict[str, Any]
_WORDS = {"Kind": get_args(Kind), "Does": get_args(Does), "Outcome": OUTCOMES}
_NARROWER = {  # fields of which less is right than their type tells
    "does": "Does", "outcome": "Outcome", "chance": "chance", "belief": "chance", "moves": "chance",
    "per_hour": "money", "makes": "money", "costs": "money", "index": "money",
    "v_before": "cents", "v_after": "cents", "v_won": "cents",
}  # fmt: skip
_NEARLY = 1e-6  # what sums may be off by
_FLOATS = ("float", "money", "chance")


class Bad(NamedTuple):
    """An error of one key of a table (None: of the table) and its fix."""

    key: str | None
    what: str
    fix: str


class Field(NamedTuple):
    name: str
    type: str  # as the vocabulary has it, without `| None`
    default: Any  # MISSING: it has to be there


def _fields(keys: str) -> tuple[Field, ...]:
    """The keys of a row with their types; "!" marks those that have to be there."""
    found: list[Field] = []
    for word in keys.split():
        name = word.removesuffix("!")
        key = KEYS[name]
        found.append(Field(name, _NARROWER.get(name, key.type), MISSING if word != name else key.default))
    return tuple(found)


ROW_FIELDS = {  # as a person would read it
    "planned": _fields(
        "item! record kind! does! play! title! start! end! minutes! part rank! number per_hour! makes! value! costs "
        "waiting helper helper_adds "
        "objective stage index chance belief moves must due promised overdue fixed reason made dropped from_calendar "
        "changed people also"
    ),
    "worked": _fields(
        "item! record does! play! title! start! end! minutes! part outcome aim_met per_hour index stage answers note "
        "said before after found people also others v_before v_after v_won v_on v_was number row logged"
    ),
}


def rounded(figure: float) -> float:
    """A figure as the diary keeps it: four decimals, six digits of a small one."""
    kept = round(figure, 4) if abs(figure) >= 100 else float(f"{figure:.6g}")
    return kept + 0.0  # there is no -0 on a page


def row_table(kind: RowKind, line: Line) -> Table:
    """The row's keys and TOML values in the page's order, without those at their default."""
    table: Table = {}
    for name, type_, default in ROW_FIELDS[kind]:
        value = value_of(line, name)
        if value is not None and (default is MISSING or value != default):
            table[name] = tidy(float(value) if type_ in _FLOATS else value)
    return table


def tidy(value: Any) -> Any:
    """A value of any shape as a page holds it: no None, tuple, half character or line end."""
    if isinstance(value, str):
        return one_line(value.encode("utf-8", "replace").decode())
    if isinstance(value, float):
        return rounded(value)
    if isinstance(value, datetime):
        return value.replace(microsecond=0)
    if isinstance(value, Mapping):
        return {str(key): tidy(held) for key, held in value.items() if held is not None}
    if isinstance(value, (list, tuple)):
        return [tidy(held) for held in value if held is not None]
    return value


def row_from(kind: RowKind, table: Mapping[str, Any], on: date, zone: ZoneInfo) -> Line | list[Bad]:
    """The row that a table of the page stands for, or everything that is wrong with it.

    Times are given the zone; one without an offset is in the zone, a bare `09:30` on the day of the page. A row
    added by hand may leave out the title, and one of `end` and `minutes`.
    """
    table = _completed(table, on, zone) if kind == "worked" else table
    bad: list[Bad] = []
    values: Table = {}
    for name, type_, default in ROW_FIELDS[kind]:
        if name not in table:
            if default is MISSING:
                bad.append(Bad(None, f"a row without {name}", f"add {name} = …, or take the row out"))
            values[name] = None if default is MISSING else default
            continue
        value, wrong = _read(table[name], type_, on, zone)
        if wrong:
            bad.append(Bad(name, f"{name} {wrong[0]}", wrong[1]))
        values[name] = value
    names = [field.name for field in ROW_FIELDS[kind]]
    bad += [_misspelt(key, near) for key in table if key not in names and (near := _near(key, names))]
    if not bad:
        bad += _wrong_times(values["start"], values["end"], values["minutes"], table["start"], on)
    if bad:
        return bad
    return line_of(values, "done" if kind == "worked" else "planned" if values["dropped"] is None else "dropped")


def _wrong_times(start: datetime, end: datetime, minutes: int, written: Any, on: date) -> list[Bad]:
    """Errors of a row's times.

    `written` is its start as the page has it, in the zone of the rep at the time.
    """
    if end.timestamp() < start.timestamp():  # `<` would not know a fold
        return [Bad("end", "end is before start", "change one of them")]
    bad = []
    if not is_of_day(start, end, on) and not (isinstance(written, datetime) and written.date() == on):
        fix = "fix the date, or move the row to the page of its day"
        bad.append(Bad("start", f"the row is not of {on}: it starts on another day", fix))
    if not held_by(start, end, minutes):
        what = "more than a day" if minutes > LONGEST else "far more than from start to end"
        bad.append(Bad("minutes", f"minutes is {what}", "fix minutes, or start and end"))
    return bad


def _near(key: str, names: list[str]) -> str | None:
    """The known key that a strange one is probably meant to be; None: it is the rep's own."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(key, names, 1, 0.75)), None)


def _misspelt(key: str, near: str) -> Bad:
    return Bad(key, f"unknown key {key}", f"did you mean {near}?")


def _completed(table: Mapping[str, Any], on: date, zone: ZoneInfo) -> Mapping[str, Any]:
    """A row of a hurried hand, with what follows from the rest."""
    full = dict(table)
    if isinstance(full.get("item"), str):
        full.setdefault("title", full["item"])
        record, slash, play = full["item"].rpartition("/")
        full.setdefault("play", play)
        if slash and record != "prospecting":
            full.setdefault("record", record)
    start, end = in_zone(full.get("start"), on, zone), in_zone(full.get("end"), on, zone)
    minutes = full.get("minutes")
    if start and "end" not in full and type(minutes) is int and 0 <= minutes < 10_000:
        full["end"] = (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(zone)
    elif start and end and "minutes" not in full:
        full["minutes"] = max(0, round((end.timestamp() - start.timestamp()) / 60))
    return full


def _read(value: Any, type_: str, on: date, zone: ZoneInfo) -> tuple[Any, tuple[str, str] | None]:
    """A field's value, or None and what is wrong with it and how to fix it."""
    if type_ == "datetime":
        instant = in_zone(value, on, zone)
        return instant, None if instant else ("is not a time", f"write it like {on.isoformat()}T09:30:00")
    if type_ in _FLOATS:
        if type(value) not in (int, float) or not math.isfinite(value):
            return None, ("is not a number", "write a number")
        if type_ == "money" and value < -_NEARLY:
            return None, ("is negative", "write 0 or more")
        if type_ == "chance" and not -_NEARLY <= value <= 1 + _NEARLY:
            return None, ("is not between 0 and 1", "write it like 0.62")
        return float(value), None
    if type_ == "cents":
        return value, None if type(value) is int else ("is not a whole number of cents", "take the line out")
    if type_ == "int":
        if type(value) is int and value >= 0:
            return value, None
        return None, ("is not a whole number, zero or more", "write it like 45, or take the row out")
    if type_ == "bool":
        return value, None if type(value) is bool else ("is not true or false", "write true or false")
    if type_ == "tuple[str, ...]":
        if isinstance(value, list) and all(isinstance(name, str) for name in value):
            return tuple(map(one_line, value)), None
        return None, ("is not a list of names", 'write it like ["lena-vogt"]')
    if type_.startswith("tuple"):
        if isinstance(value, list) and len(value) == 2 and all(type(n) is int and n >= 1 for n in value):
            return tuple(value), None
        return None, ("is not a part", "write it like [1, 2]: the first of two")
    if type_ == "Mapping[str, object]":
        if isinstance(value, dict):
            kept = {key: in_zone(held, on, zone) if isinstance(held, datetime) else held for key, held in value.items()}
            return kept, None
        return None, ("is not a table", 'write it like { stage = "proposal" }, or take it out')
    if type_ == "Mapping[str, bool]":
        if isinstance(value, dict) and all(type(worked) is bool for worked in value.values()):
            return value, None
        return None, ("is not what was said", "write it like { cost-of-waiting = true }")
    if type_.startswith("Mapping"):
        if isinstance(value, dict) and all(isinstance(answer, str) for answer in value.values()):
            return value, None
        return None, ("are not answers", 'write them like { need = "compelling" }')
    if not isinstance(value, str):
        return None, ("is not text", "put it in quotes")
    if type_ in _WORDS and value not in _WORDS[type_]:
        near = close(value, _WORDS[type_])
        fix = f"did you mean {near}?" if near else "one of " + ", ".join(_WORDS[type_])
        return None, ("is not a known word", fix)
    return one_line(value), None


def in_zone(value: Any, on: date, zone: ZoneInfo) -> datetime | None:
    """A TOML time as a moment in the zone; None where it is none."""
    if isinstance(value, time):
        value = datetime.combine(on, value)
    if not isinstance(value, datetime):
        return None
    try:
        return value.replace(tzinfo=zone) if value.tzinfo is None else value.astimezone(zone)
    except (OverflowError, ValueError):  # the first and the last day of the calendar
        return None
