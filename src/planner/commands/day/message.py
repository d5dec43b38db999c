"""`plan message`: a message of the playbook, ready to send."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def message(
    ctx: typer.Context,
    what: Annotated[
        str, typer.Argument(metavar="MESSAGE", help="Its id, or the start of it (default: list them).")
    ] = "",
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="Who it is for: an id, a name, or a line number.")
    ] = "",
    day: Annotated[str | None, typer.Option("--day", metavar="DAY", help="The day it names: fri, +3.")] = None,
    copy: Annotated[bool, typer.Option("--copy", "-c", help="Put it on the clipboard instead.")] = False,
) -> None:
    """Print a message to send, with the names filled in. Nothing is sent.

    Moving a promise, closing a file, a thank-you, what you agreed: the texts are in your playbook
    ([[message]]).

        plan message
        plan message thank-you hale --copy
        plan message promise-moved nordwind --day fri
    """
    from planner.app.talk.message import run

    run(settings_of(ctx), what, record, day, copy=copy)
