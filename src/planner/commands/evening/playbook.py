"""`plan playbook`: the playbook next to what your results say."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def playbook(
    ctx: typer.Context,
    learned: Annotated[
        str | None, typer.Option("--learned", metavar="FILE", help="Write it to a file another book can start from.")
    ] = None,
    toml: Annotated[bool, typer.Option("--toml", help="Print the learned playbook as TOML, to keep or share.")] = False,
) -> None:
    """Show your playbook next to what your results say, and the logs behind each number.

    Pages are planned with the learned numbers of all days up to yesterday. A few logs change a number only a
    little. Chances with fewer than 30 outcomes are marked as too early to judge.

        plan playbook
        plan playbook --toml > shared.toml
        plan playbook --learned mats.toml
    """
    from planner.app.review.playbook import run

    run(settings_of(ctx), toml, learned)
