"""`plan block`: block off part of today."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def block(
    ctx: typer.Context,
    time: Annotated[str, typer.Argument(metavar="FROM-TO", help="14:00-14:45")],
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What it is for.")] = "blocked",
) -> None:
    """Block off part of today. The rest is replanned around it.

    plan block 14:00-14:45 "Forecast call"
    """
    from planner.app.day.block import run

    run(settings_of(ctx), time, title)
