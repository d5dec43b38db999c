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
    """Give a record another id or name. Everything in the book that points to it follows.

    A word like nordwind-rollout is taken as the id, anything else as the name; id=X and name=X are explicit.
    The old id and name still find the record, also from your diary, your calendar and your CRM. Pages of
    earlier days stay as they are. Renaming an account also changes the company of its deals and contacts.

        plan rename acme-rollout nordwind-rollout
        plan rename acme nordwind "Nordwind SE"
        plan rename negotiation terms          a stage: its deals follow
    """
    from planner.app.lifecycle.names.rename import run

    run(settings_of(ctx), words)
