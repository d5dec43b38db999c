"""The review for other programs: one JSON document, and the rows for a spreadsheet."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from planner.core.review_types import Group, Review
from planner.errors import Fault
from planner.screen import review_words as words
from planner.screen.text import safe

FIELDS = (
    "date", "start", "end", "record", "play", "title", "does", "planned_minutes", "minutes", "outcome", "aim_met",
    "planned_makes", "made", "per_hour", "note",
)  # fmt: skip
ACTS = "=+-@"  # what a spreadsheet would take for a formula


def review_json(told: Review, faults: list[Fault]) -> dict[str, Any]:
    """The review as one document: minutes, money in `currency`, shares 0..1, ISO dates; `faults` of the diary."""
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
        {"file": fault.file, "line": fault.line, "what": fault.what, "mend": fault.mend} for fault in faults
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


def review_csv(told: Review) -> str:
    """A row for everything that was worked, and for what was planned and not done (its `minutes` are empty)."""
    import csv
    from io import StringIO

    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FIELDS)
    rows: list[tuple[Any, ...]] = []
    for job in told.jobs:
        row, plan = job.worked, job.planned
        rows.append(
            (
                job.day, row.start, row.end, row.record, row.play, row.title, row.does,
                plan.minutes if plan else None, row.minutes, row.outcome, row.aim_met,
                plan.makes if plan else None, round(job.made, 2), row.per_hour, row.note,
            )
        )  # fmt: skip
    for each in told.dropped:
        record, _, play = each.item.rpartition("/")
        left = (each.day, None, None, record, play, each.title, None, each.minutes, None, "dropped", None)
        rows.append((*left, each.makes, None, None, None))
    rows.sort(key=lambda row: (row[0], row[1].timestamp() if row[1] else float("inf")))
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "met" if value else "not-met"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, str):
        text = safe(value)
        return "'" + text if text[:1] and text[0] in ACTS else text
    return value
