"""A day in the place of a command: `plan tomorrow`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planner.errors import UsageError
from planner.typed.days import option_day


def command_for_day(words: Sequence[str]) -> str | None:
    """The command whose day the words are, as in `plan tomorrow`; None if they are none."""
    typed = " ".join(words)
    today = date(2000, 1, 3)  # any day: the words only have to be one
    try:
        day = option_day("", typed, today)
    except UsageError:
        return None
    named = f"'{typed}'" if " " in typed else typed
    return f"plan log {named}" if typed.lower() == "yesterday" or day < today else f"plan today --date {named}"
