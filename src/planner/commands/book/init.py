"""`plan init`: a first book, with a comment on every line, to be filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.app.settings import settings_of


def init(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="where the book goes; left out, your user data folder")
    ] = None,
    name: Annotated[str | None, typer.Option(help="your name")] = None,
    currency: Annotated[str | None, typer.Option(metavar="CODE", help="the book's currency, e.g. EUR")] = None,
    timezone: Annotated[str | None, typer.Option(metavar="ZONE", help="your time zone, e.g. Europe/Berlin")] = None,
) -> None:
    """Make a first book: plan.toml with your week, prospects.toml with an example.

    Asks for your name, currency and time zone, unless they are told or --yes is given. Files that
    are there are left alone: nothing is ever overwritten.

        plan init ~/sales --name "Dana Reyes" --currency EUR --timezone Europe/Berlin
    """
    from planner.app.setup.init import InitOptions, run

    run(settings_of(ctx), InitOptions(folder, name, currency, timezone))
