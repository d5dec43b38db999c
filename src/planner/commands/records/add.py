"""`plan add`: a new record from the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def add(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="prospect, account, contact, colleague or task.")],
    words: Annotated[
        list[str] | None, typer.Argument(metavar="FIELD=VALUE", help="Its name, then any field of such a record.")
    ] = None,
) -> None:
    """Add a record to the book; on a terminal what is missing is asked for.

    A prospect without a stage is in the first one, since today. Numbers may be 48000 or 48k, days today,
    fri, +3 or 2026-12-01, times "fri 14:00"; lists take commas.

        plan add prospect "Acme rollout" amount=48k company="Acme GmbH" contacts=lena-vogt
        plan add task "Quarterly deck for Bolt" minutes=60 record=bolt by=fri
        plan add contact "Lena Vogt" company="Acme GmbH" power=decides
    """
    from planner.app.records.add import run

    run(settings_of(ctx), kind, words)
