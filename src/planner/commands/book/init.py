"""`plan init`: a first book, with a comment on every line, to be filled in."""

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
    currency: Annotated[str | None, typer.Option(metavar="CODE", help="The book's currency: EUR.")] = None,
    timezone: Annotated[str | None, typer.Option(metavar="ZONE", help="Your time zone: Europe/Berlin.")] = None,
) -> None:
    """Start a book: plan.toml with your week, prospects.toml with an example.

    Asks for your name, currency and time zone, unless you give them or --yes. Existing files are never
    overwritten.

        plan init ~/sales --name "Dana Reyes" --currency EUR --timezone Europe/Berlin
    """
    from planner.app.setup.init import InitOptions, run

    run(settings_of(ctx), InitOptions(folder, name, currency, timezone))
