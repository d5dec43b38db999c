"""`plan undo`: the last change taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def undo(
    ctx: typer.Context,
    steps: Annotated[int, typer.Argument(metavar="N", help="How many changes.")] = 1,
) -> None:
    """Take back the last change of the book, any number of times, and say what it was.

    What you edited yourself since is kept, and told, unless it is in the same lines: then nothing is
    written and you see both. Pages that were planned since are taken back with it: they are made anew by
    the next `plan today`.

        plan undo
        plan undo 3
    """
    from planner.app.setup.undo import run

    run(settings_of(ctx), steps)
