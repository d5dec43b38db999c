"""`plan reopen`: a closed deal worked again."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def reopen(
    ctx: typer.Context,
    record: Annotated[str, typer.Argument(metavar="RECORD", help="The deal: lost, parked or won.")],
    stage: Annotated[
        str | None, typer.Option("--stage", metavar="STAGE", help="The stage to resume in (default: where it ended).")
    ] = None,
) -> None:
    """Reopen a closed deal in the stage where it was lost or parked.

    Its answers stay; its days and tries in the stage restart. `plan qualify` goes through what may have
    changed.

        plan reopen cargo
        plan reopen cargo --stage discovery
    """
    from planner.app.lifecycle.reopen import run

    run(settings_of(ctx), record, stage)
