"""`plan status`: one line for a prompt or a status bar."""

from __future__ import annotations

from planner.app.day.day_page import current_page, look_at_records
from planner.app.messages import show_json
from planner.app.settings import Settings
from planner.app.worklog.running_clock import running_line
from planner.core.page.now import status_of
from planner.screen.page.status import show_status
from planner.screen.text.json_out import status_json


def run(settings: Settings) -> None:
    """Show where the day is, in one line."""
    look = look_at_records(settings)
    page = current_page(look)
    day = look.diary_day(look.today)
    status = status_of(page, day, look.now, running_line(look), look.book.rep.currency)
    if settings.json:
        show_json(status_json(status))
    else:
        show_status(status, settings.console)
