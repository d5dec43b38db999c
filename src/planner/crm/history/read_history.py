"""An export read as the history of its deals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from planner.core.earlier_names import earlier_names
from planner.crm.apply_import import layout_of
from planner.crm.history.changes_list import change_columns, read_changes
from planner.crm.history.days import HistoryDays
from planner.crm.history.deals_list import entered_columns, read_deals
from planner.crm.history.history_file import HistoryEntry, join_entries
from planner.crm.history.stage_names import StageNames
from planner.crm.import_settings import ImportSettings
from planner.crm.layouts import normal
from planner.crm.read_rows import export_name, read_rows
from planner.crm.rows.reading import ImportContext
from planner.crm.table.export_table import ExportTable
from planner.errors import FileError


@dataclass(slots=True)
class HistoryReading:
    """The deals of one history by their key, and what has to be said of the file."""

    what: str  # the export in words
    entries: Mapping[str, HistoryEntry]
    stages: Mapping[str, str]  # the CRM's -> the playbook's
    guesses: set[str] = field(default_factory=set)
    unknown_stages: Mapping[str, Sequence[int]] = field(default_factory=dict)  # the CRM's -> lines
    errors: Sequence[FileError] = ()
    two_days: Sequence[FileError] = ()
    unread: Sequence[FileError] = ()
    bad: Sequence[FileError] = ()  # of rows that are left out


class HistoryChanges(NamedTuple):
    """The deals that the book keeps after an import, and how many of them are new or changed."""

    entries: Mapping[str, HistoryEntry]
    new: int
    changed: int
    unchanged: int


def read_history(table: ExportTable, settings: ImportSettings, context: ImportContext) -> HistoryReading:
    """Read a list of changes, or a list of deals. Raises BookErrors for any other file."""
    stages = [stage.name for stage in context.book.playbook.stages]
    zone = context.book.rep.timezone
    mapping = {**earlier_names(context.book).stages, **settings.stages}
    columns = change_columns(table)
    bad = [row.error for row in table.bad]
    if columns is not None:
        is_salesforce = any(normal(name).startswith("opportunity") for name in table.header)
        names = StageNames(stages, mapping, "Salesforce" if is_salesforce else "")
        days = HistoryDays(table, [columns.day], settings.order, zone)
        entries = read_changes(table, columns, days, names)
        return HistoryReading(
            "a list of changes", entries, names.found, names.guesses, names.unknown,
            two_days=days.two_days, unread=days.unread, bad=bad,
        )  # fmt: skip
    layout = layout_of(table, "prospect", list(settings.columns.values()), settings.layouts)
    read = read_rows(table, layout, settings, context)
    names = StageNames(stages, mapping, layout.crm)
    days = HistoryDays(table, [column.number for column in entered_columns(table)], settings.order, zone)
    entries = read_deals(table, read, days, names, context.today)
    return HistoryReading(
        export_name(layout), entries, {**names.found, **read.stages}, names.guesses | read.guesses,
        {**names.unknown, **read.unknown_stages}, read.errors, [*read.two_days, *days.two_days],
        [*read.unread, *days.unread], [row.error for row in read.bad],
    )  # fmt: skip


def join_history(before: Mapping[str, HistoryEntry], read: Mapping[str, HistoryEntry]) -> HistoryChanges:
    """The deals kept so far, with those of an export."""
    then = dict(before)
    for key, entry in read.items():
        then[key] = join_entries(before[key], entry) if key in before else entry
    new = sum(key not in before for key in read)
    changed = sum(key in before and then[key] != before[key] for key in read)
    return HistoryChanges(then, new, changed, len(read) - new - changed)
