"""`plan edit`: a file of the book in the rep's editor, checked as a whole book before it is kept."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def edit(
    ctx: typer.Context,
    what: Annotated[
        str | None, typer.Argument(metavar="RECORD", help="A record, or a file: plan, prospects, playbook …")
    ] = None,
) -> None:
    """Edit a file of the book in $VISUAL or $EDITOR, at the record's line; checked before it is kept.

    You edit a copy. Where the whole book could not be read with it, its errors are shown and you may edit
    again, or give up: the book stays as it was, and you are told where your copy is. Records that are gone
    are asked about.

        plan edit acme-rollout
        plan edit playbook
    """
    from planner.app.records.edit import run

    run(settings_of(ctx), what)
