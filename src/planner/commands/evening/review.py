"""`plan review`: planned vs. actual."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def review(
    ctx: typer.Context,
    period: Annotated[
        str,
        typer.Argument(metavar="PERIOD", help="week, last-month, day, quarter, year, DATE, DATE..DATE."),
    ] = "week",
    html: Annotated[
        str | None,
        typer.Option("--html", metavar="FILE", help="Write one page with charts, to view or print; - for stdout."),
    ] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Print the rows comma-separated, for a spreadsheet.")] = False,
) -> None:
    """Show planned vs. actual: where the time went, what it brought, and what to change.

    Minutes and money by play, customer, hour and day; objectives met; your estimates; lines not done; the
    longest silences; deals without a next step. If too little was logged to judge, it says so.

        plan review
        plan review last-month --html october.html
        plan review 2026-10-01..2026-11-15 --csv
    """
    from planner.app.review.review import ReviewOptions, run

    run(settings_of(ctx), ReviewOptions(period, html, csv))
