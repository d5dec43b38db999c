"""`plan next`: the best use of the time you have now."""

from __future__ import annotations

import typer

from planner.app.settings import settings_of


def next_(ctx: typer.Context) -> None:
    """Show the best use of the time you have now, before your next appointment or meeting.

    It comes from today's page. If there is no page yet, the day is planned first.

        plan next
        plan next --json
    """
    from planner.app.day.next_ import run

    run(settings_of(ctx))
