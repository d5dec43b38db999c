"""`plan inbound`: someone asked for the rep.

It is on the page within its hour, or as soon as there are hours.
"""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def inbound(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(metavar="COMPANY, NAME", help="Who it is; the name is optional.")],
    amount: Annotated[str | None, typer.Option("--amount", metavar="AMOUNT", help="What it could be worth.")] = None,
    email: Annotated[str | None, typer.Option("--email", metavar="ADDRESS", help="Their address.")] = None,
    phone: Annotated[str | None, typer.Option("--phone", metavar="NUMBER", help="Their number.")] = None,
    note: Annotated[str | None, typer.Option("-m", "--note", metavar="NOTE", help="What they want.")] = None,
) -> None:
    """Add a lead that just came in: a deal in the first stage, a contact, and
    today's page replanned.

    Answer it within the playbook's answer_within, or as soon as you have hours again. Without --amount it
    counts as a typical deal of yours. The note becomes the objective of the first step.

        plan inbound "Nordwind SE, Mara Holt" --email mara@nordwind.example -m "Wants a demo before Christmas"
    """
    from planner.app.records.inbound import InboundOptions, run

    run(settings_of(ctx), InboundOptions(who, amount, email, phone, note))
