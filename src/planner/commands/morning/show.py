"""`plan show`: everything known of a record, and the card for the next contact."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def show(
    ctx: typer.Context,
    record: Annotated[str, typer.Argument(metavar="RECORD", help="Its id, its rank on today's page, or its name.")],
) -> None:
    """Everything known of a record, with the preparation card for the next contact.

    The same card for the smallest and the largest: objective, what to bring, open questions, words that work.

        plan show acme-rollout
        plan show 3
    """
    from planner.app.records.show import run

    run(settings_of(ctx), record)
