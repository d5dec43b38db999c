"""`plan set`: fields of a record from the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def set_(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="RECORD FIELD=VALUE", help="One record or several, then what to set or clear (FIELD=)."),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where", metavar="CONDITION", help='Every record that fits: stage=lead, tags=vip, "amount>50k".'
        ),
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="Of --where: deals (the default), accounts, contacts …")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, without saving it.")] = False,
) -> None:
    """Change fields from the command line. The whole book is checked before it is saved.

    Money: 48k or $42,000. Days: fri, 24 Dec, +2w, 2026-12-01. Times: "fri 2pm". Lists: commas; += adds
    to one and -= removes. A new stage restarts its days and tries. Your own fields are x.NAME. For several
    records, or with --where, you see the changes before you confirm; --yes saves them as one change.

        plan set acme-rollout amount=52k decide_by=2027-01-31
        plan set acme-rollout answers.need=compelling contacts+=jo-park next_on= tags+=vip x.region=north
        plan set --where stage=lead --where "last_touch<-60" cadence=30
    """
    from planner.app.records.set_ import run

    run(settings_of(ctx), words or [], where or [], kind, dry_run)
