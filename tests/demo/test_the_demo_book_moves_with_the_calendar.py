from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.demo import ANCHOR, demo_files

EXAMPLES = Path(__file__).parents[2] / "examples"
# 29 February before and after, both changes of the clock, the turn of the year, long ago and in the far future.
MONDAYS = [
    date(2024, 2, 26),
    date(2028, 2, 28),
    date(2027, 3, 29),
    date(2027, 10, 25),
    date(2026, 12, 28),
    date(1999, 1, 4),
    date(2199, 12, 30),
]


def records(files: dict[str, bytes]) -> dict[str, Any]:
    return {name: tomllib.loads(text.decode()) for name, text in files.items() if name.endswith(".toml")}


def moments(value: object) -> list[date]:
    """Every date and time in a TOML document, in order."""
    if isinstance(value, date):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [found for each in inside for found in moments(each)]


def test_the_book_of_its_own_week_is_the_example() -> None:
    written = {path.name: path.read_bytes() for path in (EXAMPLES / "demo").iterdir()}
    assert demo_files(ANCHOR) == written


@pytest.mark.parametrize("monday", MONDAYS)
def test_every_date_moves_by_the_same_whole_weeks(monday: date) -> None:
    before, after = moments(records(demo_files(ANCHOR))), moments(records(demo_files(monday)))
    assert len(before) > 120
    assert after == [time + (monday - ANCHOR) for time in before]
    assert [time.weekday() for time in after] == [time.weekday() for time in before]


def test_only_dates_change() -> None:
    moved = demo_files(date(2028, 2, 28))
    for name, text in demo_files(ANCHOR).items():
        assert re.sub(rb"\d", b"#", moved[name]) == re.sub(rb"\d", b"#", text)
    assert b"came = 2028-02-28T06:48:00         # form on the web site, before seven: keen" in moved["prospects.toml"]


def test_the_calendar_keeps_its_weekdays_its_clock_and_its_zone() -> None:
    text = demo_files(date(2027, 3, 29))["work.ics"].decode()
    assert "DTSTART:19700329T020000\r\n" in text
    assert "SUMMARY:Handover with delivery\r\nDTSTART;TZID=Europe/Berlin:20270329T163000\r\n" in text
    assert "DTSTART;VALUE=DATE:20270402\r\n" in text
    assert text.count("\n") == text.count("\r\n")
    assert max(map(len, text.encode().split(b"\r\n"))) <= 75
    weekly = re.findall(r"DTSTART;TZID=Europe/Berlin:(\d{8})T\d{6}\r\nDTEND.*\r\nRRULE:.*BYDAY=(\w\w)", text)
    assert len(weekly) == 3
    for day, named in weekly:
        assert datetime.strptime(day, "%Y%m%d").strftime("%a").upper().startswith(named)


@pytest.mark.parametrize("days", [1, 2, 3, 4])
def test_later_in_the_week_everything_is_as_many_working_days_later(days: int) -> None:
    before = moments(records(demo_files(ANCHOR)))
    after = moments(records(demo_files(ANCHOR + timedelta(days=days))))
    for old, new in zip(before, after, strict=True):
        if old.weekday() <= 4:
            between = (old + timedelta(days=n) for n in range(1, (new - old).days + 1))
            assert sum(day.weekday() <= 4 for day in between) == days, (old, new)
        assert new.weekday() <= 4
    assert ANCHOR + timedelta(days=days) in [new.date() for new in after if isinstance(new, datetime)]


def test_weekly_meetings_keep_their_weekday_and_single_ones_move() -> None:
    thursday = demo_files(ANCHOR + timedelta(days=3))["work.ics"].decode()
    assert "SUMMARY:Team meeting\r\nDTSTART;TZID=Europe/Berlin:20261102T131500\r\n" in thursday  # a Monday
    assert "SUMMARY:Nordwind: terms\r\nDTSTART;TZID=Europe/Berlin:20261127T140000\r\n" in thursday  # the day after
    assert "SUMMARY:Sam's birthday\r\nDTSTART;VALUE=DATE:20261202\r\n" in thursday


def test_nobody_looks_at_it_on_a_weekend() -> None:
    with pytest.raises(ValueError, match="2026-11-28 is not a working day"):
        demo_files(date(2026, 11, 28))


def test_there_is_one_of_everything_a_week_brings() -> None:
    book = records(demo_files(ANCHOR))
    deals = book["prospects.toml"]["prospect"]
    stages = Counter(deal["stage"] for deal in deals)
    assert len(deals) == 44
    assert {"lead", "discovery", "demo", "proposal", "negotiation", "close", "won", "lost", "parked"} == set(stages)
    for key in (
        "came", "at", "next_on", "not_before", "decide_by", "expected", "account", "keeps", "chance", "prior",
        "cadence", "windows", "timezone", "place", "needs", "next", "answers", "attempts", "unanswered",
    ):  # fmt: skip
        assert any(key in deal for deal in deals), key
    assert any(deal.get("decide_by", ANCHOR) < ANCHOR for deal in deals)
    assert any(deal["stage"] == "lost" and ANCHOR - deal["lost_on"] > timedelta(days=276) for deal in deals)
    assert len(book["accounts.toml"]["account"]) == 15
    assert len(book["contacts.toml"]["contact"]) == 25
    tasks = book["tasks.toml"]["task"]
    for key in ("must", "splits", "after", "by", "on", "at", "record", "makes", "windows", "needs"):
        assert any(key in task for task in tasks), key


def test_the_customer_meeting_in_the_calendar_is_with_a_contact_of_an_open_deal() -> None:
    files = demo_files(ANCHOR)
    calendar = files["work.ics"].decode().replace("\r\n ", "")
    attendee = re.findall(r"ATTENDEE.*mailto:(\S+)", calendar)
    contact = next(c for c in records(files)["contacts.toml"]["contact"] if c.get("email") in attendee)
    deal = next(d for d in records(files)["prospects.toml"]["prospect"] if contact["id"] in d.get("contacts", []))
    assert deal["id"] == "nordwind" and "at" not in deal
