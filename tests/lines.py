"""Lines of a day from the keys that a diary row has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from planner.core.line import KEYS, Line, Outcome, line_of
from planner.core.worklog.outcomes import Report


def planned_line(**values: Any) -> Line:
    """A line of a page; a record's `name` and `why` it pays may be among the values."""
    return _line(values, "planned" if values.get("dropped") is None else "dropped")


def worked_line(**values: Any) -> Line:
    """A line of the log."""
    return _line(values, "done")


def _line(values: dict[str, Any], state: Any) -> Line:
    return line_of({"state": state} | values, state)


def with_values(line: Line, **values: Any) -> Line:
    """The line with other values for some keys."""
    for key, value in values.items():
        part = KEYS[key].part
        line = replace(line, **({part: replace(getattr(line, part), **{key: value})} if part else {key: value}))
    return line


def report(outcome: str, *, answers: Mapping[str, str] | None = None, **agreed: Any) -> Report:
    """A report with an outcome, answers, and what was agreed."""
    return Report(result=Outcome(outcome=outcome, answers=answers or {}), **agreed)
