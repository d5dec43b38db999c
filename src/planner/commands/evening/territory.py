"""`plan territory`: where a quarter's hours go."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def territory(
    ctx: typer.Context,
    top: Annotated[int, typer.Option("--top", metavar="N", help="Show the N largest accounts.")] = 15,
    html: Annotated[
        str | None, typer.Option("--html", metavar="FILE", help="Write one page with a picture; - for stdout.")
    ] = None,
) -> None:
    """Show where the next quarter's selling hours go, and where they would earn the most.

    "Now" is your log; "best" gives each hour to what pays most until the hours run out: deals by what an hour
    on them pays, accounts by what another visit brings, the rest to prospecting. Below are the largest accounts
    with visits, room to grow, people and next step, then the best moves, biggest gain first.

        plan territory
        plan territory --top 5
        plan territory --html territory.html
    """
    from planner.app.territory.territory import run

    run(settings_of(ctx), top, html)
