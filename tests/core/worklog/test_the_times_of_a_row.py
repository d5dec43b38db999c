"""The page that a row of the log belongs to, and the minutes that its times can hold."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from planner.core.worklog.row_times import held_by, is_of_day

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("start", "end", "is_there"),
    [
        ("2026-11-24T09:00", "2026-11-24T10:00", True),
        ("2026-11-24T23:30", "2026-11-25T00:20", True),
        ("2026-11-23T23:30", "2026-11-24T00:20", True),  # from the evening before into it
        ("2026-11-23T22:00", "2026-11-23T23:00", False),
        ("2026-11-22T23:30", "2026-11-24T00:20", False),  # from two days before
        ("2026-11-25T00:10", "2026-11-25T00:20", False),
    ],
)
def test_a_row_is_on_the_page_of_its_day(start: str, end: str, is_there: bool) -> None:
    assert is_of_day(at(start), at(end), date(2026, 11, 24)) is is_there


@pytest.mark.parametrize(
    ("start", "end", "most"),
    [
        ("2026-11-24T09:00", "2026-11-24T10:00", 60 + 600),
        ("2026-11-24T09:00", "2026-11-24T09:00", 600),
        ("2026-11-24T00:00", "2026-11-24T20:00", 1440),  # no row has more than a day beyond its times
        ("2026-11-24T00:00", "2026-11-25T06:00", 1800),
        ("2026-10-25T01:30", "2026-10-25T03:30", 180 + 600),  # the hour from two comes twice
    ],
)
def test_the_minutes_within_its_times_or_not_far_beyond(start: str, end: str, most: int) -> None:
    assert held_by(at(start), at(end), most)
    assert not held_by(at(start), at(end), most + 1)
