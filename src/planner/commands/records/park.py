"""`plan park`: deals that pay less than the hour, and out of the way with them."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def park(
    ctx: typer.Context,
    record: Annotated[
        str | None, typer.Argument(metavar="RECORD", help="The deal to park (default: list those that pay too little).")
    ] = None,
) -> None:
    """Set aside a deal that pays less than your time. It gets the slower
    cadence of parked deals.

    Without a name it lists the deals that pay less than your time, and the hours parking each would save.
    On a terminal it asks about each one; --yes parks them all.

        plan park cargo
        plan park
    """
    from planner.app.records.park import run

    run(settings_of(ctx), record)
