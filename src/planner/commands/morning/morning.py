"""`plan morning`: through yesterday and today, one key at a time."""

from __future__ import annotations

import typer

from planner.app.settings import settings_of


def morning(ctx: typer.Context) -> None:
    """Go through yesterday and today in five minutes, one key at a time.

    In order: yesterday's lines without an outcome; what came overnight; your promises; the deals that could
    move today, for you to correct; one decision; then the page. Enter skips, q leaves. Each answer is saved at
    once, and `plan undo` takes back one at a time. Without a terminal it prints all of it, with the commands to
    type, and writes nothing.

        plan morning
        plan morning --json
    """
    from planner.app.morning.morning import run

    run(settings_of(ctx))
