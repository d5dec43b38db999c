"""`plan wrap`: the day's items one after the other, one key each; what is not answered stays left to log."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from tests.app.worklog.conftest import At, items, page, record, worked


def test_one_key_each_and_a_next_date(at: At, book: Path) -> None:
    items(at, "7:00")
    # birch stayed, next on Friday; the deck is done; nothing of the rest is logged
    ran = at("18:00", "wrap", stdin="s\nfri\nd\n\n\n\n\n\n")
    assert worked(book) == [
        ("birch/close", "08:30", "09:20", 50, "stayed"),
        ("deck", "09:25", "10:25", 60, "done"),
    ]
    assert record(book, "deck")["done_on"] == date(2026, 11, 23)
    assert record(book, "birch")["next_on"] == date(2026, 11, 27)
    assert record(book, "acme")["attempts"] == 1
    assert "Today: 2 logged, 5 still open · pipeline " in ran.out
    assert (
        "09:25 Quarterly deck, 1h\n  d done · s not finished · m rescheduled · - not done · Enter skips: done\n"
        in ran.err
    )


def test_whole_words_and_wrong_keys(at: At, book: Path) -> None:
    items(at, "7:00")
    ran = at("9:31", "wrap", stdin="q\nadvanced\n")
    assert 'no "q" here' in ran.err
    assert [row[4] for row in worked(book)] == ["advanced"]


def test_who_leaves_halfway_keeps_what_was_typed(at: At, book: Path) -> None:
    items(at, "7:00")
    at("18:00", "wrap", stdin="a\n\n")
    assert worked(book) == [("birch/close", "08:30", "09:20", 50, "advanced")]
    assert "wrapped" not in page(book)["page"]
    assert json.loads(at("18:05", "wrap", "--json").out)["left"] == 6


def test_who_leaves_at_the_next_date_keeps_the_outcome(at: At, book: Path) -> None:
    items(at, "7:00")
    ran = at("18:00", "wrap", stdin="a\n")
    assert [(row[0], row[4]) for row in worked(book)] == [("birch/close", "advanced")]
    assert "1 logged, 6 still open" in ran.out


def test_an_arrow_key_says_nothing_and_nothing_to_tell_is_said_once(at: At, book: Path) -> None:
    items(at, "7:00")
    ran = at("9:24", "wrap", stdin="\x1b\n\x1b\na\n\n")
    assert ('no "' in ran.err, [row[4] for row in worked(book)]) == (False, ["advanced"])
    ran = at("9:24", "wrap")
    assert (ran.out, ran.err) == ("Today: nothing left to log · won $1,600\n", "")


def test_a_booking_needs_its_time_and_moved_may_have_one(at: At, book: Path) -> None:
    items(at, "7:00")
    at("18:00", "wrap", stdin="b\n\nm\nwed\n\n\n\nm\nthu 10:00\n\n")
    assert worked(book) == [
        ("deck", "09:25", "09:25", 0, "moved"),
        ("acme/proposal", "13:15", "13:15", 0, "moved"),
    ]
    assert record(book, "deck")["not_before"] == date(2026, 11, 25)
    assert str(record(book, "acme")["at"]) == "2026-11-26 10:00:00"


def test_a_forgotten_evening_is_offered_in_the_morning_and_wrapped_then(at: At, book: Path) -> None:
    items(at, "7:00")
    at("9:40", "done", "deck")
    morning = at("2026-11-24T07:00", "today")
    assert morning.err == "Yesterday has 6 lines left to log: `plan wrap --on mon`\n"
    at("2026-11-24T07:05", "wrap", stdin="a\n\n\n\n\n\n\n\n\n\n")  # no day named: today has not begun
    assert [(row[0], row[4]) for row in worked(book)] == [("deck", "done"), ("birch/close", "advanced")]
    assert record(book, "birch")["won_on"] == date(2026, 11, 23)
    assert at("2026-11-24T07:10", "today").err == ""


def test_a_stopped_piece_and_a_running_clock_are_asked_for(at: At, book: Path) -> None:
    items(at, "7:00")
    at("8:30", "start", "deck")
    at("9:00", "stop")
    at("9:00", "start", "birch")
    ran = at("9:30", "wrap", stdin="d\na\n\n")
    assert worked(book) == [
        ("deck", "08:30", "09:00", 30, "done"),
        ("birch/close", "09:00", "09:30", 30, "advanced"),
    ]
    assert "running" not in page(book)["page"]
    assert ran.out.count("\n") >= 3


def test_the_evening_asks_for_no_prep_of_a_step_that_was_taken(at: At, book: Path) -> None:
    at("6:50", "set", "acme", "at=2026-11-24T10:00", "stage=negotiation")
    preps = {name for name, item in items(at, "7:00").items() if (item["record"], item["does"]) == ("acme", "prepare")}
    assert preps
    at("9:00", "done", "acme", "-o", "advanced")
    assert [row[0] for row in worked(book)] == ["acme/decision-meeting"]  # the step itself, not its prep
    assert "Prep" not in at("23:00", "wrap", stdin="\n" * 20).err
