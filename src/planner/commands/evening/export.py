"""`plan export`: the day's page as a calendar."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.app.settings import settings_of


def export(
    ctx: typer.Context,
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="A file.ics, a folder (one file per event), or - for stdout.")
    ] = "-",
    day: Annotated[
        str, typer.Option("--date", metavar="DAY", help="Another day: tomorrow, fri, 2026-11-24.")
    ] = "today",
    week: Annotated[
        bool, typer.Option("--week", help="That day's week; from today, with the days of `plan week`.")
    ] = False,
    alarm: Annotated[int | None, typer.Option("--alarm", metavar="N", help="Remind you N minutes before each.")] = None,
    crm: Annotated[
        Path | None, typer.Option("--crm", metavar="FILE.csv", help="Instead: your changes, for your CRM to import.")
    ] = None,
    system: Annotated[
        str | None, typer.Option("--for", metavar="CRM", help="Salesforce, HubSpot, Pipedrive or other; remembered.")
    ] = None,
    meetings: Annotated[bool, typer.Option("--meetings", help="Include your calendar's customer meetings.")] = False,
) -> None:
    """Put the day on your calendar as an .ics file, for Google, Outlook, Apple,
    Nextcloud, khal and others.

    Export again and a sync updates the same events; an import by hand may duplicate them. A line that has left
    the page is canceled in a single file; in a folder, its file is removed. Meetings already on your calendar
    are left out.

        plan export today.ics
        plan export --week --alarm 10 ~/calendars/plan/
        plan export --crm changes.csv --for HubSpot
        plan export - | khal import --batch -a plan
    """
    from planner.app.export.export import ExportOptions, run

    run(settings_of(ctx), ExportOptions(target, day, week, alarm, meetings, crm, system))
