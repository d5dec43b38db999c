"""`plan show`: everything known of a record, and the card for the next contact."""

from __future__ import annotations

from datetime import date

from planner.app.day.day_page import current_page
from planner.app.lifecycle.take_back import removal_of
from planner.app.messages import show_json
from planner.app.page.page_inputs import inputs_of
from planner.app.records.edit_record import day_context
from planner.app.session import Session
from planner.app.settings import Settings
from planner.core.choice.day_choice import day_choice
from planner.core.records.names import Named, items_of, records_of, resolve_record, search_named
from planner.core.records.record_cards import Record, card_of, prospecting_card
from planner.core.review.period import Period
from planner.errors import UsageError
from planner.screen.records.record import show_prospecting, show_record
from planner.screen.text.json_out import prospecting_json, record_json


def run(settings: Settings, record: str) -> None:
    """Everything known of a record, with the preparation card for the next contact."""
    session = Session(settings)
    book = session.book
    records, lines = records_of(book), items_of(current_page(session))
    search = search_named(record, records, lines)
    if search is not None:
        _show_search(session, search)
        return
    try:
        named = resolve_record(record, records, lines)
    except UsageError:
        if (removal := removal_of(session.folder, record)) is not None:
            raise removal.as_error() from None
        raise
    if any(colleague.id == named.id for colleague in book.colleagues):
        raise UsageError(
            f"{named.name} is a colleague: colleagues have no card", "`plan list` shows the records that have one"
        )
    everything: list[Record] = [*book.deals, *book.accounts, *book.contacts, *book.tasks]
    meant = next(each for each in everything if each.id == named.id)
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
