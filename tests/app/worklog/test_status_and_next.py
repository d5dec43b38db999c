"""Where the day stands: a clock that runs, the page's line of now, meetings and blocks; in words and as JSON."""

from __future__ import annotations

import json

from tests.app.worklog.conftest import At


def test_no_clock_runs_where_none_was_started(at: At) -> None:
    at("07:00", "today")
    first = json.loads(at("07:00", "today", "--json").out)["items"][0]
    clock = first["start"][11:16]
    said = json.loads(at(clock, "status", "--json").out)
    assert (said["running"], said["since"], said["now"]["item"]) == (None, None, first["item"])
    assert json.loads(at(clock, "next", "--json").out)["running"] is False
    assert at(clock, "status").out.startswith("now: ")
    at(clock, "start", first["item"])
    said = json.loads(at(clock, "status", "--json").out)
    assert (said["running"]["item"], said["since"][11:16], said["now"]) == (first["item"], clock, None)
    assert json.loads(at(clock, "next", "--json").out)["running"] is True
    assert at(clock, "status").out.startswith("▸ ")


def test_a_clock_is_shown_until_it_is_stopped_though_its_day_is_over(at: At) -> None:
    at("2026-11-23T23:50", "start", "Night work")
    assert at("2026-11-24T00:20", "status", "-q").out == "▸ Night work since Mon 23:50, 30m: plan stop\n"
    said = json.loads(at("2026-11-24T00:20", "status", "--json").out)
    assert (said["running"]["item"], said["since"]) == ("night-work", "2026-11-23T23:50:00+01:00")
    assert "since Mon 23:50, 30m: plan stop" in at("2026-11-24T00:20", "next").out
    at("2026-11-24T00:21", "stop")
    assert "Night work" not in at("2026-11-24T00:22", "status").out


def test_a_clock_is_shown_where_there_is_no_page(at: At) -> None:
    at("2026-11-23T09:00", "start", "Night work")
    assert at("2026-11-23T09:10", "status").out == "▸ Night work 5m left\n"


def test_what_blocks_the_day_is_named(at: At) -> None:
    at("07:00", "block", "08:00-23:00", "Forecast call")
    assert at("07:59", "status").out == "08:00 Forecast call in 1m\n"
    assert at("12:30", "status").out == "now: Forecast call until 23:00\n"
    assert json.loads(at("12:30", "status", "--json").out)["meeting"]["title"] == "Forecast call"


def test_status_and_review_count_alike(at: At) -> None:
    at("07:00", "today")
    items = [item["item"] for item in json.loads(at("07:00", "today", "--json").out)["items"]]
    at("22:00", "done", items[0], "-o", "done" if "/" not in items[0] else "no-contact")
    at("22:05", "today")  # replanned: nothing of the morning is to come any more
    assert at("22:10", "status").out.startswith(f"1 of {len(items)} done")
    reviewed = json.loads(at("22:10", "review", "2026-11-23", "--json").out)["days"][0]
    assert (reviewed["done"], reviewed["items"]) == (1, len(items))
