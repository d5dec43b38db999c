"""A list of changes as a history: a row each time a deal moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from planner.core.book import CLOSED_STAGES
from planner.crm.cells.cells import clean_text
from planner.crm.history.days import HistoryDays
from planner.crm.history.history_file import HistoryEntry
from planner.crm.history.stage_names import StageNames
from planner.crm.last_import import same_id
from planner.crm.layouts import normal
from planner.crm.table.export_table import ExportTable

_ID = ("OpportunityId", "Opportunity ID", "Opportunity ID (18)", "Deal ID", "Deal - ID", "Record ID", "Parent ID", "ID")
_NAME = ("Opportunity Name", "Deal name", "Deal - Title", "Name", "Title")
_NEW = ("StageName", "To Stage", "New Stage", "NewValue", "New Value", "Stage", "Deal stage", "Deal - Stage")
_OLD = ("FromOpportunityStageName", "From Stage", "Old Stage", "Previous Stage", "OldValue", "Old Value")
_DAY = (
    *("CreatedDate", "Created Date", "Edit Date", "Last Modified", "Last Modified Date", "Changed on", "Changed at"),
    *("Change date", "Stage change date", "Entered", "Date entered", "Timestamp", "Date", "Log time"),
)
_FIELD = ("Field", "Field / Event", "Field/Event", "Event", "Property")
_STAGE_FIELDS = ("stagename", "stage", "dealstage", "opportunitystage", "stageid")


class ChangeColumns(NamedTuple):
    """The columns of a list of changes (from 0); None where there is no such column."""

    id: int
    new: int
    day: int
    old: int | None
    field: int | None
    name: int | None


def change_columns(table: ExportTable) -> ChangeColumns | None:
    """The columns of a list of changes; None for any other table.

    It has the value before a change, or the field that changed, or several rows of one deal.
    """
    places = {normal(name): number for number, name in reversed(list(enumerate(table.header)))}

    def find(names: Sequence[str]) -> int | None:
        return next((places[normal(name)] for name in names if normal(name) in places), None)

    name, old, field = find(_NAME), find(_OLD), find(_FIELD)
    id = next((n for n in (find(_ID[:-1]), name, find(_ID[-1:])) if n is not None), None)
    new, day = find(_NEW), find(_DAY)
    if id is None or new is None or day is None:
        return None
    ids = [row.cells[id].strip() for row in table.rows]
    if old is None and field is None and 2 * len(set(ids)) > len(ids):
        return None
    return ChangeColumns(id, new, day, old, field, name)


class _Change(NamedTuple):
    on: date
    line: int
    old: str
    new: str
    is_creation: bool


def read_changes(
    table: ExportTable, columns: ChangeColumns, days: HistoryDays, names: StageNames
) -> dict[str, HistoryEntry]:
    """The deals of a list of changes, by the CRM's id."""
    changes: dict[str, list[_Change]] = {}
    called: dict[str, str] = {}
    for row in table.rows:
        key = same_id(clean_text(row.cells[columns.id]))
        field = normal(row.cells[columns.field]) if columns.field is not None else "stage"
        if not key or field not in (*_STAGE_FIELDS, "created", "opportunitycreated"):
            continue
        on = days.read(row, columns.day)
        is_creation = field not in _STAGE_FIELDS
        old = clean_text(row.cells[columns.old]) if columns.old is not None else ""
        new = "" if is_creation else clean_text(row.cells[columns.new])
        if on is None:
            for stage in filter(None, (old, new)):
                names.stage(stage, row.line)  # an unknown one is said along with the day
            continue
        changes.setdefault(key, []).append(_Change(on, row.line, old, new, is_creation))
        if columns.name is not None:
            called[key] = clean_text(row.cells[columns.name])
    last = max((each.on for of in changes.values() for each in of), default=date.max)
    return {key: _entry(of, called.get(key, ""), last, names) for key, of in changes.items()}


def _entry(changes: list[_Change], name: str, last: date, names: StageNames) -> HistoryEntry:
    """A deal by its changes; what an export lists last may have happened first."""
    ordered = _in_order(changes)
    created = min(each.on for each in ordered)
    entered: dict[str, date] = {}
    ended, on = None, None
    for number, change in enumerate(ordered):
        if number == 0 and change.old and not change.is_creation:
            _enter(entered, names.stage(change.old, change.line), created)
        elif change.is_creation or not change.new:
            continue
        elif number == 1 and ordered[0].is_creation and change.old:
            _enter(entered, names.stage(change.old, change.line), created)
        if not change.new:
            continue
        stage = names.stage(change.new, change.line)
        if stage in ("won", "lost"):
            if ended != stage:
                ended, on = stage, change.on
        elif stage is not None:
            ended = on = None
            _enter(entered, stage, change.on)
    return HistoryEntry(name=name, created=created, entered=entered, ended=ended, on=on or last)  # type: ignore[arg-type]


def _in_order(changes: list[_Change]) -> list[_Change]:
    """Changes by day; those of one day so that each follows the one that led to its old stage."""
    newest_first = changes[0].on > changes[-1].on
    ordered = sorted(reversed(changes) if newest_first else changes, key=lambda each: (each.on, not each.is_creation))
    for at in range(1, len(ordered)):
        one, other = ordered[at - 1], ordered[at]
        if one.on == other.on and one.old and one.old == other.new and other.old != one.new:
            ordered[at - 1], ordered[at] = other, one
    return ordered


def _enter(entered: dict[str, date], stage: str | None, on: date) -> None:
    if stage is not None and stage not in CLOSED_STAGES:
        entered.setdefault(stage, on)
