"""`plan status`: one line for a prompt or a status bar."""

from __future__ import annotations

import typer

from planner.app.day.day_page import current_page
from planner.app.messages import show_json
from planner.app.session import Session
from planner.app.settings import settings_of
from planner.app.worklog.find_work import item_running
from planner.core.page.now import status_of


def status(ctx: typer.Context) -> None:
    """Print your day in one line, for a prompt or status bar. It plans nothing.

    It shows what the clock is running on (▸), otherwise what is on the page now or comes next, otherwise what
    the day brought.

        plan status
        PS1='$(plan status -q) $ '
    """
    settings = settings_of(ctx)
    session = Session(settings)
    page = current_page(session)
    day = session.diary_day(session.today)
    stands = status_of(page, day, session.now, item_running(session), session.book.rep.currency)
    if settings.json:
        from planner.screen.text.json_out import status_json

        show_json(status_json(stands))
        return
    from planner.screen.page.status import show_status

    show_status(stands, settings.console)
