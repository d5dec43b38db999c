"""`plan why`: the math of one line's worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from shlex import quote

from planner.app.day.day_page import page_of
from planner.app.day.day_request import DayRequest
from planner.app.messages import show_json
from planner.app.page.page_inputs import inputs_of
from planner.app.records.edit_record import everyone, show_lines
from planner.app.session import Session
from planner.app.settings import Settings
from planner.core.book import Colleague
from planner.core.choice.day_choice import DayChoice, day_choice
from planner.core.records.names import Named, items_of, records_of, resolve_item, search_named
from planner.core.records.record_cards import card_of
from planner.core.steps.step import Step
from planner.core.why.explain import explain
from planner.core.why.learned_sources import with_learned
from planner.errors import UsageError
from planner.screen.page.why import show_why
from planner.screen.records.not_today import not_today_lines
from planner.screen.text.json_out import why_json
from planner.screen.text.json_value import json_value


def run(settings: Settings, item: str) -> None:
    """Show why an item is worth what the page says."""
    session = Session(settings)
    shown = page_of(session, session.today, DayRequest())
    page = shown.page
    records = records_of(session.book)
    # A record named in full means the best of what it offers, however many lines of the page are its own.
    own = [record for record in records if record.id == item]
    lines = items_of(page)
    search = search_named(item, records, lines)
    choice = day_choice(replace(inputs_of(session, page.date), now=page.made))
    offered = [step for step in choice.steps if step.item == item]  # on the page or not
    if offered:
        named = Named(item, offered[0].name, offered[0].record)
    else:
        named = own[0] if own else search or resolve_item(item, records, lines)
    step = _best_step(named.id, choice.steps)
    if step is None:
        _show_when(session, named, choice)
        return
    valued = choice.valuer().value(step)
    explanation = explain(step, valued, page, shown.because.get(step.item, "no room"), choice.now)
    explanation = with_learned(explanation, step, session.learned(page.date))
    if settings.json:
        show_json(why_json(explanation))
    else:
        show_why(explanation, settings.console)


def _show_when(session: Session, named: Named, choice: DayChoice) -> None:
    """Say why a record has nothing to do today, when it has, and what an hour of it pays then."""
    id = named.record or named.id
    record = next((each for each in everyone(session) if each.id == id), None)
    card = card_of(record, choice, ()) if record is not None and not isinstance(record, Colleague) else None
    if card is None or (card.next_date is None and card.standing is None):
        raise UsageError(f"nothing to do for {named.name} today", f"`plan show {quote(id)}` shows what is known")
    if session.settings.json:
        state = json_value(card.standing) if card.standing is not None else None
        on = card.next_date.isoformat() if card.next_date is not None else None
        show_json(
            {"format": 1, "record": id, "name": named.name, "currency": card.currency, "next_date": on}
            | {"standing": state}
        )
        return
    show_lines(not_today_lines(card, named.name))


def _best_step(name: str, steps: Sequence[Step]) -> Step | None:
    """The step that a name means: an item's own, else the best that a record offers."""
    exact = [step for step in steps if step.item == name]
    offered = exact or [step for step in steps if step.record == name]
    return max(offered, key=lambda step: step.per_hour, default=None)
