"""`plan morning`: five minutes, five parts, one key at a time."""

from __future__ import annotations

from planner.app.messages import show_json
from planner.app.morning.gather import morning_of
from planner.app.morning.lead import lead
from planner.app.session import Session
from planner.app.settings import Settings
from planner.screen.morning.morning_json import morning_json
from planner.screen.morning.text import show_morning


def run(settings: Settings) -> None:
    """Ask the morning's questions on a terminal; elsewhere show them, and write nothing."""
    if settings.is_terminal and settings.width is not None and not settings.json:
        lead(settings)
        return
    session = Session(settings)
    morning = morning_of(session)
    if settings.json:
        show_json(morning_json(morning))
    else:
        show_morning(morning, settings.console)
