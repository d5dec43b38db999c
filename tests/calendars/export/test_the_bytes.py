"""The calendar byte by byte: what RFC 5545 asks of every line, and one whole calendar."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner import __version__
from planner.calendars.export.write import calendar_bytes
from tests.calendars.export.one_day import at, entry

WHOLE = f"""\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//hourworth//plan {__version__}//EN
CALSCALE:GREGORIAN
BEGIN:VTIMEZONE
TZID:Asia/Tokyo
BEGIN:STANDARD
DTSTART:20260101T000000
TZNAME:JST
TZOFFSETFROM:+0900
TZOFFSETTO:+0900
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Proposal · Bolt\\, second plant
DTSTART;TZID=Asia/Tokyo:20261123T090000
DTEND;TZID=Asia/Tokyo:20261123T100000
DTSTAMP:20261122T220000Z
UID:1@hourworth
SEQUENCE:2
CATEGORIES:plan,prospect
DESCRIPTION:One page\\; their figure\\nMakes €1\\,269
LAST-MODIFIED:20261122T220000Z
LOCATION:munich
STATUS:CONFIRMED
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Proposal · Bolt\\, second plant
TRIGGER:-PT10M
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def test_a_whole_calendar() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    exported_text = entry(
        start=at("09:00", tokyo),
        end=at("10:00", tokyo),
        revised=at("07:00", tokyo),
        summary="Proposal · Bolt, second plant",
        description="One page; their figure\nMakes €1,269",
        location="munich",
        categories=("plan", "prospect"),
        sequence=2,
    )
    assert calendar_bytes([exported_text], alarm=10).decode() == WHOLE.replace("\n", "\r\n")


@given(st.text(), st.text(), st.text(max_size=20))
def test_any_text_in_lines_of_75_octets_that_end_in_crlf(summary: str, description: str, category: str) -> None:
    data = calendar_bytes([entry(summary=summary, description=description, categories=(category,))], alarm=0)
    *lines, after = data.split(b"\r\n")
    assert after == b""
    assert [line for line in lines if len(line) > 75 or b"\r" in line or b"\n" in line] == []
    data.decode()  # a letter is never cut in two
    for line in lines:
        line.decode()  # nor a line in a letter's middle
    assert {line[:1] for line in lines if b":" not in line and b"=" not in line} <= {b" "}


@pytest.mark.parametrize(
    ("name", "summary"),
    [
        ("Bolt; Nut, & Sons\\Co", r"Bolt\; Nut\, & Sons\\Co"),
        ("Bolt\r\nEND:VEVENT\r\nBEGIN:VEVENT", "Bolt END:VEVENT BEGIN:VEVENT"),
        ("Bolt\x00\x07\x1b[31m\x7f\x9b", "Bolt[31m"),
        ("\u202eevil\u2066\ufeff", "evil"),
        ("<b>Bolt</b> [red]&amp;", r"<b>Bolt</b> [red]&amp\;"),
        ("🚀 株式会社 Größe", "🚀 株式会社 Größe"),
        ("  tabs\tand\u2028lines  ", "tabs and lines"),
    ],
)
def test_names_of_any_kind(name: str, summary: str) -> None:
    assert f"\r\nSUMMARY:{summary}\r\n" in calendar_bytes([entry(summary=name)]).decode()


def test_a_very_long_name_ends_in_three_dots() -> None:
    content = calendar_bytes([entry(summary="x" * 5000)]).decode().replace("\r\n ", "")
    assert f"\r\nSUMMARY:{'x' * 249}…\r\n" in content


def test_the_same_entries_give_the_same_bytes() -> None:
    assert calendar_bytes([entry()]) == calendar_bytes([entry()])


def test_no_method_no_zone_in_utc_and_no_alarm_for_what_is_cancelled() -> None:
    utc = ZoneInfo("UTC")
    content = calendar_bytes([entry(start=at("09:00", utc), end=at("10:00", utc), cancelled=True)], alarm=10).decode()
    assert "\r\nDTSTART:20261123T090000Z\r\nDTEND:20261123T100000Z\r\n" in content
    assert "\r\nSTATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n" in content
    assert "\r\nSUMMARY:Canceled: Proposal" in content
    assert not [word for word in ("METHOD", "VTIMEZONE", "TZID", "VALARM") if word in content]


def test_a_time_that_the_clock_shows_twice_is_in_utc() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    second = datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=1)
    content = calendar_bytes([entry(start=second.replace(fold=0), end=second)]).decode()
    assert "\r\nDTSTART:20261025T003000Z\r\nDTEND:20261025T013000Z\r\n" in content


def test_an_entry_that_is_free_keeps_nobody_away() -> None:
    content = calendar_bytes([entry(free=True)]).decode()
    assert "\r\nSTATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n" in content


def test_a_title_says_canceled_once() -> None:
    content = calendar_bytes([entry(summary="Canceled: Proposal", cancelled=True)]).decode()
    assert "\r\nSUMMARY:Canceled: Proposal\r\n" in content


def test_what_takes_no_time_has_no_end() -> None:
    assert b"DTEND" not in calendar_bytes([entry(end=at("09:00"))])
