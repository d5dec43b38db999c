"""Days and times as a person types them after an option."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.app.settings import YEARS
from planner.errors import UsageError

LAST_EVENING = timedelta(hours=4)  # back from now; a clock that has run for longer was forgotten


def day_named(text: str, today: date) -> date:
    """A day as a person types it: today, tomorrow, yesterday, a weekday (the next one), +3, or 2026-11-24.

    Raises ValueError for anything else.
    """
    day = _day_of_word(text.strip().lower(), today)
    if day.year not in YEARS:
        raise ValueError(f"{day} is no day of a book")
    return day


def _day_of_word(word: str, today: date) -> date:
    near = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if word in near:
        return today + timedelta(days=near[word])
    weekdays = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for number, weekday in enumerate(weekdays):
        if len(word) >= 3 and weekday.startswith(word):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if word[:1] in "+-" and word[1:].isdigit() and len(word) < 6:
        return today + timedelta(days=int(word))
    return date.fromisoformat(word)


def told_day(option: str, text: str, today: date) -> date:
    """The day that an option names; a UsageError where it names none."""
    try:
        return day_named(text, today)
    except (ValueError, OverflowError):
        raise UsageError(f"{option} names no day: “{text}”", "today, tomorrow, fri, +3 or 2026-11-24") from None


def told_past_day(option: str, text: str, today: date) -> date:
    """The day of something that was done: as `told_day`, but a weekday is the last one, today's own included."""
    day = told_day(option, text, today)
    word = text.strip().lower()
    weekday = word.isalpha() and word not in ("today", "tomorrow", "yesterday")
    return day - timedelta(days=7) if weekday else day


def told_past_moment(option: str, text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which something began: 9:20, "yesterday 17:00", "fri 9:00" of the last Friday, or a whole date.

    A time alone is today's; yesterday's where it is still to come today and was a few hours ago. A UsageError where it
    is none.
    """
    day, blank, time = text.strip().replace("@", " ").rpartition(" ")
    if blank:
        on = told_past_day(option, day, now.date())
        return told_clock(option, time, on, zone)
    told = told_clock(option, time, now.date(), zone)
    if told > now and is_bare(time):
        before = told_clock(option, time, now.date() - timedelta(days=1), zone)
        return before if now - before < LAST_EVENING else told
    return told


def is_bare(text: str | None) -> bool:
    """Whether a time was told without its day."""
    return text is None or len(text.strip()) <= len("00:00")


def evening_before(start: datetime | None, end: datetime | None, now: datetime) -> bool:
    """Whether times told without a day are those of the evening before: they are still to come today, and either run
    over midnight or are nearer to now as yesterday's."""
    first = start or end
    if first is None or first <= now:
        return False
    over_midnight = start is not None and end is not None and end < start
    last = (end if end is not None and not over_midnight else first) - timedelta(days=1)
    return over_midnight or now - last < first - now


def told_clock(option: str, text: str, day: date, zone: ZoneInfo) -> datetime:
    """The moment of `day` that an option names: 9:20, 0920, or a whole date with a time.

    A UsageError where it is none, or one that a clock change skips.
    """
    from planner.core.page.day_changes import clock_read

    try:
        minute = clock_read(text)
    except ValueError:
        return _whole(option, text, zone)
    return _shown(option, day, minute, zone)


def told_moment(option: str, text: str, today: date, zone: ZoneInfo) -> datetime:
    """A day and a time: "fri 14:00", 2026-11-26T14:00, or 14:00 of today.

    A UsageError where it is none, or one that a clock change skips.
    """
    from planner.core.page.day_changes import clock_read

    day, _, time = text.strip().replace("@", " ").rpartition(" ")
    try:
        on, minute = day_named(day, today) if day.strip() else today, clock_read(time)
    except (ValueError, OverflowError):
        return _whole(option, text, zone)
    try:
        return _shown(option, on, minute, zone)
    except OverflowError:
        return _whole(option, text, zone)


def _shown(option: str, day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The moment when the clocks of `zone` show that minute of the day."""
    from planner.core.days import instant

    moment = instant(day, minute, zone)
    shown = moment.hour * 60 + moment.minute
    skipped = shown - minute % 1440
    if skipped:
        told = f"{minute // 60:02}:{minute % 60:02}"
        raise UsageError(
            f"{option}: there is no {told} on {day}, the clocks go forward by {skipped} minutes then",
            f"{shown // 60:02}:{shown % 60:02} may be what is meant",
        )
    return moment


def told_minutes(minutes: int | None) -> int | None:
    """The minutes that were told, if they were; a UsageError where nothing takes so long."""
    if minutes is not None and minutes < 0:
        raise UsageError(f"--minutes {minutes}: nothing takes less than no time", "from 0 to 1440")
    if minutes is not None and minutes > 24 * 60:
        raise UsageError(f"--minutes {minutes}: nothing takes so long", "from 0 to 1440")
    return minutes


def _whole(option: str, text: str, zone: ZoneInfo) -> datetime:
    text = text.strip()
    try:
        if len(text) <= 10:
            raise ValueError("a day without a time")
        told = datetime.fromisoformat(text)
        return (told if told.tzinfo else told.replace(tzinfo=zone)).astimezone(UTC).astimezone(zone)
    except (ValueError, OverflowError):
        raise UsageError(
            f"{option} names no time: “{text}”", 'write it as 14:00, "fri 14:00" or 2026-11-26T14:00'
        ) from None
