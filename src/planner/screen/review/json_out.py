"""The review for other programs, as one JSON document."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from planner.core.review.review import Group, Review
from planner.errors import FileError
from planner.screen.review import words


def review_json(told: Review, errors: list[FileError]) -> dict[str, Any]:
    """The review as one document: minutes, money in `currency`, shares 0..1, ISO dates; `errors` of the diary."""
    document: dict[str, Any] = {"format": 1}
    document |= {
        field.name: _plain(getattr(told, field.name)) for field in fields(told) if field.name not in ("jobs", "changes")
    }
    document["planned"], document["actual"] = told.planned, told.actual
    document["won_money"], document["dropped_money"] = told.won_money, told.dropped_money
    if told.score is not None:
        document["score"] |= {"skill": told.score.skill, "too_early": told.score.too_early}
    document["changes"] = [{**_plain(each), "says": words.change(each, told)} for each in told.changes]
    document["faults"] = [
        {"file": error.file, "line": error.line, "what": error.what, "mend": error.fix} for error in errors
    ]
    return document


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        plain = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return plain | ({"per_hour": value.per_hour} if isinstance(value, Group) else {})
    return value
