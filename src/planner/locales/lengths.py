"""Lengths of time as people write them: 90m, 1h30, 1 h 30, 1:30, 1.5 h, 2 hours."""

from __future__ import annotations

import re
from functools import cache

from planner.locales.locale import PLAIN, Locale
from planner.locales.words import NoReadingError, fold

LONGEST = 40  # characters
MOST = 100_000  # minutes
_HOURS = frozenset(("h", "hr", "hrs", "hour", "hours"))
_MINUTES = frozenset(("m", "min", "mins", "minute", "minutes", "'"))
_SAID = {
    "an hour": 60, "half an hour": 30, "half hour": 30, "quarter of an hour": 15, "a quarter of an hour": 15,
    "an hour and a half": 90,
}  # fmt: skip


def read_minutes(text: str, locale: Locale = PLAIN, unit: int = 1) -> float:
    """The minutes of a length; `unit` minutes are meant by a number alone.

    Raises NoReadingError if it is none.
    """
    words = fold(text) if len(text) <= LONGEST else ""
    if words in _SAID:
        return _SAID[words]
    if match := re.fullmatch(r"([0-9]{1,3}):([0-5][0-9])", words):
        return int(match[1]) * 60 + int(match[2])
    match = _form().fullmatch(words)
    if match is None:
        raise NoReadingError(text)
    first, word, rest, last = match.groups()
    size = unit if not word else _unit(word, locale)
    if size is None or (rest and (size != 60 or not first.isdigit())) or (last and _unit(last, locale) != 1):
        raise NoReadingError(text)
    minutes = float(first.replace(",", ".")) * size + int(rest or 0)
    if minutes > MOST or (rest and int(rest) > 59):
        raise NoReadingError(text)
    return round(minutes, 6)


@cache
def _form() -> re.Pattern[str]:
    number = r"([0-9]{1,6}(?:[.,][0-9]{1,4})?|[.][0-9]{1,4})"
    return re.compile(rf"{number}(?: ?([^\W\d_]+|')\.?(?: ?(?:and )?([0-9]{{1,2}})(?: ?([^\W\d_]+|')\.?)?)?)?")


def _unit(word: str, locale: Locale) -> int | None:
    """The minutes of a unit."""
    if word in _HOURS or word in locale.words.hours:
        return 60
    return 1 if word in _MINUTES or word in locale.words.minutes else None
