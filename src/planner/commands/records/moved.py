"""`plan moved`: a contact who changed employer; a door that opens, and one that may have closed."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def moved(
    ctx: typer.Context,
    contact: Annotated[str, typer.Argument(metavar="CONTACT", help="The contact: an id, or a name.")],
    company: Annotated[str, typer.Argument(metavar="COMPANY", help="Where they work now.")],
) -> None:
    """A contact changed employer: note it, see which deals and accounts lose them, and open the new door.

    On a terminal it asks whether to take them off the records they leave, and whether to add a lead at the
    new company; --yes does both. All of it is one change: `plan undo` takes it back.

        plan moved lena-vogt "Nordwind SE"
    """
    from planner.app.records.moved import run

    run(settings_of(ctx), contact, company)
