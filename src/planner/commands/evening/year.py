"""`plan year`: where the year stands."""

from __future__ import annotations

import typer

from planner.app.settings import settings_of


def year(ctx: typer.Context) -> None:
    """Where the year stands: the goal, what is earned, what an hour has to make, what is open.

    What is open counts by its chance and its expected date; a deal without one by its stages' usual days.
    The goal is income_goal of [year] in plan.toml.

        plan year
        plan year --json
    """
    from planner.app.review.year import run

    run(settings_of(ctx))
