"""`plan team`: several reps side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def team(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE", help="The files that the reps wrote with plan share.")
    ] = None,
    contest: Annotated[
        str | None, typer.Option("--contest", metavar="MEASURE", help="One table over this measure: tries, leads.")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day of the contest.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Its last day.")] = None,
    html: Annotated[
        str | None, typer.Option("--html", metavar="FILE", help="Write a page for the meeting; - for stdout.")
    ] = None,
) -> None:
    """Show reps side by side, and the habits in which they differ by more than luck.

    Each share has its range and the number of outcomes behind it. A contest is one table with a first and a
    last day.

        plan team dana.json mats.json
        plan team *.json --contest prospecting --from 2026-11-01 --to 2026-11-30
        plan team dana.json mats.json --html meeting.html
    """
    from planner.app.habits.team import TeamOptions, run

    run(settings_of(ctx), TeamOptions(files or (), contest, start, end, html))
