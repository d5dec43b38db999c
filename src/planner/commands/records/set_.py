"""`plan set`: fields of a record from the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def set_(
    ctx: typer.Context,
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="Its id, its name, or its line number on today's page.")
    ],
    words: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE", help="What to set; nothing after the = clears it.")
    ],
) -> None:
    """Change fields from the command line. The whole book is checked before it is saved.

    Numbers: 48000 or 48k. Days: today, fri, +3 or 2026-12-01. Times: "fri 14:00". Lists: with commas, += adds
    to one and -= removes. A new stage starts its days and its tries from zero.

        plan set acme-rollout amount=52k decide_by=2027-01-31
        plan set acme-rollout answers.need=compelling contacts+=jo-park next_on=
    """
    from planner.app.records.set_ import run

    run(settings_of(ctx), record, words)
