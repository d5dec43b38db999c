"""`plan stop`: the clock stops."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def stop(
    ctx: typer.Context,
    minutes: Annotated[str | None, typer.Option("--minutes", metavar="N", help="How long it took.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="TIME", help="When you stopped.")] = None,
    note: Annotated[str, typer.Option("-m", "--note", metavar="TEXT", help="A note for the diary.")] = "",
) -> None:
    """Stop the clock. Logs the time so far. What is left goes back into the plan.

    `plan done` stops it too, and logs the outcome.

        plan stop
        plan stop --to 17:30
    """
    from planner.app.worklog.stop import StopOptions, run

    run(settings_of(ctx), StopOptions(minutes, end, note))
