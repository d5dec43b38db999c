"""A field's value in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from planner.core.book import Trial
from planner.screen.text.safe_text import safe
from planner.screen.text.wording import clock, day, own_figure, own_value

LONGEST = 60  # characters of a value that are shown


def field_words(field: str, value: object, today: date) -> str:
    """A field's value in a few words; one of the rep's own as they typed it."""
    if field.startswith("x.") and isinstance(value, int | float):
        return own_value(value)
    return value_words(value, today)


def value_words(value: object, today: date) -> str:
    """A field's value in a few words."""
    match value:
        case None | "" | ():
            return "nothing"
        case datetime():
            return f"{day(value.date(), today)} {clock(value)}"
        case date():
            return day(value, today)
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return own_figure(value)
        case Trial():
            checks = {"checks": value.checks} if value.checks else {}
            text = value_words({"until": value.until, **checks}, today)
        case Mapping():
            text = ", ".join(f"{key} {value_words(held, today)}" for key, held in value.items())
        case list() | tuple():
            text = ", ".join(value_words(entry, today) for entry in value)
        case _:
            text = safe(str(value))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
