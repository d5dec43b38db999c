"""`plan forgotten`: the next date of every record, and who is past theirs."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def forgotten(
    ctx: typer.Context,
    due: Annotated[bool, typer.Option("--due", help="Only those who are due or late.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Comma-separated, for a spreadsheet.")] = False,
) -> int:
    """The next date of every record, those who are late or due first, and the minutes it takes to keep them all.

    Ends with 3 if anyone is past their cadence. Where the minutes kept are too few it says by how much, and
    what would help.

        plan forgotten
        plan forgotten --due --json
    """
    from planner.app.records.forgotten import run

    return run(settings_of(ctx), due, csv)
