"""`plan handover`: a book taken over from someone else."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def handover(
    ctx: typer.Context,
    predecessor: Annotated[str | None, typer.Argument(metavar="NAME", help="Who had the customers before you.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="Contacts from that day on are yours.")
    ] = None,
) -> None:
    """Take over a book: introduce yourself to every customer within fifteen
    working days.

    Customers with an agreed day come first, then the most valuable. What was agreed before you isn't your
    promise: it becomes part of the first call's objective. Last-contact dates stay. Use --since if the book has
    a diary of theirs. You see what changes before you confirm.

        plan handover Sam
        plan handover Sam --since today
    """
    from planner.app.lifecycle.handover import run

    run(settings_of(ctx), predecessor, since)
