"""Days off to come as people type them: "24 Dec - 2 Jan, 15 Mar"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from planner.locales.dates import weekday_named
from planner.locales.days import month_start, read_coming_days
from planner.locales.locale import Locale
from planner.locales.words import NoReadingError, TwoReadingsError
from planner.locales.writing import write_day
from planner.typed.refusal import option_prefix, refusal, two_readings

_BETWEEN = re.compile(r"\s*(?:[,;&+]|\band\b|\bund\b)\s*(?=\S)")
_BARE = re.compile(r"\d{1,2}(?:st|nd|rd|th|\.)?")  # a day without its month
_LEAD = re.compile(
    r"(?:(?:i'?m |i am |on |out of (?:the )?)?(?:off|out|away|closed|holidays?|vacation|leave|office|ooo)\b)?[:,]?\s*"
    r"(?:on |from )?",
    re.IGNORECASE,
)
_LONGEST = 3  # pieces of one range: "Dec 24, 2026 - Jan 2, 2027"
_LABEL = re.compile(r"[^\W\d_][^\W\d_'’.&-]*")
_NO_LABEL = frozenset((  # words that change which days are meant
    "not", "no", "except", "but", "without", "half", "morning", "mornings", "afternoon", "afternoons", "evening", "am",
    "pm", "noon", "every", "each", "first", "second", "third", "last", "next", "this", "end", "start", "beginning",
    "early", "mid", "late", "middle", "around", "about", "maybe", "perhaps", "probably", "to", "until", "till", "til",
    "through", "thru", "bis", "of", "in", "after", "before", "by", "since", "wc", "work", "working", "back", "today",
    "tomorrow", "yesterday", "weekend", "weekends", "daily", "two", "three", "four", "five",
))  # fmt: skip
_MOST_LABELS = 6  # words before the days, and behind them


class DaysOff(NamedTuple):
    """Days off in a row."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"


def read_days_off(option: str, text: str, today: date, locale: Locale) -> tuple[DaysOff, ...]:
    """The days off given to an option ("" in an answer), in their order.

    Raises UsageError if a part is none, TwoReadings if it may be two.
    """
    pieces, before = _with_months(_pieces(text), locale), option_prefix(option)
    found: list[DaysOff] = []
    labels: list[str] = []
    at = 0
    while at < len(pieces):
        if _is_label(pieces[at].split(), locale):
            labels.append(pieces[at])
            at += 1
            continue
        for length in range(min(_LONGEST, len(pieces) - at), 0, -1):
            try:
                days = _days_among(", ".join(pieces[at : at + length]), today, locale)
            except TwoReadingsError as two:
                raise two_readings(before, two.text, two) from None
            except ValueError:
                continue
            found.append(DaysOff(days[0], days[-1]))
            at += length
            break
        else:
            raise refusal(option, pieces[at], "days off", f"{before}{days_off_form(locale)}")
    if len(labels) > len(found):  # days that only their name says
        raise refusal(option, labels[-1], "days off", f"{before}{days_off_form(locale)}")
    return tuple(sorted(found))


def _days_among(text: str, today: date, locale: Locale) -> list[date]:
    """The days of a text without the label before or behind them: Christmas, 24 Dec to 2 Jan.

    Raises NoReadingError if there are none, TwoReadingsError if they may be two.
    """
    words = text.split()
    drops = sorted(
        ((front, back) for front in range(_MOST_LABELS + 1) for back in range(_MOST_LABELS + 1)),
        key=lambda drop: (sum(drop), drop),
    )
    for front, back in drops:
        kept = words[front : len(words) - back]
        is_named_week = front > 0 and len(kept) > 2 and kept[0].casefold() == "week"  # ski week 8-12 Feb
        dropped = [*words[:front], *words[len(words) - back :]]
        if not kept or is_named_week or (dropped and not _is_label(dropped, locale)):
            continue
        try:
            return read_coming_days(" ".join(kept), today, locale)
        except TwoReadingsError:
            raise
        except ValueError:
            continue
    raise NoReadingError(text)


def _is_label(words: Sequence[str], locale: Locale) -> bool:
    """True for words that name days off and say no day: New Year's."""
    return bool(words) and all(_names(word, locale) for word in words)


def _names(word: str, locale: Locale) -> bool:
    plain = re.sub(r"['’]s?$", "", word.casefold().strip(" .,:;!"))
    if not plain:
        return True
    if plain in _NO_LABEL or not _LABEL.fullmatch(plain):
        return plain in ("-", "–", "—") and word != plain
    try:
        is_day = weekday_named(plain, locale) is not None or weekday_named(plain.removesuffix("s"), locale) is not None
    except NoReadingError:
        return True
    return not is_day and month_start(plain, date.min.replace(year=2000), locale) is None


def days_off_form(locale: Locale) -> str:
    """An example of days off, as the locale writes days: 24 Dec - 2 Jan."""
    return days_off_text(DaysOff(date(2026, 12, 24), date(2027, 1, 2)), locale, year=False)


def days_off_text(days: DaysOff, locale: Locale, *, year: bool = True) -> str:
    """Days off as `read_days_off` reads them."""
    return " - ".join(write_day(day, locale, year=year) for day in dict.fromkeys(days))


def _pieces(text: str) -> list[str]:
    plain = re.sub(r"[()\[\]:]\s+|[()\[\]]", " ", text).strip(" .!") if any(map(str.isdigit, text)) else text
    found = [_LEAD.sub("", piece.strip(), count=1) for piece in _BETWEEN.split(plain.strip()) if piece.strip(" .")]
    return [piece for piece in found if piece] or [text]


def _with_months(pieces: list[str], locale: Locale) -> list[str]:
    """The pieces, each bare day with the month next to it: Dec 24 and 25; 24, 25 and 26 Dec."""
    found = list(pieces)
    for at, piece in enumerate(pieces):
        if at and _BARE.fullmatch(piece) and (month := _month_in(found[at - 1], locale)):
            found[at] = f"{month} {piece}" if found[at - 1].startswith(month) else f"{piece} {month}"
    for at in range(len(pieces) - 2, -1, -1):
        if _BARE.fullmatch(found[at]) and (month := _month_in(found[at + 1], locale)):
            found[at] = f"{found[at]} {month}"
    return found


def _month_in(piece: str, locale: Locale) -> str:
    """The month's word in a day; "" without one."""
    anyday = date.min.replace(year=2000)
    words = [word for word in piece.split() if word[:1].isalpha()]
    return next((word for word in words if month_start(word.strip("."), anyday, locale) is not None), "")
