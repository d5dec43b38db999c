"""Every key of the morning's questions stands for a command that can be typed."""

from __future__ import annotations

from datetime import date

import pytest

from planner.core.morning.choices import called_off_choices, caller_choices, decision_choices, new_lead
from planner.core.morning.commands import (
    AddLead,
    AddTask,
    Command,
    LeaveOut,
    LogOutcome,
    ParkDeal,
    PutOff,
    SetFields,
    filled,
    missing,
    words_of,
)
from planner.core.morning.decision import FIRST
from planner.core.morning.morning import Decision

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (SetFields("acme", ("chance=0.8",)), "set acme chance=0.8"),
        (PutOff("acme", "7 dec"), "later acme 7 dec"),
        (LogOutcome(item="acme/demo", outcome="booked", on=TODAY, at="8 dec 15:30"),
         "done acme/demo -o booked --on 2026-11-24 --at 8 dec 15:30"),
        (LogOutcome(item="1", outcome="waiting", who="their CFO", until="thu"),
         "done 1 -o waiting --who their CFO --until thu"),
        (LogOutcome(item="1", outcome="lost", minutes=1), "done 1 -o lost --minutes 1"),
        (ParkDeal("acme"), "park acme"),
        (LeaveOut("acme"), "today --without acme"),
        (AddTask("Call back", "acme", 15, TODAY), "add task Call back record=acme minutes=15 on=2026-11-24"),
        (AddLead("Acme, Jo"), "inbound Acme, Jo"),
        (AddLead("Acme, Jo", "20k"), "inbound Acme, Jo --amount 20k"),
    ],
)  # fmt: skip
def test_the_words_of_a_command(command: Command, line: str) -> None:
    assert " ".join(words_of(command)) == line
    assert missing(command) == ""


@pytest.mark.parametrize(
    ("command", "what", "line"),
    [
        (PutOff("acme", "DAY"), "DAY", "later acme typed"),
        (SetFields("acme", ("decide_by=DAY",)), "DAY", "set acme decide_by=typed"),
        (SetFields("acme", ("stage=STAGE",)), "STAGE", "set acme stage=typed"),
        (new_lead("Acme", 0.0), "AMOUNT", "inbound Acme --amount typed"),
    ],
)
def test_what_is_missing_is_typed_next(command: Command, what: str, line: str) -> None:
    assert missing(command) == what
    assert " ".join(words_of(filled(command, "typed"))) == line


@pytest.mark.parametrize("what", FIRST)
def test_a_decision_has_keys_of_its_own(what: str) -> None:
    decision = Decision(record="acme", name="Acme", what=what, on=TODAY, ask="Who decides?", ask_minutes=20)
    keys = [each.key for each in decision_choices(decision, TODAY)]
    assert len(keys) == len(set(keys)) >= 2
    assert "q" not in keys
    assert any(each.command is not None for each in decision_choices(decision, TODAY))


def test_only_a_deal_can_say_no() -> None:
    assert [each.key for each in caller_choices("acme", "prospect", TODAY)] == ["1", "2", "3", "4"]
    assert [each.key for each in caller_choices("lena", "contact", TODAY)] == ["1", "2", "3"]
    sent = caller_choices("acme", "prospect", TODAY, waits=True)[1]
    assert sent.command == SetFields("acme", ("waiting_on=", "next_on=2026-11-24"))
    assert [each.command for each in called_off_choices("acme")] == [SetFields("acme", ("at=",)), None]
