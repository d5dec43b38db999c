"""`plan moved`: a contact who changed employer.

A door that opens, and one that may have closed.
"""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def moved(
    ctx: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="CONTACT COMPANY", help="The contact's id or name; then where they work now.")
    ],
) -> None:
    """Record that a contact changed jobs, and see which deals and accounts lose them.

    On a terminal it asks whether to take them off those records, and whether to add a lead at the new company;
    --yes does both. It is one change: `plan undo` reverts all of it.

        plan moved lena vogt "Nordwind SE"
    """
    from planner.app.records.moved import run

    run(settings_of(ctx), words)
