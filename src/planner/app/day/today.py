"""`plan today`: the day's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.app.day.day_options import DayRequest
from planner.app.day.day_page import current_page, evening_reminder, page_of
from planner.app.day.show_page import show
from planner.app.messages import tell
from planner.app.session import Session
from planner.app.settings import Settings
from planner.core.records.names import items_of, records_of, resolve_item
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


def run(settings: Settings, options: TodayOptions) -> None:
    """Plan the day, show its page, keep it in the diary."""
    session = Session(settings)
    request = DayRequest(
        hours=option_hours("--hours", options.hours) if options.hours is not None else None,
        without=tuple(_named(session, word) for word in options.without),
        pins=dict(_pin(session, each) for each in options.pins),
        replan=options.replan,
        dry_run=options.dry_run,
        what="today as you asked" if options.hours is not None or options.without or options.pins else "",
    )
    shown = page_of(session, option_day("--date", options.day, session.today), request)
    show(settings, session, shown, options.top)
    if shown.page.date == session.today:
        reminder = evening_reminder(session)
        if reminder:
            tell(settings, reminder)
    if shown.unkept is not None:
        raise shown.unkept


def _named(session: Session, word: str) -> str:
    """The line or record of a word: an exact id wins; of a record it means all its lines."""
    records = records_of(session.book)
    if any(record.id == word for record in records):
        return word
    return resolve_item(word, records, items_of(current_page(session))).id


def _pin(session: Session, text: str) -> tuple[str, int]:
    name, minute = option_pin("--pin", text)
    return _named(session, name), minute
