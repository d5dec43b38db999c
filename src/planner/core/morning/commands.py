"""The changes that the morning's answers make, each a command that can be typed as well."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planner.frozen_class import frozen

DAY, STAGE, AMOUNT = "DAY", "STAGE", "AMOUNT"  # placeholders for what is typed next


@frozen
class SetFields:
    """`plan set`: fields of a record, as they are typed."""

    record: str
    fields: tuple[str, ...]


@frozen
class PutOff:
    """`plan later`: a record or line on another day."""

    item: str
    day: str


@frozen(kw_only=True)
class LogOutcome:
    """`plan done`: the outcome of a line of a day, with what was agreed; "" for what was not."""

    item: str
    outcome: str
    on: date | None = None
    minutes: int | None = None
    at: str = ""
    who: str = ""
    until: str = ""
    next_on: str = ""
    again: str = ""  # of work that reaches nobody: the day it moves to


@frozen
class ParkDeal:
    """`plan park`: one deal."""

    record: str


@frozen
class LeaveOut:
    """`plan today --without`: a record or line off today's page."""

    item: str


@frozen
class AddLead:
    """`plan inbound`: a lead that just came in."""

    who: str
    amount: str = ""


@frozen
class AddTask:
    """`plan add task`: a task for a record on a day."""

    title: str
    record: str
    minutes: int
    on: date


Command = AddTask | SetFields | PutOff | LogOutcome | ParkDeal | LeaveOut | AddLead


def words_of(command: Command) -> list[str]:
    """The words of a command line that does the same, without `plan`."""
    match command:
        case SetFields():
            return ["set", command.record, *command.fields]
        case PutOff():
            return ["later", command.item, command.day]
        case LogOutcome():
            words = ["done", command.item, "-o", command.outcome]
            given = (
                ("--on", command.on.isoformat() if command.on is not None else ""),
                ("--minutes", "" if command.minutes is None else str(command.minutes)),
                ("--at", command.at), ("--who", command.who), ("--until", command.until),
                ("--next-on", command.next_on), ("--again", command.again),
            )  # fmt: skip
            return words + [word for option, text in given if text for word in (option, text)]
        case ParkDeal():
            return ["park", command.record]
        case LeaveOut():
            return ["today", "--without", command.item]
        case AddTask():
            fields = (f"record={command.record}", f"minutes={command.minutes}", f"on={command.on}")
            return ["add", "task", command.title, *fields]
        case AddLead():
            return ["inbound", command.who, *(("--amount", command.amount) if command.amount else ())]


def missing(command: Command) -> str:
    """The placeholder that is still to be typed; "" for a whole command."""
    words = [word.rpartition("=")[2] if isinstance(command, SetFields) else word for word in words_of(command)]
    return next((each for each in (DAY, STAGE, AMOUNT) if each in words), "")


def filled(command: Command, text: str) -> Command:
    """The command with what was typed in place of its placeholder."""
    name = missing(command)
    match command:
        case SetFields():
            ends = f"={name}"
            fields = (each.removesuffix(name) + text if each.endswith(ends) else each for each in command.fields)
            return replace(command, fields=tuple(fields))
        case PutOff():
            return replace(command, day=text)
        case AddLead():
            return replace(command, amount=text)
        case _:
            return command
