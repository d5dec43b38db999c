"""`plan undo`: the last change taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def undo(
    ctx: typer.Context,
    steps: Annotated[list[str] | None, typer.Argument(metavar="N", help="How many changes to undo.")] = None,
) -> None:
    """Undo the last change, as often as you like, and show what it was.

    Your own edits since then stay, unless they are in the same lines: then nothing is changed and you see both.
    Pages planned since then are reverted too; the next `plan today` plans them again.

        plan undo
        plan undo 3
    """
    from planner.app.setup.undo import run

    run(settings_of(ctx), steps or ())
