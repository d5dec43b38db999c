"""`plan start`: the clock starts."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def start(
    ctx: typer.Context,
    item: Annotated[
        list[str], typer.Argument(metavar="ITEM", help='Its line number, id or name, or "words of your own".')
    ],
    at: Annotated[str | None, typer.Option("--at", metavar="TIME", help="When you started: 9:20.")] = None,
    unplanned: Annotated[bool, typer.Option("--unplanned", help="Log these words as unplanned work.")] = False,
) -> None:
    """Start the clock on a line, or on anything else. The clock that was running stops.

    The rest of the day is replanned around it.

        plan start 1
        plan start acme rollout --at 9:20
        plan start "Helping Sam with a demo"
    """
    from planner.app.worklog.start import StartOptions, run

    run(settings_of(ctx), StartOptions(" ".join(item), at, unplanned, unquoted=len(item) > 1))
