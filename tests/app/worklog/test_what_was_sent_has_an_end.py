"""`plan done -o sent`: hearing back is promised for the day that the pace is over."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.app.worklog.conftest import At, items, record, worked

AGREED = {"next", "next_on", "next_by", "next_minutes"}


def agreed(book: Path, id: str = "acme") -> dict[str, Any]:
    return {key: value for key, value in record(book, id).items() if key in AGREED}


@pytest.fixture(autouse=True)
def _whole_weeks(book: Path) -> None:
    text = (book / "plan.toml").read_text(encoding="utf-8")
    days = "".join(f'{day} = ["08:30-12:30"]\n' for day in ("wed", "thu", "fri"))
    (book / "plan.toml").write_text(text + days, encoding="utf-8")


def test_a_proposal_that_was_sent_is_asked_about_once_the_pace_is_over(at: At, book: Path) -> None:
    items(at, "7:00")
    before = record(book, "acme")
    at("12:00", "done", "acme", "-o", "sent")
    assert agreed(book) == {"next": "Hear back: Proposal", "next_on": date(2026, 11, 26), "next_minutes": 10}  # pace 3
    after = record(book, "acme")
    assert {key: after.get(key) for key in before} == before  # no try, no contact
    step = items(at, "2026-11-26T07:00")["acme/agreed"]
    assert (step["does"], step["title"], step["promised"]) == ("agreed", "Hear back: Proposal", True)


def test_under_a_deadline_it_is_asked_about_sooner(at: At, book: Path) -> None:
    at("6:50", "set", "acme", "decide_by=2026-11-27")
    items(at, "7:00")
    at("12:00", "done", "acme", "-o", "sent")
    assert agreed(book)["next_on"] == date(2026, 11, 24)


def test_the_promise_to_send_names_what_is_asked_about(at: At, book: Path) -> None:
    items(at, "7:00")
    at("9:00", "done", "acme", "-o", "stayed", "--next", "Send the price", "--next-on", "tue", "--next-minutes", "25")
    items(at, "2026-11-24T07:00")
    at("2026-11-24T10:00", "done", "acme/agreed", "-o", "sent")
    assert agreed(book) == {"next": "Hear back: the price", "next_on": date(2026, 11, 27), "next_minutes": 10}
    items(at, "2026-11-27T07:00")
    at("2026-11-27T10:00", "done", "acme/agreed", "-o", "sent", "-m", "a reminder")
    assert agreed(book)["next"] == "Hear back: the price"
    assert agreed(book)["next_on"] == date(2026, 12, 2)


def test_a_promise_to_send_that_names_no_day_has_the_pace(at: At, book: Path) -> None:
    items(at, "7:00")
    at("9:00", "done", "acme", "-o", "stayed", "--next", "Send the contract")
    assert agreed(book) == {"next": "Send the contract", "next_by": date(2026, 11, 26)}
    assert record(book, "acme")["attempts"] == 2  # the day was not agreed with them
    at("9:20", "undo")
    assert agreed(book) == {}


def test_done_says_that_nothing_ends_what_was_sent(at: At, book: Path) -> None:
    items(at, "7:00")
    at("9:00", "done", "acme", "-o", "stayed", "--next", "Send the price", "--next-on", "tue", "--next-minutes", "25")
    items(at, "2026-11-24T07:00")
    ran = at("2026-11-24T10:00", "done", "acme/agreed", "-o", "done")
    assert "warning: no day is set for hearing back: `plan done acme/agreed -o sent --correct`" in ran.err
    at("2026-11-24T10:01", "done", "acme/agreed", "-o", "sent", "--correct")
    assert agreed(book)["next"] == "Hear back: the price"
    assert worked(book, "2026-11-24")[-1][4] == "sent"


def test_what_is_agreed_already_stays(at: At, book: Path) -> None:
    at("6:50", "set", "acme", "next_on=2026-11-27", "next=Call the CFO")
    at("12:00", "done", "acme", "-o", "sent", "-m", "the price list")
    assert agreed(book) == {"next": "Call the CFO", "next_on": date(2026, 11, 27)}
    at("12:20", "set", "birch", "at=2026-12-01T10:00")
    at("12:30", "done", "birch", "-o", "sent")
    assert agreed(book, "birch") == {}


def test_the_rep_names_the_day_and_the_note_what_it_was(at: At, book: Path) -> None:
    at("12:00", "done", "birch", "-o", "sent", "-m", "the price list", "--next-on", "tue")
    assert agreed(book, "birch") == {
        "next": "Hear back: the price list", "next_on": date(2026, 11, 24), "next_minutes": 10,
    }  # fmt: skip
    assert record(book, "birch")["unanswered"] == 2


def test_sending_is_no_call_and_books_nothing(at: At, book: Path) -> None:
    at("12:00", "done", "birch", "-o", "sent")
    row = json.loads(at("12:01", "done", "birch", "-o", "sent", "--correct", "--json").out)["logged"][0]["row"]
    assert (row["does"], row["outcome"]) == ("follow-up", "sent")
    assert "last_try" not in record(book, "birch")


def test_a_task_for_a_customer_that_was_sent(at: At, book: Path) -> None:
    at("6:50", "add", "task", "id=mail", "title=Send the references", "minutes=10", "record=acme", "by=2026-11-23")
    items(at, "7:00")
    ran = at("12:00", "done", "mail", "-o", "sent")
    assert "Acme rollout: next step: Hear back: the references, on Thursday" in ran.out
    assert agreed(book) == {"next": "Hear back: the references", "next_on": date(2026, 11, 26), "next_minutes": 10}
    at("12:01", "undo")
    assert agreed(book) == {}


def test_an_account_has_three_working_days(at: At, book: Path) -> None:
    (book / "accounts.toml").write_text(
        '[[account]]\nid = "bolt"\nname = "Bolt AG"\nrevenue = 100_000\nlast_touch = 2026-11-20\n', encoding="utf-8"
    )
    at("12:00", "done", "bolt", "-o", "sent", "-m", "the offer for the second plant")
    assert agreed(book, "bolt") == {"next": "Hear back: the offer for the second plant", "next_on": date(2026, 11, 26)}
    assert record(book, "bolt")["last_touch"] == date(2026, 11, 20)


def test_logged_late_it_is_never_promised_for_a_day_that_is_over(at: At, book: Path) -> None:
    at("2026-12-07T09:00", "done", "acme", "-o", "sent", "--on", "2026-11-23")
    assert agreed(book)["next_on"] == date(2026, 12, 7)


def test_a_deal_that_is_closed_promises_nothing(at: At, book: Path) -> None:
    at("9:00", "set", "acme", "stage=won")
    at("12:00", "done", "acme", "-o", "sent", "-m", "a thank-you")
    assert agreed(book) == {}


def test_a_follow_up_and_a_task_for_a_customer_may_be_sent_by_one_key(at: At, book: Path) -> None:
    at("6:50", "add", "task", "id=mail", "title=Send the references", "minutes=10", "record=acme", "by=2026-11-23")
    items(at, "7:00")
    keys = "\n".join("e" if line.startswith("mail") else "" for line in _left(at)) + "\n" * 9
    at("18:00", "wrap", stdin=keys)
    assert agreed(book)["next"] == "Hear back: the references"


def _left(at: At) -> list[str]:
    """The lines that the evening asks about, by the clock."""
    lines = json.loads(at("7:01", "today", "--json").out)["items"]
    return [line["item"] for line in sorted(lines, key=lambda line: str(line["start"]))]
