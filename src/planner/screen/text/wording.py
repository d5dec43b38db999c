"""Money, lengths, chances and days as a rep would say them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from planner.locales.locale import locale_in_use
from planner.locales.writing import MONTHS as MONTHS
from planner.locales.writing import WEEKDAYS as WEEKDAYS
from planner.locales.writing import write_clock, write_day, write_figure, write_minutes, write_money


def money(amount: float, currency: str, *, decimals: int = 0, short: bool = False) -> str:
    """`amount` with its currency: $1,870, CHF 1,870; `short`: $128k, $2.5M from 100,000 on."""
    return write_money(amount, currency, locale_in_use(), decimals=decimals, short=short)


def figure(value: float, decimals: int = 0) -> str:
    """A number without a mark between thousands: 2.5, 1250."""
    return f"{value:.{decimals}f}".replace(".", locale_in_use().decimal)


def short_figure(value: float, decimals: int = 1) -> str:
    """A number without a fraction of zero: 2.5, 3."""
    text = f"{value:.{decimals}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", locale_in_use().decimal)


def signed_figure(value: float, decimals: int = 0) -> str:
    """A change: +6.3, -1,250."""
    return ("-" if value < 0 else "+") + write_figure(abs(value), locale_in_use(), decimals)


YEARS = range(1900, 2101)  # whole numbers that are read as years


def own_figure(value: float) -> str:
    """A number of the rep's own with all its digits: 1,250.75."""
    if not -1e9 < value < 1e9:
        return large_figure(value)
    return write_figure(value, locale_in_use(), len(f"{value:.10f}".rstrip("0").partition(".")[2]))


def own_value(value: bool | float | str) -> str:
    """A value of the rep's own: a year as it is, another number with all its digits."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    return str(int(value)) if value in YEARS else own_figure(value)


def large_figure(value: float) -> str:
    """A whole number with a mark between thousands: 1,250."""
    return write_figure(value, locale_in_use())


def signed_money(amount: float, currency: str) -> str:
    """A change: +$412, -$90."""
    return ("+" if amount > 0 else "") + money(amount, currency, short=True)


def per_hour(amount: float, currency: str) -> str:
    """Money an hour, for a column: $412/h."""
    return money(amount, currency, short=True) + "/h"


def length(minutes: float) -> str:
    """Minutes as 45m, 2h, 1h30."""
    return write_minutes(minutes)


def percent(chance: float) -> str:
    """A chance (0..1) as 62%; never rounded to none or to certainty: <1%, >99%."""
    if 0 < chance < 0.01:
        return "<1%"
    return ">99%" if 0.99 < chance < 1 else f"{100 * chance:.0f}%"


def spoken_chance(chance: float | None) -> str:
    """A chance (0..1) as one would say it: to 5 points from 10% to 90%; "" for None."""
    if chance is None:
        return ""
    points = 100 * chance
    if 0 < points < 1:
        return "<1%"
    if 99 < points < 100:
        return ">99%"
    return f"{5 * round(points / 5) if 10 <= points <= 90 else round(points)}%"


def counted(number: float, one: str, many: str | None = None) -> str:
    """1 day, 2 days, 2.5 days."""
    shown = short_figure(number)
    return f"{shown} {one if shown == '1' else many or one + 's'}"


def ordinal(number: int) -> str:
    """first ... tenth, then 11th."""
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    if 1 <= number <= len(words):
        return words[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def clock(time: datetime) -> str:
    """The time of day: 09:05."""
    return minute_clock(time.hour * 60 + time.minute)


def minute_clock(minute: int) -> str:
    """A minute of the day as its time: 09:05."""
    return write_clock(minute, locale_in_use())


def clock_cells() -> int:
    """The cells of a column of times."""
    return len("12:00am") if locale_in_use().twelve_hours else len("00:00")


def clock_cell(time: datetime) -> str:
    """The time of day for a column."""
    return clock(time).rjust(clock_cells())


def day(when: date, today: date | None = None) -> str:
    """12 Nov, with the year unless it is that of `today`."""
    return write_day(when, locale_in_use(), year=today is None or when.year != today.year)


def weekday(when: date) -> str:
    """Mon."""
    return WEEKDAYS[when.weekday()][:3]


def full_day(when: date) -> str:
    """Mon 23 Nov 2026."""
    return f"{weekday(when)} {day(when)}"


def coming_day(when: date, today: date) -> str:
    """A future day after a preposition: today, tomorrow, Thursday, 4 Dec."""
    if when == today:
        return "today"
    if when == today + timedelta(days=1):
        return "tomorrow"
    return WEEKDAYS[when.weekday()] if today < when < today + timedelta(days=7) else day(when, today)


def next_day(when: date, today: date) -> str:
    """A future day: today, tomorrow, on Thursday, on 4 Dec."""
    near = when in (today, today + timedelta(days=1))
    return coming_day(when, today) if near else f"on {coming_day(when, today)}"


def recent_day(when: date, today: date) -> str:
    """A past day that begins a sentence: Today, Yesterday, Friday, Mon 23 Nov 2026."""
    if when == today:
        return "Today"
    if when == today - timedelta(days=1):
        return "Yesterday"
    return WEEKDAYS[when.weekday()] if today - timedelta(days=7) < when < today else full_day(when)


def first_name(name: str) -> str:
    """The first name of a person; the whole name where it starts with a title."""
    first, _, rest = name.partition(" ")
    return name if rest and first.endswith(".") else first


def typed_day(when: date, today: date) -> str:
    """A future day as a command takes it: tomorrow, thu, 2026-12-04."""
    if when == today + timedelta(days=1):
        return "tomorrow"
    return weekday(when).lower() if today < when < today + timedelta(days=7) else when.isoformat()


def listed(words: list[str]) -> str:
    """a, b and c."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""
