"""A page to show, and the cache's copy of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date

from planner.app.look import Look
from planner.cache import value_bytes
from planner.cache.cache import digest
from planner.core import line as line_module
from planner.core import reasons as reasons_module
from planner.core.page import page as page_module
from planner.core.page.page import Page
from planner.frozen_class import frozen

PAGE_CLASSES = {
    name: cls
    for module in (page_module, line_module, reasons_module)
    for name, cls in vars(module).items()
    if isinstance(cls, type) and hasattr(cls, "__slots__")
}


@frozen
class Shown:
    """The page to show; `unkept` is the error if it could not be written to the diary."""

    page: Page
    because: Mapping[str, str] = field(default_factory=dict)  # why each item that is not on it was left out
    unkept: Exception | None = None
    key: str = ""  # under which the cache has it


def page_key(look: Look, day: date, content: bytes | None) -> str:
    """The cache's key of a day's page: all that it was planned from, and its file in the diary.

    A page of a day to come takes today's page as done, and is looked at once more when its day has come.
    """
    today = look.page_bytes(look.today) if day > look.today else None
    return digest(look.files.key, look.calendars_key, content, day, look.zone.key, min(day, look.today), today)


def cached_page(look: Look, key: str) -> Shown | None:
    """The page that the cache has under `key`, if it is sound."""
    content = look.cache.get("page", key)
    if content is None:
        return None
    try:
        page, because = value_bytes.load(content, PAGE_CLASSES, look.zone)
    except (ValueError, KeyError, TypeError):
        return None
    return Shown(page, because, key=key) if isinstance(page, Page) and isinstance(because, Mapping) else None


def remembered(look: Look, key: str, shown: Shown) -> Shown:
    """The page, kept in the cache for the next look.

    The most frequent reason to be left out, "no room", is not kept: an item without a reason has that one.
    """
    because = {item: why for item, why in shown.because.items() if why != "no room"}
    look.cache.put("page", key, value_bytes.dump((replace(shown.page, changes=()), because)))
    return replace(shown, key=key)
