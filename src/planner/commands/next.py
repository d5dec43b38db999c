"""`plan next`: the one thing to do now."""

from __future__ import annotations

import typer

from planner.commands.asked import Asked
from planner.commands.context import settings_of
from planner.commands.dialogue import show_json
from planner.commands.morning import Morning
from planner.commands.planning import page_of
from planner.commands.working_on import item_running
from planner.core.moment import next_thing


def next_(ctx: typer.Context) -> None:
    """The one most valuable thing to do now that fits before the next fixed thing.

    It comes from today's page, which is planned first where there is none yet.

        plan next
        plan next --json
    """
    settings = settings_of(ctx)
    morning = Morning(settings)
    shown = page_of(morning, morning.today, Asked())
    thing = next_thing(shown.page, morning.now, morning.book.hours.between, item_running(morning))
    if settings.json:
        from planner.screen.json_out import next_json

        show_json(next_json(thing))
    else:
        from planner.screen.next import show_next

        show_next(thing, settings.console)
    if shown.unkept is not None:
        raise shown.unkept
