"""`plan next`: the one thing to do now."""

from __future__ import annotations

import typer

from planner.app.day.day_options import Asked
from planner.app.day.day_page import page_of
from planner.app.messages import show_json
from planner.app.session import Session
from planner.app.settings import settings_of
from planner.app.worklog.find_work import item_running
from planner.core.page.now import next_thing


def next_(ctx: typer.Context) -> None:
    """Show the best use of the time you have now, before your next appointment or meeting.

    It comes from today's page. If there is no page yet, the day is planned first.

        plan next
        plan next --json
    """
    settings = settings_of(ctx)
    session = Session(settings)
    shown = page_of(session, session.today, Asked())
    thing = next_thing(shown.page, session.now, session.book.hours.between, item_running(session))
    if settings.json:
        from planner.screen.text.json_out import next_json

        show_json(next_json(thing))
    else:
        from planner.screen.page.next import show_next

        show_next(thing, settings.console)
    if shown.unkept is not None:
        raise shown.unkept
