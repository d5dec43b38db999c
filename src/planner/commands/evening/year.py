"""`plan year`: where the year stands."""

from __future__ import annotations

import typer

from planner.app.settings import settings_of


def year(ctx: typer.Context) -> None:
    """Show your goal, your pace, what an hour needs to pay, and what the open
    pipeline should bring.

    Open deals count by their chance to win and their expected close. A deal without one uses its stages' usual
    days. Set your goal as income_goal under [year] in plan.toml.

        plan year
        plan year --json
    """
    from planner.app.review.year import run

    run(settings_of(ctx))
