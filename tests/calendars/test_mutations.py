"""Calendars damaged in every way are read without a crash, and quickly."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.calendars.one_week import event, reading

WHOLE = (
    "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Europe/Berlin\r\n"
    "BEGIN:VTIMEZONE\r\nTZID:Odd\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\n"
    "TZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    + event(
        'DTSTART;TZID="Odd":20200106T090000',
        "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;BYMONTH=1,11;COUNT=500;WKST=SU",
        "EXDATE:20261123T080000Z",
        "RDATE;VALUE=PERIOD:20261124T080000Z/PT2H,20261125T080000Z/20261125T090000Z",
    ).replace("\n", "\r\n")
    + event("RECURRENCE-ID;RANGE=THISANDFUTURE:20261124T080000Z", "DTSTART:20261124T090000Z").replace("\n", "\r\n")
    + "END:VCALENDAR\r\n"
).encode()
PIECES = [b"9" * 30, b"-1", b"00010101T000000", b"99991231T235959Z", b"P9999999D", b"FREQ=SECONDLY", b"TZID=", b'"']
PIECES += [b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"\xff\xfe", b"\0", b"\xc2\x85", b";", b":", b"+2359", b"\r\n"]


def damaged(source: random.Random) -> bytes:
    data = bytearray(WHOLE)
    for _ in range(source.randint(1, 5)):
        place = source.randrange(len(data) + 1)
        match source.randrange(4):
            case 0:
                del data[place : place + source.randint(1, 60)]
            case 1:
                data[place:place] = source.choice(PIECES)
            case 2:
                data[place:place] = data[place : place + source.randint(1, 200)]
            case 3:
                data[place : place + 1] = bytes([source.randrange(256)])
    return bytes(data)


@pytest.mark.parametrize("seed", range(4))
def test_no_damage_crashes_or_hangs(tmp_path: Path, seed: int) -> None:
    source = random.Random(seed)
    for _ in range(150):
        data = damaged(source)
        began = time.process_time()
        found = reading(tmp_path, data)
        assert time.process_time() - began < 1.0
        assert all(busy.start < busy.end for busy in found.busy)
        assert all(warning.startswith("work.ics") for warning in found.warnings)
