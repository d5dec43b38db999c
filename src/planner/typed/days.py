"""Days as people type them: today, tomorrow, fri, +3, 2026-11-24.

And the date or time of --now.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner.errors import UsageError

YEARS = range(1900, 3000)  # of a day of the book; a year before and after can still be looked at
FORMS = "today, tomorrow, fri, +3 or 2026-12-01"
MORNING = time(7)  # of a date alone, where a time is meant
_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read_day(text: str, today: date) -> date:
    """The day of a word.

    Today, tomorrow, yesterday, the next weekday of a name, +3 or -3 days, or an ISO date.

    Raises ValueError or OverflowError for anything else.
    """
    day = _day_of_word(text.strip().lower(), today)
    if day.year not in YEARS:
        raise ValueError(f"{day} is no day of a book")
    return day


def option_day(option: str, text: str, today: date) -> date:
    """The day given to an option ("" in an answer to a question).

    Raises UsageError if it is none.
    """
    try:
        return read_day(text, today)
    except (ValueError, OverflowError):
        raise UsageError(unreadable(option, text, "a day"), f"{option} {FORMS}".strip()) from None


def option_past_day(option: str, text: str, today: date) -> date:
    """As `option_day` for a day that was: a weekday is the last one, including today's own."""
    day = option_day(option, text, today)
    word = text.strip().lower()
    weekday = word.isalpha() and word not in _NEAR
    return day - timedelta(days=7) if weekday else day


def option_now(option: str, text: str, zone: ZoneInfo) -> datetime:
    """The time that the program takes for now.

    A date with a time, in `zone` where it has no offset, or a date alone.

    Raises UsageError if it is none.
    """
    try:
        now = _date_or_time(text.strip())
        if now.year not in YEARS:
            raise ValueError("a year no book is kept in")
        # By way of UTC: a time that the change to summer time skips becomes the one that the clocks show.
        return (now if now.tzinfo else now.replace(tzinfo=zone)).astimezone(UTC).astimezone(zone)
    except (ValueError, OverflowError):
        fix = f"{option} 2026-11-23T07:00 or {option} 2026-11-23"
        raise UsageError(unreadable(option, text, "a date or a time"), fix) from None


def field_day(field: str, text: str, today: date) -> date:
    """The day given to a field. Raises UsageError if it is none."""
    try:
        return read_day(text, today)
    except (ValueError, OverflowError):
        raise UsageError(unreadable("", text, "a day"), f"{field}=fri, {field}=+3 or {field}=2026-12-01") from None


def unreadable(option: str, text: str, kind: str) -> str:
    """The message that `text` can't be read as `kind`, with the option that it was given to."""
    return f'{option}: can\'t read "{text}" as {kind}' if option else f'can\'t read "{text}" as {kind}'


def _day_of_word(word: str, today: date) -> date:
    if word in _NEAR:
        return today + timedelta(days=_NEAR[word])
    for number, weekday in enumerate(_WEEKDAYS):
        if len(word) >= 3 and weekday.startswith(word):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if word[:1] in "+-" and word[1:].isdigit() and len(word) < 6:
        return today + timedelta(days=int(word))
    return date.fromisoformat(word)


def _date_or_time(text: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(text), MORNING)
    except ValueError:
        return datetime.fromisoformat(text)
