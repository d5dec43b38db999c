"""`plan status`: one line for a prompt or a status bar."""

from __future__ import annotations

import typer

from planner.app.settings import settings_of


def status(ctx: typer.Context) -> None:
    """Print your day in one line, for a prompt or status bar. It plans nothing.

    It shows what the clock is running on (▸), otherwise what is on the page now or comes next, otherwise what
    the day brought.

        plan status
        PS1='$(plan status -q) $ '
    """
    from planner.app.day.status import run

    run(settings_of(ctx))
