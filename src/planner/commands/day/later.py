"""`plan later`: move something to another day."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def later(
    ctx: typer.Context,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="Its line number, id or name.")],
    day: Annotated[str, typer.Argument(metavar="DAY", help='fri, +3, 2026-12-01; "fri 14:00" for an appointment.')],
) -> None:
    """Move something to another day. It stays off your page until then, and today is replanned.

    plan later 3 fri
    plan later hale "thu 14:00"
    """
    from planner.app.day.later import run

    run(settings_of(ctx), item, day)
