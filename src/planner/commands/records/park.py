"""`plan park`: deals that pay less than the hour, and out of the way with them."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def park(
    ctx: typer.Context,
    record: Annotated[
        str | None, typer.Argument(metavar="RECORD", help="The deal to park; left out: those that do not pay.")
    ] = None,
) -> None:
    """Park a deal: qualified out, and looked after at the slower cadence of parked ones.

    Without a name: the deals whose hour pays less than yours must make, and the hours that parking each
    would free; on a terminal it asks for each whether to park it, and --yes parks them all.

        plan park cargo
        plan park
    """
    from planner.app.records.park import run

    run(settings_of(ctx), record)
