"""`plan inbound`: someone asked for the rep.

It is on the page within its hour, or as soon as there are hours.
"""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def inbound(
    ctx: typer.Context,
    who: Annotated[
        list[str], typer.Argument(metavar="COMPANY, NAME", help="Who it is, the name if known; then fields: amount=5k.")
    ],
    amount: Annotated[str | None, typer.Option("--amount", metavar="AMOUNT", help="What it could be worth.")] = None,
    email: Annotated[str | None, typer.Option("--email", metavar="ADDRESS", help="Their address.")] = None,
    phone: Annotated[str | None, typer.Option("--phone", metavar="NUMBER", help="Their number.")] = None,
    came: Annotated[str | None, typer.Option("--came", metavar="TIME", help="When it came in: 7:10.")] = None,
    new: Annotated[bool, typer.Option("--new", help="A second deal, though one with them is open.")] = False,
    note: Annotated[str | None, typer.Option("-m", "--note", metavar="NOTE", help="What they want.")] = None,
) -> None:
    """Add a lead that just came in: a deal in the first stage, a contact, and
    today's page replanned.

    Answer it within the playbook's answer_within, or as soon as you have hours again. Without --amount it
    counts as a typical deal of yours. The note becomes the objective of the first step.

        plan inbound "Nordwind SE, Mara Holt" --email mara@nordwind.example -m "Wants a demo before Christmas"
        plan inbound Keighley Coatings amount=27,500 --came 7:10
    """
    from planner.app.records.inbound import InboundOptions, run

    run(
        settings_of(ctx),
        InboundOptions(who=who, amount=amount, email=email, phone=phone, note=note, came=came, new=new),
    )
