"""`plan list`: the book as a table."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def list_(
    ctx: typer.Context,
    kind: Annotated[
        str | None, typer.Argument(metavar="[KIND]", help="deals (the default), accounts, contacts or tasks.")
    ] = None,
    stage: Annotated[str | None, typer.Option("--stage", metavar="STAGE", help="Only deals in this stage.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Closed deals and done tasks too.")] = False,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar="BY",
            help="By per_hour, if_won, amount, moves, chance, name, stage, last_touch, next_date, or book.",
        ),
    ] = "per_hour",
    top: Annotated[int | None, typer.Option("--top", metavar="N", help="Only the first N.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Comma-separated, for a spreadsheet.")] = False,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="CONDITION", help='"amount>50k", tags=vip, "last_touch<-30", region~north.'),
    ] = None,
) -> None:
    """List deals, accounts, contacts or tasks: next step, minutes, chance to
    advance and to win, money if won, money per hour.

    plan list
    plan list accounts --sort last_touch
    plan list --stage proposal --csv
    plan list --where tags=vip --where "amount>50k"
    """
    from planner.app.records.list_ import ListOptions, run

    run(settings_of(ctx), ListOptions(kind, stage, every, sort, top, csv, where or ()))
