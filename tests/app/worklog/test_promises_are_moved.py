"""`plan later` moves a promise and prints two lines to send; a day off is warned of."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from tests.app.worklog.conftest import At, record

MONDAY = date(2026, 11, 30)


def test_later_moves_what_was_promised_and_words_it_for_the_customer(at: At, book: Path) -> None:
    at("6:50", "set", "acme", "next_by=2026-11-24", "next=Send the offer", "contacts=Lena Vogt")
    ran = at("7:00", "later", "acme", "2026-11-30")
    assert ran.out.endswith(
        "  To send:\n"
        "    Hi Lena, I can't deliver what we agreed (Send the offer) tomorrow, and I'm sorry about that.\n"
        "    I'll have it for you on 30 Nov. If that's too late, when do you need it?\n"
    ), ran.out
    assert record(book, "acme")["next_by"] == MONDAY
    again = json.loads(at("7:01", "later", "acme", "2026-12-01", "--json").out)
    assert len(again["send"]) == 2
    assert "To send" not in at("7:02", "later", "birch", "fri").out  # nothing was promised


def test_a_task_for_a_customer_moves_with_its_last_day(at: At, book: Path) -> None:
    at("6:50", "add", "task", "Figures", "id=figures", "minutes=15", "record=acme", "by=2026-11-23")
    assert "To send:" in at("7:00", "later", "figures", "tue").out
    figures = record(book, "figures")
    assert figures["by"] == date(2026, 11, 24)


def test_a_promise_for_a_day_off_is_warned_of(at: At, book: Path) -> None:
    """The week of this book is Monday and Tuesday: Wednesday is off."""
    on = at("7:00", "set", "acme", "next_on=2026-11-25").err
    assert on == "warning: next_on: you don't work on Wed 25 Nov 2026, so it counts for Mon 30 Nov 2026\n"
    by = at("7:01", "set", "acme", "next_on=", "next_by=2026-11-25").err
    assert by == "warning: next_by: you don't work on Wed 25 Nov 2026, so it counts for Tue 24 Nov 2026\n"
    done = at("7:02", "done", "birch", "-o", "stayed", "--next-on", "2026-11-25").err
    assert "next_on: you don't work on Wed 25 Nov 2026" in done


def test_and_again_on_the_day_before_leave(at: At, book: Path) -> None:
    at("7:00", "set", "acme", "next_on=2026-11-25")

    def warnings(moment: str) -> list[str]:
        found: list[str] = json.loads(at(moment, "today", "--json").out)["warnings"]
        return found

    assert warnings("7:05") == []
    assert warnings("2026-11-24T07:00") == [
        "Acme rollout is promised for Wed 25 Nov 2026, your day off: do it today, or it waits until Mon 30 Nov 2026"
    ]


def test_an_overdue_promise_is_forgotten_and_checked_until_it_moves(at: At, book: Path) -> None:
    at("7:00", "set", "acme", "next_by=2026-11-17", "next=Send the offer")
    ran = at("7:01", "forgotten", "--due", code=3)
    line = " 1 day overdue: Acme rollout: Send the offer, promised for Tue 17 Nov 2026: `plan later acme tomorrow`"
    assert line in ran.out.splitlines()
    assert "overdue promise: 1 day overdue: Acme rollout" in at("7:02", "check").out
    (promise,) = json.loads(at("7:03", "forgotten", "--due", "--json", code=3).out)["promises"]
    assert (promise["record"], promise["overdue"], promise["last_day"]) == ("acme", 1, "2026-11-17")
    at("7:04", "later", "acme", "tomorrow")
    assert json.loads(at("7:05", "forgotten", "--json").out)["promises"] == []


def test_advanced_without_a_date_is_a_promise_to_book_the_next_step(at: At, book: Path) -> None:
    at("10:00", "done", "acme", "-o", "advanced")
    acme = record(book, "acme")
    assert (acme["next"], acme["next_on"]) == ("Book the next step", date(2026, 11, 24))
    items = json.loads(at("2026-11-24T07:00", "today", "--json").out)["items"]
    assert [item["promised"] for item in items if item["record"] == "acme"] == [True]


def test_no_day_is_an_error(at: At) -> None:
    assert "to which day?" in at("7:00", "later", "acme", " ", code=2).err


def test_a_step_promised_by_a_day_is_an_agreed_step(at: At, book: Path) -> None:
    assert "no next step agreed" in at("7:00", "show", "acme").out
    at("7:01", "set", "acme", "next=Send the list", "next_by=2026-12-02")
    assert "no next step agreed" not in at("7:02", "show", "acme").out
    assert {"record": "acme", "what": "no next step", "on": None} not in json.loads(at("7:03", "today", "--json").out)[
        "asks"
    ]
