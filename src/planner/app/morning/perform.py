"""The morning's answers carried out, each as the command that it stands for."""

from __future__ import annotations

import contextlib
import io

from planner.app.add.add import run as add_record
from planner.app.day.later import run as put_off
from planner.app.morning.leave_out import leave_out
from planner.app.records.inbound import InboundOptions
from planner.app.records.inbound import run as add_lead
from planner.app.records.park import run as park
from planner.app.records.set_ import run as set_fields
from planner.app.settings import Settings
from planner.app.worklog.done import DoneOptions
from planner.app.worklog.done import run as log_outcome
from planner.core.morning.commands import AddLead, AddTask, Command, LeaveOut, LogOutcome, ParkDeal, PutOff, SetFields
from planner.errors import PlanError, UsageError


def perform(settings: Settings, command: Command) -> list[str]:
    """Carry out a command; the lines in which it says what it did.

    What it asks and its warnings go to the terminal as ever. Raises UsageError for what can't be read or written, so
    that the question is put again.
    """
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            _run(settings, command)
    except PlanError as error:
        raise UsageError(error.what, error.fix) from error
    return said.getvalue().splitlines()


def _run(settings: Settings, command: Command) -> None:
    match command:
        case SetFields():
            set_fields(settings, [command.record, *command.fields], (), None, dry_run=False)
        case PutOff():
            put_off(settings, command.item, command.day)
        case LogOutcome():
            log_outcome(settings, _done(command))
        case ParkDeal():
            park(settings, command.record)
        case LeaveOut():
            leave_out(settings, command.item)
        case AddTask():
            fields = [f"record={command.record}", f"minutes={command.minutes}", f"on={command.on}"]
            add_record(settings, "task", [command.title, *fields])
        case AddLead():
            lead = InboundOptions(who=(command.who,), amount=command.amount or None)
            add_lead(settings, lead, plans=False)


def _done(command: LogOutcome) -> DoneOptions:
    minutes = None if command.minutes is None else str(command.minutes)
    return DoneOptions(
        item=command.item, outcome=command.outcome, minutes=minutes, start=None, end=None,
        day=command.on.isoformat() if command.on is not None else None, aim=None, answers=(), next=None,
        next_on=command.next_on or None, next_by=None, next_minutes=None, people=(), who=command.who or None,
        until=command.until or None, again=command.again or None, at=command.at or None, found=None, note="",
        record=None, unplanned=False, correct=False, worked=(), failed=(),
    )  # fmt: skip
