"""`plan demo`: a filled book of the present week, to try things on."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from planner.commands import COMMANDS
from planner.commands.context import MORNING, settings_of
from planner.commands.dialogue import show, show_json
from planner.commands.new_book import lay

ZONE = ZoneInfo("Europe/Berlin")  # where the demo's rep works
STARTS = time(8, 30)  # her first hour; after it, the page is the next working day's
TO_TRY = ("today", "next", "why 1", "show nordwind", "list", "forgotten", "check")


def demo(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="where it goes; left out, a temporary folder, which is named")
    ] = None,
) -> None:
    """Write a filled book, moved to the next working morning, to try things on.

        plan demo
        plan demo ~/plan-demo
    """
    from planner.demo import demo_files

    settings = settings_of(ctx)
    morning = next_morning(settings.now(ZONE))
    files = demo_files((morning - timedelta(days=morning.weekday())).date())
    if folder is None:
        import tempfile

        folder = Path(tempfile.mkdtemp(prefix="plan-demo-"))
    lay(folder, files)
    if settings.json:
        show_json({"book": str(folder), "files": list(files), "morning": morning.isoformat()})
        return
    show(f"A filled book is in {folder}. To try things on it:\n\n  export PLAN_BOOK={_quoted(folder)}")
    for words in TO_TRY:
        if words.split()[0] in COMMANDS:
            show(f"  plan {words}")


def next_morning(now: datetime) -> datetime:
    """Seven o'clock of the working day whose page is to be shown at `now`: today's until work has begun."""
    day = now.date() if now.time() <= STARTS else now.date() + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return datetime.combine(day, MORNING, tzinfo=now.tzinfo)


def _quoted(folder: Path) -> str:
    import shlex

    return shlex.quote(str(folder))
