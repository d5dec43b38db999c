"""A day's page as the answer of a command: on the screen, or as JSON."""

from __future__ import annotations

import sys

from planner.app.day.day_page import page_with_all
from planner.app.look import Look
from planner.app.messages import json_text
from planner.app.page.shown_page import Shown
from planner.app.settings import Settings
from planner.screen.page.page import show_page
from planner.screen.page.page_json import page_json


def show(settings: Settings, look: Look, shown: Shown, top: int | None = None, *, brief: bool = False) -> None:
    """The page on the screen, or as JSON."""
    if settings.json:
        _show_json(look, shown)
        return
    show_page(shown.page, settings.console, look.now, top, brief=brief)


def _show_json(look: Look, shown: Shown) -> None:
    """The page as JSON, from the cache if it was shown before.

    A large book leaves thousands of items out.
    """
    kind = f"page-json-{sys.stdout.encoding}"
    known = look.cache.get(kind, shown.key) if shown.key and not shown.page.changes else None
    if known is not None:
        sys.stdout.write(known.decode())
        return
    text = json_text(page_json(page_with_all(look, shown)))
    if shown.key and not shown.page.changes:
        look.cache.put(kind, shown.key, text.encode())
    sys.stdout.write(text)
