"""The review for other programs, as one JSON document."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from planner.core.review.qualified_out import QualifiedOut
from planner.core.review.review import AimTotal, Group, HourOfDay, Review
from planner.errors import FileError
from planner.screen.review import words
from planner.screen.text.json_value import error_rows, json_value

# Keys of the document that differ from the field names.
KEYS = {(AimTotal, "logged"): "told", (HourOfDay, "answered"): "reached"}


def review_json(review: Review, errors: list[FileError]) -> dict[str, Any]:
    """The review as one document: minutes, money in `currency`, shares 0..1, ISO dates.

    `errors` are the errors in the diary.
    """
    document: dict[str, Any] = {"format": 1}
    document |= {
        field.name: _plain(getattr(review, field.name))
        for field in fields(review)
        if field.name not in ("jobs", "changes")
    }
    document["planned"], document["actual"] = review.planned, review.actual
    document["won_money"], document["dropped_money"] = review.won_money, review.dropped_money
    document["internal_costs"] = review.internal_costs
    document["qualified_out"] = out_json(review.qualified_out)
    if review.score is not None:
        document["score"] |= {"skill": review.score.skill, "too_early": review.score.too_early}
    document["changes"] = [{**_plain(each), "says": words.suggestion(each, review)} for each in review.changes]
    document["faults"] = error_rows(errors)
    return document


def out_json(found: QualifiedOut) -> dict[str, Any]:
    """The deals qualified out as a part of a document: hours, shares 0..1, ISO dates."""
    sums = {"hours": found.hours, "stages": dict(found.stages), "win_rate": found.win_rate}
    return {**_plain(found), **sums}


def _plain(value: object) -> Any:
    """A value of the document: keys as in `KEYS`, groups with their money an hour."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    document = json_value(value)
    if isinstance(value, Group):
        document["per_hour"] = value.per_hour
    return (
        {KEYS.get((type(value), name), name): each for name, each in document.items()}
        if is_dataclass(value)
        else document
    )
