"""A week of leave in the calendar is no week without logs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Plan
from tests.core.review.written_year import write_year

LEAVE = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:leave\r\nDTSTAMP:20260101T000000Z\r\n"
    "DTSTART;VALUE=DATE:20260119\r\nDTEND;VALUE=DATE:20260131\r\nSUMMARY:{title}\r\nTRANSP:{busy}\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize(("title", "busy", "working"), [("Leave", "OPAQUE", 10), ("Fair in town", "TRANSPARENT", 20)])
def test_days_away_are_no_days_without_a_log(tmp_path: Path, plan: Plan, title: str, busy: str, working: int) -> None:
    write_year(tmp_path, days=2)
    settings = tmp_path / "plan.toml"
    settings.write_text(settings.read_text() + '\n[calendars]\nbusy = ["me.ics"]\n')
    (tmp_path / "me.ics").write_text(LEAVE.format(title=title, busy=busy), newline="")
    ran = plan("review", "2026-01-05..2026-01-31", cwd=tmp_path, PLAN_NOW="2026-02-02T08:00")
    assert ran.code == 0, ran.err
    assert f"on 2 of {working} working days" in ran.out
