"""A record or line left out of today's page, as `plan today --without` does."""

from __future__ import annotations

from dataclasses import replace

from planner.app.day.changed_page import replanned_page, show_changes
from planner.app.day.day_request import DayRequest
from planner.app.page.page_options import merged, options_table
from planner.app.session import Session
from planner.app.settings import Settings
from planner.app.worklog.log import LogEntry, day_of, write
from planner.book.store.lock import writing


def leave_out(settings: Settings, item: str) -> None:
    """Leave a record or line out of today's page; before it is planned, note that for it."""
    with writing(settings.book):
        session = Session(settings)
        what = f"{item}: off the page of {session.today}"
        request = DayRequest(without=(item,), what=what)
        page = replanned_page(session, request)
        if page is None:
            day = day_of(session, session.today)
            write(session, day, replace(day, options=options_table(merged(day, request))), LogEntry(what))
    show_changes(settings, page, f"{item}: off today's page.")
