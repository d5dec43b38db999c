"""`plan year`: where the year stands."""

from __future__ import annotations

import typer

from planner.app.day.day_page import inputs_of
from planner.app.messages import show_json
from planner.app.session import Session
from planner.app.settings import settings_of


def year(ctx: typer.Context) -> None:
    """Where the year stands: the goal, what is earned, what an hour has to make, what is open.

    What is open counts by its chance and its expected date; a deal without one by its stages' usual days.
    The goal is income_goal of [year] in plan.toml.

        plan year
        plan year --json
    """
    from planner.core.page.inputs import today_of
    from planner.core.review.outlook import year_view

    settings = settings_of(ctx)
    session = Session(settings)
    told = year_view(today_of(inputs_of(session, session.today)))
    if settings.json:
        from planner.screen.review.year import year_json

        show_json(year_json(told))
        return
    from planner.screen.review.year import show_year

    show_year(told, settings.console)
