"""`plan today`: the day's page."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from planner.app.day.day_options import Asked
from planner.app.day.day_page import page_of
from planner.app.day.show_page import show
from planner.app.messages import tell
from planner.app.session import Session
from planner.app.settings import Settings, settings_of
from planner.app.typed.times import day_named
from planner.errors import UsageError


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
        hours=_hours(hours),
        without=tuple(_named(session, word) for word in without or ()),
        pins=dict(_pin(session, each) for each in pin or ()),
        replan=replan,
        dry_run=dry_run,
        what="today as you asked" if hours is not None or without or pin else "",
    )
    shown = page_of(session, named_day(day, session.today), asked)
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


def named_day(text: str, today: date) -> date:
    """The day that `--date` names; a UsageError where it names none."""
    try:
        return day_named(text, today)
    except (ValueError, OverflowError):
        raise UsageError(f"--date names no day: “{text}”", "today, tomorrow, fri, +3 or 2026-11-24") from None


def _hours(text: str | None) -> float | None:
    """Hours as a person writes them: 3, 3.5, 1:30, 2h, 90m. A UsageError where they are none, or over a day."""
    if text is None:
        return None
    word = text.strip().lower().replace(" ", "")
    try:
        if ":" in word:
            whole, _, minutes = word.partition(":")
            hours = int(whole) + int(minutes) / 60
        else:
            hours = float(word.rstrip("hm")) / (60 if word.endswith("m") else 1)
    except ValueError:
        raise UsageError(f"--hours is not a number: “{text}”", "for instance --hours 3.5, 1:30 or 90m") from None
    if not 0 <= hours <= 24:
        raise UsageError(f"--hours has to be between 0 and 24, not {text}", "for instance --hours 3.5")
    return hours


def _named(session: Session, word: str) -> str:
    """The item or record that a word names."""
    from planner.app.day.day_page import current_page
    from planner.core.records.names import items_of, records_of, resolve_item

    return resolve_item(word, records_of(session.book), items_of(current_page(session))).id


def _pin(session: Session, text: str) -> tuple[str, int]:
    name, at, clock = text.rpartition("@")
    hour, colon, minute = clock.partition(":")
    if not at or not colon or not (hour.isdigit() and minute.isdigit() and len(minute) == 2):
        raise UsageError(f"--pin names no time: “{text}”", "for instance --pin acme-rollout@14:00")
    if int(hour) > 23 or int(minute) > 59:
        raise UsageError(f"--pin: there is no time {clock}", "from 00:00 to 23:59")
    return _named(session, name), int(hour) * 60 + int(minute)
