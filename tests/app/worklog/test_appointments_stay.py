"""An appointment never vanishes, and a booking over something says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.worklog.conftest import At, items

AT = "2026-11-23T14:00"


def test_two_at_one_time_are_both_shown_and_marked(at: At, book: Path) -> None:
    at("7:00", "set", "acme", f"at={AT}:00")
    ran = at("7:01", "set", "birch", "at=2026-11-23T14:15:00")
    assert "is at the same time as Acme rollout" in ran.err
    found = items(at, "7:02")
    assert [found[name]["start"][11:16] for name in ("acme/proposal", "birch/close")] == ["14:00", "14:15"]
    shown = at("7:03", "today")
    assert shown.out.count(" × ") == 2
    assert "are both at 14:15: move one" in shown.out


@pytest.mark.parametrize(
    ("words", "warned"),
    [
        (("done", "birch", "-o", "booked", "--at", "2026-11-24 14:15"), "is at the same time as Acme rollout"),
        (("later", "birch", "2026-11-24 14:15"), "is at the same time as Acme rollout"),
        (("set", "birch", "at=2026-11-28T10:00:00"), "is on a day off"),
    ],
)
def test_a_booking_over_something_warns(at: At, book: Path, words: tuple[str, ...], warned: str) -> None:
    at("7:00", "set", "acme", "at=2026-11-24T14:00:00")
    assert warned in at("7:01", *words).err


@pytest.mark.parametrize(
    "words",
    [
        ("done", "birch", "-o", "booked", "--at", "2026-11-24 14:15"),
        ("later", "birch", "2026-11-24 14:15"),
        ("set", "birch", "at=2026-11-24T14:15:00"),
    ],
)
def test_a_booking_for_a_closed_deal_warns_and_stays(at: At, book: Path, words: tuple[str, ...]) -> None:
    """It has its time on the day, and is asked about until the rep says how it went."""
    at("7:00", "done", "birch", "-o", "lost")
    ran = at("7:01", *words)
    assert "birch is lost; to work on it again: `plan reopen birch`" in ran.err
    page = at("2026-11-24T07:00", "today").out
    assert "14:15" in page
    assert "Birch line: Appointment" in page
    assert "Birch line: closed, with an appointment of 24 Nov. Reopen it? `plan reopen birch`" in " ".join(page.split())
    assert "Birch line: how did Tuesday's appointment go?" in " ".join(at("2026-11-30T07:00", "today").out.split())
    at("2026-11-30T07:01", "done", "birch", "-o", "done", "--on", "24 nov")
    assert "Birch line: how did" not in at("2026-11-30T07:02", "today").out


def test_an_outcome_that_takes_it_up_again_does_not_warn(at: At, book: Path) -> None:
    at("7:00", "done", "birch", "-o", "lost")
    assert "is lost" not in at("7:01", "done", "birch", "-o", "advanced", "--at", "2026-11-24 14:15").err


def test_a_booking_on_a_day_away_says_that_once(at: At, book: Path) -> None:
    (book / "leave.ics").write_text(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:away\r\nSUMMARY:Vacation\r\nDTSTART;VALUE=DATE:20261202\r\n"
        "DTEND;VALUE=DATE:20261205\r\nX-MICROSOFT-CDO-BUSYSTATUS:OOF\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    with (book / "plan.toml").open("a") as settings:
        settings.write('[calendars]\nbusy = ["leave.ics"]\n')
    said = at("7:01", "set", "birch", "at=2026-12-03T10:00:00").err
    assert "3 Dec 10:00 is on a day off" in said
    assert "Vacation" not in said


def test_a_taken_time_is_followed_by_the_next_free_one(at: At, book: Path) -> None:
    at("7:00", "set", "acme", "at=2026-11-24T09:00:00")
    warned = at("7:01", "later", "birch", "2026-11-24 09:10").err
    assert "; free next at " in warned
    command = warned.partition("`")[2].partition("`")[0]
    assert command.startswith('plan later birch "2026-11-24 ')
    moved = at("7:02", "later", "birch", command.split('"')[1])
    assert (moved.code, "same time" in moved.err) == (0, False)


def test_nothing_agreed_is_exported_as_canceled(at: At, book: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "day.ics")
    at("7:00", "set", "acme", f"at={AT}:00")
    at("7:01", "export", target)
    at("7:02", "today", "--without", "acme/proposal")
    events = json.loads(at("7:03", "export", target, "--json").out)["events"]
    agreed = [event["status"] for event in events if event["item"] == "acme/proposal"]
    assert agreed == ["confirmed"]
