"""`plan status`: one line for a prompt or a status bar."""

from __future__ import annotations

import typer

from planner.commands.context import settings_of
from planner.commands.dialogue import show_json
from planner.commands.morning import Morning
from planner.commands.planning import current_page
from planner.commands.working_on import item_running
from planner.core.moment import status_of


def status(ctx: typer.Context) -> None:
    """Where the day stands, in one line. It plans nothing.

    What the clock runs for (▸); else what the page or a meeting has now, or what comes; else what was made.

    plan status
    PS1='$(plan status -q) $ '
    """
    settings = settings_of(ctx)
    morning = Morning(settings)
    page = current_page(morning)
    day = morning.diary_day(morning.today)
    stands = status_of(page, day, morning.now, item_running(morning), morning.book.rep.currency)
    if settings.json:
        from planner.screen.json_out import status_json

        show_json(status_json(stands))
        return
    from planner.screen.status import show_status

    show_status(stands, settings.console)
