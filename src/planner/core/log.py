"""Telling how something went: the diary's row, and what it changes in the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from planner.core.lived import Span, Work, is_over
from planner.core.outcome import Record, effects, outcomes_of
from planner.core.vocabulary import Account, Book, Contact, DiaryDay, Playbook, Prospect, Task, Worked

NOBODY = ("prepare", "follow-up", "find", "task")  # nobody is reached in these: they are done, or not
ALONE = ("done", "stayed", "moved")  # outcomes of what belongs to no record

_USUAL: dict[str, tuple[str, ...]] = {
    "advance": ("advanced", "stayed", "no-contact", "no-show", "moved", "booked", "lost", "won", "parked"),
    "ask": ("done", "no-contact", "advanced", "booked", "moved", "lost", "won", "parked"),
    "book": ("booked", "no-contact", "stayed", "moved", "lost", "parked"),
    "touch": ("done", "no-contact", "booked", "moved", "lost", "parked"),
    "visit": ("done", "no-show", "moved", "stayed", "advanced", "booked", "no-contact"),
    "fresh-look": ("advanced", "stayed", "no-contact", "lost", "parked"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the rep tells of a piece of work, beside when it was."""

    outcome: str | None = None
    aim_met: bool | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    next: str | None = None
    next_on: date | None = None
    again: date | None = None
    at: datetime | None = None
    found: int | None = None  # leads, of a search
    note: str = ""


def record_of(work: Work, book: Book) -> Record | None:
    """The record that an outcome changes: a task's own, else the one it is for; None where the book has none."""
    if work.does == "task":
        return next((task for task in book.tasks if task.id == work.item), None)
    records: tuple[Record, ...] = (*book.prospects, *book.accounts, *book.contacts)
    return next((record for record in records if record.id == work.record), None)


def usual_outcomes(work: Work, record: Record | None) -> tuple[str, ...]:
    """The outcomes that a person would choose from, the likeliest first."""
    if work.does in NOBODY or record is None:
        return ALONE
    can = outcomes_of(record)
    return tuple(outcome for outcome in _USUAL.get(work.does, can) if outcome in can)


def default_outcome(work: Work) -> str | None:
    """The outcome of what was done, where there is but one to think of."""
    return "done" if work.does in NOBODY else None


def row_of_work(work: Work, span: Span, minutes: int, told: Told) -> Worked:
    """The diary's row."""
    return Worked(
        item=work.item, record=work.record, does=work.does, play=work.play, title=work.title,
        start=span.start, end=span.end, minutes=minutes, outcome=told.outcome, aim_met=told.aim_met,
        per_hour=work.per_hour, index=work.index, stage=work.stage, answers=told.answers, found=told.found,
        note=told.note,
    )  # fmt: skip


def changes_told(
    work: Work, record: Record, told: Told, day: date, playbook: Playbook, corrects: Worked | None = None
) -> dict[str, Any]:
    """The record's keys that change. `corrects` is the row of the same day that this one takes the place of.

    Raises UsageError for an outcome that the record can't have. What was told late moves no date back.
    """
    back = taken_back(record, corrects, playbook) if corrects is not None else {}
    stood = replace(record, **back)
    changes: dict[str, Any] = {}
    if told.outcome is not None:
        does = work.does
        changes = effects(
            stood, does, told.outcome, day, playbook,
            at=told.at, next=told.next, next_on=told.next_on, again=told.again, answers=told.answers,
        )  # fmt: skip
        if isinstance(stood, Task) and told.again is not None:
            changes |= task_moved_to(stood, told.again)
    for key in ("last_touch", "checked"):
        known = getattr(record, key, None)
        if key in changes and known is not None and known > changes[key]:
            del changes[key]
    whole = {**back, **changes}
    return {key: value for key, value in whole.items() if value != getattr(record, key)}


def taken_back(record: Record, row: Worked, playbook: Playbook) -> dict[str, Any]:
    """The record's keys as they were before an outcome of `row`, as far as they can be known."""
    if not isinstance(record, Prospect):
        return {"done_on": None} if isinstance(record, Task) and row.outcome == "done" else {}
    if row.outcome == "stayed" and row.does == "advance":
        return {"attempts": max(0, (record.attempts or 0) - 1)}
    if row.outcome in ("no-contact", "no-show"):
        return {"unanswered": max(0, record.unanswered - 1)}
    names = [stage.name for stage in playbook.stages]
    if row.outcome in ("advanced", "lost", "won", "parked") and row.stage in names and record.stage != row.stage:
        return {"stage": row.stage, "won_on": None, "lost_on": None}
    return {}


def task_moved_to(task: Task, day: date) -> dict[str, Any]:
    """A task's keys when it is to be done on another day."""
    if task.on is not None:
        return {"on": day, "at": None} if task.at is not None else {"on": day}
    if task.at is not None and task.at.date() != day:
        moved = task.at.replace(year=day.year, month=day.month, day=day.day)
        return {"at": moved}
    return {"not_before": day}


def later_keys(record: Record, day: date, at: datetime | None) -> dict[str, Any]:
    """A record's keys when it is to be left in peace until `day` (`at`: its appointment then)."""
    changes: dict[str, Any]
    if isinstance(record, Task):
        changes = {"at": at} if at is not None else task_moved_to(record, day)
    elif isinstance(record, Contact):
        changes = {"not_before": day}
    else:
        changes = {"not_before": day} | _agreed_later(record, day, at)
    return {key: value for key, value in changes.items() if value != getattr(record, key)}


def _agreed_later(record: Prospect | Account, day: date, at: datetime | None) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if record.next_on is not None and record.next_on < day:
        changes["next_on"] = day
    if at is not None:
        changes["at"] = at
    elif record.at is not None and record.at.date() < day:
        changes["at"] = None
    return changes


def with_row(day: DiaryDay, row: Worked, instead_of: Worked | None = None) -> DiaryDay:
    """The day with one more row of what was worked, or with it in the place of another."""
    if instead_of is None:
        return replace(day, worked=(*day.worked, row))
    return replace(day, worked=tuple(row if each is instead_of else each for each in day.worked))


def corrected(day: DiaryDay, item: str) -> Worked | None:
    """The row of the day that telling of an item once more corrects: the last one that was over."""
    return next((row for row in reversed(day.worked) if row.item == item and is_over(row)), None)


def waiting(day: DiaryDay, item: str) -> Worked | None:
    """The last piece of work on an item that has no outcome yet, as a stopped clock leaves it."""
    return next((row for row in reversed(day.worked) if row.item == item and row.outcome is None), None)
