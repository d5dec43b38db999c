"""`plan favor`: a favor done for someone."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def favor(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="RECORD WHAT", help="The contact, account or deal; then what you did for them."),
    ],
    minutes: Annotated[
        str | None, typer.Option("--minutes", metavar="LENGTH", help="How long it took (default: 5).")
    ] = None,
    day: Annotated[
        str | None, typer.Option("--on", "--date", metavar="DAY", help="The day you did it: yesterday, fri, -3.")
    ] = None,
) -> None:
    """Log a favor that you did for someone: an introduction, a warning, a good word.

    It counts as a touch. `plan show` lists the favors you did for them and the deals they brought you
    (`introduced_by` on a deal). Anyone who brought you a deal comes up for a touch as often as an account.

        plan favor jo park "Put her in touch with a good toolmaker"
        plan set hale-line introduced_by=jo-park
    """
    from planner.app.evening.favor import FavorOptions, run

    run(settings_of(ctx), FavorOptions(words, minutes, day))
