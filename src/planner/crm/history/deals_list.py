"""A list of deals as a history: each deal's end, and the days it entered its stages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from planner.crm.cells.cells import clean_text
from planner.crm.history.days import HistoryDays
from planner.crm.history.history_file import HistoryEntry
from planner.crm.history.stage_names import StageNames
from planner.crm.rows.reading import CrmRecord, ExportReading
from planner.crm.table.export_table import ExportRow, ExportTable

_ENTERED = re.compile(r"""date entered\s+["'“‘]?(.+?)["'”’]?\s*$|hs_(?:v2_)?date_entered_(.+)$""", re.IGNORECASE)
_PIPELINE = re.compile(r"""\s*\([^()]*\)["'”’]?\s*$""")
_CURRENT = ("current stage", "current_stage")


class EnteredColumn(NamedTuple):
    """A column with the day on which deals entered a stage."""

    number: int
    stage: str  # the CRM's name


def entered_columns(table: ExportTable) -> list[EnteredColumn]:
    """HubSpot's "Date entered" columns; that of the current stage is none of a stage's own."""
    found = []
    for number, name in enumerate(table.header):
        match = _ENTERED.match(name.strip())
        if match is None:
            continue
        stage = _PIPELINE.sub("", (match[1] or match[2]).strip()).strip("\"'“”‘’ ")
        if stage and stage.casefold() not in _CURRENT:
            found.append(EnteredColumn(number, stage))
    return found


def read_deals(
    table: ExportTable, read: ExportReading, days: HistoryDays, names: StageNames, today: date
) -> dict[str, HistoryEntry]:
    """The deals of a list, by the CRM's id or their name."""
    rows = {row.line: row for row in table.rows}
    columns = [
        (column, stage)
        for column in entered_columns(table)
        if any(row.cells[column.number].strip() for row in table.rows)
        and (stage := names.stage(column.stage, table.header_line)) is not None
    ]
    reading = (days, names, read)
    return {record.key: _entry(record, rows[record.line], columns, reading, today) for record in read.records}


def _entry(
    record: CrmRecord,
    row: ExportRow,
    columns: list[tuple[EnteredColumn, str]],
    reading: tuple[HistoryDays, StageNames, ExportReading],
    today: date,
) -> HistoryEntry:
    days, names, read = reading
    fields = record.fields
    entered: dict[str, date] = {}
    closed: dict[str, date] = {}
    for column, stage in columns:
        on = days.read(row, column.number)
        if on is not None:
            place = closed if stage in ("won", "lost") else entered
            place[stage] = min(on, place.get(stage, on))
    stage = fields.get("stage", "")
    ended = stage if stage in ("won", "lost") else None
    if ended is None and stage != "parked" and not entered:
        since = fields.get("since") or (fields.get("created") if stage == names.stages[0] else None)
        entered = {stage: since} if since else {}
    on = (fields.get(f"{ended}_on") or closed.get(ended)) if ended else today
    entered.pop("parked", None)
    return HistoryEntry(
        name=record.name,
        created=fields.get("created"),
        entered=dict(sorted(entered.items(), key=lambda each: each[1])),
        ended=ended,
        on=on,
        lost_in=_lost_in(row, read.columns.of, names) if ended == "lost" else None,
    )


def _lost_in(row: ExportRow, columns: Mapping[str, tuple[int, ...]], names: StageNames) -> str | None:
    """The open stage that a CRM with a column for won and lost leaves a lost deal in."""
    for number in columns.get("stage", ()):
        stage = names.open_stage(clean_text(row.cells[number]))
        if stage is not None:
            return stage
    return None
