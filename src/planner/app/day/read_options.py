"""The options of `plan today` that are words: a day, hours, names."""

from __future__ import annotations

from datetime import date

from planner.app.day.day_page import item_named, session_of
from planner.app.day.day_request import DayRequest, TodayOptions
from planner.app.look import Look
from planner.locales.locale import Locale
from planner.typed.days import option_day
from planner.typed.lengths import option_hours
from planner.typed.names import option_pin


def read_options(look: Look, options: TodayOptions) -> tuple[date, DayRequest]:
    """The day that is shown, and the request for its page.

    Raises UsageError for a word that can't be read.
    """
    locale = session_of(look).locale
    request = DayRequest(
        hours=option_hours("--hours", options.hours, locale) if options.hours is not None else None,
        without=tuple(item_named(look, word) for word in options.without),
        pins=dict(_pin(look, each, locale) for each in options.pins),
        replan=options.replan,
        scratch=options.replan,
        dry_run=options.dry_run,
        what="today as you asked" if options.hours is not None or options.without or options.pins else "",
    )
    return option_day("--date", options.day, look.today, locale), request


def _pin(look: Look, text: str, locale: Locale) -> tuple[str, int]:
    name, minute = option_pin("--pin", text, locale)
    return item_named(look, name), minute
