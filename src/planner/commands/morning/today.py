"""`plan today`: the day's page."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.day.day_options import Asked
from planner.app.day.day_page import page_of
from planner.app.day.show_page import show
from planner.app.messages import tell
from planner.app.session import Session
from planner.app.settings import Settings, settings_of
from planner.typed.days import option_day
from planner.typed.lengths import option_hours
from planner.typed.names import option_pin


def today(
    ctx: typer.Context,
    day: Annotated[
        str, typer.Option("--date", metavar="DAY", help="Another day: tomorrow, fri, 2026-11-24.")
    ] = "today",
    hours: Annotated[str | None, typer.Option("--hours", metavar="N", help="Only N hours to sell today.")] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="ID", help="Leave this record or line out.")
    ] = None,
    pin: Annotated[list[str] | None, typer.Option("--pin", metavar="ID@14:00", help="Do this at that time.")] = None,
    top: Annotated[int | None, typer.Option("--top", metavar="N", help="Show only the N best.")] = None,
    replan: Annotated[bool, typer.Option("--replan", help="Replan from now, even if nothing changed.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the page without saving it.")] = False,
) -> None:
    """Plan your day and show its page.

    Run it again and you see the same page. It replans from now on only if you logged something or your book,
    playbook or calendars changed. --hours, --without and --pin stay with the page of that day.

        plan today
        plan today --hours 3 --without acme-rollout
        plan today --date tomorrow --dry-run
    """
    settings = settings_of(ctx)
    session = Session(settings)
    asked = Asked(
        hours=option_hours("--hours", hours) if hours is not None else None,
        without=tuple(_named(session, word) for word in without or ()),
        pins=dict(_pin(session, each) for each in pin or ()),
        replan=replan,
        dry_run=dry_run,
        what="today as you asked" if hours is not None or without or pin else "",
    )
    shown = page_of(session, option_day("--date", day, session.today), asked)
    show(settings, session, shown, top)
    if shown.page.date == session.today:
        _offer_wrap(settings, session)
    if shown.unkept is not None:
        raise shown.unkept


def _offer_wrap(settings: Settings, session: Session) -> None:
    """One line where the last evening was forgotten, or a clock was left running."""
    from planner.app.worklog.evening import evening_words

    words = evening_words(session)
    if words:
        tell(settings, words)


def _named(session: Session, word: str) -> str:
    """The item or record that a word names."""
    from planner.app.day.day_page import current_page
    from planner.core.records.names import items_of, records_of, resolve_item

    return resolve_item(word, records_of(session.book), items_of(current_page(session))).id


def _pin(session: Session, text: str) -> tuple[str, int]:
    name, minute = option_pin("--pin", text)
    return _named(session, name), minute
