"""`plan free`: cancel whatever is at a given time."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def free(
    ctx: typer.Context,
    time: Annotated[str, typer.Argument(metavar="TIME", help="10:00")],
) -> None:
    """Cancel whatever is at a given time: line, block or meeting. Today is replanned.

    plan free 10:00
    """
    from planner.app.day.free import run

    run(settings_of(ctx), time)
