"""`plan edit`: a file of the book in the rep's editor, checked before it is saved."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def edit(
    ctx: typer.Context,
    what: Annotated[
        str | None, typer.Argument(metavar="RECORD", help="A record or a file: plan, prospects, playbook …")
    ] = None,
) -> None:
    """Open the book in your editor ($VISUAL or $EDITOR), at the record's line.
    It is checked before saving.

    You edit a copy. If your edit breaks the book, you see the errors and can edit again or give up: the book
    then stays as it was, and you see where your copy is. You are asked before any record is removed.

        plan edit acme-rollout
        plan edit playbook
    """
    from planner.app.records.edit import run

    run(settings_of(ctx), what)
