"""`plan later`, `plan block`, `plan free` and `plan undo`: a line each, and what it changes on the page."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.app.worklog.conftest import At, items, page, record, worked


def own_files(book: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in [*book.glob("*.toml"), *book.glob("diary/2*.toml")]}


def busy(at: At, when: str) -> list[tuple[str, str, str]]:
    said = json.loads(at(when, "today", "--json").out)["busy"]
    return [(each["start"][11:16], each["end"][11:16], each["title"]) for each in said]


def test_a_block_is_taken_time_and_the_rest_moves(at: At, book: Path) -> None:
    items(at, "7:00")
    ran = at("9:00", "block", "13:00-14:45", "Forecast call")
    assert ran.out.startswith("Blocked 13:00-14:45 for Forecast call.\n  ")
    assert busy(at, "9:01") == [("13:00", "14:45", "Forecast call")]
    for item in items(at, "9:01").values():
        assert item["end"][11:16] <= "13:00" or item["start"][11:16] >= "14:45"
    assert page(book)["page"]["options"]["blocks"] == ["13:00-14:45 Forecast call"]
    at("9:05", "done", "deck")
    assert busy(at, "9:06") == [("13:00", "14:45", "Forecast call")]  # it stays with the day's page


def test_free_takes_away_the_block_then_the_item(at: At, book: Path) -> None:
    items(at, "7:00")
    at("9:00", "block", "14-14:45", "Forecast call")
    assert at("9:01", "free", "14:30").out.startswith("Freed 14:00-14:45 Forecast call.\n")
    assert busy(at, "9:02") == []
    start = next(item["start"] for name, item in items(at, "9:02").items() if name == "acme/proposal")
    at("9:03", "free", start[11:16])
    assert "acme/proposal" not in items(at, "9:04")
    assert record(book, "acme")["stage"] == "proposal"


def test_a_block_that_a_hand_wrote_wrong_frees_nothing(at: At, book: Path) -> None:
    at("8:00", "today")
    at("8:01", "block", "14:00-14:45", "Forecast call")
    path = book / "diary" / "2026-11-23.toml"
    path.write_text(path.read_text().replace('"14:00-14:45 Forecast call"', '"lunch", "14:00-14:45 Forecast call"'))
    assert at("9:01", "free", "14:30").out.startswith("Freed 14:00-14:45 Forecast call.\n")


def test_free_takes_away_a_meeting_of_the_calendar(at: At, book: Path) -> None:
    with (book / "plan.toml").open("a") as plan:
        plan.write('\n[calendars]\nbusy = ["work.ics"]\n')
    event = "BEGIN:VEVENT\nUID:1\nSUMMARY:Team meeting\nDTSTART:20261123T090000Z\nDTEND:20261123T100000Z\nEND:VEVENT\n"
    (book / "work.ics").write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{event}END:VCALENDAR\n")
    assert busy(at, "7:00") == [("10:00", "11:00", "Team meeting")]
    at("9:00", "free", "10:30")
    assert busy(at, "9:01") == []


def test_later_is_kept_with_the_record_and_off_today_s_page(at: At, book: Path) -> None:
    items(at, "7:00")
    ran = at("9:00", "later", "acme", "fri")
    assert ran.out.startswith("Proposal, Acme rollout: moved to Friday\n  Acme rollout: on hold until 27 Nov\n")
    assert record(book, "acme")["not_before"] == date(2026, 11, 27)
    assert "acme/proposal" not in items(at, "9:01")
    at("9:02", "later", "deck", "tomorrow")
    assert record(book, "deck")["not_before"] == date(2026, 11, 24)
    at("9:03", "later", "birch", "thu 10:00")
    assert str(record(book, "birch")["at"]) == "2026-11-26 10:00:00"


def test_who_is_put_off_and_then_meets_us_today_after_all_is_on_the_page(at: At, book: Path) -> None:
    items(at, "7:00")
    at("9:00", "later", "birch", "fri")
    assert "birch/close" not in items(at, "9:01")
    at("9:02", "set", "birch", "at=2026-11-23T16:00")
    assert items(at, "9:03")["birch/close"]["start"][11:16] == "16:00"
    at("9:04", "set", "birch", "at=", "not_before=")
    assert "birch/close" in items(at, "9:05")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["block", "14:45-14:00"], 'error: can\'t read "14:45-14:00" as a part of the day\n'),
        (["block", "soon"], 'error: can\'t read "soon" as a part of the day\n'),
        (["free", "25:00"], 'error: can\'t read "25:00" as a time\n'),
        (["free", "13:00"], "error: nothing is planned at 13:00\n"),
        (["later", "acme", "yesterday"], "error: Sun 22 Nov 2026 is in the past\n"),
        (["later", "acme", "someday"], 'error: can\'t read "someday" as a day\n'),
    ],
)
def test_what_can_not_be_is_an_error(at: At, book: Path, words: list[str], said: str) -> None:
    items(at, "7:00")
    assert at("9:00", *words, code=2).err.startswith(said)


def test_undo_goes_back_step_by_step_and_says_what(at: At, book: Path) -> None:
    before = own_files(book)
    items(at, "7:00")
    at("9:00", "start", "birch")
    at("9:30", "done", "-o", "advanced")
    items(at, "9:31")
    at("10:00", "block", "14:00-14:45", "Forecast call")
    at("10:05", "later", "acme", "fri")
    first = at("10:06", "undo").out
    assert "Undid: Proposal, Acme rollout: moved to Fri 27 Nov 2026" in first
    assert "not_before" not in record(book, "acme")
    assert busy(at, "10:07") == [("14:00", "14:45", "Forecast call")]
    assert "Undid: block 14:00-14:45 Forecast call" in at("10:08", "undo").out
    assert busy(at, "10:09") == []
    assert "Undid: Get it signed, Birch line: won" in at("10:10", "undo").out
    assert worked(book) == []
    assert "Undid: Get it signed, Birch line: started" in at("10:11", "undo", "9").out
    assert own_files(book) == before
    assert at("10:12", "undo", code=1).err.startswith("error: there is nothing to undo\n")


def test_a_block_in_what_the_page_has_now_is_kept_free(at: At, book: Path) -> None:
    """No clock runs, so what the page has now may be under way; nobody can do it through the dentist."""
    long = max(items(at, "7:00").values(), key=lambda item: (item["minutes"], item["start"]))
    start, end = (datetime.fromisoformat(long[key]) for key in ("start", "end"))
    assert end - start > timedelta(minutes=60)
    off = [f"{start + timedelta(minutes=minutes):%H:%M}" for minutes in (20, 40)]
    at(f"{start + timedelta(minutes=10):%H:%M}", "block", "-".join(off), "Dentist")
    shown = json.loads(at(f"{start + timedelta(minutes=11):%H:%M}", "today", "--json").out)["items"]
    spans = [(item["start"][11:16], item["end"][11:16]) for item in shown]
    assert [(start, end) for start, end in spans if start < off[1] and end > off[0]] == []


def test_a_link_to_nowhere_in_place_of_todays_page_is_reported_and_nothing_written(at: At, book: Path) -> None:
    (book / "diary").mkdir()
    (book / "diary/2026-11-23.toml").symlink_to(book / "gone.toml")
    for command in (["today"], ["status"], ["done", "acme", "-o", "stayed"]):
        ran = at("7:00", *command, code=1)
        assert "this is a link to a file that is not there\n  diary/2026-11-23.toml\n" in ran.err
    assert not (book / "gone.toml").exists()


def test_a_block_keeps_the_last_word_of_its_title(at: At, book: Path) -> None:
    items(at, "7:00")
    at("9:00", "block", "14:00-14:45", "Road blocked")
    assert at("9:01", "free", "14:30").out.startswith("Freed 14:00-14:45 Road blocked.\n")
    at("9:02", "block", "14:00-14:45")
    assert at("9:03", "free", "14:30").out.startswith("Freed 14:00-14:45.\n")
