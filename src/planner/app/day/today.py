"""`plan today`: the day's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.app.day.day_page import evening_reminder, give_page, item_named, look_at, page_of
from planner.app.day.day_request import DayRequest
from planner.app.day.show_page import show
from planner.app.look import Look
from planner.app.messages import tell
from planner.app.settings import Settings
from planner.typed.days import option_day
from planner.typed.lengths import option_hours
from planner.typed.names import option_pin


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayOptions:
    """The options of `plan today`."""

    day: str
    hours: str | None
    without: Sequence[str]
    pins: Sequence[str]
    top: int | None
    replan: bool
    dry_run: bool
    html: str | None
    brief: bool


def run(settings: Settings, options: TodayOptions) -> None:
    """Plan the day, show its page, keep it in the diary."""
    look = look_at(settings)
    request = DayRequest(
        hours=option_hours("--hours", options.hours) if options.hours is not None else None,
        without=tuple(item_named(look, word) for word in options.without),
        pins=dict(_pin(look, each) for each in options.pins),
        replan=options.replan,
        scratch=options.replan,
        dry_run=options.dry_run,
        what="today as you asked" if options.hours is not None or options.without or options.pins else "",
    )
    shown = page_of(look, option_day("--date", options.day, look.today), request)
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


def _pin(look: Look, text: str) -> tuple[str, int]:
    name, minute = option_pin("--pin", text)
    return item_named(look, name), minute
