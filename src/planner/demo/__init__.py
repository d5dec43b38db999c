"""A filled book to try things on: one rep's week, moved to whatever week is wanted.

The files lie in `book/` beside this module, written around one Monday, `ANCHOR`. `demo_files` moves
every date in them by whole weeks, so that weekdays, gaps between dates and wall-clock times stay
as they were written (times carry no offset, so a change to summer time does not move them).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib.resources import files

ANCHOR = date(2026, 11, 23)

_TOML_DATE = re.compile(r"(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?!\d)")
_ICS_DATE = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)(?=T\d{6}|\r|\n|$)")
_TIMEZONE = re.compile(r"(BEGIN:VTIMEZONE.*?END:VTIMEZONE\n)", re.DOTALL)


def demo_files(monday: date) -> dict[str, bytes]:
    """The demo book for the week of `monday`: file name -> content, as they are to be written.

    Comments and layout are kept. TOML has LF line ends, calendars CRLF (RFC 5545).
    ValueError if `monday` is not one.
    """
    if monday.weekday() != 0:
        raise ValueError(f"{monday} is not a Monday")
    moved = monday - ANCHOR
    return {
        entry.name: _shifted(entry.name, entry.read_text(encoding="utf-8"), moved)
        for entry in sorted(files(__package__).joinpath("book").iterdir(), key=lambda e: e.name)
        if entry.name.endswith((".toml", ".ics"))
    }


def _shifted(name: str, text: str, moved: timedelta) -> bytes:
    def shift(found: re.Match[str]) -> str:
        day = date(int(found[1]), int(found[2]), int(found[3])) + moved
        return day.isoformat() if name.endswith(".toml") else day.strftime("%Y%m%d")

    if name.endswith(".toml"):
        return _TOML_DATE.sub(shift, text).encode()
    # A time zone's rules tell of past years and stay; everything else is of this week.
    parts = _TIMEZONE.split(text)
    parts[::2] = [_ICS_DATE.sub(shift, part) for part in parts[::2]]
    return "".join(parts).replace("\n", "\r\n").encode()
