"""`plan add`: a new record from the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def add(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="deal (the default), account, contact, colleague or task.")
    ] = "deal",
    words: Annotated[list[str] | None, typer.Argument(metavar="FIELD=VALUE", help="Its name, then its fields.")] = None,
) -> None:
    """Add a deal, account, contact, colleague or task. On a terminal
    it asks for what's missing; plain `plan add` takes one deal after another.

    A deal without a stage starts in the first one, today. Numbers: 48000 or 48k. Days: today, fri, +3 or
    2026-12-01. Times: "fri 14:00". Separate list items with commas.

        plan add deal "Acme rollout" amount=48k company="Acme GmbH" contacts=lena-vogt
        plan add task "Quarterly deck for Bolt" minutes=60 record=bolt by=fri
        plan add task "Role play" minutes=30 every="2 weeks" after_done=yes
        plan add contact "Lena Vogt" company="Acme GmbH" power=decides
    """
    from planner.app.add.add import run

    run(settings_of(ctx), kind, words)
