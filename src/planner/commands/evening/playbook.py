"""`plan playbook`: the playbook beside what the diary taught."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def playbook(
    ctx: typer.Context,
    toml: Annotated[
        bool, typer.Option("--toml", help="The learned playbook as a file, to keep or to hand on.")
    ] = False,
) -> None:
    """The playbook beside what your diary taught: each figure, and how many logs it rests on.

    The pages are planned with the learned figures, of all days up to yesterday. A handful of logs moves
    a figure little. Chances that rest on fewer than 30 outcomes are told to be too early to judge.

        plan playbook
        plan playbook --toml > handed-on.toml
    """
    from planner.app.review.playbook import run

    run(settings_of(ctx), toml)
