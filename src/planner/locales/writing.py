"""Times, days, lengths, figures and amounts as the locale writes them."""

from __future__ import annotations

from datetime import date

from planner.locales.locale import PLAIN, Locale, decimals_of

NOON, DAY = 12 * 60, 24 * 60
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}  # known in every country
SHORTENED = 100_000  # from here on thousands and millions are written with a letter
MILLION = 999_500  # from here on an amount rounds to a million, not to 1,000k


def write_clock(minute: int, locale: Locale = PLAIN) -> str:
    """A minute of the day: 09:05, or 9:05am where the clock has twelve hours."""
    hour, rest = divmod(minute, 60)
    if not locale.twelve_hours or minute >= DAY:
        return f"{hour:02}:{rest:02}"
    return f"{(hour + 11) % 12 + 1}:{rest:02}{'am' if hour < 12 else 'pm'}"


def write_day(day: date, locale: Locale, *, year: bool = True) -> str:
    """A day in words: 24 Dec 2026, or Dec 24, 2026 where the month is first."""
    month = MONTHS[day.month - 1]
    if locale.month_first:
        return f"{month} {day.day}" + (f", {day.year}" if year else "")
    return f"{day.day} {month}" + (f" {day.year}" if year else "")


def write_minutes(minutes: float) -> str:
    """Minutes as 45m, 2h, 1h30."""
    hours, rest = divmod(round(minutes), 60)
    if not hours:
        return f"{rest}m"
    return f"{hours}h{rest:02}" if rest else f"{hours}h"


def write_figure(value: float, locale: Locale, decimals: int = 0) -> str:
    """A number with the locale's marks: 1,870, 1.870 or 12,34,567."""
    whole, _, rest = f"{abs(value):,.{decimals}f}".partition(".")
    if locale.lakh:
        head, last = whole.replace(",", "")[:-3], whole.replace(",", "")[-3:]
        pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)]
        whole = ",".join([*reversed(pairs), last])
    sign = "-" if value < 0 and any(digit in "123456789" for digit in whole + rest) else ""
    return sign + whole.replace(",", locale.group) + (locale.decimal + rest if rest else "")


def write_money(amount: float, currency: str, locale: Locale, *, decimals: int = 0, short: bool = False) -> str:
    """An amount with its currency: $1,870, CHF 1,870, 1.870 €.

    `short` writes $128k and $2.5M from 100,000 on, in India ₹1.3L and ₹12.4Cr.
    """
    size, unit = abs(amount), ""
    if short and round(size) >= SHORTENED:
        by, unit, decimals = _short_unit(round(size), locale)
        size /= by
    elif locale.name:
        decimals = min(decimals, decimals_of(currency))
    figure = write_figure(size, locale, decimals) + unit
    minus = "-" if amount < 0 and any(digit in "123456789" for digit in figure) else ""
    sign = SYMBOLS.get(currency) or (locale.sign if currency == locale.home else currency)
    form = locale.money if sign != currency or locale.money != "¤#" else "¤ #"
    return minus + form.replace("¤", sign).replace("#", figure)


def _short_unit(size: float, locale: Locale) -> tuple[float, str, int]:
    """The number and the letter that stand for many digits, and the decimals before them."""
    if locale.lakh:
        return (1e7, "Cr", 1) if size >= 1e7 else (1e5, "L", 1)
    return (1e6, "M", 1) if size >= MILLION else (1e3, "k", 0)
