"""`plan territory`: where a quarter's hours go, and where they would earn the most."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from planner.app.export.html_file import give_html
from planner.app.messages import show_json
from planner.app.records.edit_record import day_context
from planner.app.session import Session
from planner.app.settings import Settings
from planner.core.diary import DiaryDay
from planner.core.review.period import Period
from planner.core.territory.allocate import QUARTER, Given, territory
from planner.errors import UsageError
from planner.screen.html.territory_page import territory_page
from planner.screen.territory.territory import show_territory
from planner.screen.territory.territory_json import territory_json

SHORTEST = 5  # days with a log before the diary says where the hours go


def run(settings: Settings, top: int, html: str | None) -> None:
    """Show the quarter's hours, given and best, and the largest accounts."""
    if top < 0:
        raise UsageError(f"--top must be 0 or more, not {top}", "--top 15")
    session = Session(settings)
    context = day_context(session)
    since = session.today - QUARTER + timedelta(days=1)
    days, _ = session.diary.days(Period(since, session.today))
    found = territory(context, _given(days, session.today))
    if html is not None:
        give_html(session, html, territory_page(found, session.book.rep.name, top))
    if settings.json:
        show_json(territory_json(found, top))
    elif html is None:
        show_territory(found, top, settings.console)


def _given(days: Iterable[DiaryDay], today: date) -> Given:
    """The hours of the diary's last quarter; scaled up where it is younger."""
    logged = [day for day in days if day.worked]
    if len(logged) < SHORTEST:
        return Given({}, 0.0, 0.0, 0.0, 0)
    span = (today - logged[0].date).days + 1
    scale = QUARTER.days / max(span, 7) / 60
    by_record: dict[str, float] = {}
    finding = touches = other = 0.0
    for row in (row for day in logged for row in day.worked):
        hours = row.slot.minutes * scale
        if row.what.does == "find":
            finding += hours
        elif row.what.does == "touch":
            touches += hours
        elif row.what.record is None:
            other += hours
        else:
            by_record[row.what.record] = by_record.get(row.what.record, 0.0) + hours
    return Given(by_record, finding, touches, other, span)
