"""`plan start` and `plan stop`: the clock lies in the diary, survives everything, and reaches every screen."""

from __future__ import annotations

import json
from pathlib import Path

from tests.app.worklog.conftest import At, items, page, record, worked


def running(at: At, when: str) -> tuple[str | None, str | None]:
    """What runs by `plan status`, and since when."""
    status = json.loads(at(when, "status", "--json").out)
    return (status["running"]["item"], status["since"][11:16]) if status["running"] else (None, None)


def test_it_is_kept_in_the_diary_and_seen_everywhere(at: At, book: Path) -> None:
    items(at, "7:00")
    at("9:00", "start", "birch")
    assert page(book)["page"]["running"]["item"] == "birch/close"
    assert running(at, "9:10") == ("birch/close", "09:00")
    assert at("9:10", "status").out == "▸ Get it signed · Birch line 40m left\n"
    assert json.loads(at("9:10", "next", "--json").out)["running"] is True
    shown = items(at, "9:10")
    assert (shown["birch/close"]["state"], shown["birch/close"]["start"][11:16]) == ("running", "09:00")
    assert all(item["start"] >= "2026-11-23T09:50" for name, item in shown.items() if name != "birch/close")


def test_done_stops_it_and_takes_its_minutes(at: At, book: Path) -> None:
    items(at, "7:00")
    at("9:00", "start", "birch")
    at("9:35", "done", "-o", "advanced")
    assert worked(book) == [("birch/close", "09:00", "09:35", 35, "advanced")]
    assert "running" not in page(book)["page"]


def test_stop_leaves_the_rest_of_it_on_the_page(at: At, book: Path) -> None:
    items(at, "7:00")
    at("9:00", "start", "acme")
    at("9:50", "stop")
    shown = json.loads(at("9:50", "today", "--json").out)["items"]
    of_acme = [(item["state"], item["minutes"]) for item in shown if item["item"] == "acme/proposal"]
    assert of_acme == [("done", 50), ("planned", 90)]
    assert record(book, "acme")["attempts"] == 1  # nobody said how it went yet
    at("15:00", "done", "acme", "-o", "stayed", "--minutes", "70")
    assert [row[3:] for row in worked(book)] == [(50, None), (70, "stayed")]
    assert record(book, "acme")["attempts"] == 2


def test_an_outcome_logged_after_the_stop_belongs_to_what_was_stopped(at: At, book: Path) -> None:
    items(at, "7:00")
    at("9:00", "start", "birch")
    at("9:40", "stop")
    at("9:41", "done", "birch", "-o", "stayed")
    assert worked(book) == [("birch/close", "09:00", "09:40", 40, "stayed")]


def test_the_next_start_stops_what_ran(at: At, book: Path) -> None:
    items(at, "7:00")
    at("9:00", "start", "birch")
    ran = at("9:20", "start", "Fire drill")
    assert ran.err == "Get it signed, Birch line: stopped · 20m, 09:00-09:20\n"
    assert ran.out == "Started Fire drill (15m planned)\n"
    assert running(at, "9:25") == ("fire-drill", "09:20")
    at("9:40", "done")
    assert worked(book)[1] == ("fire-drill", "09:20", "09:40", 20, "done")


def test_one_left_running_overnight_counts_as_planned_and_says_so(at: At, book: Path) -> None:
    items(at, "7:00")
    at("16:00", "start", "birch")
    said = at("2026-11-24T07:00", "today").err
    assert (
        said
        == "The clock has been running since Mon 23 Nov 16:00 for Get it signed, Birch line: `plan stop`\n".replace(
            "23 Nov ", "23 Nov 2026 "
        )
    )
    ran = at("2026-11-24T07:01", "done", "-o", "advanced")
    assert ran.err.startswith("warning: the clock ran from 16:00 for 15h01. Logged 50m, as planned.")
    assert worked(book) == [("birch/close", "16:00", "16:50", 50, "advanced")]
    assert str(record(book, "birch")["won_on"]) == "2026-11-23"


def test_one_over_midnight_is_what_it_is(at: At, book: Path) -> None:
    at("23:40", "start", "Night shift")
    at("2026-11-24T00:25", "stop")
    assert worked(book) == [("night-shift", "23:40", "00:25", 45, None)]


def test_one_over_the_change_of_the_clock_is_counted_as_it_was_lived(at: At, book: Path) -> None:
    at("2026-10-25T01:30", "start", "Night shift")
    at("2026-10-25T04:00", "stop")  # the hour from two to three came twice
    assert worked(book, "2026-10-25") == [("night-shift", "01:30", "04:00", 210, None)]


def test_a_slip_of_the_hand(at: At, book: Path) -> None:
    items(at, "7:00")
    assert at("9:00", "stop", code=2).err == "error: no clock is running\n  fix: `plan start 1` starts one\n"
    at("9:00", "start", "birch", "--at", "8:40")
    assert at("9:05", "start", "birch", code=2).err.startswith(
        "error: the clock is already running on Get it signed, Birch line"
    )
    at("9:10", "stop", "--to", "9:00", "-m", "phone rang")
    assert worked(book) == [("birch/close", "08:40", "09:00", 20, None)]


def test_an_end_before_its_start_is_refused_and_it_runs_on(at: At, book: Path) -> None:
    at("10:40", "start", "Helping Sam")
    assert at("11:00", "stop", "--to", "9:00", code=2).err.startswith(
        "error: the clock started at 10:40: it can't have stopped at 09:00\n"
    )
    at("11:00", "stop")
    assert worked(book) == [("helping-sam", "10:40", "11:00", 20, None)]


def test_one_on_a_page_that_was_damaged_since_is_reported_the_next_morning(at: At, book: Path) -> None:
    at("17:00", "start", "Helping Sam")
    file = book / "diary/2026-11-23.toml"
    line = len(file.read_text(encoding="utf-8").splitlines()) + 1
    file.write_text(file.read_text(encoding="utf-8") + "a slip of the pen\n", encoding="utf-8")
    for words in (["stop"], ["start", "acme"]):
        assert f"diary/2026-11-23.toml:{line} | " in at("2026-11-24T08:00", *words, code=1).err
