"""Logging a piece of work: the diary's row and what it changes in the book, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from planner.app.messages import show, show_json, tell
from planner.app.session import Session
from planner.app.settings import Settings
from planner.app.worklog.odd_times import doubts, passed
from planner.app.worklog.unplanned import off_the_page_minutes
from planner.app.worklog.when import Known, When, when_it_was
from planner.app.worklog.work_item import Thing
from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.core.worklog.log import (
    Changes,
    Told,
    changes_told,
    corrected,
    record_of,
    row_of_work,
    stood_before,
    usual_minutes,
    waiting,
    with_row,
)
from planner.core.worklog.reversal import stage_changed_since
from planner.core.worklog.work import (
    SHORTEST_REST,
    Running,
    Span,
    Work,
    elapsed,
    left_of,
    running_of,
    when_done,
)
from planner.errors import BookErrors, PlanError, UsageError
from planner.screen.text.safe_text import safe
from planner.screen.text.wording import clock, length

if TYPE_CHECKING:
    from planner.book.store.transaction import FileChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """What was written: the row, and the record's keys that changed."""

    thing: Thing
    row: Line
    record: str | None
    changes: Mapping[str, Any]
    put_back: tuple[str, ...]  # of the changes: what is only as it was before the outcome that is corrected
    corrects: str | None  # the outcome that this one takes the place of
    warnings: tuple[str, ...]


def day_of(session: Session, on: date) -> DiaryDay:
    """The diary's page of a day, an empty one where there is none."""
    return session.diary_day(on) or DiaryDay(date=on)


def log(
    session: Session, thing: Thing, on: date, day: DiaryDay, when: When, told: Told, running: Running | None
) -> Logged:
    """Write down a piece of work on `thing`, whose day `on` has the page `day`, and what came of it.

    `running` is the clock, where it runs for this thing: it stops. Nothing is refused for its time or its absence from
    the page: that is among the warnings. Raises UsageError for an outcome that can't be, PlanError where the book
    can't be written. To be called while the book is held for writing.
    """
    warnings: list[str] = [thing.unsure] if thing.unsure else []
    record = record_of(thing.work, session.book)
    once_more = running is None and not when.is_told()
    before = corrected(day, thing.work.item, record, session.now) if once_more else None
    piece = _piece(thing, day, session.now) if once_more and before is None else None
    instead = before or piece
    span, minutes = _span(session, thing, on, day, when, told.outcome, running, before, piece, warnings)
    row = row_of_work(thing.work, span, minutes, told)
    if instead is not None:
        row = replace(row, what=replace(row.what, stage=instead.what.stage), worth=instead.worth)
    changes = Changes({}, {}, {})
    again = before is not None and before.result.outcome == told.outcome
    if before is not None and again:
        row = _with_what_it_had(row, before)
    if record is not None:
        closed_since = before is not None and stage_changed_since(record, before, session.book.playbook)
        if not again and not closed_since:
            told, row = _sensible(stood_before(record, before, session.book.playbook), told, row, warnings)
        changes = changes_told(
            thing.work, record, told, on, session.book.playbook, before, partial(_other_rows, session, day, before)
        )
        row = replace(row, result=replace(row.result, before=changes.before, after=changes.after))
        warnings += [f"{key} was changed since: left as it is" for key in changes.changed_since]
    elif thing.work.record is not None and thing.work.does != "task":
        warnings.append(f"the book has no record {thing.work.record} any more: only the diary has it")
    warnings += doubts(thing, on, day, row, instead, when.is_told(), session)
    warnings += passed(told, session.now)
    figures = {name: value for name, value in day.figures.items() if running is None or name != "running"}
    new = replace(with_row(day, row, instead), figures=figures)
    what = f"{thing}: {row.result.outcome or 'stopped'}"
    write(session, day, new, record.id if record is not None else None, changes.keys, what)
    return Logged(
        thing=thing,
        row=row,
        record=record.id if record is not None else None,
        changes=changes.keys,
        put_back=changes.put_back,
        corrects=before.result.outcome if before is not None else None,
        warnings=tuple(warnings),
    )


def write(
    session: Session, day: DiaryDay, new: DiaryDay, record: str | None, changes: Mapping[str, Any], what: str
) -> None:
    """One transaction: the day's page, which is `day` on the disk, and the record's keys that change."""
    from planner.book.diary.page_files import page_name
    from planner.book.diary.pages import rewrite_day
    from planner.book.store.transaction import FileChange, commit

    _refuse_unreadable(day, new, session)
    content = session.page_bytes(day.date)
    page = rewrite_day(content, new, session.zone, day if content is not None else None)
    files = [FileChange(page_name(day.date), content, page)]
    commit(session.folder, files + book_changes(session, record, changes), what, session.now)


def book_changes(session: Session, record: str | None, changes: Mapping[str, Any]) -> list[FileChange]:
    """The book's files with these keys of a record changed."""
    from planner.book.change import set_record
    from planner.book.read.limits import out_of_time
    from planner.book.store.transaction import FileChange

    if record is None or not changes:
        return []
    for key, value in changes.items():
        wrong = out_of_time(key, value) if isinstance(value, date) else None
        if wrong is not None:
            raise UsageError(wrong[0], "fix the year")
    after = set_record(session.files, session.book, record, changes).contents
    before = session.files.contents
    return [FileChange(name, before.get(name), after[name]) for name in after if after[name] != before.get(name)]


def _with_what_it_had(row: Line, before: Line) -> Line:
    """The row of the same outcome told once more: what was told of it before and is not told anew stays."""
    new, old = row.result, before.result
    result = replace(
        new,
        answers={**old.answers, **new.answers},
        note=new.note or old.note,
        aim_met=old.aim_met if new.aim_met is None else new.aim_met,
        found=old.found if new.found is None else new.found,
    )
    return replace(row, result=result)


def _other_rows(session: Session, day: DiaryDay, but: Line | None, on: date) -> Sequence[Line]:
    """The rows of a day of the diary but for the one that is corrected; none of a page that can't be read."""
    if on == day.date:
        return [row for row in day.worked if row is not but]
    try:
        return day_of(session, on).worked
    except BookErrors:
        return ()


def _piece(thing: Thing, day: DiaryDay, now: datetime) -> Line | None:
    """The piece of work that waits for its outcome, where it is that which is told of.

    It is not where the rest was due by now and there was time for it since: then the rest is told of.
    """
    piece = waiting(day, thing.work.item)
    left = left_of(thing.work.item, day)
    if piece is None or thing.row is None or left is None or left < SHORTEST_REST:
        return piece
    looked_at = thing.row.status.made is not None and thing.row.status.made >= piece.slot.end
    free = elapsed(piece.slot.end, now) - sum(row.slot.minutes for row in day.worked if row.slot.end > piece.slot.end)
    other = running_of(day, cast(ZoneInfo, now.tzinfo))
    if other is not None:
        free -= elapsed(other.since, now)
    due = free >= left and (not looked_at or thing.row.slot.start <= now)
    return None if due else piece


def _span(
    session: Session,
    thing: Thing,
    on: date,
    day: DiaryDay,
    when: When,
    outcome: str | None,
    running: Running | None,
    before: Line | None,
    piece: Line | None,
    warnings: list[str],
) -> tuple[Span, int]:
    """When it was, and how many minutes it took."""
    if piece is not None:
        return Span(piece.slot.start, piece.slot.end), piece.slot.minutes
    playbook = session.book.playbook
    work, row = thing.work, thing.row
    appointed = row is not None and row.slot.fixed
    taken = [Span(each.slot.start, each.slot.end) for each in day.worked if each is not before]
    if before is not None:
        rest = _rest_moved(work, day, before, session)
        if rest is not None:
            work = replace(work, minutes=max(rest, SHORTEST_REST))
        elif row is None and work.play in playbook.plays and work.does != "task":
            work = replace(work, minutes=off_the_page_minutes(work, playbook))
        was = usual_minutes(work, before.result.outcome, playbook, appointed=appointed)
        now_usual = usual_minutes(work, outcome, playbook, appointed=appointed)
        if before.slot.minutes != was or was == now_usual or before.result.outcome == outcome:
            return Span(before.slot.start, before.slot.end), before.slot.minutes
        at_its_place = row is not None and row.slot.start == before.slot.start
        if before.result.outcome != "moved" and not at_its_place:  # it ended when it ended, however long it took
            span = when_done(now_usual, None, taken, before.slot.end, before.slot.end.date())
            warnings.append(
                f"logged as the {length(now_usual)} planned now, not the {length(before.slot.minutes)} of before"
            )
            return span, now_usual
        known = Known(on=on, now=session.now, usual=now_usual, row=row, taken=taken)
        return when_it_was(when, running, known, warnings)
    left = left_of(work.item, day)
    if left is not None:
        work = replace(work, minutes=max(left, SHORTEST_REST))
    usual = usual_minutes(work, outcome, playbook, appointed=appointed)
    last = (
        max((each.slot.end for each in day.worked if each.what.item == work.item), default=None)
        if left is not None
        else None
    )
    known = Known(on=on, now=session.now, usual=usual, row=row, taken=taken, last=last)
    return when_it_was(when, running, known, warnings)


def _rest_moved(work: Work, day: DiaryDay, before: Line, session: Session) -> int | None:
    """Minutes that were left when the rest of something begun was moved; None where `before` moved no rest."""
    others = [each for each in day.worked if each.what.item == work.item and each is not before]
    if before.result.outcome != "moved" or not others:
        return None
    task = next((task for task in session.book.tasks if task.id == work.item), None)
    if task is not None:
        return task.minutes - sum(each.slot.minutes for each in others)
    return left_of(work.item, replace(day, worked=tuple(each for each in day.worked if each is not before)))


def _refuse_unreadable(day: DiaryDay, new: DiaryDay, session: Session) -> None:
    """PlanError for a row that could not be read again: by the reader's own rules, before anything is written."""
    from planner.book.diary.page_rows import row_from, row_table

    for row in new.worked:
        if any(row is each for each in day.worked):
            continue
        read = row_from("worked", row_table("worked", row), day.date, session.zone)
        if isinstance(read, list):
            raise PlanError(
                f"the diary can't hold {row.what.title}: {read[0].what}", "tell its times with --from and --to"
            )


def _sensible(record: object, told: Told, row: Line, warnings: list[str]) -> tuple[Told, Line]:
    """A deal that is won is not advanced once more; whatever was done for it is just done."""
    if getattr(record, "stage", None) == "won" and told.outcome == "advanced":
        warnings.append("it is won already: logged as done")
        return replace(told, outcome="done"), replace(row, result=replace(row.result, outcome="done"))
    return told, row


def told_of(logged: Logged, today: date) -> list[str]:
    """What was logged, in two lines."""
    row = logged.row
    was = f" (it was {logged.corrects})" if logged.corrects else ""
    outcome = row.result.outcome or "stopped"
    line = (
        f"{logged.thing}: {outcome}{was} · {length(row.slot.minutes)}, {clock(row.slot.start)} to {clock(row.slot.end)}"
    )
    if row.slot.start.date() != today:
        line += f" on {row.slot.start.date()}"
    lines = [line]
    back = set(logged.put_back)
    lines += _said(f"  {logged.record}: ", {k: v for k, v in logged.changes.items() if k not in back}, today)
    lines += _said("  put back: ", {k: v for k, v in logged.changes.items() if k in back}, today)
    return lines


def _said(start: str, changes: Mapping[str, Any], today: date) -> list[str]:
    if not changes:
        return []
    from planner.app.records.edit_record import value_words

    told = [f"{key} {value_words(v, today) if v is not None else 'cleared'}" for key, v in changes.items()]
    return [start + " ".join(" · ".join(told).split())]


def answer(settings: Settings, logged: Sequence[Logged], today: date) -> None:
    """Shows what was logged, and tells the warnings."""
    for each in logged:
        for warning in each.warnings:
            tell(settings, f"warning: {warning}")
    if settings.json:
        show_json({"format": 1, "logged": [logged_json(each) for each in logged]})
        return
    for each in logged:
        show("\n".join(map(safe, told_of(each, today))))


def logged_json(logged: Logged) -> dict[str, object]:
    """What was logged as JSON has it."""
    from planner.screen.text.json_value import json_value

    return {
        "row": json_value(logged.row),
        "record": logged.record,
        "changes": json_value(logged.changes),
        "corrects": logged.corrects,
        "put_back": list(logged.put_back),
        "warnings": list(logged.warnings),
    }
