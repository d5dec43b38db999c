"""Logged once more, a slip is corrected: what the first outcome changed in the record is as it was before."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from tests.app.worklog.conftest import At, items, page, record, worked

OUTCOMES = ("advanced", "no-contact", "no-show", "moved", "lost", "parked")


@pytest.fixture
def acme(book: Path) -> Path:
    """The deal with words of the rep's own, a day, an appointment and an answer."""
    file = book / "prospects.toml"
    own = 'attempts = 1\nnext = """Call \\"Bjørn\\",\nthe second line"""\n'
    own += "next_on = 2026-11-23\nat = 2026-11-23T09:00:00\n"
    text = file.read_text(encoding="utf-8").replace("attempts = 1\n", own, 1)
    known = tomllib.loads(text)["prospect"][0]["answers"]
    lines = [line for line in text.splitlines() if not line.startswith("answers = ")]
    table = ["[prospect.answers]", *(f'{question} = "{answer}"' for question, answer in known.items())]
    text = "\n".join(lines) + "\n"
    text = text.replace('\n[[prospect]]\nid = "birch"', "\n".join(table) + '\n\n[[prospect]]\nid = "birch"')
    file.write_text(text, encoding="utf-8")
    return book


@pytest.mark.parametrize("slip", OUTCOMES)
def test_any_slip_and_then_what_was_meant(at: At, acme: Path, slip: str) -> None:
    at("12:00", "done", "acme", "-o", "stayed", "--from", "9:00", "--to", "9:40")
    meant = record(acme, "acme")
    at("12:01", "undo")
    at(
        "12:02",
        "done",
        "acme",
        "-o",
        slip,
        "--from",
        "9:00",
        "--to",
        "9:40",
        "--again",
        "fri",
        "--answer",
        "need=compelling",
    )
    assert record(acme, "acme")["answers"] == {**meant["answers"], "need": "compelling"}
    at("12:03", "done", "acme", "-o", "stayed", "--correct")
    assert {"unanswered": 0, **record(acme, "acme")} == {"unanswered": 0, **meant}
    assert worked(acme) == [("acme/proposal", "09:00", "09:40", 40, "stayed")]


def test_it_says_what_it_puts_back(at: At, acme: Path) -> None:
    at("12:00", "done", "acme", "-o", "advanced")
    ran = at("12:01", "done", "acme", "-o", "no-contact", "--correct")
    assert ran.out.splitlines()[1:] == [
        "  Acme rollout: no answer",
        '  as before: now in proposal · next step: Call "Bjørn", the second line, today · appointment today at 09:00'
        " · last contact 20 Nov",
    ]
    row = page(acme)["worked"][0]
    assert (row["before"], row["after"]) == ({"unanswered": 0}, {"unanswered": 1, "last_try": date(2026, 11, 23)})


def test_what_was_changed_since_is_left_and_named(at: At, acme: Path) -> None:
    at("12:00", "done", "acme", "-o", "advanced")
    at("12:01", "set", "acme", "next=Send the contract")
    ran = at("12:02", "done", "acme", "-o", "no-contact", "--correct")
    assert "warning: next has changed since: left as it is\n" in ran.err
    assert (record(acme, "acme")["next"], record(acme, "acme")["stage"]) == ("Send the contract", "proposal")


def test_a_row_written_by_hand_is_taken_back_as_far_as_it_tells(at: At, book: Path) -> None:
    at("12:00", "done", "acme", "-o", "stayed")
    file = book / "diary/2026-11-23.toml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith(("before", "after"))), encoding="utf-8")
    at("12:02", "done", "acme", "-o", "no-contact", "--correct")
    assert (record(book, "acme")["attempts"], record(book, "acme")["unanswered"]) == (1, 1)


def test_nonsense_that_a_hand_left_on_the_row_is_no_harm(at: At, book: Path) -> None:
    at("12:00", "done", "acme", "-o", "advanced")
    file = book / "diary/2026-11-23.toml"
    text = file.read_text(encoding="utf-8").replace("since = 2026-11-20", 'since = "long ago", mood = 3')
    file.write_text(text, encoding="utf-8")
    ran = at("12:02", "done", "acme", "-o", "no-contact", "--correct")
    assert "since has changed since" in ran.err
    assert record(book, "acme")["stage"] == "proposal"


def test_to_moved_and_from_it(at: At, book: Path) -> None:
    items(at, "7:00")
    at("14:30", "done", "birch", "-o", "no-show")
    at("14:31", "done", "birch", "-o", "moved", "--at", "thu 10:00", "--correct")
    assert worked(book) == [("birch/close", "08:30", "08:30", 0, "moved")]
    at("14:32", "done", "birch", "-o", "stayed", "--correct")
    assert worked(book) == [("birch/close", "08:30", "09:20", 50, "stayed")]
    assert (record(book, "birch").get("at"), record(book, "birch")["attempts"]) == (None, 1)


def test_an_appointment_of_today_that_has_come_is_no_correction(at: At, book: Path) -> None:
    at("9:00", "done", "birch", "-o", "moved", "--at", "11:00")
    at("12:00", "done", "birch", "-o", "advanced")
    assert [row[4] for row in worked(book)] == ["moved", "advanced"]


def test_what_closed_a_deal_logged_twice_is_reported_once(at: At, book: Path) -> None:
    at("10:00", "done", "birch", "-o", "advanced")
    ran = at("10:05", "done", "birch", "-o", "advanced")
    assert "it is won already" not in ran.err
    assert record(book, "birch")["stage"] == "won"
    assert [row[4] for row in worked(book)] == ["advanced"]


def test_an_appointment_agreed_today_for_today_is_on_the_page(at: At, book: Path) -> None:
    at("7:00", "today")
    at("10:00", "done", "acme", "-o", "moved", "--at", "16:00")
    shown = json.loads(at("10:01", "today", "--json").out)
    said = [(item["start"][11:16], item["state"]) for item in shown["items"] if item["item"] == "acme/proposal"]
    assert said[-1] == ("16:00", "planned")


def test_an_appointment_made_that_was_none_is_a_try(at: At, book: Path) -> None:
    at("10:00", "done", "acme/demo", "-o", "booked", "--at", "thu 14:00")
    assert [(row["does"], row["minutes"]) for row in page(book)["worked"]] == [("book", 10)]
    at("10:05", "done", "acme/demo", "-o", "stayed", "--correct")
    assert [(row["does"], row["outcome"]) for row in page(book)["worked"]] == [("advance", "stayed")]
    assert (record(book, "acme")["attempts"], record(book, "acme").get("at")) == (2, None)
