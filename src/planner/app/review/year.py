"""`plan year`: the year so far, and what is still to earn."""

from __future__ import annotations

from planner.app.messages import show_json
from planner.app.records.edit_record import day_context
from planner.app.session import Session
from planner.app.settings import Settings
from planner.core.review.activities import activities
from planner.core.review.year_forecast import year_view
from planner.screen.review.activities import activities_json, activity_words
from planner.screen.review.year import show_year, year_json


def run(settings: Settings) -> None:
    """Show the year: the goal, what is earned, the pay an hour needs, and what is open."""
    session = Session(settings)
    context = day_context(session)
    year = year_view(context)
    work = activities(year, context, session.learned(session.today).outcomes)
    if settings.json:
        show_json(year_json(year) | {"activities": activities_json(work)})
        return
    show_year(year, settings.console, tuple(activity_words(work)) if work is not None else ())
