"""The end of every step: the next one is booked, and what was sent is asked about on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from planner.core.book import CLOSED_STAGES, Account, Deal, Task
from planner.core.days import WorkingDays
from planner.core.line import Does, Line
from planner.core.playbook import Playbook
from planner.core.timing.pace import NO_ANSWER_DAYS, wait_days
from planner.core.worklog.outcomes import Record, Report, is_to_send
from planner.core.worklog.work import Work

TITLE = "Book the next step"
BEFORE_IT, MESSAGE = "/sent", "Message"  # what was sent before an appointment of the day: its item and title
HEAR_BACK = "Hear back: "  # and what was sent
MINUTES = 10  # of a call that agrees on it, where the next play is no meeting to book
WHAT_YOU_SENT = "what you sent"
LONGEST = 60  # characters of a note that names what was sent
WRITTEN: tuple[Does, ...] = ("agreed", "follow-up", "task")  # steps that may be the sending itself


AGREED = ("next", "next_on", "next_by", "next_minutes")


def agreed_in(row: Line) -> dict[str, Any]:
    """The next step agreed in a row of the log, by its keys; not one that the program made."""
    found = {key: value for key in AGREED if (value := row.result.after.get(key)) is not None}
    text = str(found.get("next", ""))
    return {} if text == TITLE or text.startswith(HEAR_BACK) else found


class LogDay(NamedTuple):
    """The day of a piece of work, and what the days after it are counted by."""

    on: date
    today: date
    working: WorkingDays
    playbook: Playbook

    def next_day(self) -> date:
        return self.working.first_from(max(self.working.next_after(self.on), self.today))

    def pace(self, record: Record) -> date:
        """The day by which a customer has had the time that the stage's pace gives, today or later."""
        names = [stage.name for stage in self.playbook.stages]
        days = NO_ANSWER_DAYS[-1]
        if isinstance(record, Deal) and record.stage in names:
            days = wait_days(record, self.playbook.stages[names.index(record.stage) :], self.on, self.working)
        return self.working.first_from(max(self.working.later(self.on, days), self.today))


def as_sent(work: Work, outcome: str | None, record: Record | None, playbook: Playbook, now: datetime) -> Work:
    """The work, as written work of a few minutes where its outcome is `sent`.

    No call or meeting took place. An appointment that is still to come today stays: what was sent before it is an item
    of its own.
    """
    if outcome != "sent" or not isinstance(record, Deal | Account) or work.what.does in WRITTEN:
        return work
    play = playbook.plays.get(work.what.play)
    if work.what.does == "advance" and play is not None and play.how == "desk":
        return work
    work = replace(work, what=replace(work.what, does="follow-up"), minutes=min(work.minutes, MINUTES))
    is_fixed = work.line is not None and work.line.slot.fixed and work.line.slot.start > now
    if is_fixed or (record.at is not None and record.at.date() == now.date() and record.at > now):
        return replace(work, what=replace(work.what, item=f"{record.id}{BEFORE_IT}", title=MESSAGE), line=None)
    return work


def _keeps(record: Deal | Account, does: Does, on: date) -> bool:
    """True if sending something is what was agreed: a promise to send, or one that is due."""
    if does == "agreed" or is_to_send(record.next):
        return True
    own = isinstance(record, Account) or record.next_minutes is None
    return own and any(day is not None and day <= on for day in (record.next_on, record.next_by))


def with_next_step(report: Report, record: Record | None, work: Work, day: LogDay) -> Report:
    """The report, with the step that nobody agreed on but that has to follow.

    Hearing back on what was sent once the stage's pace is over; a promise to send by then; and after an advance,
    booking the next step by the next working day.
    """
    if not isinstance(record, Deal | Account):
        return report
    if is_to_send(report.next) and not any(_days_of(report)):
        report = replace(report, last_day=day.pace(record))
    if report.result.outcome == "sent":
        report = replace(report, kept=report.kept or _keeps(record, work.what.does, day.on))
        return _with_hearing_back(report, record, work, day)
    if not isinstance(record, Deal) or report.result.outcome != "advanced" or record.stage in CLOSED_STAGES:
        return report
    names = [stage.name for stage in day.playbook.stages]
    if report.next is not None or any(_days_of(report)) or record.stage not in names[:-1]:
        return report
    play = day.playbook.plays[day.playbook.stages[names.index(record.stage) + 1].play]
    minutes = None if play.how == "meeting" else MINUTES
    return replace(report, next=TITLE, next_on=day.next_day(), next_minutes=minutes)


def hearing_back(task: Task, outcome: str | None, records: Iterable[Record], day: LogDay) -> dict[str, dict[str, Any]]:
    """The keys that change in a task's customer once the task is `sent`, by the customer's id.

    Empty where a next step is agreed with them already.
    """
    of_whom = next((each for each in records if each.id == task.record), None)
    if outcome != "sent" or not isinstance(of_whom, Deal | Account) or _is_closed(of_whom):
        return {}
    if any(_agreed(of_whom, day.on)):
        return {}
    report = Report(next=_title(task.title), next_on=day.pace(of_whom), next_minutes=MINUTES)
    return {of_whom.id: report.agreed(of_whom)}


def is_without_end(report: Report, record: Record | None, does: Does) -> bool:
    """True if a promise to send something was kept, and nobody said when to hear back."""
    sent = does == "agreed" and report.result.outcome == "done" and is_to_send(getattr(record, "next", None))
    return sent and report.next is None and not any(_days_of(report))


def _with_hearing_back(report: Report, record: Deal | Account, work: Work, day: LogDay) -> Report:
    does = work.what.does
    if work.what.item.endswith(BEFORE_IT):  # the appointment is the next step
        return report
    stands = _agreed(record, day.on) if not report.kept else _appointment(record, day.on)
    if _is_closed(record) or (report.next is None and not any(_days_of(report)) and any(stands)):
        return report
    if report.next is None:
        note = report.result.note if len(report.result.note) <= LONGEST else ""
        what = record.next if does == "agreed" or is_to_send(record.next) else None
        what = what or note or (work.what.title if does == "advance" else WHAT_YOU_SENT)
        report = replace(report, next=_title(what), next_minutes=report.next_minutes or MINUTES)
    return report if any(_days_of(report)) else replace(report, next_on=day.pace(record))


def _title(what: str) -> str:
    """The title of asking about what was sent: without the word that promised to send it."""
    words = what.partition(" ")[2] if is_to_send(what) else what.removeprefix(HEAR_BACK)
    return HEAR_BACK + words.strip()


def _is_closed(record: Deal | Account) -> bool:
    return isinstance(record, Deal) and record.stage in CLOSED_STAGES


def _days_of(report: Report) -> Iterator[bool]:
    """The days that a report agrees on."""
    return (each is not None for each in (report.next_on, report.next_by, report.at, report.again))


def _agreed(record: Deal | Account, on: date) -> Iterator[bool]:
    """The days agreed with a customer that still stand after work on the day `on`."""
    yield from (day is not None for day in (record.next_on, record.next_by))
    yield from _appointment(record, on)


def _appointment(record: Deal | Account, on: date) -> Iterator[bool]:
    yield record.at is not None and record.at.date() >= on + timedelta(days=1)
