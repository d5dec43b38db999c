"""Logging a piece of work.

The diary's row and what it changes in the book, in one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple

from planner.app.lifecycle.ended_in import taken_up_again
from planner.app.page.booking import booking_warnings, time_warnings
from planner.app.page.page_mark import still_current
from planner.app.page.working_days import working_days
from planner.app.pipeline.row_values import LogOfRow, row_values
from planner.app.promised_days import day_off_warnings
from planner.app.session import Session
from planner.app.worklog.log_time import LogContext, as_piece, day_limits, rest_after, time_of_work
from planner.app.worklog.odd_times import odd_times, passed_dates
from planner.app.worklog.when import GivenTimes
from planner.book.change import set_record
from planner.book.diary.page_files import page_name
from planner.book.diary.page_rows import row_from, row_table
from planner.book.diary.write_page import rewrite_day
from planner.book.read.limits import out_of_time
from planner.book.store.transaction import FileChange, commit
from planner.core.book import Book, Task
from planner.core.build_case.odds_after import with_case_built
from planner.core.customers.customers import Customers
from planner.core.diary import DiaryDay
from planner.core.line import WITHOUT_CUSTOMER, Line
from planner.core.records.new_record import name_of
from planner.core.worklog.as_planned import went_as_planned
from planner.core.worklog.last_contact import OtherChanges, Past, other_changes
from planner.core.worklog.log import (
    Changes,
    LogEvent,
    as_logged,
    is_same_report,
    record_changes,
    record_of,
    row_to_correct,
    same_time,
    stood_before,
    with_row,
)
from planner.core.worklog.next_step import LogDay, as_sent, hearing_back, is_without_end, with_next_step
from planner.core.worklog.outcomes import Record, Report
from planner.core.worklog.reversal import stage_changed_since
from planner.core.worklog.work import ANY_TIME, Work, done_line
from planner.errors import BookErrors, PlanError, UsageError
from planner.frozen_class import frozen
from planner.screen.text.outcome_words import row_outcome


@frozen(kw_only=True)
class Logged:
    """The result of a log: the line of the log, and the record's changed keys."""

    work: Work
    row: Line
    record: str | None
    changes: Mapping[str, Any]
    others: Mapping[str, Mapping[str, Any]]  # changed keys of the customer's other records
    put_back: tuple[str, ...]  # of the changes: what is only as it was before the outcome that is corrected
    corrects: str | None  # the outcome that this one takes the place of
    warnings: tuple[str, ...]
    won: float | None = None  # money that it won, in the book's `currency`
    names: Mapping[str, str] = field(default_factory=dict)  # of the records that changed, by id
    currency: str = ""
    rest: int | None = None  # minutes left of work of which this was a piece


class RecordEdit(NamedTuple):
    """A record's id and its keys that change; None: the key goes."""

    record: str
    keys: Mapping[str, Any]
    name: str = ""  # for a person


class LogEntry(NamedTuple):
    """A change of a day's page: the words for the journal, and the records that change with it."""

    what: str
    edits: Sequence[RecordEdit] = ()
    as_planned: bool = False
    pages: Sequence[DiaryDay] = ()  # of other days, which change too


class _TimedRow(NamedTuple):
    """A row at its time, with the rows it replaces, corrects and follows."""

    row: Line
    instead: Line | None
    before: Line | None
    last: Line | None
    warnings: Sequence[str]


class _Effect(NamedTuple):
    """A row with its report as it counts, and all that it changes in the book."""

    row: Line
    report: Report
    changes: Changes
    others: OtherChanges
    warnings: Sequence[str]


def day_of(session: Session, on: date) -> DiaryDay:
    """The diary's page of a day, an empty one where there is none."""
    return session.diary_day(on) or DiaryDay(date=on)


def log(session: Session, work: Work, day: DiaryDay, given: GivenTimes, report: Report) -> Logged:
    """Write down a piece of work on `day` and what came of it.

    The same item at the same times is the same row. Otherwise it corrects the item's last outcome if
    `report.correct` says so, if it repeats one of the last few minutes, or if it is about work that is done once.

    The clock stops if it runs for this work. Nothing is refused for its time or its absence from the page: that is
    among the warnings. Raises UsageError for an outcome that can't be, PlanError if the book can't be written. To be
    called while the book is held for writing.
    """
    record = record_of(work, session.book)
    work = as_sent(work, report.result.outcome, record, session.book.playbook, session.now)
    placed = _timed_row(session, work, day, given, report)
    rest = rest_after(session, work, report, placed.row, placed.instead) if placed.before is None else None
    own = as_piece(placed.row, work.line) if rest is not None else placed.row
    row, report, changes, others, odd = _effect(session, work, day, report, placed._replace(row=own))
    before, instead = placed.before, placed.instead
    warnings = [*([work.warning] if work.warning else []), *placed.warnings, *odd]
    if placed.last is not None and before is None:
        warnings.append(
            f"logged as a second try, after {row_outcome(placed.last)}; if the first was a slip, add --correct"
        )
    warnings += odd_times(row, instead, given.any_given(), day, session.now)
    warnings += passed_dates(report, session.now)
    warnings += day_off_warnings(session, changes.keys)
    if report.at is not None and report.at > session.now and record is not None:
        warn = time_warnings if "stage" in changes.keys else booking_warnings
        warnings += warn(session, record.id, report.at)
    figures = {name: value for name, value in day.figures.items() if work.clock is None or name != "running"}
    with_it = replace(with_row(day, row, instead), figures=figures)
    moved = row_values(session, LogOfRow(row, instead, with_it, record, changes.keys))
    new = replace(with_row(day, replace(row, pipeline=moved), instead), figures=figures)
    edits = [RecordEdit(record.id, changes.keys)] if record is not None else []
    edits += [RecordEdit(id, keys) for id, keys in others.keys.items()]
    changed = {edit.record for edit in edits}
    as_planned = instead is None and went_as_planned(day, row, report)
    write(session, day, new, LogEntry(f"{work}: {row_outcome(row)}", edits, as_planned))
    return Logged(
        work=work,
        row=row,
        record=record.id if record is not None else None,
        changes=changes.keys,
        others=others.keys,
        put_back=changes.put_back,
        corrects=before.result.outcome if before is not None else None,
        warnings=tuple(warnings),
        won=moved.v_won / 100 if moved.v_won else None,
        currency=session.book.rep.currency,
        rest=rest,
        names={each.id: name_of(each) for each in _customers_and_tasks(session.book) if each.id in changed},
    )


def _customers_and_tasks(book: Book) -> Sequence[Record]:
    return (*book.deals, *book.accounts, *book.contacts, *book.tasks)


def _timed_row(session: Session, work: Work, day: DiaryDay, given: GivenTimes, report: Report) -> _TimedRow:
    record, outcome = record_of(work, session.book), report.result.outcome
    once_more = work.clock is None and not given.any_given()
    of_last = once_more or (work.clock is None and report.correct)
    last = row_to_correct(day, work.what.item, record, session.now) if of_last else None
    before = report.row or (last if last is not None and _corrects(last, report, session.now) else None)
    limits = day_limits(session, day, work.what.record) if once_more else ANY_TIME
    context = LogContext(
        work=work, day=day, now=session.now, given=given, outcome=outcome, book=session.book, limits=limits,
    )  # fmt: skip
    (span, minutes, odd), instead = time_of_work(context, before, once_more)
    row = as_logged(done_line(work, span, minutes, report.result), day, session.now)
    if report.people:
        row = replace(row, what=replace(row.what, people=report.people))
    if before is None and instead is None and given.any_given():
        before = instead = same_time(day, row)
    if instead is not None:
        row = replace(row, what=replace(row.what, stage=instead.what.stage), worth=instead.worth)
    if before is not None and before.result.outcome == outcome:
        row = _with_earlier_report(row, before)
    return _TimedRow(row, instead, before, last, odd)


def _effect(session: Session, work: Work, day: DiaryDay, report: Report, timed: _TimedRow) -> _Effect:
    row, before, book = timed.row, timed.before, session.book
    record = record_of(work, book)
    if record is None:
        gone = work.what.record is not None and work.what.does != "task"
        warnings = [f"{work.what.record} is no longer in the book, only in the diary"] if gone else []
        return _Effect(row, report, Changes({}, {}, {}), OtherChanges({}, {}), warnings)
    if row.is_piece:
        return _Effect(row, replace(report, result=row.result), Changes({}, {}, {}), OtherChanges({}, {}), ())
    warnings = []
    again = before is not None and before.result.outcome == report.result.outcome
    closed_since = before is not None and stage_changed_since(record, before, book.playbook)
    stood = stood_before(record, before, book.playbook)
    if not again and not closed_since and _is_won(stood, report):
        warnings.append("it is won already: logged as done")
        report = replace(report, result=replace(report.result, outcome="done"))
        row = replace(row, result=replace(row.result, outcome="done"))
    if not again:
        report = with_next_step(report, stood, work, _log_day(session, day.date))
        report = with_case_built(report, stood, work.what.play, book.playbook, day.date)
        report = taken_up_again(session, report, stood)
    past = past_without(session, day, before)
    changes = record_changes(record, LogEvent(work.what.does, report, day.date), book.playbook, before, past)
    others = other_changes(row, day.date, before, past)
    if isinstance(record, Task) and not again:
        of_whom = hearing_back(record, row.result.outcome, (*book.deals, *book.accounts), _log_day(session, day.date))
        merged = {id: {**others.keys.get(id, {}), **keys} for id, keys in of_whom.items()}
        others = others._replace(keys={**others.keys, **merged})
    row = replace(row, result=replace(row.result, before=changes.before, after=changes.after, others=others.others))
    if is_without_end(report, record, work.what.does):
        warnings.append(f"no day is set for hearing back: `plan done {record.id}/agreed -o sent --correct`")
    warnings += [f"{key} has changed since: left as it is" for key in changes.changed_since]
    return _Effect(row, report, changes, others, warnings)


def _log_day(session: Session, on: date) -> LogDay:
    working = working_days(session, session.today)
    return LogDay(on, session.today, working, session.book.playbook)


def _corrects(last: Line, report: Report, now: datetime) -> bool:
    """True if a report takes the place of an item's last one."""
    if report.correct is not None:
        return report.correct
    return last.what.does in WITHOUT_CUSTOMER or is_same_report(last, report, now)


def write(session: Session, day: DiaryDay, new: DiaryDay, entry: LogEntry) -> None:
    """Write the day's page and the keys of records that change, in one transaction.

    The page is `day` on the disk. After what went as planned the page is not replanned.
    """
    _refuse_unreadable(day, new, session)
    changes = tuple(book_changes(session, entry.edits))
    if entry.as_planned:
        new = still_current(session, day, new, changes)
    written = [_page_change(session, new, day), *(_page_change(session, page) for page in entry.pages)]
    commit(session.folder, [*written, *changes], entry.what, session.now)


def _page_change(session: Session, new: DiaryDay, was: DiaryDay | None = None) -> FileChange:
    """The file of a page that changes; `was` is what it says now, where that is known already."""
    content = session.page_bytes(new.date)
    was = was or session.diary_day(new.date)
    page = rewrite_day(content, new, session.zone, was if content is not None else None) if new.says_anything else None
    return FileChange(page_name(new.date), content, page, session.calendar_paths)


def book_changes(session: Session, edits: Sequence[RecordEdit]) -> list[FileChange]:
    """The book's files with the keys of records changed."""
    files = session.files if any(edit.keys for edit in edits) else None
    if files is None:
        return []
    for edit in edits:
        for key, value in edit.keys.items():
            wrong = out_of_time(key, value) if isinstance(value, date) else None
            if wrong is not None:
                raise UsageError(wrong[0], "fix the year")
        if edit.keys:
            files = set_record(files, session.book, edit.record, edit.keys)
    before, after = session.files.contents, files.contents
    return [FileChange(name, before.get(name), after[name]) for name in after if after[name] != before.get(name)]


def _with_earlier_report(row: Line, before: Line) -> Line:
    """The row of the same outcome logged once more.

    What was reported before and is not reported again stays.
    """
    new, old = row.result, before.result
    result = replace(
        new,
        answers={**old.answers, **new.answers},
        note=new.note or old.note,
        said={**old.said, **new.said},
        aim_met=old.aim_met if new.aim_met is None else new.aim_met,
        found=old.found if new.found is None else new.found,
    )
    return replace(row, result=result)


def past_without(session: Session, day: DiaryDay, row: Line | None) -> Past:
    """The diary's rows but for one of a day, and the book's customers."""
    return Past(partial(_other_rows, session, day, row), Customers(session.book))


def _is_won(record: Record, report: Report) -> bool:
    """Is a deal that is won to advance once more? Whatever was done for it is just done."""
    return getattr(record, "stage", None) == "won" and report.result.outcome == "advanced"


def _other_rows(session: Session, day: DiaryDay, but: Line | None, on: date) -> Sequence[Line]:
    """The rows of a day of the diary but for the one that is corrected.

    None of a page that can't be read.
    """
    if on == day.date:
        return [row for row in day.worked if row is not but]
    try:
        return day_of(session, on).worked
    except BookErrors:
        return ()


def _refuse_unreadable(day: DiaryDay, new: DiaryDay, session: Session) -> None:
    """PlanError for a row that could not be read again.

    By the reader's own rules, before anything is written.
    """
    for row in new.worked:
        if any(row is each for each in day.worked):
            continue
        read = row_from("worked", row_table("worked", row), day.date, session.zone)
        if isinstance(read, list):
            what = f"can't write to the diary: {row.what.title}: {read[0].what}"
            raise PlanError(what, "give its times with --from and --to")
