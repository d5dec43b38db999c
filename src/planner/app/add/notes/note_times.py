"""Times in a note: a day or a time of the clock wherever it stands, or a time of the year."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from planner.app.add.next_step import FoundDay, day_among, day_or_time, is_tom, plain_day, without_end
from planner.core.book import Book
from planner.core.days import WorkingDays
from planner.errors import TwoReadings, UsageError
from planner.locales.locale import Locale, locale_in
from planner.locales.words import NoReadingError, fold, number_named
from planner.typed.days import option_past_day

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # their first months
PARTS = {"early": 5, "beginning": 5, "start": 5, "mid": 15, "middle": 15, "late": 25, "end": 25}  # their usual days
_QUARTER = re.compile(r"q([1-4])")
_SINCE = re.compile(  # a day that was, however it may be read alone
    r"\bsince (?:(?:last|about|around|the) )*"
    r"(?:\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?|\d{1,2}(?:st|nd|rd|th)?\.? [a-z]+|\d{1,2}(?:st|nd|rd|th)?\b"
    r"|[a-z]+ \d{1,2}\b|[a-z]+)"
    r"|\blast (?:mon|tue|wed|thu|fri|sat|sun|week|month|night)[a-z]*\b",
    re.IGNORECASE,
)
_WEEK = re.compile(  # all of it, with no day in it
    r"\b(?:by |in |the )*(?:w/[cob]|wk of|week (?:of|commencing|beginning|starting))\s+(?:the )?(?=\S)"
    r"|\b(?:by |later |some ?time |the end of )?this (?:week|wk)\b",
    re.IGNORECASE,
)
_THIS = re.compile(  # a time that has begun, of which the end is meant
    r"\b(?:(?:by|in|during|before|within|some ?time) )?(?:the end of )?this (?P<what>month|quarter|year)\b",
    re.IGNORECASE,
)
_ENDS_OF = {"month": "by eom", "quarter": "by eoq", "year": "by eoy"}
_HOLIDAYS = ("holidays", "christmas", "xmas")  # over once the new year has begun
_FRIDAY = 4  # days after the first of a week
_LED = (
    "in", "until", "till", "thru", "by", "before", "after", "from", "since", "during", "this", "next", "last", "for",
    "of",
)  # fmt: skip
_TO_COME = ("until", "till", "thru", "by", "before", "next", "from", "for")  # lead to a time to come, however far it is
NEAR = 240  # days; a month that is further away, without such a word, is the one that was
_NAMES_TOO = ("march", "april", "may", "june", "august", "jan", "mar", "jun", "fall")  # words or people as well
_MARKS = ",;:()!?."
_BETWEEN = ("of", "the", "about", "around", "sometime", "only")  # before a time, beyond its meaning


class NoteContext(NamedTuple):
    """The book, the time (aware, in the rep's zone), and the days on which the rep works."""

    book: Book
    now: datetime
    working: WorkingDays
    stage: str = ""  # of the deal, where it is known

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def locale(self) -> Locale:
        """The locale of the book."""
        return locale_in(self.book)


class YearTime(NamedTuple):
    """A month, a part of one, a quarter or a season: its first, usual and last day."""

    first: date
    usual: date
    last: date


class NoteTime(NamedTuple):
    """A time in a note, with the word that leads to it and the words around it."""

    when: date | datetime | YearTime
    led_by: str  # "by", "until", "since"; "" without one
    left: str
    is_week: bool = False  # that was said as one, of which the day is the Friday


def coming_time(text: str, about: NoteContext) -> NoteTime | None:
    """The day, time or period to come in a text; None if there is none.

    Raises TwoReadings if it may be two.
    """
    text = _THIS.sub(lambda found: _ENDS_OF[found["what"].lower()], _SINCE.sub("", text))
    week = _WEEK.search(text)
    if week is not None:
        return _week_in(text, week, about)
    words = text.split()
    found = day_among(words, lambda some: _coming(some, about))
    return _said(words, found) if found is not None else _period_in(words, about, past=False)


def _week_in(text: str, week: re.Match[str], about: NoteContext) -> NoteTime | None:
    """The Friday of the week that a text names by a day of it, or of this week."""
    is_this = "this" in week[0].lower()
    day = "today" if is_this else text[week.end() :]
    found = day_among(day.split(), lambda words: _coming(words, about))
    if found is None:
        return None
    monday = _day(found.when) - timedelta(days=_day(found.when).weekday())
    after = text[week.end() :].split() if is_this else [*day.split()[: found.first], *day.split()[found.last :]]
    left = " ".join([*without_end(text[: week.start()].split()), *after])
    return NoteTime(max(monday + timedelta(days=_FRIDAY), about.today), "by", left.strip(" ,;:-–—"), is_week=True)


def coming_day(text: str, about: NoteContext) -> NoteTime | None:
    """The time to come in a text, as `coming_time`, but None for a day that is over.

    Raises TwoReadings if it may be two.
    """
    time = coming_time(text, about)
    return time if time is not None and last_day(time.when) >= about.today else None


def _coming(words: Sequence[str], about: NoteContext) -> date | datetime | None:
    """The day or time to come that words are; 20 Nov in late November is none."""
    try:
        return day_or_time(words, about.now, about.locale)
    except TwoReadings as two:
        days = [found for found in (_iso_day(text) for text, _ in two.choices) if found is not None]
        if len(days) == 2 and min(days) < about.today and (max(days) - about.today).days > NEAR:
            return None
        if words[0].lower() == "on" and all(":" in text and len(text) == len("04:00") for text, _ in two.choices):
            return None  # wants pricing on 4 monitors
        raise


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def past_time(text: str, about: NoteContext) -> NoteTime | None:
    """The day or period that was, in a text; None if there is none.

    Raises TwoReadings if it may be two.
    """
    words = text.split()
    period = _period_in(words, about, past=True)
    found = day_among(words, lambda some: _past_day(some, about)) if period is None or _has_digit(words) else None
    return _said(words, found) if found is not None else period


def first_day(when: date | datetime | YearTime, about: NoteContext) -> date:
    """The first working day of a day or period to come."""
    first = when.first if isinstance(when, YearTime) else _day(when)
    if isinstance(when, YearTime) and (first.month, first.day) == (1, 1):
        first += timedelta(days=1)  # New Year's Day, a holiday where the book names no country too
    return about.working.first_from(first)


def last_day(when: date | datetime | YearTime) -> date:
    """The last day of a period, or the day itself."""
    return when.last if isinstance(when, YearTime) else _day(when)


def usual_day(when: date | datetime | YearTime, about: NoteContext) -> date:
    """The day in a period that was which stands for it, today at the latest, or the day itself."""
    return min(when.usual, about.today) if isinstance(when, YearTime) else _day(when)


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


def _has_digit(words: Sequence[str]) -> bool:
    return any(sign.isdigit() for word in words for sign in word)


def _past_day(words: Sequence[str], about: NoteContext) -> date | None:
    plain = plain_day(words)
    if plain is None or plain.isdigit() or is_tom(words):
        return None
    try:
        day = option_past_day("", plain, about.today, about.locale)
    except TwoReadings as two:
        raise TwoReadings(two.what, two.fix, " ".join(words), two.choices) from None
    except UsageError:
        return None
    return day


def _said(words: Sequence[str], found: FoundDay) -> NoteTime:
    lead = [word.lower().strip(_MARKS) for word in words[: found.last]]
    at = found.first
    while at + 1 < found.last and lead[at] in ("on", "the", "at"):
        at += 1
    while at and lead[at] not in _LED and lead[at - 1] in _BETWEEN:
        at -= 1
    led_by = lead[at] if lead[at] in (*_LED, "due") else lead[at - 1] if at else ""
    left = [*without_end(words[: found.first]), *words[found.last :]]
    return NoteTime(found.when, led_by, " ".join(left).strip(" ,;:-–—"))


def _period_in(words: Sequence[str], about: NoteContext, *, past: bool) -> NoteTime | None:
    """The first time of the year among the words, with the part of it that is said."""
    plain = [fold(word).strip(_MARKS) for word in words]
    for at, word in enumerate(plain):
        part, first = _part_before(plain, at)
        if word.startswith("mid-"):
            part, name = "mid", word[len("mid-") :]
        else:
            name = word
        led_by = plain[first - 1] if first else ""
        is_led = first < at or led_by in _LED or len(plain) == 1
        period = _year_time(name, part, about, past=past) if is_led or name not in _NAMES_TOO else None
        was = not past and period is not None and led_by not in _TO_COME and (period.first - about.today).days > NEAR
        if period is not None and not was and _period_is_said(plain, at, name):
            left = [*without_end([*words[:first]]), *words[at + 1 :]]
            return NoteTime(period, led_by, " ".join(left).strip(" ,;:-–—"))
    return None


def _period_is_said(plain: Sequence[str], at: int, word: str) -> bool:
    """False for a month that belongs to a day, and for a new thing that is no year."""
    return word != "year" or (at > 0 and plain[at - 1] == "new")


def _part_before(plain: Sequence[str], at: int) -> tuple[str, int]:
    """The part of a month said before it, and the place at which that begins: mid, the end of."""
    first = at
    while first and plain[first - 1] in ("of", "the", "new", "next", "this", "last"):
        first -= 1
    if first and plain[first - 1] in PARTS:
        part = plain[first - 1]
        first -= 2 if first > 1 and plain[first - 2] == "the" else 1
        return part, first
    while first < at and plain[first] == "of":
        first += 1
    return "", first


def _year_time(word: str, part: str, about: NoteContext, *, past: bool) -> YearTime | None:
    """The last or the next month, quarter or season of that name."""
    today, locale, quarter = about.today, about.locale, _QUARTER.fullmatch(word)
    if word in _HOLIDAYS:
        new_year = date(today.year + (today.month > 1 or today.day > 1), 1, 1)
        return YearTime(new_year - timedelta(days=8), new_year - timedelta(days=7), new_year)
    if word == "year":
        return _month_part(date(today.year + 1, 1, 1), "")
    if quarter or word in SEASONS:
        month = 3 * int(quarter[1]) - 2 if quarter else SEASONS[word]
        years = range(today.year + 1, today.year - 3, -1) if past else range(today.year - 1, today.year + 3)
        found = (_three_months(date(year, month, 1)) for year in years)
        return next(each for each in found if (each.usual <= today if past else each.first > today))
    try:
        number = number_named(word, locale.words.months, locale.english.months) if word.isalpha() else None
    except NoReadingError:
        number = None
    if number is None:
        return None
    years = range(today.year, today.year - 2, -1) if past else range(today.year, today.year + 2)
    months = (_month_part(date(year, number, 1), part) for year in years)
    return next((each for each in months if (each.first <= today if past else each.first >= today)), None)


def _month_part(first: date, part: str) -> YearTime:
    last = first.replace(day=monthrange(first.year, first.month)[1])
    if not part:
        return YearTime(first, first.replace(day=15), last)
    usual = first.replace(day=PARTS[part])
    start = first if PARTS[part] == PARTS["early"] else usual
    days = 5 if PARTS[part] == PARTS["mid"] else 9  # from the first to the last
    return YearTime(start, usual, min(last, start + timedelta(days=days)))


def _three_months(first: date) -> YearTime:
    after = date(first.year + (first.month + 2) // 12, (first.month + 2) % 12 + 1, 1)
    middle = first + timedelta(days=45)
    return YearTime(first, middle.replace(day=15), after - timedelta(days=1))
