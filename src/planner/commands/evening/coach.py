"""`plan coach`: the rep's own habits."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def coach(
    ctx: typer.Context,
    period: Annotated[
        str, typer.Argument(metavar="PERIOD", help="quarter, last-month, DATE..DATE (default: the last year).")
    ] = "",
) -> None:
    """Show your habits and what came of them: unplanned work, pins, lines left undone, promises.

    Also your own chances against what happened, and what you qualify out. It asks nothing: all of it is in your
    diary. Each number shows how many outcomes it is based on; under 30, nothing is shown.

        plan coach
        plan coach quarter
    """
    from planner.app.habits.coach import run

    run(settings_of(ctx), period)
