"""`plan why`: the math of one line's worth."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def why(
    ctx: typer.Context,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="A line's number or id, or a record.")],
) -> None:
    """Show the math behind a line, as a sum you can redo.

    You see what you get if you win, how likely that is and what changed it, the hours still needed, and what
    would take the line off your page or bring it back.

        plan why 1
        plan why acme-rollout
    """
    from planner.app.day.why import run

    run(settings_of(ctx), item)
