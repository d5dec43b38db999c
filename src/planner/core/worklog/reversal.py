"""The changes of an outcome, kept on the diary's row so that a correction can undo them.

A row's `before` holds the record's keys as they were, its `after` as the outcome left them; a key that is in one of
them only was not there in the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, replace
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from planner.core.book import Deal, Task, Trial
from planner.core.line import CHANGES_STAGE, SILENT, Line
from planner.core.playbook import Playbook
from planner.core.worklog.outcomes import Record

R = TypeVar("R", bound=Record)

COUNTERS = ("attempts", "unanswered")  # moved by the difference, whoever has counted since
CONTACT_DAYS = ("last_touch", "checked")  # the day of the last contact: a later one stands
OF_THE_STAGE = (
    "stage", "since", "attempts", "unanswered", "last_try", "next", "next_on", "next_by", "next_minutes",
    "parked_from", "won_on", "lost_on", "lost_reason", "prior", "running",
)  # fmt: skip


class TakenBack(NamedTuple):
    """The record's keys before an outcome (None: not there), and those changed since.

    `counted_on` is by how much a counter has moved since. Where the stage was changed since, nothing that belongs to a
    stage is among `keys`.
    """

    keys: dict[str, Any]
    changed_since: tuple[str, ...] = ()
    stage_changed: bool = False
    counted_on: Mapping[str, int] = {}


def with_changes(record: R, changes: Mapping[str, Any]) -> R:
    """The record with these keys.

    Of a table only the entries that are named, None takes one out.
    """
    values = {key: _merged(getattr(record, key), value) for key, value in changes.items()}
    return replace(record, **values)


def before_and_after(record: Record, changes: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The keys that `changes` touch, as the record has them and as it will have them."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for key, value in changes.items():
        was = getattr(record, key)
        if isinstance(value, Mapping):
            before[key] = {name: was[name] for name in value if name in was}
            after[key] = {name: held for name, held in value.items() if held is not None}
            continue
        if was is not None:
            before[key] = _as_table(was)
        if value is not None:
            after[key] = _as_table(value)
    return before, after


def _as_table(value: Any) -> Any:
    """A value as the diary's row has it: a trial as a table."""
    return {"until": value.until, "checks": value.checks} if isinstance(value, Trial) else value


def _from_table(value: object) -> object:
    """A value of the diary's row as the record has it; of a trial changed by hand None."""
    match value:
        case {"until": date() as until, **rest} if not isinstance(until, datetime):
            checks = rest.get("checks")
            days = checks if isinstance(checks, list | tuple) else ()
            return Trial(until=until, checks=tuple(day for day in days if type(day) is date))
        case _:
            return None


def taken_back(record: Record, row: Line, playbook: Playbook) -> TakenBack:
    """The changes that undo an outcome of `row`.

    Every key that the record still has as that outcome left it.

    A counter goes back however far it was counted on since; what belongs to a stage does not where that was changed.
    """
    stage_changed = stage_changed_since(record, row, playbook)
    if not row.result.before and not row.result.after:
        return TakenBack({} if stage_changed else _guessed(record, row, playbook), stage_changed=stage_changed)
    known = {each.name: each for each in fields(record)}
    keys: dict[str, Any] = {}
    since: list[str] = []
    counted_on: dict[str, int] = {}
    for key in dict.fromkeys([*row.result.before, *row.result.after]):
        if key not in known or (stage_changed and key in OF_THE_STAGE):
            continue
        was, left, now = row.result.before.get(key), row.result.after.get(key), getattr(record, key)
        if key == "running":
            was, left = _from_table(was), _from_table(left)
        if isinstance(now, Mapping):
            was, left = was if isinstance(was, Mapping) else {}, left if isinstance(left, Mapping) else {}
            same = [name for name in [*was, *left] if now.get(name) == left.get(name)]
            keys[key] = {name: was.get(name) for name in same}
            since += [key] if len(same) < len([*was, *left]) else []
        elif _same(now, left) and _fits(known[key], was):
            keys[key] = known[key].default if was is None else was
        elif key in COUNTERS and isinstance(now, int) and isinstance(left, int) and _fits(known[key], was):
            keys[key] = max(0, left - 1) if was is None else was
            counted_on[key] = now - left
        elif not (key in CONTACT_DAYS and _is_later(now, left)):
            since.append(key)
    return TakenBack(keys, tuple(since), stage_changed, counted_on)


def stage_changed_since(record: Record, row: Line, playbook: Playbook) -> bool:
    """True if a deal is in another stage than the outcome of `row` left it in."""
    if not isinstance(record, Deal) or row.what.stage is None:
        return False
    left: object = row.result.after.get("stage", row.what.stage)
    if not row.result.before and not row.result.after and row.result.outcome in CHANGES_STAGE:  # written by hand
        names = [*(stage.name for stage in playbook.stages), "won"]
        left = row.result.outcome
        if row.result.outcome == "advanced":
            left = names[names.index(row.what.stage) + 1] if row.what.stage in names[:-1] else record.stage
    return record.stage != left


def _is_later(now: object, left: object) -> bool:
    return type(now) is date and type(left) is date and now > left


def _guessed(record: Record, row: Line, playbook: Playbook) -> dict[str, Any]:
    """The likely changes of a row without a record of them: one written by hand."""
    if not isinstance(record, Deal):
        return {"done_on": None} if isinstance(record, Task) and row.result.outcome == "done" else {}
    if row.result.outcome == "stayed" and row.what.does == "advance":
        return {"attempts": max(0, (record.attempts or 0) - 1)}
    if row.result.outcome in SILENT:
        return {"unanswered": max(0, record.unanswered - 1)}
    names = [stage.name for stage in playbook.stages]
    if row.result.outcome in CHANGES_STAGE and row.what.stage in names and record.stage != row.what.stage:
        return {"stage": row.what.stage, "won_on": None, "lost_on": None}
    return {}


def _merged(was: Any, value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    whole = {**(was or {}), **value}
    return {name: held for name, held in whole.items() if held is not None}


def _same(now: object, left: object) -> bool:
    """True if a key still has the value of an outcome, as the diary rounds it."""
    if isinstance(now, float) and isinstance(left, (int, float)):
        return abs(now - left) <= 1e-4 * max(1.0, abs(now))
    return now == left or (left is None and not now)


def _fits(field: Field[Any], was: object) -> bool:
    """True if the record's key may have this value; a hand may have written anything."""
    if was is None:
        return field.default is not MISSING
    kinds = str(field.type).split(" | ")
    return type(was).__name__ in kinds or (type(was) is int and "float" in kinds)
