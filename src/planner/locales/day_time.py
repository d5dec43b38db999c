"""A day with a time as people write it: fri 2pm, 9:15 tomorrow, 24 Dec 14:00."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar

from planner.locales.clock import LONGEST as LONGEST_CLOCK
from planner.locales.clock import read_clock
from planner.locales.dates import Around
from planner.locales.days import LONGEST as LONGEST_DAY
from planner.locales.days import read_day
from planner.locales.locale import Locale
from planner.locales.words import Meaning, NoReadingError, TwoReadingsError
from planner.locales.writing import write_clock, write_day

LONGEST = LONGEST_DAY + 1 + LONGEST_CLOCK  # characters, with one blank between two words

_Value = TypeVar("_Value")


def read_day_and_minute(text: str, around: Around) -> tuple[date | None, int]:
    """The day, None where there is none, and the minute of the day.

    Raises NoReadingError if it has no time, TwoReadingsError if it may be two.
    """

    if len(text) > LONGEST and len(" ".join(text.split())) > LONGEST:  # to cut it everywhere would take its time
        raise NoReadingError(text)

    def days(part: str) -> list[date]:
        return _meanings(lambda each: read_day(each, around.today, around.locale, past=around.past), part)

    def minutes(part: str) -> list[int]:
        return _meanings(lambda each: read_clock(each, around.locale), part)

    if days(text) and " " in text:  # "24 Dec 2026" is a day without a time
        raise NoReadingError(text)
    found: list[tuple[date | None, int]] = [(None, minute) for minute in minutes(text)]
    for first, last in _splits(text.replace("@", " ")):
        found += [(day, minute) for day in days(first) for minute in minutes(_colon(last))]
        found += [(day, minute) for day in days(last) for minute in minutes(_colon(first))]
    both = list(dict.fromkeys(found))
    if len(both) > 1:
        raise TwoReadingsError(text, *(_meaning(day, minute, around.locale) for day, minute in both[:2]))
    if not both:
        raise NoReadingError(text)
    return both[0]


def _colon(text: str) -> str:
    """A time with a point, which is no date or figure next to a day, with a colon."""
    return re.sub(r"\b([0-9]{1,2})\.([0-9]{2})\b", r"\1:\2", text)


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """The ways to cut a text between two words."""
    words = text.split()
    for at in range(1, len(words)):
        yield " ".join(words[:at]), " ".join(words[at:])


def _meanings(read: Callable[[str], _Value], text: str) -> list[_Value]:
    """All meanings of a text: none, one or two."""
    try:
        return [read(text)]
    except TwoReadingsError as two:
        return [read(each.text) for each in two.meanings]
    except (ValueError, OverflowError):
        return []


def _meaning(day: date | None, minute: int, locale: Locale) -> Meaning:
    if day is None:
        return Meaning(write_clock(minute), write_clock(minute, locale))
    return Meaning(f"{day} {write_clock(minute)}", f"{write_day(day, locale)}, {write_clock(minute, locale)}")
