"""`plan share`: a file of the rep's counts for the team."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def share(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file to write; - for stdout.")],
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="MEASURE", help="Share only this measure; more than once.")
    ] = None,
    name: Annotated[str | None, typer.Option("--as", metavar="NAME", help="Under this name (default: yours).")] = None,
    period: Annotated[
        str, typer.Option("--period", metavar="PERIOD", help="quarter, DATE..DATE (default: the last year).")
    ] = "",
) -> None:
    """Write counts by day to a file for your team: tries, promises, prospecting.

    You choose which. It contains no customers, deals, money or parked list. `plan team` puts these files side
    by side.

        plan share dana.json
        plan share dana.json --only tries --only prospecting --period quarter
    """
    from planner.app.habits.share import run

    run(settings_of(ctx), file, only or (), name, period)
