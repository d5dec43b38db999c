"""The log of a piece of work: its minutes, and what its outcome changes in the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from planner.core.book import Account, Book, Contact, Deal, Task
from planner.core.diary import DiaryDay
from planner.core.line import WITHOUT_CUSTOMER, Does, Line
from planner.core.playbook import Playbook
from planner.core.worklog.last_contact import Past, last_contact_day, other_contacts
from planner.core.worklog.next_step import TITLE
from planner.core.worklog.numbers import handle_of, next_number, numbers_of
from planner.core.worklog.outcomes import Record, Report, effects, is_to_send, outcomes_of, reaches
from planner.core.worklog.reversal import (
    CONTACT_DAYS,
    OF_THE_STAGE,
    TakenBack,
    before_and_after,
    taken_back,
    with_changes,
)
from planner.core.worklog.work import Work, elapsed, is_over

NO_ANSWER = 5  # minutes of a call that nobody answered
NEWS = 5  # minutes of hearing that a deal is over, where no step of it was planned
_NEWS_OUTCOMES = ("lost", "won", "parked")
SLIP = 10  # minutes after a log in which another outcome may be meant to correct it
ALONE = ("done", "stayed", "moved")  # outcomes of what belongs to no record

_USUAL: dict[str, tuple[str, ...]] = {
    "advance": (
        "advanced", "stayed", "waiting", "no-contact", "no-show", "moved", "booked", "lost", "won", "parked", "sent",
    ),
    "agreed": ("done", "no-contact", "advanced", "waiting", "booked", "moved", "lost", "won", "parked", "sent"),
    "ask": ("done", "no-contact", "advanced", "booked", "moved", "lost", "won", "parked", "sent"),
    "book": ("booked", "no-contact", "stayed", "moved", "lost", "parked", "sent"),
    "touch": ("done", "no-contact", "booked", "moved", "lost", "parked", "sent"),
    "visit": ("done", "no-show", "moved", "stayed", "booked", "no-contact", "sent"),
    "fresh-look": ("advanced", "stayed", "no-contact", "lost", "parked", "sent"),
}  # fmt: skip


def record_of(work: Work, book: Book) -> Record | None:
    """The record that an outcome changes: a task's own, else the one it is for.

    None where the book has none.
    """
    if work.what.does == "task":
        return next((task for task in book.tasks if task.id == work.what.item), None)
    records: tuple[Record, ...] = (*book.deals, *book.accounts, *book.contacts)
    return next((record for record in records if record.id == work.what.record), None)


def usual_outcomes(work: Work, record: Record | None, playbook: Playbook | None = None) -> tuple[str, ...]:
    """The outcomes that a person would choose from, the likeliest first.

    In the last stage that is `waiting`: a signature lies with someone else more often than with the rep. Of a
    promise to send something it is `sent`. To book the next step wins nothing.
    """
    if work.what.does in WITHOUT_CUSTOMER or record is None:
        for_customer = work.what.does == "follow-up" or getattr(record, "record", None) is not None
        return (*ALONE, "sent") if for_customer and record is not None else ALONE
    can = outcomes_of(record)
    does = "book" if work.what.does == "agreed" and work.what.title == TITLE else work.what.does
    usual = tuple(outcome for outcome in _USUAL.get(does, can) if outcome in can)
    is_last = playbook is not None and is_in_last_stage(record, playbook)
    first = "waiting" if is_last else "sent" if _is_promise_to_send(work, record) else ""
    return (first, *(outcome for outcome in usual if outcome != first)) if first in usual else usual


def is_in_last_stage(record: Record | None, playbook: Playbook) -> bool:
    """True for a deal that is won when it advances."""
    return isinstance(record, Deal) and record.stage == playbook.stages[-1].name


def _is_promise_to_send(work: Work, record: Record) -> bool:
    return work.what.does in ("agreed", "advance") and is_to_send(getattr(record, "next", None))


def default_outcome(work: Work) -> str | None:
    """The outcome that needs no word: "done", of work that reaches nobody."""
    return "done" if work.what.does in WITHOUT_CUSTOMER else None


def usual_minutes(work: Work, outcome: str | None, playbook: Playbook) -> int:
    """The minutes of work without a time from the rep: the page's.

    0 for a rescheduled appointment; a few for the end of a deal that is not on the page; a few if nobody answered,
    unless the play is written work, done all the same, or an appointment whose time was kept free.
    """
    if outcome == "moved":
        return 0
    if outcome in _NEWS_OUTCOMES and work.line is None and work.what.kind == "prospect":
        return min(work.minutes, NEWS)
    play = playbook.plays.get(work.what.play)
    without_them = play is not None and play.how == "desk"
    if outcome == "booked" and play is not None and work.line is not None and work.line.what.does != "book":
        return play.book or NO_ANSWER  # the appointment was made, not what it is for
    appointed = work.line is not None and work.line.slot.fixed
    if outcome == "no-contact" and not without_them and not appointed:
        return min(work.minutes, NO_ANSWER)
    return work.minutes


class Changes(NamedTuple):
    """The changes of an outcome in its record. None removes a key."""

    keys: dict[str, Any]  # against the record as it stands
    before: dict[str, Any]  # what the outcome changes, as it was
    after: dict[str, Any]  # and as it becomes
    put_back: tuple[str, ...] = ()  # keys of `keys` that are only as they were before the outcome that is corrected
    changed_since: tuple[str, ...] = ()  # keys which that one had changed, and which were changed since: left so


class LogEvent(NamedTuple):
    """A piece of work for a record, its outcome and its day."""

    does: Does
    report: Report
    day: date


def record_changes(record: Record, event: LogEvent, playbook: Playbook, corrects: Line | None, past: Past) -> Changes:
    """The record's keys that change; `corrects` is the row of the day that this one replaces.

    What that row changed is put back first; the same outcome once more changes only what was logged with it. `past`
    has the other rows of a day. Work logged late moves no date back. Raises UsageError for an outcome that the record
    can't have.
    """
    does, report, day = event
    outcome = report.result.outcome
    if corrects is not None and outcome == corrects.result.outcome:
        return _repeated(record, report, corrects)
    back = taken_back(record, corrects, playbook) if corrects is not None else TakenBack({})
    stands = other_contacts(record, day, corrects, past) if corrects is not None else ()
    keys = {key: value for key, value in back.keys.items() if key not in stands}
    stood = with_changes(record, keys)
    changes: dict[str, Any] = {}
    if outcome is not None:
        changes = _moved_on(stood, report, effects(stood, does, report, day, playbook))
    own = [key for key in ("next", "next_on", "next_by") if getattr(report, key) is not None]
    of_the_stage = [key for key in OF_THE_STAGE if back.stage_changed and key in changes and key not in own]
    changes = {key: value for key, value in changes.items() if key not in (*of_the_stage, *stands)}
    for key in CONTACT_DAYS:
        known = getattr(stood, key, None)
        if key in changes and known is not None and known > changes[key]:
            del changes[key]
    before, after = before_and_after(stood, changes)
    whole = keys
    for key, value in changes.items():
        whole[key] = {**whole.get(key, {}), **value} if isinstance(value, Mapping) else value
    for key, by in back.counted_on.items():
        if key in whole:
            whole[key] = max(0, whole[key] + by)
    if corrects is not None:
        kept = [key for key in CONTACT_DAYS if key in corrects.result.after and key not in whole]
        before |= {key: corrects.result.before[key] for key in kept if key in corrects.result.before}
        after |= {key: corrects.result.after[key] for key in kept}
        if not reaches(does, outcome):
            whole |= last_contact_day(with_changes(record, whole), past)
    becomes = with_changes(record, whole)
    differ = {key: value for key, value in whole.items() if getattr(becomes, key) != getattr(record, key)}
    put_back = tuple(key for key in differ if key not in changes)
    since = [key for key in back.changed_since if key not in changes]
    if corrects is not None and back.stage_changed and "stage" in (*of_the_stage, *corrects.result.after):
        since.append("stage")
    return Changes(differ, before, after, put_back, tuple(since))


def _repeated(record: Record, report: Report, corrects: Line) -> Changes:
    """The changes of the same outcome logged once more: only what was reported with it is new."""
    at = {"at": report.at} if report.at is not None and hasattr(record, "at") else {}
    changes: dict[str, Any] = at | report.agreed(record)
    if report.result.answers and hasattr(record, "answers"):
        changes["answers"] = dict(report.result.answers)
    changes = _moved_on(record, report, changes)
    now, after = before_and_after(record, changes)
    before = dict(corrects.result.before)
    for key, value in changes.items():
        if isinstance(value, Mapping):
            earlier, held = _table(corrects.result.before, key), _table(corrects.result.after, key)
            new = {name: was for name, was in now[key].items() if name not in {*earlier, *held}}
            before[key], after[key] = {**earlier, **new}, {**held, **after[key]}
        elif key not in (*corrects.result.before, *corrects.result.after) or corrects.result.after.get(key) != getattr(
            record, key
        ):
            before = {name: was for name, was in before.items() if name != key}
            before |= {key: now[key]} if key in now else {}
    becomes = with_changes(record, changes)
    keys = {key: value for key, value in changes.items() if getattr(becomes, key) != getattr(record, key)}
    return Changes(keys, before, {**corrects.result.after, **after})


def _moved_on(record: Record, report: Report, changes: dict[str, Any]) -> dict[str, Any]:
    """The changes, with a task that is left alone until a day moved there."""
    if not isinstance(record, Task) or report.again is None:
        return changes
    return {**{k: v for k, v in changes.items() if k != "not_before"}, **task_moved_to(record, report.again)}


def _table(kept: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = kept.get(key)
    return value if isinstance(value, Mapping) else {}


def stood_before(record: Record, corrects: Line | None, playbook: Playbook) -> Record:
    """The record without what the outcome that is corrected changed in it."""
    return record if corrects is None else with_changes(record, taken_back(record, corrects, playbook).keys)


def task_moved_to(task: Task, day: date) -> dict[str, Any]:
    """A task's keys when it is to be done on another day.

    A recurring one keeps the day that it counts from.
    """
    if task.every is not None and task.at is None:
        return {"not_before": day}
    if task.on is not None:
        return {"on": day, "at": None} if task.at is not None else {"on": day}
    if task.at is not None and task.at.date() != day:
        moved = task.at.replace(year=day.year, month=day.month, day=day.day)
        return {"at": moved}
    return {"not_before": day}


def later_keys(record: Record, day: date, at: datetime | None) -> dict[str, Any]:
    """A record's keys when it is on hold until `day` (`at`: its appointment then)."""
    changes: dict[str, Any]
    if isinstance(record, Task):
        changes = {"at": at} if at is not None else task_moved_to(record, day)
        if record.record is not None and record.by is not None and record.by < day:
            changes["by"] = day
    elif isinstance(record, Contact):
        changes = {"not_before": day}
        if record.next_by is not None and record.next_by < day:
            changes["next_by"] = day
    else:
        changes = {"not_before": day} | _agreed_later(record, day, at)
    return {key: value for key, value in changes.items() if value != getattr(record, key)}


def _agreed_later(record: Deal | Account, day: date, at: datetime | None) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if record.next_on is not None and record.next_on < day:
        changes["next_on"] = day
    if record.next_by is not None and record.next_by < day:
        changes["next_by"] = day
    if isinstance(record, Deal) and record.running is not None and record.running.until < day:
        changes["running"] = replace(record.running, until=day)
    if at is not None:
        changes["at"] = at
    elif record.at is not None and record.at.date() < day:
        changes["at"] = None
    return changes


def with_row(day: DiaryDay, row: Line, instead_of: Line | None = None) -> DiaryDay:
    """The day with one more row of what was worked, or with it in the place of another."""
    if instead_of is not None:
        row = replace(row, status=replace(row.status, row=instead_of.status.row or row.status.row))
        return replace(day, worked=tuple(row if each is instead_of else each for each in day.worked))
    return replace(day, worked=(*day.worked, row))


def as_logged(row: Line, day: DiaryDay, now: datetime) -> Line:
    """The row with its id on the day's page, the number of its line, and when it was logged."""
    numbers = numbers_of(day)
    number = numbers.get(handle_of(row)) or next_number(numbers.values())
    id_ = 1 + max((each.status.row for each in day.worked), default=len(day.worked))
    return replace(row, status=replace(row.status, row=id_, number=number, logged=now))


def same_time(day: DiaryDay, row: Line) -> Line | None:
    """The row of the log that has the item and times of `row`: logging them again changes it."""
    return next(
        (
            each
            for each in reversed(day.worked)
            if (each.what.item, each.slot.start, each.slot.end) == (row.what.item, row.slot.start, row.slot.end)
        ),
        None,
    )


def is_slip(before: Line, report: Report, now: datetime) -> bool:
    """True if a row was logged so recently that another outcome may be meant to correct it."""
    return before.result.outcome != report.result.outcome and _minutes_since(before, now) <= SLIP


def is_same_report(before: Line, report: Report, now: datetime) -> bool:
    """True if a report repeats one of the last few minutes; another note is another try."""
    result, was = report.result, before.result
    notes = result.note and was.note and result.note != was.note
    return was.outcome == result.outcome and not notes and _minutes_since(before, now) <= SLIP


def _minutes_since(row: Line, now: datetime) -> float:
    """Minutes since a row was logged; one of an older version was logged when it ended."""
    return elapsed(row.status.logged or row.slot.end, now)


def row_to_correct(day: DiaryDay, item: str, record: Record | None, now: datetime) -> Line | None:
    """The row of the day that a correction of an item is about: the last one that was over.

    None where that one agreed on a time of the same day which has come since: what is logged now is that appointment.
    """
    row = next((row for row in reversed(day.worked) if row.what.item == item and is_over(row)), None)
    at = getattr(record, "at", None)
    if row is not None and row.result.outcome in ("moved", "booked") and at is not None:
        return None if at.date() == day.date and at <= now else row
    return row


def row_without_outcome(day: DiaryDay, item: str) -> Line | None:
    """The last piece of work on an item that has no outcome yet, as a stopped clock leaves it."""
    return next((row for row in reversed(day.worked) if row.what.item == item and row.result.outcome is None), None)
