"""`plan log`: what was logged on a day; a row changed, or taken out with what it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from planner.app.messages import show_json, tell
from planner.app.records.edit_record import record_called, show_lines
from planner.app.session import Session
from planner.app.settings import Settings
from planner.app.worklog.done import outcome_of_word
from planner.app.worklog.log import LogEntry, RecordEdit, day_of, log, past_without, write
from planner.app.worklog.show_log import show_logged
from planner.app.worklog.when import GivenTimes
from planner.book.store.lock import writing
from planner.core.book import record_name
from planner.core.diary import DiaryDay
from planner.core.lifecycle.log_rows import (
    changes_without,
    numbered_rows,
    other_changes_without,
    pages_without,
    without_row,
)
from planner.core.line import Line, Outcome
from planner.core.review.period import Period
from planner.core.worklog.log import record_of
from planner.core.worklog.next_step import agreed_in
from planner.core.worklog.outcomes import Report
from planner.core.worklog.work import Work, row_of
from planner.errors import TwoReadings, UsageError
from planner.frozen_class import frozen
from planner.screen.records.changes import change_words
from planner.screen.text.json_value import json_value
from planner.screen.text.outcome_words import row_outcome
from planner.screen.text.wording import clock, full_day, length
from planner.typed.days import option_past_day
from planner.typed.lengths import option_minutes


@frozen
class LogOptions:
    """The options of `plan log`."""

    row: int | None
    day: str | None
    remove: bool
    outcome: str | None
    minutes: str | None
    note: str


def run(settings: Settings, options: LogOptions, words: Sequence[str] = ()) -> None:
    """Show what was logged on a day, or change or take out one row of it.

    `words`: the number of a row, or a day.
    """
    if words:
        options = _with_words(settings, options, " ".join(words).strip())
    changes = options.remove or options.outcome or options.minutes or options.note
    if options.row is None and changes:
        raise UsageError("which row?", "plan log shows their numbers: plan log 2 --remove")
    if options.row is None or not changes:
        session = Session(settings)
        _list(session, day_of(session, _day(session, options)), options.row)
    elif options.remove:
        _take_out(settings, options)
    else:
        _change(settings, options)


def _with_words(settings: Settings, options: LogOptions, text: str) -> LogOptions:
    """The options with the row or the day that was typed.

    Raises UsageError if it is neither, TwoReadings for a day that may be two.
    """
    if text.isascii() and text.lstrip("+-").isdecimal():
        return replace(options, row=int(text))
    session = Session(settings)
    fix = "plan log --on fri shows a day, plan log 2 one of its rows"
    try:
        day = option_past_day("--on", text, session.today, session.locale)
    except TwoReadings:
        raise
    except UsageError as unread:
        with suppress(UsageError):
            fix = f"plan show {record_called(session, text).id} shows what you logged for it, plan log --on fri a day"
        raise UsageError(f'can\'t read "{text}" as a row of the log or a day', fix) from unread
    if options.day is not None:
        raise UsageError(f"plan log: {text} and --on {options.day} are two days", f"plan log --on {options.day}")
    return replace(options, day=day.isoformat())


def _day(session: Session, options: LogOptions) -> date:
    if options.day is None:
        return session.today
    return option_past_day("--on", options.day, session.today, session.locale)


def _row(page: DiaryDay, number: int | None) -> Line:
    rows = numbered_rows(page)
    if number is None or number not in rows:
        there = f"use one of {', '.join(map(str, rows))}" if rows else "see plan log --on DAY"
        raise UsageError(f"no row {number} in the log of {full_day(page.date)}", there)
    return rows[number]


def _list(session: Session, page: DiaryDay, number: int | None) -> None:
    rows = numbered_rows(page) if number is None else {number: _row(page, number)}
    if session.settings.json:
        found = [{"number": each, **json_value(row)} for each, row in rows.items()]
        show_json({"format": 1, "date": page.date.isoformat(), "rows": found})
        return
    lines = [f"{each:>3}  {_words(session, row)}" for each, row in rows.items()]
    show_lines(lines or [f"Nothing is logged on {full_day(page.date)}"])
    if lines and number is None:
        tell(session.settings, "To change one: plan log ROW -o OUTCOME. To remove one: plan log ROW --remove")


def _words(session: Session, row: Line) -> str:
    name = record_name(row.what.record, session.book)
    what = f"{row.what.title}, {name}" if name else row.what.title
    note = f" · {row.result.note}" if row.result.note else ""
    return f"{clock(row.slot.start)}  {length(row.slot.minutes):>5}  {what}: {row_outcome(row)}{note}"


def _work(session: Session, page: DiaryDay, row: Line) -> Work:
    """The work of a row of the log."""
    what = replace(row.what, name=record_name(row.what.record, session.book))
    return Work(what=what, minutes=row.slot.minutes, worth=row.worth, line=row_of(row.what.item, page))


def _change(settings: Settings, options: LogOptions) -> None:
    with writing(settings.book):
        session = Session(settings)
        page = day_of(session, _day(session, options))
        row = _row(page, options.row)
        work = _work(session, page, row)
        outcome = row.result.outcome
        if options.outcome is not None:
            outcome = outcome_of_word(options.outcome, work, session.book)
        said = row.result
        result = Outcome(
            outcome=outcome, answers=said.answers, found=said.found, note=options.note or said.note, said=said.said
        )
        agreed = agreed_in(row) if outcome != said.outcome and outcome not in ("lost", "won", "parked") else {}
        report = Report(result=result, row=row, people=row.what.people, **agreed)
        minutes = option_minutes("--minutes", options.minutes, session.locale)
        logged = log(session, work, page, GivenTimes(minutes=minutes), report)
    show_logged(settings, [logged], session.today)


def _take_out(settings: Settings, options: LogOptions) -> None:
    with writing(settings.book):
        session = Session(settings)
        page = day_of(session, _day(session, options))
        row = _row(page, options.row)
        past, record = past_without(session, page, row), record_of(_work(session, page, row), session.book)
        changes = changes_without(record, row, page.date, session.book.playbook, past)
        others = other_changes_without(row, page.date, past)
        edits = [RecordEdit(record.id, changes.keys)] if record is not None else []
        edits += [RecordEdit(id, keys) for id, keys in others.keys.items()]
        later, _ = session.diary.days(Period(page.date, session.today))
        pages = pages_without(row, page.date, [each for each in later if each.date != page.date])
        entry = LogEntry(f"remove {row.what.title}: {row_outcome(row)}", edits, pages=pages)
        words = _words(session, row)
        write(session, page, without_row(page, row), entry)
    for key in changes.changed_since:
        tell(settings, f"warning: {key} has changed since: left as it is")
    put_back = {edit.record: edit.keys for edit in edits if edit.keys}
    if settings.json:
        document = {"format": 1, "date": page.date.isoformat(), "removed": json_value(row)}
        show_json(document | {"put_back": json_value(put_back)})
        return
    show_lines(
        [
            f"Removed: {words}",
            *(_put_back(record_name(id, session.book), keys, session.today) for id, keys in put_back.items()),
        ]
    )


def _put_back(name: str, keys: Mapping[str, Any], today: date) -> str:
    return f"  as before: {name}: {change_words(keys, today)}"
