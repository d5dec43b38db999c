"""`plan review`: what was planned beside what was done."""

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
        typer.Option("--html", metavar="FILE", help="One page with plots, to look at and to print; - for stdout."),
    ] = None,
    csv: Annotated[bool, typer.Option("--csv", help="The rows, comma-separated, for a spreadsheet.")] = False,
) -> None:
    """Planned against actual: where the time went, what it made, and what is worth changing.

    Minutes and money by play, customer, hour and day; aims met; estimates; what was dropped; who waited;
    deals without a next step. Too little logged is said, and not judged.

        plan review
        plan review last-month --html october.html
        plan review 2026-10-01..2026-11-15 --csv
    """
    from planner.app.review.review import ReviewOptions, run

    run(settings_of(ctx), ReviewOptions(period, html, csv))
