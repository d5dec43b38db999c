"""`plan import`: a CRM's export into the book, shown before it is done."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.app.settings import settings_of


def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file your CRM exported.")] = Path(),
    columns: Annotated[
        list[str] | None, typer.Option("--map", metavar="COLUMN=FIELD", help='"Deal value=amount"; "X=" leaves X out.')
    ] = None,
    stages: Annotated[
        list[str] | None, typer.Option("--stage", metavar="THEIRS=YOURS", help='"Technical win=negotiation".')
    ] = None,
    roles: Annotated[
        list[str] | None,
        typer.Option("--role", metavar="THEIRS=POWER", help='"Sponsor=influences".'),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="COLUMN=CELL", help='"Deal owner=Dana Reyes".')
    ] = None,
    rates: Annotated[
        list[str] | None, typer.Option("--rate", metavar="EUR=1.08", help="One euro in your currency.")
    ] = None,
    dates: Annotated[str | None, typer.Option("--dates", metavar="ORDER", help="How to read 3/4: dmy or mdy.")] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="deal, account or contact, if plan can't tell.")
    ] = None,
    theirs: Annotated[bool, typer.Option("--theirs", help="If both changed, use the CRM's value.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Bring back what you removed.")] = False,
    _skip_bad: Annotated[bool, typer.Option("--skip-bad", hidden=True)] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, without saving it.")] = False,
    history: Annotated[bool, typer.Option("--history", help="Learn from past deals, without adding them.")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="Print a sample of import.toml.")] = False,
) -> None:
    """Bring in deals, accounts or contacts from a CRM export: preview first,
    no duplicates.

    CSV, Excel, or a zip of them, from Salesforce, HubSpot, Pipedrive, Zoho, Close, Dynamics, Odoo, or any table
    with a header. Import accounts first, then contacts, then the deals that name them. A later export brings in
    what changed in the CRM; your changes stay. A row that can't be read goes to FILE.left-out.csv.

        plan import opportunities.csv --dry-run
        plan import opportunity-history.csv --history
        plan import deals.csv --only "Deal owner=Dana Reyes" --stage "Technical win=negotiation"
    """
    from planner.app.crm.import_ import ImportOptions, run

    run(
        settings_of(ctx),
        ImportOptions(file, columns, stages, roles, only, rates, dates, kind, theirs, again, dry_run, rules, history),
    )
