"""A filled book to try things on: one rep's week, moved to whatever day is wanted.

The files lie in `book/` beside this module, written around one Monday, `ANCHOR`. `demo_files` moves every date in them:
by whole weeks, and then by as many working days as the wanted day is after its Monday. So a Thursday's page has its
appointment, its three promises due and nobody overdue just as the Monday's has. Weekly meetings keep their weekday.
Times carry no offset, so a change to summer time does not move them.
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
    """The demo book to be looked at on the morning of `day`: file name -> content, as they are to be written.

    Comments and layout are kept. TOML has LF line ends, calendars CRLF (RFC 5545).
    ValueError if `day` is a Saturday or a Sunday.
    """
    if day.weekday() > 4:
        raise ValueError(f"{day} is no working day")
    weeks = day - timedelta(days=day.weekday()) - ANCHOR
    return {
        entry.name: _moved(entry.name, entry.read_text(encoding="utf-8"), weeks, day.weekday())
        for entry in sorted(files(__package__).joinpath("book").iterdir(), key=lambda e: e.name)
        if entry.name.endswith((".toml", ".ics"))
    }


def _moved(name: str, text: str, weeks: timedelta, working_days: int) -> bytes:
    if name.endswith(".toml"):
        return _TOML_DATE.sub(lambda found: _later(found, weeks, working_days).isoformat(), text).encode()
    parts = _ICS_PART.split(text)
    for number, part in enumerate(parts):
        if part.startswith("BEGIN:VEVENT"):
            days = 0 if "RRULE:" in part else working_days
            parts[number] = _ICS_DATE.sub(lambda found, days=days: f"{_later(found, weeks, days):%Y%m%d}", part)
    return "".join(parts).replace("\n", "\r\n").encode()


def _later(found: re.Match[str], weeks: timedelta, working_days: int) -> date:
    """The date found, `weeks` and then `working_days` (0 to 4) later; a weekend counts as the Friday before it."""
    moved = date(int(found[1]), int(found[2]), int(found[3])) + weeks
    if working_days:
        moved -= timedelta(days=max(0, moved.weekday() - 4))
        over_weekend = 2 if moved.weekday() + working_days > 4 else 0
        moved += timedelta(days=working_days + over_weekend)
    return moved
