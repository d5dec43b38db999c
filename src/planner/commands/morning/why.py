"""`plan why`: the arithmetic of one item's worth."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from planner.app.day.day_options import Asked
from planner.app.day.day_page import inputs_of, page_of
from planner.app.messages import show_json
from planner.app.session import Session
from planner.app.settings import settings_of
from planner.core.steps.step import Step
from planner.errors import UsageError


def why(
    ctx: typer.Context,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="A line's number or id, or a record.")],
) -> None:
    """Show the math behind a line, as a sum you can redo.

    You see what you get if you win, how likely that is and what changed it, the hours still needed, and what
    would take the line off your page or bring it back.

        plan why 1
        plan why acme-rollout
    """
    from planner.core.page.inputs import desk_of
    from planner.core.records.names import items_of, records_of, resolve_item
    from planner.core.why.explain import explain
    from planner.core.why.learned_sources import with_learned

    settings = settings_of(ctx)
    session = Session(settings)
    shown = page_of(session, session.today, Asked())
    page = shown.page
    records = records_of(session.book)
    # A record named in full means the best of what it offers, however many lines of the page are its own.
    own = [record for record in records if record.id == item]
    named = own[0] if own else resolve_item(item, records, items_of(page))
    desk = desk_of(replace(inputs_of(session, page.date), now=page.made))
    step = _step_of(named.id, desk.steps)
    if step is None:
        raise UsageError(f"{named.name} offers nothing today", f"`plan show {named.record or named.id}` tells when")
    told = explain(step, desk.valuer().value(step), page, shown.because.get(step.item, "no room"), desk.now)
    told = with_learned(told, step, session.learned(page.date))
    if settings.json:
        from planner.screen.text.json_out import why_json

        show_json(why_json(told))
        return
    from planner.screen.page.why import show_why

    show_why(told, settings.console)


def _step_of(name: str, steps: tuple[Step, ...]) -> Step | None:
    """The step that a name means: an item's own, else the best that a record offers."""
    exact = [step for step in steps if step.item == name]
    offered = exact or [step for step in steps if step.record == name]
    return max(offered, key=lambda step: step.per_hour, default=None)
