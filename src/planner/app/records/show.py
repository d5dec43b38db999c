"""`plan show`: everything known of a record, and the card for the next contact."""

from __future__ import annotations

from datetime import date

from planner.app.day.day_page import current_page
from planner.app.messages import show_json
from planner.app.page.page_inputs import inputs_of
from planner.app.records.edit_record import day_context, record_called
from planner.app.session import Session
from planner.app.settings import Settings
from planner.core.book import Colleague
from planner.core.choice.day_choice import day_choice
from planner.core.records.names import Named, items_of, records_of, search_named
from planner.core.records.record_cards import card_of, prospecting_card
from planner.core.review.period import Period
from planner.errors import UsageError
from planner.screen.records.record import show_prospecting, show_record
from planner.screen.text.json_out import prospecting_json, record_json


def run(settings: Settings, record: str) -> None:
    """Everything known of a record, with the preparation card for the next contact."""
    session = Session(settings)
    lines = items_of(current_page(session))
    search = search_named(record, records_of(session.book), lines)
    if search is not None:
        _show_search(session, search)
        return
    meant = record_called(session, record, lines)
    if isinstance(meant, Colleague):
        raise UsageError(
            f"{meant.name} is a colleague: colleagues have no card", "`plan list` shows the records that have one"
        )
    days, _ = session.diary.days(Period(date.min, date.max), planned=False)
    choice = day_choice(inputs_of(session, session.today))
    card = card_of(meant, choice, (row for day in days for row in day.worked))
    if settings.json:
        show_json(record_json(card))
        return
    show_record(card, settings.console)


def _show_search(session: Session, search: Named) -> None:
    card = prospecting_card(search.id, search.number, day_context(session))
    if session.settings.json:
        show_json(prospecting_json(card))
        return
    show_prospecting(card, session.settings.console)
