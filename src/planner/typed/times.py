"""Times as people type them: 9:20, 0920, 2pm, "fri 2pm", 2026-11-26T14:00, 14:00-14:45."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.core.days import instant
from planner.core.page.day_changes import Block, clock
from planner.errors import TwoReadings, UsageError
from planner.locales.clock import read_clock, read_range
from planner.locales.dates import Around
from planner.locales.day_time import read_day_and_minute
from planner.locales.locale import PLAIN, Locale
from planner.locales.words import TwoReadingsError
from planner.locales.writing import DAY, write_clock, write_day
from planner.typed.days import option_day
from planner.typed.refusal import option_prefix, refusal, two_readings

LAST_EVENING = timedelta(hours=4)  # back from now; a clock that has run for longer was forgotten


def option_clock(option: str, text: str, day: date, zone: ZoneInfo, locale: Locale = PLAIN) -> datetime:
    """The time of `day` given to an option: 9:20, 0920, 2pm, or of the last Friday: "fri 9:20".

    Raises UsageError if it is none, or one that a clock change skips.
    """
    return _time(option, text, Around(day, locale, past=True), zone)


def option_time(option: str, text: str, today: date, zone: ZoneInfo, locale: Locale = PLAIN) -> datetime:
    """A day and a time given to an option: "fri 2pm", 2026-11-26T14:00, or 14:00 of today.

    Raises UsageError if it is none, or one that a clock change skips.
    """
    return _time(option, text, Around(today, locale), zone)


def option_day_or_time(option: str, text: str, today: date, zone: ZoneInfo, locale: Locale = PLAIN) -> date | datetime:
    """A day given to an option, or a day with a time: fri, "fri 2pm".

    Raises UsageError if it is none.
    """
    try:
        return option_day(option, text, today, locale)
    except TwoReadings:
        raise
    except UsageError as no_day:
        try:
            return option_time(option, text, today, zone, locale)
        except TwoReadings:
            raise
        except UsageError:
            raise no_day from None


def words_and_day(
    words: Sequence[str], least: int, today: date, zone: ZoneInfo, locale: Locale
) -> tuple[str, date | datetime]:
    """The words before a day or a time, and the longest end of all words that is one.

    At least `least` words come before it. Raises UsageError if there is none.
    """
    for at in range(least, len(words)):
        try:
            return " ".join(words[:at]), option_day_or_time("", " ".join(words[at:]), today, zone, locale)
        except TwoReadings:
            raise
        except UsageError:
            continue
    return " ".join(words[:least]), option_day_or_time("", " ".join(words[least:]), today, zone, locale)


def option_past_time(option: str, text: str, now: datetime, zone: ZoneInfo, locale: Locale = PLAIN) -> datetime:
    """The time at which something started.

    9:20, "yesterday 17:00", "fri 9:00" of the last Friday, or a whole date.

    A time alone is today's; yesterday's where it is still to come today and was a few hours ago. Raises UsageError
    if it is none.
    """
    at = option_clock(option, text, now.date(), zone, locale)
    if at > now and is_time_alone(text, locale):
        before = option_clock(option, text, now.date() - timedelta(days=1), zone, locale)
        return before if now - before < LAST_EVENING else at
    return at


def is_time_alone(text: str | None, locale: Locale = PLAIN) -> bool:
    """True if a time was typed without its day, or not at all."""
    if text is None:
        return True
    try:
        read_clock(text, locale)
    except TwoReadingsError:
        return True
    except ValueError:
        return False
    return True


def is_evening_before(start: datetime | None, end: datetime | None, now: datetime) -> bool:
    """True if times without a day are those of the evening before.

    They are if they are still to come today, and either run over midnight or are nearer to now as yesterday's.
    """
    first = start or end
    if first is None or first <= now:
        return False
    over_midnight = start is not None and end is not None and end < start
    last = (end if end is not None and not over_midnight else first) - timedelta(days=1)
    return over_midnight or now - last < first - now


def argument_minute(text: str, locale: Locale = PLAIN) -> int:
    """The minute of the day of a time given as an argument: 10, 10:00, 1000, 2pm.

    Raises UsageError if it is none.
    """
    try:
        return read_clock(text, locale)
    except TwoReadingsError as two:
        raise two_readings("", text, two) from None
    except ValueError:
        raise refusal("", text, "a time", "10:00") from None


def argument_block(text: str, title: str, locale: Locale = PLAIN) -> Block:
    """The part of a day given as an argument: 14:00-14:45, 2-3pm.

    Raises UsageError if it is none.
    """
    try:
        start, end = read_range(text, locale)
    except TwoReadingsError as two:
        raise two_readings("", text, two) from None
    except ValueError:
        raise refusal("", text, "a part of the day", "14:00-14:45") from None
    if end > DAY:
        raise UsageError(f'"{text}" runs past midnight', f"{clock(start)}-24:00")
    return Block(start, end, " ".join(title.split()))


def field_time(field: str, text: str, now: datetime, locale: Locale = PLAIN) -> datetime:
    """The time given to a field: ISO, "now", or a day and a time, "fri 2pm".

    A time alone is today's. The result is in the zone of `now`.

    Raises UsageError if it is none.
    """
    if text.strip().lower() == "now":
        return now.replace(second=0, microsecond=0)
    zone = now.tzinfo
    assert isinstance(zone, ZoneInfo)
    try:
        return _read(text, Around(now.date(), locale, past=field == "came"), zone)
    except TwoReadingsError as two:
        raise two_readings(f"{field}=", text, two) from None
    except _SkippedError as skipped:
        raise UsageError(f"{field}: {skipped}", f"{field}={skipped.at.isoformat(timespec='minutes')[:16]}") from None
    except (ValueError, OverflowError):
        fix = f'{field}="fri 14:00" or {field}={_time_form(locale)}'
        raise refusal("", text, "a day with a time", fix) from None


def _time_form(locale: Locale) -> str:
    """A day with a time, as the locale writes them."""
    if not locale.name:
        return "2026-11-26T14:00"
    return f'"{write_day(date(2026, 11, 26), locale, year=False)} {write_clock(14 * 60, locale)}"'


class _SkippedError(ValueError):
    """A time that a clock change skips; `at` is the one that the clocks show."""

    def __init__(self, minute: int, day: date, at: datetime) -> None:
        super().__init__(f"the clocks skip {clock(minute)} on {day}")
        self.at = at


def _time(option: str, text: str, around: Around, zone: ZoneInfo) -> datetime:
    before = option_prefix(option)
    try:
        return _read(text, around, zone)
    except TwoReadingsError as two:
        raise two_readings(before, text, two) from None
    except _SkippedError as skipped:
        shown = skipped.at.hour * 60 + skipped.at.minute
        what = f"{option}: {skipped}" if option else str(skipped)
        raise UsageError(what, f"{before}{clock(shown)}") from None
    except (ValueError, OverflowError):
        raise refusal(option, text, "a time", f'{before}14:00, "fri 14:00" or {_time_form(around.locale)}') from None


def _read(text: str, around: Around, zone: ZoneInfo) -> datetime:
    """A whole date with a time, or a time with or without its day. ValueError if it is neither."""
    whole = text.strip()
    if len(whole) > len("2026-11-26") and whole[:4].isdigit():
        try:
            typed = datetime.fromisoformat(whole)
            return (typed if typed.tzinfo else typed.replace(tzinfo=zone)).astimezone(UTC).astimezone(zone)
        except ValueError:
            pass
    day, minute = read_day_and_minute(whole, around)
    on = day or around.today
    at = instant(on, minute, zone)
    if at.hour * 60 + at.minute != minute % DAY:
        raise _SkippedError(minute, on, at)
    return at
