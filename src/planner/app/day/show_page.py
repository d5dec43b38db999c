"""A day's page as the answer of a command: on the screen, or as JSON."""

from __future__ import annotations

import sys

from planner.app.day.day_page import Shown, page_with_all
from planner.app.messages import json_text
from planner.app.session import Session
from planner.app.settings import Settings


def show(settings: Settings, session: Session, shown: Shown, top: int | None = None) -> None:
    """The page on the screen, or as JSON."""
    if settings.json:
        _show_json(session, shown)
        return
    from planner.screen.page.page import show_page

    show_page(shown.page, settings.console, session.now, top)


def _show_json(session: Session, shown: Shown) -> None:
    """The page as JSON, as text from the cache where it was shown before.

    A large book leaves thousands out.
    """
    kind = f"page-json-{sys.stdout.encoding}"
    known = session.cache.get(kind, shown.key) if shown.key and not shown.page.changes else None
    if known is not None:
        sys.stdout.write(known.decode())
        return
    from planner.screen.page.page_json import page_json

    text = json_text(page_json(page_with_all(session, shown)))
    if shown.key and not shown.page.changes:
        session.cache.put(kind, shown.key, text.encode())
    sys.stdout.write(text)
