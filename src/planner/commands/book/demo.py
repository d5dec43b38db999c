"""`plan demo`: a filled book of the present week, to try things on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.app.settings import settings_of


def demo(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Where to put it (default: a temporary folder).")
    ] = None,
) -> None:
    """Try a sample book, dated to the next working morning, and see the page of that morning.

    plan demo
    plan demo ~/plan-demo
    """
    from planner.app.setup.demo import run

    run(settings_of(ctx), folder)
