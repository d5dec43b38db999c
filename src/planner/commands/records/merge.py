"""`plan merge`: two records that are one, made one."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def merge(
    ctx: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="RECORD OTHER", help="The one to keep; then the one to merge into it.")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, without saving it.")] = False,
) -> None:
    """Merge two records of the same deal, account or person into one.

    The first one wins; the other fills in its blanks and adds its contacts, answers and history. You see what
    changes and where the two differ before you confirm; --yes skips the question. Whatever pointed to the other
    now points to the first, and the other's id still finds it.

        plan merge acme-rollout acme-rollout-2
        plan merge lena-vogt l-vogt --dry-run
    """
    from planner.app.lifecycle.merge import run

    run(settings_of(ctx), words, dry_run)
