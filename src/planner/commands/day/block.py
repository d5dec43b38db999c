"""`plan block`: block off part of today, or whole days."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def block(
    ctx: typer.Context,
    time: Annotated[str, typer.Argument(metavar="FROM-TO", help="14:00-14:45 of today, or days: mon-wed.")],
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What it is for.")] = "",
) -> None:
    """Block off part of today, or whole days. The rest is replanned around it.

    Whole days become days_off in plan.toml; you see what is promised on them. `plan undo` takes them back.

        plan block 14:00-14:45 "Forecast call"
        plan block mon-wed Trade fair
        plan block 24 dec - 2 jan
    """
    from planner.app.day.block import run

    run(settings_of(ctx), time, title)
