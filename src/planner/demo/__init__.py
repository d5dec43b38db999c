"""A filled book to try the program: one rep's week, shifted to any day.

The files are in `book/`, written around one Monday, `ANCHOR`. `demo_files` shifts every date in them by whole weeks,
and then by as many working days as the day is after its Monday. So a Thursday's page has its appointment, its three
promises due and no overdue ones, just as the Monday's. Weekly meetings keep their weekday. Times have no offset, so
daylight saving does not shift them.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib.resources import files

ANCHOR = date(2026, 11, 23)

_TOML_DATE = re.compile(r"(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?!\d)")
_ICS_DATE = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)(?=T\d{6}|\n|$)")
_ICS_PART = re.compile(r"(BEGIN:VTIMEZONE.*?END:VTIMEZONE\n|BEGIN:VEVENT.*?END:VEVENT\n)", re.DOTALL)


def demo_files(day: date) -> dict[str, bytes]:
    """The demo book for the morning of `day`: file name -> content.

    Comments and layout stay. TOML has LF line ends, calendars CRLF (RFC 5545). Raises ValueError on a Saturday or a
    Sunday.

    Comments and layout are kept. TOML has LF line ends, calendars CRLF (RFC 5545).
    ValueError if `day` is a Saturday or a Sunday.
    """
    if day.weekday() > 4:
        raise ValueError(f"{day} is not a working day")
    weeks = day - timedelta(days=day.weekday()) - ANCHOR
    return {
        entry.name: _shift(entry.name, entry.read_text(encoding="utf-8"), weeks, day.weekday())
        for entry in sorted(files(__package__).joinpath("book").iterdir(), key=lambda e: e.name)
        if entry.name.endswith((".toml", ".ics"))
    }


def _shift(name: str, text: str, weeks: timedelta, working_days: int) -> bytes:
    if name.endswith(".toml"):
        return _TOML_DATE.sub(lambda match: _shifted_date(match, weeks, working_days).isoformat(), text).encode()
    parts = _ICS_PART.split(text)
    for number, part in enumerate(parts):
        if part.startswith("BEGIN:VEVENT"):
            days = 0 if "RRULE:" in part else working_days
            parts[number] = _ICS_DATE.sub(lambda match, days=days: f"{_shifted_date(match, weeks, days):%Y%m%d}", part)
    return "".join(parts).replace("\n", "\r\n").encode()


def _shifted_date(match: re.Match[str], weeks: timedelta, working_days: int) -> date:
    """The matched date, `weeks` and then `working_days` (0 to 4) later.

    A weekend counts as the Friday before it.
    """
    moved = date(int(match[1]), int(match[2]), int(match[3])) + weeks
    if working_days:
        moved -= timedelta(days=max(0, moved.weekday() - 4))
        over_weekend = 2 if moved.weekday() + working_days > 4 else 0
        moved += timedelta(days=working_days + over_weekend)
    return moved
