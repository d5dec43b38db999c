"""The hours of a day as people type them: 9-12, 1-5; "8 to 5, lunch 12-1"; until 3pm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from planner.core.book import ClockRange
from planner.locales.clock import read_clock, read_range, read_ranges
from planner.locales.lengths import read_minutes
from planner.locales.locale import Locale
from planner.locales.words import NoReadingError, TwoReadingsError
from planner.locales.writing import DAY, NOON

Hours = tuple[ClockRange, ...]
HOUR_OFF = 60  # minutes, where only its start is typed
_JOIN = r"(?:^|\s*(?:[,;(]|\b(?:with|but|less|minus|except|and)\b)\s*|\s+)+(?:(?:my|an?|for)\s+)*"
_BREAK = re.compile(rf"{_JOIN}lunch(?:\s*break)?\s*(?:\b(?:from|at|is)\b|:)?\s*(?P<at>[^,;)]*)\)?")
_NO_BREAK = re.compile(rf"{_JOIN}(?:no|without)\s+(?:a\s+)?lunch(?:\s*break)?\b")
_WHO = r"(?:(?:but|only|just|always|usually|i['’]?m|i|we)\s+)*"
_STOP = (  # the day's work
    r"(?:stop|finish|end|quit|leave|clos|knock off|clock off|log off|call it a day|done|gone|off|out)(?:e?s)?"
    r"(?: (?:work|selling|early))*,? (?:at |by |around |from )?"
)
_TO = r"(?:at |(?:until|till|til|up to|to|bis)\b)"
_END = re.compile(rf"{_WHO}(?:{_STOP}(?:{_TO})?|(?:work |open )?{_TO})\s*(?P<at>[^-–—]+?)(?: on)?")
_START = re.compile(
    rf"{_WHO}(?:(?:starts?|begins?|open|work)(?: (?:work|selling|late))*,? )?(?:at |from|after|ab)\s*"
    r"(?P<at>[^-–—]+?)(?: on)?"
)


def is_part_of_a_day(text: str) -> bool:
    """True for words that are a part of other hours: until 3pm, I stop at 1, from 10."""
    return any(form.fullmatch(text.strip()) for form in (_END, _START))


def split_break(text: str) -> tuple[str, str]:
    """The text without its lunch break, and the words of the break; "" without one."""
    text = _NO_BREAK.sub("", text)
    match = _BREAK.search(text)
    if match is None:
        return text.strip(" ,;"), ""
    return f"{text[: match.start()]} {text[match.end() :]}".strip(" ,;"), match["at"].strip() or "?"


def read_day_hours(text: str, locale: Locale, usual: Hours = ()) -> Hours:
    """The ranges of a day in their order.

    "until 3pm" and "from 10" are parts of its `usual` hours.

    Raises NoReadingError with the part that can't be read, TwoReadingsError where one may mean two.
    """
    dotted = replace(locale, dots=True)  # 8.30 in a range is a time
    for form, is_end in ((_END, True), (_START, False)):
        match = form.fullmatch(text.strip())
        if match and usual and (cut := _cut(match["at"].strip(), is_end, dotted, usual)):
            return cut
        if match and not any(sign in text for sign in "-–—,") and not re.search(r"\d\s*(?:to|and)\b", text):
            raise NoReadingError(text)
    return tuple(ClockRange(start, end) for start, end in read_ranges(text, dotted))


def without_break(hours: Hours, rest: str, locale: Locale) -> Hours:
    """The hours less a lunch break: 12-1, 12:30, "12:30 for 30m".

    Raises NoReadingError if it is not within them.
    """
    start, end = _break(rest, replace(locale, dots=True), hours)
    kept: list[ClockRange] = []
    for each in hours:
        parts = (ClockRange(each.start, min(each.end, start)), ClockRange(max(each.start, end), each.end))
        kept += [part for part in parts if part.start < part.end]
    if not any(each.start < end and start < each.end for each in hours) or not kept:
        raise NoReadingError(f"lunch {rest}")
    return tuple(kept)


def _break(rest: str, locale: Locale, hours: Hours) -> tuple[int, int]:
    if not hours:
        raise NoReadingError(f"lunch {rest}")
    first = hours[0].start
    with_length = re.fullmatch(r"(?P<at>.+?)\s*(?:\bfor\b|,)\s*(?P<length>.+)", rest)
    at, length = (with_length["at"], with_length["length"]) if with_length else (rest, "")
    try:
        if not length and re.search(r"-|–|—|\bto\b|\buntil\b|\btill\b", at):
            return read_range(at, locale, after=min(first, DAY - 1))
        start = _within(at, locale, first, hours[-1].end)
        return start, start + (round(read_minutes(length, locale)) if length else HOUR_OFF)
    except ValueError:
        raise NoReadingError(f"lunch {rest}") from None


def _cut(text: str, is_end: bool, locale: Locale, usual: Sequence[ClockRange]) -> Hours:
    """The usual hours up to a time or from it on; empty if it is not within them."""
    try:
        at = _within(text, locale, usual[0].start, usual[-1].end)
    except ValueError:
        return ()
    first, last = (0, at) if is_end else (at, 2 * DAY)
    parts = [ClockRange(max(each.start, first), min(each.end, last)) for each in usual]
    return tuple(part for part in parts if part.start < part.end)


def _within(text: str, locale: Locale, first: int, last: int) -> int:
    """A time between two others, in the half of the day that fits.

    Raises NoReadingError if none does.
    """
    try:
        minutes = [read_clock(text, locale)]
    except TwoReadingsError as two:
        minutes = [read_clock(each.text) for each in two.meanings]
    minutes += [each + NOON for each in minutes if each < NOON and not any(sign.isalpha() for sign in text)]
    if fits := [each for each in minutes if first < each <= last]:
        return fits[0]
    raise NoReadingError(text)
