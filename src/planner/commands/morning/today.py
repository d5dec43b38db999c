"""`plan today`: the day's page."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def today(
    ctx: typer.Context,
    day: Annotated[
        str, typer.Option("--date", metavar="DAY", help="Another day: tomorrow, fri, 2026-11-24.")
    ] = "today",
    hours: Annotated[str | None, typer.Option("--hours", metavar="N", help="Only N hours to sell today.")] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="ID", help="Leave this record or line out.")
    ] = None,
    pin: Annotated[list[str] | None, typer.Option("--pin", metavar="ID@14:00", help="Do this at that time.")] = None,
    top: Annotated[int | None, typer.Option("--top", metavar="N", help="Show only the N best.")] = None,
    replan: Annotated[bool, typer.Option("--replan", help="Plan the rest of the day from scratch.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the page without saving it.")] = False,
    brief: Annotated[bool, typer.Option("--brief", help="One row for each line, and no notes below.")] = False,
    html: Annotated[
        str | None, typer.Option("--html", metavar="FILE", help="Write one page to carry or print; - for stdout.")
    ] = None,
) -> None:
    """Plan your day and show its page.

    Run it again and you see the same page. After a change, only what the change affects moves. --hours plans
    the best N hours of the day. --hours, --without and --pin stay in effect for that day's page.

        plan today
        plan today --hours 3 --without acme-rollout
        plan today --date tomorrow --dry-run
        plan today --html today.html
    """
    from planner.app.day.today import TodayOptions, run

    run(
        settings_of(ctx),
        TodayOptions(
            day=day,
            hours=hours,
            without=without or (),
            pins=pin or (),
            top=top,
            replan=replan,
            dry_run=dry_run,
            html=html,
            brief=brief,
        ),
    )
