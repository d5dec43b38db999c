"""`plan week`: the next five working days on the screen, as JSON or as HTML."""

from __future__ import annotations

from planner.app.export.html_file import give_html
from planner.app.messages import show_json
from planner.app.session import Session
from planner.app.settings import Settings
from planner.app.week.coming_week import coming_week
from planner.screen.html.week_page import week_page
from planner.screen.week.week import show_week
from planner.screen.week.week_json import week_json


def run(settings: Settings, html: str | None) -> None:
    """Plan the week and show it."""
    session = Session(settings)
    week = coming_week(session)
    if html is not None:
        give_html(session, html, week_page(week))
    if settings.json:
        show_json(week_json(week))
    elif html is None:
        show_week(week, settings.console)
