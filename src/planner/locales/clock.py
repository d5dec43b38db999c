"""Times and hours as people write them: 9:15, 0915, 2pm, 14h30; 9-12, 22:00-02:00."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from planner.locales.locale import PLAIN, Locale
from planner.locales.words import Meaning, NoReadingError, TwoReadingsError, fold
from planner.locales.writing import DAY, NOON, write_clock

LONGEST = 40  # characters
NIGHT = 12 * 60  # the longest range over midnight; beyond it the two times are swapped
FIRST_HOUR = 7  # an hour below it, without am, pm or a zero, may be in the afternoon
_PARTS = re.compile(r"\s*(?:[,;&+/]|\band\b|\bund\b|\bthen\b)\s*")
_BETWEEN = re.compile(r"\bbetween\s+(\S+)\s+and\b")
_HALVES = {"a": 0, "p": 12, "am": 0, "pm": 12}


class _Time(NamedTuple):
    minute: int
    is_half: bool  # 2 or 2:30: which half of the day is not said


def read_clock(text: str, locale: Locale = PLAIN) -> int:
    """The minute of the day of a time, 0 to 1440.

    Raises NoReadingError if it is none, TwoReadingsError for 2, and for 2:30 where the clock has twelve hours.
    """
    found = _time(text, locale)
    if found.is_half and found.minute < FIRST_HOUR * 60:
        minutes = (found.minute, found.minute + NOON)
        raise TwoReadingsError(text, *(Meaning(write_clock(each), write_clock(each, locale)) for each in minutes))
    return found.minute


def read_range(text: str, locale: Locale = PLAIN, after: int = 0) -> tuple[int, int]:
    """Start and end of a range in minutes since midnight; an end past midnight is above 1440.

    Hours without am or pm follow `after` and each other: 9-5 ends in the afternoon. Raises NoReadingError if it is no
    range, TwoReadingsError for 1-5 alone.
    """
    parts = re.split(r"\s*(?:-|–|—|\b(?:to|till?|until|through|thru|bis)\b)\s*", text.strip())
    if len(parts) != 2:
        raise NoReadingError(text)
    first, last = (_time(part, locale) for part in _shared_half(parts, locale))
    start, end = first.minute, last.minute
    if first.is_half and start < FIRST_HOUR * 60 and start < after:
        start += NOON
    elif start < min(after, FIRST_HOUR * 60) and not parts[0].startswith("0"):
        start += NOON if after <= start + NOON else 0  # 8:30-12:30, 1:15-5:30
    elif first.is_half and start < FIRST_HOUR * 60 and not after and last.is_half:
        raise TwoReadingsError(text, *(_range_meaning(start + half, end + half, locale) for half in (0, NOON)))
    if end < start < end + NOON and (last.is_half or _is_afternoon(parts[1], start, end)):
        end += NOON
    if end < start:
        end += DAY
    if not after <= start < end <= max(DAY, start + NIGHT) or start >= DAY:
        raise NoReadingError(text)
    return start, end


def _is_afternoon(text: str, start: int, end: int) -> bool:
    """True if a range can only end in the afternoon, though the clock has 24 hours: 9-5:30."""
    is_bare = not text.startswith("0") and not any(sign.isalpha() for sign in text)  # not 09:30, not 9am
    return is_bare and end < NOON and end + DAY > start + NIGHT


def read_ranges(text: str, locale: Locale = PLAIN) -> list[tuple[int, int]]:
    """The ranges of a day in their order: 9-12, 1-5.

    Raises as `read_range`, with the part that it can't read.
    """
    found: list[tuple[int, int]] = []
    for part in _PARTS.split(_BETWEEN.sub(r"\1 to", text.strip())):
        try:
            found.append(read_range(part.removeprefix("from "), locale, found[-1][1] if found else 0))
        except NoReadingError:
            raise NoReadingError(part or text) from None
    return found


@cache
def _form() -> re.Pattern[str]:
    return re.compile(
        r"(?:at |um |@)?(?P<hour>[0-9]{1,2})(?:(?P<mark>[:.]|h| uhr )?(?P<minute>[0-9]{2}))?(?::00)?"
        r"(?: ?(?P<word>h|uhr|o'clock)| ?(?P<half>[^\W\d_](?:\.? ?[^\W\d_])*)\.?)?"
    )


def _time(text: str, locale: Locale) -> _Time:
    words = fold(text) if len(text) <= LONGEST else ""
    if words == "noon":
        return _Time(NOON, False)
    match = _form().fullmatch(words)
    if match is None:
        raise NoReadingError(text)
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    if match["mark"] == "." and not half and not locale.dots:
        raise NoReadingError(text)  # 9.30 is half past nine only where dates have points, too
    if half:
        name = re.sub(r"[. ]", "", half)
        halves = {**{key.replace(" ", ""): value for key, value in locale.words.halves.items()}, **_HALVES}
        if name not in halves or not 1 <= hour <= 12:
            raise NoReadingError(text)
        hour = hour % 12 + halves[name]
    if minute > 59 or hour * 60 + minute > DAY:
        raise NoReadingError(text)
    bare = not half and not match["word"] and match["mark"] != "h" and 1 <= hour <= 12 and match["hour"][0] != "0"
    sure = match["minute"] is not None and (not locale.twelve_hours or (match["mark"] is None and len(words) > 3))
    return _Time(hour * 60 + minute, bare and not sure)


def _shared_half(parts: list[str], locale: Locale) -> list[str]:
    """Both ends of 2-4pm with their half of the day."""
    first, last = parts
    half = re.search(r"[^\W\d_.][^\W\d_.]*\.?(?:[^\W\d_]\.?)?$", last.strip())
    if half and first.strip().isdigit() and fold(half[0]).replace(".", "") in {**locale.words.halves, **_HALVES}:
        both = f"{first}{half[0]}"
        if _time(both, locale).minute < _time(last, locale).minute:
            return [both, last]
    return parts


def _range_meaning(start: int, end: int, locale: Locale) -> Meaning:
    return Meaning(
        f"{write_clock(start)}-{write_clock(end)}", f"{write_clock(start, locale)}-{write_clock(end, locale)}"
    )
