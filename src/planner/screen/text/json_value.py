"""Values of the core as JSON values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from planner.core.line import Line, value_of
from planner.errors import FileError

WORKED = (
    "item",
    "record",
    "does",
    "play",
    "title",
    "start",
    "end",
    "minutes",
    "outcome",
    "aim_met",
    "per_hour",
    "index",
    "stage",
    "answers",
    "found",
    "note",
    "said",
    "before",
    "after",
    "people",
    "also",
    "others",
)  # keys of a line in the log


def json_value(value: object) -> Any:
    """Return a value as JSON has it: fields by their names, times as ISO 8601, unknown as null."""
    if isinstance(value, Line):
        return {key: json_value(value_of(value, key)) for key in WORKED}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: json_value(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, datetime):
        return time_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): json_value(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [json_value(each) for each in value]
    return value


def time_text(time: datetime) -> str:
    """A time as ISO 8601 with its offset, to the second."""
    return time.isoformat(timespec="seconds")


def error_rows(errors: list[FileError]) -> list[dict[str, Any]]:
    """Errors in files as JSON objects."""
    return [{"file": error.file, "line": error.line, "what": error.what, "mend": error.fix} for error in errors]
