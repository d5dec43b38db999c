"""`plan init`: a first book, by a conversation or by options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.app.settings import settings_of


def init(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Where to put the book (default: your user data folder).")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Your name.")] = None,
    currency: Annotated[str | None, typer.Option(metavar="WORD", help="The book's money: dollars, €, CHF.")] = None,
    keeps: Annotated[
        str | None, typer.Option(metavar="SHARE", help="Your commission, of what a customer pays: 8%.")
    ] = None,
    timezone: Annotated[
        str | None, typer.Option(metavar="ZONE", help="Your time zone: eastern, Berlin, Europe/Berlin.")
    ] = None,
    hours: Annotated[
        str | None, typer.Option(metavar="HOURS", help='Hours for customers: "9-12, 1-5", "mon-thu 8-5; fri until 3".')
    ] = None,
    days_off: Annotated[
        str | None, typer.Option(metavar="DAYS", help='Days off coming up: "24 Dec - 2 Jan, 15 Mar".')
    ] = None,
    goal: Annotated[str | None, typer.Option(metavar="AMOUNT", help="Your commission goal for the year: 120k.")] = None,
    locale: Annotated[
        str | None, typer.Option(metavar="NAME", help="How you write days and figures: en-US, Germany.")
    ] = None,
) -> None:
    """Start your own book. On a terminal it asks for what you don't give, and
    ends with your first page.

    It looks for calendars and CRM exports on this machine and asks which are yours. Ctrl-C leaves nothing
    behind, and existing files are never overwritten. --yes takes this machine's settings.

        plan init
        plan init ~/sales --name "Dana Reyes" --currency dollars --keeps 8% --timezone eastern --yes
    """
    from planner.app.setup.init import InitOptions, run

    run(
        settings_of(ctx),
        InitOptions(
            folder=folder,
            name=name,
            currency=currency,
            keeps=keeps,
            timezone=timezone,
            hours=hours,
            days_off=days_off,
            goal=goal,
            locale=locale,
        ),
    )
