"""Money, lengths, chances and days as a rep would say them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def money(amount: float, currency: str, *, decimals: int = 0, short: bool = False) -> str:
    """`amount` with its currency: $1,870, CHF 1,870; `short`: $128k, $12.4M from 100,000 on."""
    size = abs(amount)
    if short and round(size) >= 10_000_000:
        figure = f"{size / 1e6:,.1f}M"
    elif short and round(size) >= 100_000:
        figure = f"{size / 1e3:,.0f}k"
    else:
        figure = f"{size:,.{decimals}f}"
    sign = "-" if amount < 0 and any(digit in "123456789" for digit in figure) else ""
    symbol = SYMBOLS.get(currency)
    return f"{sign}{symbol}{figure}" if symbol else f"{sign}{currency} {figure}"


def per_hour(amount: float, currency: str) -> str:
    """Money an hour, for a column: $412/h."""
    return money(amount, currency, short=True) + "/h"


def length(minutes: float) -> str:
    """Minutes as 45m, 2h, 1h30."""
    hours, rest = divmod(round(minutes), 60)
    if not hours:
        return f"{rest}m"
    return f"{hours}h{rest:02}" if rest else f"{hours}h"


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
    figure = f"{number:.1f}".removesuffix(".0")
    return f"{figure} {one if figure == '1' else many or one + 's'}"


def ordinal(number: int) -> str:
    """first ... tenth, then 11th."""
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    if 1 <= number <= len(words):
        return words[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def clock(time: datetime) -> str:
    """The time of day: 09:05."""
    return f"{time.hour:02}:{time.minute:02}"


def day(when: date, today: date | None = None) -> str:
    """12 Nov, with the year unless it is that of `today`."""
    text = f"{when.day} {MONTHS[when.month - 1]}"
    return text if today is not None and when.year == today.year else f"{text} {when.year}"


def weekday(when: date) -> str:
    """Mon."""
    return WEEKDAYS[when.weekday()][:3]


def full_day(when: date) -> str:
    """Mon 23 Nov 2026."""
    return f"{weekday(when)} {day(when)}"


def next_day(when: date, today: date) -> str:
    """A future day: today, tomorrow, on Thursday, on 4 Dec."""
    if when == today:
        return "today"
    if when == today + timedelta(days=1):
        return "tomorrow"
    if today < when < today + timedelta(days=7):
        return f"on {WEEKDAYS[when.weekday()]}"
    return f"on {day(when, today)}"


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
