"""`plan find`: records and notes by words."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def find(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="All of them must match; case doesn't matter.")],
    top: Annotated[int, typer.Option("--top", metavar="N", help="Only the first N of each.")] = 20,
) -> None:
    """Find records and notes: names, companies, people, tags, your own fields,
    and what you noted in the diary.

        plan find break clause
        plan find lena pilot --top 5
    """
    from planner.app.lifecycle.find import run

    run(settings_of(ctx), words, top)
