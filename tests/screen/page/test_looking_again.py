"""The page in the course of its day: done, running, past, and a mark at now."""

from __future__ import annotations

from datetime import datetime

import pytest

from planner.core.page.page import Page
from planner.screen.page.page import show_page
from tests.screen.paper import on_terminal
from tests.screen.sample_pages import HALF_PAST_TEN, LATER_THAT_DAY, MORNING, at


def lines(page: Page, now: datetime) -> list[str]:
    return on_terminal(lambda console: show_page(page, console, now)).splitlines()


def test_done_not_logged_and_running() -> None:
    assert lines(LATER_THAT_DAY, HALF_PAST_TEN)[5:14] == [
        " Replanned        at 10:25: your book, calendars or log changed",
        "                  moved: Visit, Bolt AG from 13:00 to 13:15",
        "",
        "  from  min  no                                      step  win  to you  an hour",
        " 08:30   45   1 ✓ Acme roll…: Proposal, part 1 of 2   55%  60%    $638     $850",
        " 09:20   20   6 ○ Cargo relaunch: Qualify             45%  30%     $98     $293",
        " 09:45   30   3 ✓ Hale GmbH: Prep: Discovery call     50%  45%    $228     $455",
        "▸10:20   60   2 ◆ Hale GmbH: Discovery call           50%  45%    $455     $455",
        "                  Learn what it costs them to change nothing",
    ]
    assert " Not logged       1 line (○): `plan wrap`" in lines(LATER_THAT_DAY, HALF_PAST_TEN)


@pytest.mark.parametrize(
    ("clock", "marked"),
    [
        ("07:00", []),
        ("09:30", ["▸09:20   20   6   Cargo relaunch: Qualify             45%  30%     $98     $293"]),
        ("11:40", ["▸11:30   30       Team meeting                                  crowds out $206"]),
        ("12:32", ["▸12:32  now"]),
        ("19:00", ["▸19:00  now"]),
    ],
)
def test_the_mark_at_now(clock: str, marked: list[str]) -> None:
    assert [line for line in lines(MORNING, at(clock)) if line.startswith("▸")] == marked


def test_what_runs_over_its_time_keeps_the_mark() -> None:
    marked = [line for line in lines(LATER_THAT_DAY, at("11:25")) if line.startswith("▸")]
    assert marked == ["▸10:20   60   2 ◆ Hale GmbH: Discovery call           50%  45%    $455     $455"]


def test_another_day_has_no_now() -> None:
    tomorrow = datetime(2026, 11, 22, 15, 0, tzinfo=at("00:00").tzinfo)
    text = "\n".join(lines(MORNING, tomorrow))
    assert "▸" not in text
    assert "○" not in text
