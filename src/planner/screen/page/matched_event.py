"""The calendar event of an appointment, its evidence, and how to undo it, in one line."""

from __future__ import annotations

from datetime import date

from planner.core.why.explanation import CalendarMatch
from planner.screen.text.wording import clock, day


def matched(found: CalendarMatch, today: date | None = None) -> str:
    """As in: 24 Nov 11:00 "Nordwind: terms": the title names Nordwind SE.

    If not so: not = ["Nordwind: terms"] ...
    """
    title = found.title.replace("\\", "\\\\").replace('"', '\\"')
    when = f"{day(found.start.date(), today)} {clock(found.start)}"
    return f'{when} "{found.title}": {found.how}; wrong? Add not = ["{title}"] under [calendars] in plan.toml'
