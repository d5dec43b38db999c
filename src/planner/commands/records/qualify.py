"""`plan qualify`: a deal's checklist, question by question, and what each answer is worth."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def qualify(
    ctx: typer.Context,
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="The deal: its id, its name, or its line number today.")
    ] = "",
) -> None:
    """Go through a deal's checklist, one key per answer: Enter skips,
    0 clears an answer, q stops.

    After each answer you see how likely the deal is real and what an hour on it pays. Piped in, each line is an
    answer, as a number or a word; an empty line skips, and an invalid one stops. Answers given so far are
    saved, also if you leave with Ctrl-C. Without RECORD it asks one question about each of the twenty deals
    where an answer off the top of your head is worth most.

        plan qualify acme-rollout
        plan qualify 3
        plan qualify
    """
    from planner.app.records.qualify import run

    run(settings_of(ctx), record)
