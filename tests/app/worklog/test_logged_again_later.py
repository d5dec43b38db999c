"""Logged again after something later went on from it, an outcome is counted once, and takes nothing later back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.app.worklog.conftest import At, page, record, worked

MONDAY = date(2026, 11, 23)
TUESDAY = "2026-11-24T10:00"
LATER = "2026-11-24T10:30"


def said(at: At, *days: tuple[str, str]) -> None:
    """acme's outcomes, at these times."""
    for when, outcome in days:
        at(when, "done", "acme", "-o", outcome)


def of(book: Path, *keys: str) -> dict[str, Any]:
    return {key: record(book, "acme").get(key) for key in keys}


def test_advanced_yesterday_and_today_is_not_advanced_a_third_time(at: At, book: Path) -> None:
    said(at, ("10:00", "advanced"), (TUESDAY, "advanced"))
    stood = record(book, "acme")
    ran = at(LATER, "done", "acme", "-o", "advanced", "--on", "yesterday", "--correct", "-m", "They signed the offer")
    assert (ran.out.count("acme:"), record(book, "acme")) == (0, stood)
    assert page(book)["worked"][0]["note"] == "They signed the offer"


def test_nor_by_another_item_of_the_same_day(at: At, book: Path) -> None:
    said(at, ("10:00", "advanced"))
    at("10:30", "done", "acme/decision-meeting", "-o", "advanced")
    stood = record(book, "acme")
    at("11:00", "done", "acme/proposal", "-o", "advanced", "--correct")
    assert (stood["stage"], record(book, "acme")) == ("close", stood)


def test_a_stage_that_was_changed_since_stays(at: At, book: Path) -> None:
    at("9:00", "set", "acme", "next=Ask Jo for the numbers")
    said(at, ("10:00", "advanced"), (TUESDAY, "advanced"))
    stood = of(book, "stage", "since", "attempts", "unanswered", "next")
    ran = at(LATER, "done", "acme", "-o", "stayed", "--on", "yesterday", "--correct")
    assert "warning: stage has changed since: left as it is\n" in ran.err
    assert of(book, "stage", "since", "attempts", "unanswered", "next") == stood
    at("2026-11-24T10:40", "done", "acme", "-o", "stayed", "--correct")
    assert record(book, "acme")["stage"] == "negotiation"


def test_what_was_stayed_and_is_corrected_to_advanced_goes_on_from_its_own_stage_only(at: At, book: Path) -> None:
    said(at, ("10:00", "stayed"), (TUESDAY, "advanced"))
    ran = at(LATER, "done", "acme", "-o", "advanced", "--on", "yesterday", "--correct")
    assert "warning: stage has changed since: left as it is\n" in ran.err
    assert (record(book, "acme")["stage"], worked(book)[0][4]) == ("negotiation", "advanced")


def test_a_try_is_counted_once(at: At, book: Path) -> None:
    said(at, ("10:00", "stayed"), (TUESDAY, "stayed"))
    at(LATER, "done", "acme", "-o", "stayed", "--on", "yesterday", "--correct")
    assert record(book, "acme")["attempts"] == 3  # one of before, and two


def test_counters_move_by_the_difference(at: At, book: Path) -> None:
    said(at, ("10:00", "no-contact"), (TUESDAY, "no-contact"))
    at(LATER, "done", "acme", "-o", "stayed", "--on", "yesterday", "--correct")
    assert of(book, "attempts", "unanswered", "last_touch") == {
        "attempts": 2, "unanswered": 1, "last_touch": MONDAY,
    }  # fmt: skip


def test_what_was_unanswered_before_a_later_contact_is_over(at: At, book: Path) -> None:
    said(at, ("10:00", "stayed"), (TUESDAY, "stayed"))
    at(LATER, "done", "acme", "-o", "no-contact", "--on", "yesterday", "--correct")
    assert of(book, "attempts", "unanswered") == {"attempts": 2, "unanswered": None}


def test_nobody_was_reached_on_either_day(at: At, book: Path) -> None:
    stood = record(book, "acme")
    said(at, ("10:00", "stayed"), (TUESDAY, "stayed"))
    at(LATER, "done", "acme", "-o", "no-contact", "--on", "yesterday", "--correct")
    at(LATER, "done", "acme", "-o", "no-contact", "--correct")
    assert of(book, "attempts", "last_touch") == {key: stood[key] for key in ("attempts", "last_touch")}


def test_they_were_reached_by_the_other_item_of_the_day(at: At, book: Path) -> None:
    stood = record(book, "acme")["last_touch"]
    at("10:00", "done", "acme/proposal", "-o", "stayed")
    at("11:00", "done", "acme/touch", "-o", "done")
    at("11:10", "done", "acme/proposal", "-o", "no-contact", "--correct")
    assert record(book, "acme")["last_touch"] == MONDAY
    at("11:20", "done", "acme/touch", "-o", "no-contact", "--correct")
    assert record(book, "acme")["last_touch"] == stood


def test_what_is_logged_next_to_the_same_outcome_is_new_and_the_rest_stays(at: At, book: Path) -> None:
    known = record(book, "acme")["answers"]
    at("10:00", "done", "acme", "-o", "stayed", "--next", "Send the contract", "--answer", "need=important")
    at("10:10", "done", "acme", "-o", "stayed", "--next-on", "fri", "--answer", "why_now=yes")
    assert of(book, "next", "attempts") == {"next": "Send the contract", "attempts": 2}
    said = {"need": "important", "why_now": "yes"}
    assert page(book)["worked"][0]["answers"] == said
    assert record(book, "acme")["answers"] == {**known, **said}
    at("10:20", "done", "acme", "-o", "no-contact", "--correct")
    assert of(book, "next", "next_on", "attempts") == {"next": None, "next_on": None, "attempts": 1}
    assert record(book, "acme")["answers"] == known
