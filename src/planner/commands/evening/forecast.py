"""`plan forecast`: the forecast call on one page."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def forecast(
    ctx: typer.Context,
    to: Annotated[str | None, typer.Option("--to", metavar="DAY", help="The last day (default: the quota's).")] = None,
    html: Annotated[str | None, typer.Option("--html", metavar="FILE", help="Write it as a page of HTML.")] = None,
) -> None:
    """The forecast call on one page: what you commit to, the best case, what is out.

    Biggest deals first, each with its chance to be won by then and the reason it is where it is.
    Commit is 60% or more, best case 25% or more.

        plan forecast
        plan forecast --to 2026-12-31 --html forecast.html
    """
    from planner.app.review.forecast import run

    run(settings_of(ctx), to, html)
