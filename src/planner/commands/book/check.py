"""`plan check`: the whole book, every error and warning with file and line."""

from __future__ import annotations

import typer

from planner.app.settings import settings_of


def check(ctx: typer.Context) -> int:
    """Check the whole book: files, playbook, diary and calendars.

    Tells every error (what can't be used) and every warning (what may not be as you meant it), with
    file and line. Ends with 3 if there is an error, with 0 otherwise.

        plan check
        plan check --book ~/sales --json
    """
    from planner.app.setup.check import run

    return run(settings_of(ctx))
