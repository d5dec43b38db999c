"""`plan week`: the next five working days on the screen or as JSON."""

from __future__ import annotations

from planner.app.messages import show_json
from planner.app.session import Session
from planner.app.settings import Settings
from planner.app.week.coming_week import coming_week
from planner.screen.week.week import show_week
from planner.screen.week.week_json import week_json


def run(settings: Settings) -> None:
    """Plan the week and show it."""
    session = Session(settings)
    week = coming_week(session)
    if settings.json:
        show_json(week_json(week))
    else:
        show_week(week, settings.console)
