"""`plan year`: the year so far, and what is still to earn."""

from __future__ import annotations

from planner.app.messages import show_json
from planner.app.records.edit_record import day_context
from planner.app.session import Session
from planner.app.settings import Settings
from planner.core.review.year_forecast import year_view
from planner.screen.review.year import show_year, year_json


def run(settings: Settings) -> None:
    """Show the year: the goal, what is earned, the pay an hour needs, and what is open."""
    session = Session(settings)
    outlook = year_view(day_context(session))
    if settings.json:
        show_json(year_json(outlook))
        return
    show_year(outlook, settings.console)
