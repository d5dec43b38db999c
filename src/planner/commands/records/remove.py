"""`plan remove`: records taken out of the book."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def remove(
    ctx: typer.Context,
    records: Annotated[list[str], typer.Argument(metavar="RECORD", help="What to remove, one or several.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go, without removing it.")] = False,
) -> None:
    """Take a deal, account, contact, colleague or task out of the book.

    You see what goes and what points to it before you confirm; --yes skips the question. Its tasks and the
    comment above it go too. Pages of earlier days keep what was done, and `plan undo` brings it back. If a deal
    is over, log it as lost or park it instead: your chances are learned from those.

        plan remove test-deal
    """
    from planner.app.lifecycle.remove import run

    run(settings_of(ctx), records, dry_run)
