"""`plan wrap`: the rest of the day, one key per line."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def wrap(
    ctx: typer.Context,
    day: Annotated[
        str | None, typer.Option("--on", "--date", metavar="DAY", help="Another day to wrap up: yesterday, fri.")
    ] = None,
) -> None:
    """Log the rest of the day, one key per line, with the next date.

    Enter skips a line. Each answer is saved at once. In the morning, before anything is logged for today, it
    goes through the last day that you did not wrap up.

        plan wrap
        plan wrap --on yesterday
    """
    from planner.app.evening.wrap import run

    run(settings_of(ctx), day)
