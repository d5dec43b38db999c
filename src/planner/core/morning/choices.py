"""The keys of the morning's questions, and the command that each stands for."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from planner.core.book import Kind
from planner.core.morning.commands import (
    AMOUNT,
    DAY,
    STAGE,
    AddLead,
    AddTask,
    Command,
    LogOutcome,
    ParkDeal,
    PutOff,
    SetFields,
)
from planner.core.morning.morning import Decision

AT_ONCE = 1  # minute that an answer without a meeting takes
CALL_BACK, GO_THROUGH = 15, 20  # minutes


class Choice(NamedTuple):
    """An answer: its key, its words, and its command; None: all stays as it is."""

    key: str
    what: str
    command: Command | None
    declines: bool = False  # the customer is to hear of it


def decision_choices(decision: Decision, today: date) -> tuple[Choice, ...]:
    """The answers to the day's decision."""
    record = decision.record
    lost = Choice("l", "lost", LogOutcome(item=record, outcome="lost", minutes=AT_ONCE))
    park = Choice("p", "park it", ParkDeal(record))
    no_appointment = SetFields(record, ("at=",))
    match decision.what:
        case "bid or drop":
            ask = Choice("a", "ask first", _ask_first(decision, today)) if decision.ask else None
            bid = Choice("b", "bid", SetFields(record, (f"waive+={decision.stops}", f"next_by={decision.on}")))
            return (bid, Choice("d", "drop it", ParkDeal(record), declines=True), *((ask,) if ask else ()))
        case "appointment too late":
            later = Choice("n", "new deadline", SetFields(record, (f"decide_by={DAY}",)))
            return later, Choice("c", "cancel the appointment", no_appointment)
        case "date passed":
            new = Choice("n", "new deadline", SetFields(record, (f"decide_by={DAY}",)))
            return new, Choice("o", "still open, no date", SetFields(record, ("decide_by=",))), lost, park
        case "appointment passed":
            went = (("a", "advanced"), ("s", "stayed"), ("x", "no-show"), ("l", "lost"))
            on = decision.on
            return tuple(Choice(key, each, LogOutcome(item=record, outcome=each, on=on)) for key, each in went)
        case "closed appointment passed":
            done = Choice("d", "took place", LogOutcome(item=record, outcome="done", on=decision.on))
            return done, Choice("x", "no-show", LogOutcome(item=record, outcome="no-show", on=decision.on))
        case "closed step":
            reopen = Choice("r", "reopen it", SetFields(record, (f"stage={STAGE}",)))
            return reopen, Choice("c", "cancel the step", SetFields(record, ("next=", "next_on=", "next_by=")))
        case "closed":
            reopen = Choice("r", "reopen it", SetFields(record, (f"stage={STAGE}",)))
            return reopen, Choice("c", "cancel the appointment", no_appointment)
        case "firm deadline":
            return Choice("f", "firm", None), Choice("n", "not firm", SetFields(record, ("decide_by=",)))
        case "close passed":
            return Choice("n", "new date", SetFields(record, (f"expected={DAY}",))), lost, park
        case "park":
            return park, Choice("k", "keep it", None)
        case _:
            return Choice("n", "agree one", SetFields(record, (f"next_on={DAY}",))), lost, park


def _ask_first(decision: Decision, today: date) -> AddTask:
    return AddTask(f"Ask: {decision.ask}", decision.record, decision.ask_minutes, today)


def silent_choices(record: str) -> tuple[Choice, ...]:
    """The answers about a deal that doesn't say whether to close its file."""
    return Choice("p", "park it", ParkDeal(record)), Choice("k", "keep it", None)


def called_off_choices(record: str) -> tuple[Choice, ...]:
    """The answers about an appointment that the calendar calls off."""
    return Choice("c", "cancel it", SetFields(record, ("at=",))), Choice("k", "keep it", None)


def caller_choices(record: str, kind: Kind, today: date, *, waits: bool = False) -> tuple[Choice, ...]:
    """The answers about someone who wrote or called; `waits`: the deal was with them until now."""
    talk = AddTask("Call back", record, CALL_BACK, today)
    sent: Command = AddTask("Go through what they sent", record, GO_THROUGH, today)
    if waits:  # the deal's own step can go on
        sent = SetFields(record, ("waiting_on=", f"next_on={today}"))
    lost = Choice("4", "no", LogOutcome(item=record, outcome="lost", minutes=AT_ONCE))
    return (
        Choice("1", "wants to talk", talk), Choice("2", "sent what we asked for", sent),
        Choice("3", "not now", PutOff(record, DAY)), *((lost,) if kind == "prospect" else ()),
    )  # fmt: skip


def new_lead(who: str, typical: float) -> AddLead:
    """A lead from someone the book doesn't know; `typical` is the playbook's amount of one."""
    return AddLead(who, "" if typical else AMOUNT)
