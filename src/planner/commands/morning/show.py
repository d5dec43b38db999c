"""`plan show`: everything known of a record, and the card for the next contact."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def show(
    ctx: typer.Context,
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="Its id, its name, or its line number on today's page.")
    ],
) -> None:
    """Show everything on a deal or customer, with a prep card for the next contact.

    The card has the objective, what to bring, the open questions, and words that work.

        plan show acme-rollout
        plan show 3
    """
    from planner.app.records.show import run

    run(settings_of(ctx), record)
