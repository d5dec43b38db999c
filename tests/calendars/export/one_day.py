"""Rows of a diary page, and export entries; every field has a default."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from planner.calendars.export.write import ExportEntry
from planner.core.diary import DiaryDay
from planner.core.line import Line
from tests.lines import planned_line

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    """ "09:30" on Monday 23 November 2026, or a whole "2026-11-23T09:30"."""
    return datetime.fromisoformat(text if "T" in text else f"2026-11-23T{text}").replace(tzinfo=zone)


def row(item: str, start: str, end: str, *, made: str = "07:00", dropped: str = "", **own: Any) -> Line:
    begins, ends = at(start), at(end)
    record, _, play = item.partition("/")
    fields: dict[str, Any] = {
        "item": item,
        "record": record if play else None,
        "kind": "prospect" if play else "task",
        "does": "advance" if play else "task",
        "play": play or "task",
        "title": play or item,
        "start": begins,
        "end": ends,
        "minutes": round((ends - begins).total_seconds() / 60),
        "rank": 1,
        "per_hour": 100.0,
        "makes": 50.0,
        "value": 50.0,
        "made": at(made),
        "dropped": at(dropped) if dropped else None,
    }
    return planned_line(**(fields | own))


def page(*rows: Line) -> DiaryDay:
    return DiaryDay(date=at("00:00").date(), planned=rows)


def entry(**own: Any) -> ExportEntry:
    fields: dict[str, Any] = {
        "uid": "1@hourworth",
        "start": at("09:00"),
        "end": at("10:00"),
        "summary": "Proposal",
        "revised": at("07:00"),
    }
    return ExportEntry(**(fields | own))
