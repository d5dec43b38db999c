"""`plan block`: a part of today is taken."""

from __future__ import annotations

from planner.app.day.changed_page import replanned_page, show_changes
from planner.app.day.day_request import DayRequest
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.store.lock import writing
from planner.typed.times import argument_block


def run(settings: Settings, time: str, title: str) -> None:
    """Block a part of today; the rest is planned again around it."""
    with writing(settings.book):
        session = Session(settings)
        block = argument_block(time, title, session.locale)
        page = replanned_page(session, DayRequest(blocks=(block,), what=f"{block}: taken"), must=True)
    show_changes(settings, page, f"{block}: taken")
