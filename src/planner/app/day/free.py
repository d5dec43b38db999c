"""`plan free`: an item, a block or a meeting of today is off."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from planner.app.day.changed_page import replanned_page, show_changes
from planner.app.day.day_page import current_page
from planner.app.day.day_request import DayRequest, item_and_sides
from planner.app.page.busy_times import taken
from planner.app.page.page_options import merged
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.store.lock import writing
from planner.core.days import instant
from planner.core.diary import Busy
from planner.core.page.day_changes import UNNAMED, Freed
from planner.errors import UsageError
from planner.screen.text.wording import minute_clock
from planner.typed.times import argument_minute


def run(settings: Settings, time: str) -> None:
    """Free a time of today; the day is planned again."""
    with writing(settings.book):
        session = Session(settings)
        minute = argument_minute(time, session.locale)
        name, request = _at(session, minute)
        page = replanned_page(session, replace(request, what=f"{name}: off the page of {session.today}"))
    show_changes(settings, page, _freed(name, request))


def _freed(name: str, request: DayRequest) -> str:
    if request.unblocked:
        block = request.unblocked[0]
        return f"Freed {block.span if block.title == UNNAMED else name}."
    if request.freed:
        return f"Canceled: {name}."
    return f"{name}: off today's page. It comes back when it is due."


def _at(session: Session, minute: int) -> tuple[str, DayRequest]:
    """The block, line or meeting at a minute of today's page, and the options that take it off."""
    when = instant(session.today, minute, session.zone)
    for block in merged(session.diary_day(session.today), DayRequest()).blocks:
        if block.start <= minute < block.end:
            return str(block), DayRequest(unblocked=(block,))
    page = current_page(session)
    for line in page.items if page else ():
        what, slot = line.what, line.slot
        if slot.start <= when < slot.end and line.status.state == "planned":
            name = f"{what.title}, {what.name}" if what.name else what.title
            items = item_and_sides(what.item) if slot.fixed else (what.item,)
            event = _event_of(session, what.record, when) if slot.from_calendar else None
            return name, DayRequest(without=items, freed=(Freed(minute, event.title),) if event else ())
    for meeting in page.busy if page else ():
        if meeting.start <= when < meeting.end:
            return meeting.title, DayRequest(freed=(Freed(minute, meeting.title),))
    raise UsageError(f"nothing is planned at {minute_clock(minute)}", "`plan today` shows the page")


def _event_of(session: Session, record: str | None, when: datetime) -> Busy | None:
    """The event of a record that the calendars have at a time."""
    events = taken(session, session.today).busy
    return next((event for event in events if event.record == record and event.start <= when < event.end), None)
