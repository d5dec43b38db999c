"""The review's rows for a spreadsheet: logged work, and planned lines that were not done.

The columns add up to the review: `planned_minutes`, `minutes` and `made` to its planned, actual and made; the
`planned_makes` of rows that are dropped, not planned again and not done later to the money of what was dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.core.review.review import Dropped, Job, Review
from planner.core.worklog.work import morning_of
from planner.screen.text.csv_out import csv_text

FIELDS = (
    "date", "start", "end", "record", "customer", "play", "title", "does", "planned_minutes", "minutes", "outcome",
    "aim_met", "planned_makes", "made", "per_hour", "planned_again", "done_later", "note",
    "pipeline", "pipeline_class",
)  # fmt: skip
DROPPED, NOT_LOGGED = "dropped", "not-logged"  # outcomes of planned rows without a log

CsvRow = dict[str, Any]


@dataclass(slots=True)
class _Plan:
    """The planned rows of one piece of logged work."""

    rows: list[Line] = field(default_factory=list)

    @property
    def minutes(self) -> int | None:
        return sum(row.slot.minutes for row in self.rows) if self.rows else None

    @property
    def makes(self) -> float | None:
        return sum(row.worth.makes for row in self.rows) if self.rows else None


def review_csv(review: Review, days: Sequence[DiaryDay], customers: Mapping[str, str]) -> str:
    """The rows of a review as CSV (RFC 4180).

    `days` are the pages of the review, `customers` the customer of each record. Logged work has a row each. So has
    every line of a morning's page without a log that day: its `minutes` are empty and its outcome is `dropped`, or
    `not-logged` if the whole day has no log. Then come the classes of what moved the pipeline, a row for each deal.
    """
    rows = [*_rows(review, days, customers), *_bridge(review, customers)]
    return csv_text(([_cell(row.get(name)) for name in FIELDS] for row in rows), FIELDS)


def _bridge(review: Review, customers: Mapping[str, str]) -> Iterator[CsvRow]:
    """A row for each deal of each class; `pipeline` adds up to end + won - start."""
    if review.bridge is None:
        return
    rows: list[tuple[str, str | None, int]] = []
    for each in review.bridge.classes:
        rows += [(each.what, deal.record, deal.cents) for deal in each.deals]
        rest = each.cents - sum(deal.cents for deal in each.deals)
        rows += [(each.what, None, rest)] if rest else []
    rows += [("not_explained", None, review.bridge.not_explained)] if review.bridge.not_explained else []
    for what, record, cents in rows:
        yield {
            "date": review.bridge.first,
            "record": record,
            "customer": customers.get(record, record) if record is not None else "",
            "pipeline": cents / 100,
            "pipeline_class": what,
        }


def _rows(review: Review, days: Sequence[DiaryDay], customers: Mapping[str, str]) -> list[CsvRow]:
    jobs_of: dict[date, list[Job]] = {}
    for job in review.jobs:
        jobs_of.setdefault(job.day, []).append(job)
    rows: list[CsvRow] = []
    left: list[tuple[DiaryDay, Line]] = []
    for day in days:
        jobs = jobs_of.get(day.date, [])
        plans, rest = _share_out(morning_of(day).planned, jobs)
        rows += [_worked(job, plan, customers) for job, plan in zip(jobs, plans, strict=True)]
        left += [(day, row) for row in rest]
    rows += _not_done(left, review.dropped, customers)
    return sorted(rows, key=lambda row: (row["date"], row["start"].timestamp() if row["start"] else float("inf")))


def _share_out(planned: Iterable[Line], jobs: Sequence[Job]) -> tuple[list[_Plan], list[Line]]:
    """Give the morning's rows to the work logged for them, each once; return the rest."""
    plans = [_Plan() for _ in jobs]
    by_planned = {id(job.planned): plan for job, plan in zip(jobs, plans, strict=True) if job.planned is not None}
    last = {job.worked.what.item: plan for job, plan in zip(jobs, plans, strict=True)}
    rest = []
    for row in planned:
        plan = by_planned.get(id(row)) or last.get(row.what.item)
        if plan is None:
            rest.append(row)
        else:
            plan.rows.append(row)
    return plans, rest


def _worked(job: Job, plan: _Plan, customers: Mapping[str, str]) -> CsvRow:
    row = job.worked
    return {
        **_common(job.day, row, customers),
        "start": row.slot.start,
        "end": row.slot.end,
        "planned_minutes": plan.minutes,
        "minutes": row.slot.minutes,
        "outcome": row.result.outcome,
        "aim_met": row.result.aim_met,
        "planned_makes": plan.makes,
        "made": job.made,
        "per_hour": row.worth.per_hour,
        "note": row.result.note,
    }


def _not_done(
    left: Iterable[tuple[DiaryDay, Line]], dropped: Sequence[Dropped], customers: Mapping[str, str]
) -> Iterator[CsvRow]:
    rows: list[tuple[CsvRow, Dropped | None]] = []
    for day, plan in left:
        put_off = _put_off(plan, day.date, dropped) if day.worked else None
        row = _common(day.date, plan, customers) | {
            "start": None,
            "planned_minutes": plan.slot.minutes,
            "outcome": DROPPED if day.worked else NOT_LOGGED,
            "planned_makes": plan.worth.makes,
            "per_hour": plan.worth.per_hour,
            "done_later": put_off.done_later if put_off else None,
        }
        rows.append((row, put_off))
    again: dict[int, date] = {}  # by dropped line: the next morning it was planned on
    latest: dict[int, date] = {}
    for row, put_off in reversed(rows):
        if put_off is not None:
            at, on = id(put_off), row["date"]
            if latest.get(at, on) != on:
                again[at] = latest[at]
            latest[at] = on
            row["planned_again"] = again.get(at)
    return (row for row, _ in rows)


def _put_off(plan: Line, on: date, dropped: Sequence[Dropped]) -> Dropped | None:
    """The dropped line of the review that a planned row belongs to."""
    for each in dropped:
        if each.item == plan.what.item and each.day <= on and (each.done_later is None or on < each.done_later):
            return each
    return None


def _common(on: date, row: Line, customers: Mapping[str, str]) -> CsvRow:
    customer = row.what.record if row.what.record is not None else row.what.item
    return {
        "date": on,
        "record": row.what.record,
        "customer": customers.get(customer, row.what.record or ""),
        "play": row.what.play,
        "title": row.what.title,
        "does": row.what.does,
    }


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "met" if value else "not-met"
    if isinstance(value, float):
        return round(value, 2)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value
