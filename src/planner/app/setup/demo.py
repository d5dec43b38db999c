"""`plan demo`: a filled book of the present week, to try commands on."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.app.day.day_page import page_of
from planner.app.day.day_request import DayRequest
from planner.app.day.show_page import show as show_page
from planner.app.messages import show, show_json
from planner.app.session import Session
from planner.app.settings import Settings
from planner.app.setup.new_book import lay
from planner.book.find import typed_path
from planner.book.read.holidays import days_off
from planner.demo import demo_files
from planner.errors import one_line
from planner.locales.locale import use_locale
from planner.typed.now import MORNING

ZONE = ZoneInfo("Europe/Berlin")  # where the demo's rep works, and whose holidays she has
HOLIDAYS = "DE-BY"
STARTS = time(8, 30)  # her first hour; after it, the page is the next working day's
TO_TRY = ("next", "why 1", "show nordwind", "list", "today --hours 3 --dry-run")


def run(settings: Settings, folder: Path | None) -> None:
    """Write a filled book, moved to the next working morning, and show that morning's page."""
    now = settings.now(ZONE)
    morning = next_morning(now, days_off(HOLIDAYS, (now.year, now.year + 1)))
    files = demo_files(morning.date())
    if folder is None:
        folder = Path(tempfile.mkdtemp(prefix="plan-demo-"))
    lay(folder, files)
    if settings.json:
        show_json({"book": str(folder), "files": list(files), "morning": morning.isoformat()})
        return
    _show_page(replace(settings, named_book=folder, typed_now=morning.isoformat()))
    show(f"Sample book: {one_line(str(folder))}. To play with it, paste these lines:\n")
    show(f"  export PLAN_BOOK={typed_path(folder)} PLAN_NOW={morning:%Y-%m-%dT%H:%M}")
    show("\n".join(f"  plan {words}" for words in TO_TRY))


def next_morning(now: datetime, holidays: Collection[date] = ()) -> datetime:
    """Seven o'clock of the working day whose page is to be shown at `now`.

    Today's until work has begun.
    """
    day = now.date() if now.time() <= STARTS else now.date() + timedelta(days=1)
    while day.weekday() > 4 or day in holidays:
        day += timedelta(days=1)
    return datetime.combine(day, MORNING, tzinfo=now.tzinfo)


def _show_page(settings: Settings) -> None:
    session = Session(settings)
    with use_locale(settings.locale):
        show_page(settings, session, page_of(session, session.today, DayRequest()))
