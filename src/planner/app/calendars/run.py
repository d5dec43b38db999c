"""`plan calendars ACTION`."""

from __future__ import annotations

from planner.app.calendars.setup import Target, set_up
from planner.app.calendars.sync import sync
from planner.app.settings import Settings

__all__ = ["Target", "run"]


def run(settings: Settings, action: str, target: Target) -> int:
    """Fetch the book's calendars, or write vdirsyncer's settings; returns the exit code."""
    return sync(settings) if action == "sync" else set_up(settings, target)
