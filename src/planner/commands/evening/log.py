"""`plan log`: what was logged, and rows of it changed or taken out."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def log(
    ctx: typer.Context,
    row: Annotated[
        list[str] | None, typer.Argument(metavar="ROW", help="The row's number, as `plan log` shows it; or a day.")
    ] = None,
    day: Annotated[str | None, typer.Option("--on", "--date", metavar="DAY", help="Another day: fri, -3.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Remove the row and undo what it changed.")] = False,
    outcome: Annotated[
        str | None, typer.Option("--outcome", "-o", metavar="WORD", help="Another outcome: no-progress, no-answer …")
    ] = None,
    minutes: Annotated[str | None, typer.Option("--minutes", metavar="LENGTH", help="How long it took.")] = None,
    note: Annotated[str, typer.Option("-m", "--note", metavar="TEXT", help="Another note.")] = "",
) -> None:
    """Show what you logged; change a row, or take one out along with what it changed.

    The record goes back to what it was before the row, except for keys changed since: those stay, and you see
    which. Your review follows. `plan undo` reverts it.

        plan log --on fri
        plan log 2 --on fri -o no-answer
        plan log 2 --on fri --remove
    """
    from planner.app.lifecycle.log_rows import LogOptions, run

    run(settings_of(ctx), LogOptions(None, day, remove, outcome, minutes, note), row or ())
