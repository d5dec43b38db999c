"""The rule of a recurring task: read from the words of a rep, and written in one way."""

from __future__ import annotations

import calendar
import re

from planner.core.book import WEEKDAYS
from planner.frozen_class import frozen

EXAMPLES = '"mon", "tue, thu", "weekday", "2 weeks", "month", "15th", "last fri"'
_PLACES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}
_PLACE_WORDS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_UNITS = {  # a word -> the unit, and how many of it
    "day": ("day", 1), "d": ("day", 1), "week": ("week", 1), "w": ("week", 1), "wk": ("week", 1),
    "fortnight": ("week", 2), "month": ("month", 1), "mo": ("month", 1), "quarter": ("month", 3),
    "year": ("month", 12), "y": ("month", 12), "yr": ("month", 12),
}  # fmt: skip
_ADVERBS = {
    "daily": "day", "weekly": "week", "fortnightly": "2 week", "monthly": "month", "quarterly": "quarter",
    "yearly": "year", "annually": "year", "annual": "year",
}  # fmt: skip
_COUNTED = re.compile(r"(?:(\d{1,3}|[a-z]+)\s+|(\d{1,3}))?([a-z]+)")
_OF_MONTH = re.compile(r"\s+(?:(?:of|in)\s+)?(?:the|a|each|every|any)\s+month$")
_DAY_OF_MONTH = re.compile(r"(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)(?:\s+day)?")
_OTHER = re.compile(r"(?:other|second|2nd)\s+(.+)")
_MOST = 366  # of days, weeks or months
_LAST_DAY = 31
_EVERY_DAY_OF_WORK = (0, 1, 2, 3, 4)


@frozen
class Recurrence:
    """A rule: weekdays (0 is Monday), maybe only one of a month, or a number of days or months."""

    weekdays: tuple[int, ...] = ()
    place: int = 0  # of the weekday in its month: 1 the first, -1 the last; 0: each week
    days: int = 0
    months: int = 0
    of_month: int = 0  # a day of each month, 1 to 31; the last one where a month is shorter


def recurrence_of(text: str) -> Recurrence | None:
    """The rule that `every` says: "mon", "tue, thu", "2 weeks", "month", "15th", "last fri".

    None for a text that is no rule, or might be two: "biweekly".
    """
    words = " ".join(text.casefold().split())
    while words != (shorter := re.sub(r"^(?:every|each|on|the)\s+", "", words)):
        words = shorter
    words = _ADVERBS.get(words, words)
    if rule := _counted(words):
        return rule
    if words in ("weekday", "weekdays", "workday", "workdays", "working day", "working days"):
        return Recurrence(weekdays=_EVERY_DAY_OF_WORK)
    if rule := _of_month(_OF_MONTH.sub("", words)):
        return rule
    days = [_weekday(word) for word in re.split(r"\s*[,&+]\s*(?:and\s+)?|\s+and\s+", words)]
    known = sorted({day for day in days if day is not None})
    return Recurrence(weekdays=tuple(known)) if known and None not in days else None


def rule_words(rule: Recurrence) -> str:
    """The rule as a file has it, which reads back as the same one."""
    if rule.of_month:
        return "last day" if rule.of_month == _LAST_DAY else _with_ending(rule.of_month)
    if rule.place:
        return f"{_PLACE_WORDS[rule.place]} {WEEKDAYS[rule.weekdays[0]]}"
    if rule.weekdays:
        return "weekday" if rule.weekdays == _EVERY_DAY_OF_WORK else ", ".join(WEEKDAYS[day] for day in rule.weekdays)
    units = (("year", 12), ("quarter", 3), ("month", 1)) if rule.months else (("week", 7), ("day", 1))
    length = rule.months or rule.days
    unit, size = next(each for each in units if not length % each[1] and (each[0] != "quarter" or length == each[1]))
    number = length // size
    return unit if number == 1 else f"{number} {unit}s"


def how_to_say(text: str) -> str:
    """The words that say what a text that is no rule may mean."""
    words = re.sub(r"^every\s+", "", " ".join(text.casefold().split()))
    other = _OTHER.fullmatch(words)
    if other is not None and (day := _weekday(other[1])) is not None:
        return f'every="2 weeks" on={WEEKDAYS[day]}'
    if words.startswith(("bi", "semi", "twice")):
        return 'every="2 weeks", or every="mon, thu" for two days a week'
    return f"one of {EXAMPLES}, as in every=mon; add after_done=yes to count from the day you do it"


def _counted(words: str) -> Recurrence | None:
    """The rule of a number of days, weeks, months, quarters or years."""
    match = _COUNTED.fullmatch(re.sub(r"^other\s+", "2 ", words))
    if match is None:
        return None
    unit = match[3] if match[3] in _UNITS else match[3].removesuffix("s")
    said = match[1] or match[2] or "1"
    number = _NUMBERS.index(said) if said in _NUMBERS[1:] else int(said) if said.isdecimal() else 0
    if unit not in _UNITS or not 1 <= number <= _MOST or (len(unit) == 1 and not (match[1] or match[2])):
        return None
    of, each = _UNITS[unit]
    size = number * each
    return Recurrence(months=size) if of == "month" else Recurrence(days=size * (7 if of == "week" else 1))


def _of_month(words: str) -> Recurrence | None:
    """The rule of one day of each month: the 15th, the last day, the last Friday."""
    if words in ("last day", "end", "month end", "end of month", "month's end"):
        return Recurrence(of_month=_LAST_DAY)
    match = _DAY_OF_MONTH.fullmatch(words)
    if match is not None:
        return Recurrence(of_month=int(match[1])) if 1 <= int(match[1]) <= _LAST_DAY else None
    first, _, rest = words.partition(" ")
    weekday = _weekday(rest)
    return Recurrence(weekdays=(weekday,), place=_PLACES[first]) if first in _PLACES and weekday is not None else None


def _weekday(word: str) -> int | None:
    short = word[:3]
    names = [name.casefold() for name in calendar.day_name]
    known = short in WEEKDAYS and (word == short or word.removesuffix("s") in (*names, "tue", "tues", "wed", "thur"))
    return WEEKDAYS.index(short) if known else None


def _with_ending(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number not in (11, 12, 13) else "th"
    return f"{number}{ending}"
