"""`plan done -o waiting`: they are at work on it until a day; and the agreed next step with its days and minutes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from tests.app.worklog.conftest import At, items, record, worked

TODAY = date(2026, 11, 23)
THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)
WAITING = ("-o", "waiting", "--who", "their lawyer", "--until", "thu")


def test_waiting_counts_no_try_and_says_on_whom_and_until_when(at: At, book: Path) -> None:
    items(at, "7:00")
    at("14:40", "done", "acme", *WAITING)
    acme = record(book, "acme")
    assert (acme["waiting_on"], acme["next_on"], acme["attempts"]) == ("their lawyer", THURSDAY, 1)
    assert acme["last_touch"] == TODAY
    assert "last_try" not in acme
    assert worked(book)[0][4] == "waiting"


def test_until_then_it_is_off_the_page_and_promised_for_that_day(at: At, book: Path) -> None:
    at("7:00", "today")
    at("14:40", "done", "acme", *WAITING)
    assert not _planned(at, "2026-11-24T07:00", "acme/proposal")
    (book / "plan.toml").write_text(
        (book / "plan.toml").read_text(encoding="utf-8") + 'thu = ["08:30-12:30", "13:15-17:30"]\n', encoding="utf-8"
    )
    planned = items(at, "2026-11-26T07:00")["acme/proposal"]
    assert (planned["promised"], planned["overdue"]) == (True, 0)


def test_without_a_day_it_says_what_is_missing(at: At, book: Path) -> None:
    before = (book / "prospects.toml").read_bytes()
    ran = at("10:00", "done", "acme", "-o", "waiting", "--who", "their lawyer", code=2)
    assert ran.err == (
        'error: waiting on whom, until when?\n  fix: add --who and --until, e.g. --who "their lawyer" --until thu\n'
    )
    assert (book / "prospects.toml").read_bytes() == before
    at("10:00", "done", "acme", "-o", "waiting", "--next-on", "thu")  # another word for the same day
    assert record(book, "acme")["next_on"] == THURSDAY


def test_a_day_that_can_not_be_read_is_reported_with_its_option(at: At, book: Path) -> None:
    for option in ("--until", "--next-by"):
        ran = at("10:00", "done", "acme", "-o", "waiting", option, "someday", code=2)
        assert ran.err.startswith(f'error: {option}: can\'t read "someday" as a day\n')
    ran = at("10:00", "done", "acme", "-o", "stayed", "--next-minutes", "-5", code=2)
    assert ran.err.startswith("error: --next-minutes")


def test_undo_takes_it_back(at: At, book: Path) -> None:
    items(at, "7:00")
    before = record(book, "acme")
    at("14:40", "done", "acme", *WAITING)
    at("14:41", "undo")
    assert record(book, "acme") == before
    assert worked(book) == []


def test_logged_as_something_else_it_was_never_waiting(at: At, book: Path) -> None:
    items(at, "7:00")
    at("14:40", "done", "acme", *WAITING)
    at("14:41", "done", "acme", "-o", "stayed", "--correct")
    acme = record(book, "acme")
    assert (acme["attempts"], acme["last_try"]) == (2, TODAY)
    assert not {"waiting_on", "next_on"} & acme.keys()


def test_stayed_counts_a_try_unless_a_day_is_agreed(at: At, book: Path) -> None:
    items(at, "7:00")
    at("10:00", "done", "acme", "-o", "stayed", "--next-on", "fri")
    acme = record(book, "acme")
    assert (acme["attempts"], acme["next_on"], acme["last_try"]) == (1, FRIDAY, TODAY)
    at("10:30", "done", "birch", "-o", "stayed")
    birch = record(book, "birch")
    assert (birch["attempts"], birch["last_try"]) == (1, TODAY)


def test_a_customer_tried_today_is_left_out_tomorrow(at: At, book: Path) -> None:
    items(at, "7:00")
    at("16:00", "done", "acme", "-o", "stayed")
    document = json.loads(at("2026-11-24T07:00", "today", "--json").out)
    assert not [item for item in document["items"] if item["item"] == "acme/proposal"]
    left = {left["item"]: left["because"] for left in document["left_out"]}
    assert left["acme/proposal"].startswith("tried Mon, again from ")


def test_the_agreed_next_step_its_last_day_and_its_minutes(at: At, book: Path) -> None:
    items(at, "7:00")
    at(
        "9:00", "done", "acme", "-o", "stayed", "--next", "Send the price", "--next-by", "tue", "--next-minutes", "25",
        "--minutes", "30",
    )  # fmt: skip
    acme = record(book, "acme")
    assert (acme["attempts"], acme["next_by"], acme["next_minutes"]) == (1, date(2026, 11, 24), 25)
    step = items(at, "2026-11-24T07:00")["acme/agreed"]
    assert (step["does"], step["title"], step["minutes"], step["promised"]) == ("agreed", "Send the price", 25, True)
    at("2026-11-24T10:00", "done", "acme/agreed", "-o", "done")
    acme = record(book, "acme")
    assert (acme["attempts"], acme["last_touch"], acme["last_try"]) == (1, date(2026, 11, 24), TODAY)
    assert not {"next", "next_on", "next_by", "next_minutes"} & acme.keys()


def test_the_agreed_step_done_by_mistake_is_agreed_again_after_undo(at: At, book: Path) -> None:
    items(at, "7:00")
    at("9:00", "done", "acme", "-o", "stayed", "--next", "Send it", "--next-on", "tue", "--next-minutes", "25")
    before = record(book, "acme")
    items(at, "2026-11-24T07:00")
    at("2026-11-24T10:00", "done", "acme/agreed", "-o", "done")
    at("2026-11-24T10:01", "undo")
    assert record(book, "acme") == before


def _planned(at: At, moment: str, item: str) -> bool:
    shown = items(at, moment).get(item)
    return shown is not None and shown["state"] == "planned"
