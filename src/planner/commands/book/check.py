"""`plan check`: the whole book, every error and warning with file and line."""

from __future__ import annotations

import typer

from planner.app.settings import settings_of


def check(ctx: typer.Context) -> int:
    """Find errors and warnings in your book, playbook, diary and calendars, with file and line.

    Errors stop the book from being used; warnings don't. Exit code 3 if there is an error.

        plan check
        plan check --book ~/sales --json
    """
    from planner.app.setup.check import run

    return run(settings_of(ctx))
