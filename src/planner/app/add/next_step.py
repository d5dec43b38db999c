"""A next step as people type it: its day or time, wherever it stands, and its other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.errors import TwoReadings, UsageError
from planner.locales.locale import Locale
from planner.locales.writing import write_clock, write_day
from planner.typed.times import option_clock, option_day_or_time

_FILLING = frozenset(["by", "on", "at", "due", "before", "@", "-", "–", "—", "the"])  # around a day, beyond its meaning
_PARTS = frozenset(
    ["morning", "afternoon", "arvo", "evening", "am", "pm", "eod", "eob", "cob"]
)  # of a day, without a time
_WORDS = {"tonight": "today", "midday": "noon", "wk": "week", "weds": "wed"}  # as the readers know them
_WEEK_OF = re.compile(r"(?:week of|w/[oc])\s+(?=\S)")
_LEADING = frozenset((  # from a step to its day
    "until", "till", "by", "on", "at", "for", "in", "before", "after", "from", "since", "the", "due", "is",
    "are", "was", "agreed", "set", "booked", "fixed", "scheduled", "planned", "arranged", "confirmed", "about",
    "around", "-",
))  # fmt: skip
_EDGES = ",;:()!? –—-"  # marks around words
_BARE_HOUR = re.compile(r"\b[1-9][:.][0-9]{2}(?! ?[ap]\.?m)")
FIRST_HOUR = 7  # of a day; one below it, without a zero before it, is meant in the afternoon as a rule
SHORTEST = 3  # letters of a word that may be a day in what is left
LONGEST = 7  # words of a day with a time


class NextStep(NamedTuple):
    """A next step: its words, and its day, or its time in the zone of the rep."""

    what: str
    when: date | datetime

    @property
    def field(self) -> str:
        """The field of a deal that its day or time is."""
        return "at" if isinstance(self.when, datetime) else "next_on"


def day_and_month(day: int, month: str, locale: Locale) -> str:
    """An example of a day in the order of the locale: 8 Dec."""
    return f"{month} {day}" if locale.month_first else f"{day} {month}"


def next_forms(locale: Locale) -> str:
    """Examples of a next step, in the order of the locale's days."""
    return f'with its day: "demo thu", "send offer {day_and_month(8, "Dec", locale)}", or Enter for nothing'


class FoundDay(NamedTuple):
    """The words from `first` to before `last` that are a day or a time, and that day or time."""

    first: int
    last: int
    when: date | datetime


def read_next_step(text: str, now: datetime, locale: Locale) -> NextStep:
    """The next step of a text: its day or time, wherever it stands, and the other words.

    Raises UsageError if there is none, if it is over, or if the other words hold another one; TwoReadings if it may
    be two.
    """
    words = text.split()
    found = day_among(words, lambda some: day_or_time(some, now, locale))
    if found is None:
        raise UsageError(f'no day in "{text}"', next_forms(locale))
    before, after = words[: found.first], words[found.last :]
    typed = " ".join(words[found.first : found.last])
    if second := _second(before, now, locale) or _second(after, now, locale):
        raise UsageError(f'"{second}" and "{typed}" could both be the day of "{text}"', "type one day or time")
    if found.when < (now if isinstance(found.when, datetime) else now.date()):
        raise UsageError(f'"{typed}" is in the past', next_forms(locale))
    return NextStep(" ".join([*without_end(before), *after]).strip(_EDGES), found.when)


def day_among(words: Sequence[str], read: Callable[[Sequence[str]], date | datetime | None]) -> FoundDay | None:
    """The longest day or time that ends the words, else starts them, else stands among them."""
    for first, last in _runs(len(words)):
        some = words[first:last]
        if last < len(words) and _is_short(some):
            continue
        found = read(some)
        if found is not None:
            return FoundDay(first, last, found)
    return None


def without_end(words: Sequence[str]) -> list[str]:
    """Words before a day, without those at their end that only led to it: demo agreed for."""
    kept = list(words)
    while kept and kept[-1].lower().strip(_EDGES) in _LEADING:
        kept.pop()
    return kept


def _runs(count: int) -> Iterator[tuple[int, int]]:
    """The runs of words that end a text, then those that start it, then those within."""
    yield from ((first, count) for first in range(max(0, count - LONGEST), count))
    yield from ((0, last) for last in range(min(count, LONGEST), 0, -1))
    for length in range(min(count, LONGEST), 0, -1):
        yield from ((first, first + length) for first in range(1, count - length))


def _is_short(words: Sequence[str]) -> bool:
    """True for a bare number, and for a word too short to be a day among others."""
    bare = "".join(words).strip(_EDGES)
    return bare.isdigit() or (bare.isalpha() and len(bare) < SHORTEST)


def _second(left: Sequence[str], now: datetime, locale: Locale) -> str:
    """The first words that read as a day or a time too, beyond bare numbers and short words."""
    for length in range(min(len(left), 4), 0, -1):
        for first in range(len(left) - length + 1):
            words = left[first : first + length]
            if _is_short(words):
                continue
            try:
                found = day_or_time(words, now, locale)
            except TwoReadings:
                return " ".join(words)
            if found is not None:
                return " ".join(words)
    return ""


def day_or_time(words: Sequence[str], now: datetime, locale: Locale) -> date | datetime | None:
    """The day or the time to come that all of these words are; None if they are none.

    Raises TwoReadings if they may be two.
    """
    typed = " ".join(words)
    plain = plain_day(words)
    if plain is None or is_tom(words):
        return None
    zone = now.tzinfo
    assert isinstance(zone, ZoneInfo)  # the rep's
    try:
        found = option_day_or_time("", plain, now.date(), zone, locale)
    except TwoReadings as two:
        raise TwoReadings(two.what, two.fix, typed, two.choices) from None
    except UsageError:
        return None
    if isinstance(found, datetime):
        _refuse_night(typed, plain, found, locale)
        _refuse_today_or_next_week(typed, plain, found, now, locale)
    return found


def is_tom(words: Sequence[str]) -> bool:
    """True if a person is among the words: tom is tomorrow, and Tom is not."""
    return any(word.strip(_EDGES) == "Tom" for word in words)


def plain_day(words: Sequence[str]) -> str | None:
    """The words without those around a day; None if nothing is left."""
    lower = [word.lower().strip(",;()!?") for word in words]
    if not lower[-1] or lower[-1] in _FILLING:
        return None
    parted = [word for word in lower if word in _PARTS]
    # "9 am" is a time, and "wed am" a day without one.
    if parted and any(number[-1:].isdigit() and half in ("am", "pm") for number, half in pairwise(lower)):
        parted = []
    kept = [_WORDS.get(word, word) for word in lower if word and word not in _FILLING and word not in parted]
    if kept == ["this"] and parted:
        return "today"
    if not kept:
        return "today" if parted and parted[-1] not in ("am", "pm") else None
    return _WEEK_OF.sub("", " ".join(kept))


def _refuse_night(typed: str, plain: str, found: datetime, locale: Locale) -> None:
    """Raise TwoReadings for an hour of the night that may be of the afternoon: thu 2:30."""
    if found.hour >= FIRST_HOUR or not _BARE_HOUR.search(plain):
        return
    later = found.replace(hour=found.hour + 12)
    choices = tuple(_meaning(at, locale) for at in (later, found))
    what = f'"{typed}" may be {choices[0][1]} or {choices[1][1]}'
    raise TwoReadings(what, f'"{choices[0][0]}" or "{choices[1][0]}"', typed, choices)


def _refuse_today_or_next_week(typed: str, plain: str, found: datetime, now: datetime, locale: Locale) -> None:
    """Raise TwoReadings for a weekday that is today's, with a time that is still to come today."""
    today = found - timedelta(days=7)
    if today.date() != now.date() or today <= now or not _is_weekday(plain, today, locale):
        return
    (first, today_words), (last, then_words) = (_meaning(at, locale) for at in (today, found))
    what = f'"{typed}" may be today, {today_words}, or {then_words}'
    raise TwoReadings(what, f'"{first}" or "{last}"', typed, ((first, f"today, {today_words}"), (last, then_words)))


def _is_weekday(plain: str, at: datetime, locale: Locale) -> bool:
    """True if the day is typed as a weekday alone: read as a past one it is that of `at`."""
    zone = at.tzinfo
    assert isinstance(zone, ZoneInfo)
    try:
        return option_clock("", plain, at.date(), zone, locale) == at
    except UsageError:
        return False


def _meaning(at: datetime, locale: Locale) -> tuple[str, str]:
    minute = at.hour * 60 + at.minute
    return f"{at.date()} {write_clock(minute)}", f"{write_day(at.date(), locale)}, {write_clock(minute, locale)}"
