"""Days as people type them: today, next fri, +2w, 24 Dec, 12/31, 2026-11-24."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planner.locales.dates import Around
from planner.locales.days import month_start, read_coming_days, read_day
from planner.locales.locale import PLAIN, Locale
from planner.locales.words import TwoReadingsError
from planner.locales.writing import write_day
from planner.typed.refusal import option_prefix, refusal, two_readings


def day_form(locale: Locale) -> str:
    """An example of a day, as the locale writes it."""
    day = date(2026, 12, 1)
    return write_day(day, locale, year=False) if locale.name else day.isoformat()


def option_day(option: str, text: str, today: date, locale: Locale = PLAIN) -> date:
    """The day given to an option ("" in an answer to a question).

    Raises UsageError if it is none.
    """
    return _day(option, text, Around(today, locale))


def option_past_day(option: str, text: str, today: date, locale: Locale = PLAIN) -> date:
    """As `option_day` for a day that was: a weekday is the last one, including today's own."""
    return _day(option, text, Around(today, locale, past=True))


def field_day(field: str, text: str, today: date, locale: Locale = PLAIN) -> date:
    """The day given to a field, a past one where the field is about the past.

    A month is its first day.

    Raises UsageError if it is none.
    """
    try:
        return read_day(text, today, locale, past=field in PAST)
    except TwoReadingsError as two:
        raise two_readings(f"{field}=", text, two) from None
    except ValueError:
        first = month_start(text, today, locale, past=field in PAST)
        if first is not None:
            return first
        raise refusal("", text, "a day", _field_forms(field, locale)) from None


def _field_forms(field: str, locale: Locale) -> str:
    example = day_form(locale)
    shown = f'"{example}"' if " " in example else example
    return f"{field}=fri, {field}=+3 or {field}={shown}"


_GO_ON = ("-", "–", "—", "..", "to", "until", "till", "through")  # between the days of a range


def words_of_days(words: Sequence[str], today: date, locale: Locale = PLAIN) -> tuple[list[date], str]:
    """The days from today on that the words begin with, and the words after them.

    Mon-wed, 24 dec - 2 jan; no days if no beginning is any, or a range has no last day. Raises TwoReadings if it may
    be two.
    """
    for length in range(len(words), 0, -1):
        text = " ".join(words[:length])
        try:
            days = read_coming_days(text, today, locale)
            is_open = words[length:] and words[length].lower() in _GO_ON
            return ([], " ".join(words)) if is_open else (days, " ".join(words[length:]))
        except TwoReadingsError as two:
            raise two_readings("", text, two) from None
        except ValueError:
            continue
    return [], " ".join(words)


PAST = frozenset(("created", "since", "last_try", "last_touch", "won_on", "lost_on", "checked"))


def _day(option: str, text: str, around: Around) -> date:
    before = option_prefix(option)
    try:
        return read_day(text, around.today, around.locale, past=around.past)
    except TwoReadingsError as two:
        raise two_readings(before, text, two) from None
    except ValueError:
        forms = f"today, tomorrow, fri, +3 or {day_form(around.locale)}"
        raise refusal(option, text, "a day", f"{before}{forms}") from None
