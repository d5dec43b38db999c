"""One logged try never overwrites another, and what is logged in a row finds its own minutes."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.app.worklog.conftest import At, items, page, record, worked

MEETING = "BEGIN:VEVENT\nUID:1\nSUMMARY:Team meeting\nDTSTART:20261123T080000Z\nDTEND:20261123T083000Z\nEND:VEVENT\n"


def test_two_voicemails_are_two_rows(at: At, book: Path) -> None:
    at("9:20", "done", "acme", "-o", "no-contact", "-m", "voicemail")
    ran = at("11:20", "done", "acme", "-o", "no-contact", "-m", "voicemail to her mobile")
    rows = page(book)["worked"]
    assert [row["note"] for row in rows] == ["voicemail", "voicemail to her mobile"]
    assert [row["row"] for row in rows] == [1, 2]
    assert record(book, "acme")["unanswered"] == 2
    assert "--correct" in ran.err


def test_another_note_is_another_try_also_minutes_later(at: At, book: Path) -> None:
    at("9:20", "done", "birch", "-o", "no-contact", "-m", "office")
    at("9:25", "done", "birch", "-o", "no-contact", "-m", "mobile")
    assert len(worked(book)) == 2
    at("9:26", "done", "birch", "-o", "no-contact")
    assert len(worked(book)) == 2  # the same again


def test_correct_corrects(at: At, book: Path) -> None:
    at("9:20", "done", "acme", "-o", "no-contact")
    at("11:20", "done", "acme", "-o", "stayed", "--correct")
    assert [row[4] for row in worked(book)] == ["stayed"]
    assert record(book, "acme")["unanswered"] == 0


def test_the_same_times_are_the_same_row(at: At, book: Path) -> None:
    words = ("done", "acme", "-o", "stayed", "--from", "9:00", "--to", "9:40")
    at("10:00", *words)
    at("12:00", *words)
    assert worked(book) == [("acme/proposal", "09:00", "09:40", 40, "stayed")]
    assert record(book, "acme")["attempts"] == 2
    at("12:01", "done", "acme", "-o", "no-contact", "--from", "9:00", "--to", "9:40")
    assert (worked(book)[0][4], record(book, "acme")["attempts"]) == ("no-contact", 1)


def test_booked_counts_the_booking_and_none_of_the_step_s_money(at: At, book: Path) -> None:
    assert items(at, "7:00")["acme/proposal"]["minutes"] == 140
    at("9:00", "done", "acme", "-o", "booked", "--at", "thu 14:00")
    row = worked(book)[0]
    assert (row[3] <= 15, row[4]) == (True, "booked")
    done = items(at, "9:01")["acme/proposal"]
    assert (done["state"], done["makes"]) == ("done", 0)


@pytest.fixture
def meeting(book: Path) -> Path:
    with (book / "plan.toml").open("a") as plan:
        plan.write('\n[calendars]\nbusy = ["work.ics"]\n')
    (book / "work.ics").write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{MEETING}END:VCALENDAR\n")
    return book


def test_three_things_logged_in_a_row_take_the_free_minutes_before_now(at: At, meeting: Path) -> None:
    for name in ("birch", "deck", "acme"):
        at("11:40", "done", name, "-o", "done" if name == "deck" else "stayed")
    spans = sorted((start, end) for _, start, end, *_ in worked(meeting))
    assert all(start >= "08:30" and end <= "11:40" for start, end in spans)
    assert not [span for span in spans if span[0] < "09:30" and span[1] > "09:00"]  # the meeting, in local time
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_without_free_minutes_it_lies_next_to_other_work_and_never_in_a_meeting(at: At, meeting: Path) -> None:
    for name in ("acme", "birch", "deck"):
        at("10:10", "done", name, "-o", "done" if name == "deck" else "stayed")
    spans = [(start, end) for _, start, end, *_ in worked(meeting)]
    assert all(start >= "08:30" and end <= "10:10" for start, end in spans)
    assert not [span for span in spans if span[0] < "09:30" and span[1] > "09:00"]
