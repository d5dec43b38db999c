"""`plan qualify`: a deal's checklist, question by question, and what each answer is worth."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def qualify(
    ctx: typer.Context,
    record: Annotated[str, typer.Argument(metavar="RECORD", help="The deal: its id, its rank today, or its name.")],
) -> None:
    """Walk the checklist of a deal: one key an answer, Enter skips, 0 is unknown again, q ends it.

    After each answer you see where the belief moves that they buy from someone, and what an hour of the
    deal pays then. Piped in, each line is an answer, by its number or its word; an empty line skips. A line
    that is none ends it; the answers before it are kept, as they are when you leave with Ctrl-C.

        plan qualify acme-rollout
        plan qualify 3
    """
    from planner.app.records.qualify import run

    run(settings_of(ctx), record)
