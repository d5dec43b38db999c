"""`plan trust`.

A book that someone else owns, or whose links lead out of it, used all the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.app.settings import settings_of


def trust(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The book's folder.")],
) -> None:
    """Trust a book that someone else owns.

    Without it, the nearest plan.toml upward counts only if you own it, and nothing is written through links
    that lead out of a book. The list of trusted folders is yours to edit; the command prints where it is.

        plan trust /srv/team/book
    """
    from planner.app.setup.trust import run

    run(settings_of(ctx), folder)
