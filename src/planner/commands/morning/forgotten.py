"""`plan forgotten`: the next date of every record, and who is past theirs."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def forgotten(
    ctx: typer.Context,
    due: Annotated[bool, typer.Option("--due", help="Only who is due or overdue.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Comma-separated, for a spreadsheet.")] = False,
) -> int:
    """Show who is due for a touch, and who is overdue.

    It says how many minutes a day it takes to reach everyone in time. Exit code 3 if anyone is
    overdue. If too little time is set aside, it says how much is missing and what would help.

        plan forgotten
        plan forgotten --due --json
    """
    from planner.app.records.forgotten import run

    return run(settings_of(ctx), due, csv)
