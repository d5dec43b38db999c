"""`plan today`: the day's page."""

from __future__ import annotations

from datetime import date

from planner.app.day.day_page import evening_reminder, give_page, look_at, page_of
from planner.app.day.day_request import DayRequest, TodayOptions
from planner.app.day.show_page import show
from planner.app.look import Look
from planner.app.messages import tell
from planner.app.settings import Settings

__all__ = ["TodayOptions", "run"]


def run(settings: Settings, options: TodayOptions) -> None:
    """Plan the day, show its page, keep it in the diary."""
    look = look_at(settings)
    day, request = _read(look, options)
    shown = page_of(look, day, request)
    if options.html is not None:
        give_page(look, shown, options.html)
    if options.html is None or settings.json:
        show(settings, look, shown, options.top, brief=options.brief)
    if shown.page.date == look.today:
        reminder = evening_reminder(look)
        if reminder:
            tell(settings, reminder)
    if shown.unkept is not None:
        raise shown.unkept


def _read(look: Look, options: TodayOptions) -> tuple[date, DayRequest]:
    """The day and the request. A look without words to read loads nothing that reads them."""
    if options.day == "today" and options.hours is None and not (options.without or options.pins):
        again = options.replan
        return look.today, DayRequest(replan=again, scratch=again, dry_run=options.dry_run)
    from planner.app.day.read_options import read_options

    return read_options(look, options)
