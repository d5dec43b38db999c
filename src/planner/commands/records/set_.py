"""`plan set`: fields of a record from the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def set_(
    ctx: typer.Context,
    record: Annotated[str, typer.Argument(metavar="RECORD", help="Its id, its rank on today's page, or its name.")],
    words: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE", help="What to set; nothing after = clears it.")],
) -> None:
    """Set fields of a record: checked as a whole book before it is kept.

    Numbers may be 48000 or 48k, days today, fri, +3 or 2026-12-01, times "fri 14:00". Lists take commas,
    += adds to one and -= takes away. With another stage its time and its tries count anew.

        plan set acme-rollout amount=52k decide_by=2027-01-31
        plan set acme-rollout answers.need=compelling contacts+=jo-park next_on=
    """
    from planner.app.records.set_ import run

    run(settings_of(ctx), record, words)
