"""`plan price`: the price of a meeting, or of a discount."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def price(
    ctx: typer.Context,
    what: Annotated[
        str, typer.Argument(metavar="RECORD", help="A deal, or a word of a meeting's title on your calendar.")
    ] = "",
    discount: Annotated[
        str | None, typer.Option("--discount", metavar="SHARE", help="A discount on that deal: 10%, 0.1.")
    ] = None,
    meeting: Annotated[
        str | None, typer.Option("--meeting", metavar="LENGTH", help="A meeting of that length: 60, 90m, 1h30.")
    ] = None,
    every: Annotated[
        str, typer.Option("--every", metavar="PERIOD", help="How often: day, week, 2 weeks, month, quarter.")
    ] = "week",
) -> None:
    """Show what a recurring meeting costs a year, or what a discount has to win back.

    A meeting costs its minutes a week × what an hour is worth × your working weeks. Without arguments, it
    prices every recurring meeting in the next four weeks of your calendar. A discount d has to add chance ×
    (k ÷ (k − d) − 1) to your chance to win, where k is 1, or your margin if keeps_is = "margin" under [rep].

        plan price nordwind --discount 10%
        plan price --meeting 60 --every week
        plan price "Team meeting"
    """
    from planner.app.territory.price import PriceOptions, run

    run(settings_of(ctx), PriceOptions(what, discount, meeting, every))
