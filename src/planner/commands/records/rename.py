"""`plan rename`: another id or name for a record."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def rename(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="RECORD NEW", help='Its id, name or line; then a new id, a new "Name", or both.'),
    ],
) -> None:
    """Give a record another id or name. What names it in the book follows.

    A word like nordwind-rollout is the id, anything else the name; id=X and name=X say it. The old id still
    finds the record, and so do the diary, what was learned, your calendar and the CRM. Pages of earlier days
    stay as they are. With an account's name, the company of its deals and contacts changes too.

        plan rename acme-rollout nordwind-rollout
        plan rename acme nordwind "Nordwind SE"
    """
    from planner.app.lifecycle.rename import run

    run(settings_of(ctx), words)
