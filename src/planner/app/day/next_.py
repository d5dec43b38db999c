"""`plan next`: the one line to work on now."""

from __future__ import annotations

from planner.app.day.day_page import look_at_records, page_of
from planner.app.day.day_request import DayRequest
from planner.app.messages import show_json
from planner.app.settings import Settings
from planner.app.worklog.running_clock import running_line
from planner.core.page.now import next_line
from planner.screen.page.next import show_next
from planner.screen.text.json_out import next_json


def run(settings: Settings) -> None:
    """Show the most valuable line that fits before the next fixed one."""
    look = look_at_records(settings)
    shown = page_of(look, look.today, DayRequest())
    best_line = next_line(shown.page, look.now, look.book.hours.between, running_line(look))
    if settings.json:
        show_json(next_json(best_line))
    else:
        show_next(best_line, settings.console)
    if shown.unkept is not None:
        raise shown.unkept
