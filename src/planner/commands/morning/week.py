"""`plan week`: the next five working days."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def week(
    ctx: typer.Context,
    html: Annotated[
        str | None, typer.Option("--html", metavar="FILE", help="Write one page to carry or print; - for stdout.")
    ] = None,
) -> None:
    """Plan the next five working days as one, with today's page as the first.

    For each day: free hours, what an hour is worth, money, promises (!), the main work, touches. A deal counts
    once: its later tries are listed as "if still open". Time is held for what comes next if things go well,
    where that pays. Nothing is written to the diary; each morning plans its own page.

        plan week
        plan week --html week.html
        plan export --week ~/calendars/plan/
    """
    from planner.app.week.week import run

    run(settings_of(ctx), html)
