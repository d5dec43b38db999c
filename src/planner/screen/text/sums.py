"""Sums in the digits that one would say, which a pocket calculator agrees with.

The factors are always the rounded ones on the screen, and what comes out has two digits.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from planner.core.reasons import Finding, Pursuit
from planner.screen.text.wording import figure, money, short_figure

SMALL = 10  # money an hour, or percent; below it one says more decimals
LONG = 3.0  # hours from which one decimal is enough
SHORT_ROW = 0.15  # hours below which a row needs two


class Sum(NamedTuple):
    """The numbers of payout × chance ≈ won, won over hours ≈ an hour, as written."""

    worth: str
    chance: str
    won: str
    hours: str
    per_hour: str
    less: str = ""  # what colleagues cost of it, and what is left
    left: str = ""


def pursuit_sum(why: Pursuit | Finding, currency: str, decimals: int | None = None) -> Sum:
    """Payout (money) × chance (0..1) over the hours, worked out with the figures shown.

    The costs of colleagues are taken off what is won first. `decimals` are those of the hours. The chance has one more
    digit where an hour's money would miss its first two otherwise.
    """
    worth, chance, hours = why.worth, why.chance, why.hours
    costs = why.costs if isinstance(why, Pursuit) else 0.0
    spent_decimals = hour_decimals(hours) if decimals is None else decimals
    spent, shown, less = round(hours, spent_decimals), round(worth, _cents(worth)), round(costs, _cents(costs))
    true = two_digits((worth * chance - costs) / hours)
    for more in (0, 1):
        factor = round(100 * chance, _percent_decimals(chance) + more) / 100
        won = round(shown * factor, _cents(shown * factor))
        rate = two_digits((won - less) / (spent or hours))
        if rate == true:
            break
    return Sum(
        money(shown, currency, decimals=_cents(worth)),
        _percent(chance, _percent_decimals(chance) + more),
        money(won, currency, decimals=_cents(won)),
        figure(hours, spent_decimals),
        money(rate, currency, decimals=_cents(rate)),
        money(less, currency, decimals=_cents(costs)) if costs else "",
        money(won - less, currency, decimals=_cents(won - less)) if costs else "",
    )


def two_digits(value: float) -> float:
    """`value` rounded to its first two digits."""
    return round(value, 1 - math.floor(math.log10(abs(value)))) if value else 0.0


def hour_decimals(hours: float, rows: Sequence[float] = ()) -> int:
    """Decimals of a number of hours, and of the rows that add up to it."""
    return 1 if hours >= LONG and all(row >= SHORT_ROW for row in rows) else 2


def _cents(amount: float) -> int:
    return 0 if abs(amount) >= SMALL or amount == round(amount) else 2


def _percent_decimals(chance: float) -> int:
    """Decimals of a chance (0..1) in percent: two digits, none from 10% on."""
    percent = 100 * chance
    return 0 if percent >= SMALL or percent <= 0 else min(4, 1 - math.floor(math.log10(percent)))


def chance_and_hours(worth: float, chance: float, hours: float, currency: str) -> tuple[str, str, str]:
    """Payout, chance and hours for one line, with their ratio right to 1%."""
    for chance_digits, hour_digits in sorted(product((0, 1, 2, 3), (1, 2, 3, 4)), key=lambda d: (sum(d), max(d))):
        factor, spent = round(100 * chance, chance_digits) / 100, round(hours, hour_digits)
        if spent and abs(factor / spent - chance / hours) <= 0.01 * chance / hours:
            break
    words = money(worth, currency, short=worth >= 1e7)
    return words, _percent(chance, chance_digits), f"{figure(hours, hour_digits)} h"


def share_sum(amount: float, shares: Sequence[float], currency: str) -> tuple[list[str], str]:
    """The shares (0..1) of `amount` with enough digits for the product, and the product."""
    result = amount
    for share in shares:
        result *= share
    for digits, cents in sorted(product(range(8), (0, 2)), key=lambda d: (sum(d), d[1])):
        shown = round(amount, 2)
        for share in shares:
            shown *= round(100 * share, digits) / 100
        if abs(round(shown, cents) - round(result, cents)) < 0.001 and (cents or result >= 1):
            break
    return [trimmed_percent(share, digits) for share in shares], money(result, currency, decimals=cents)


def gain_sum(amount: float, keeps: float, gain: float, currency: str) -> tuple[str, str, str]:
    """The share kept and the gain (0..1) of `amount` (money), and about what they bring."""
    decimals = _percent_decimals(gain)
    brings = two_digits(round(amount) * keeps * round(100 * gain, decimals) / 100)
    return trimmed_percent(keeps, 4), _percent(gain, decimals), money(brings, currency, decimals=_cents(brings))


def two_digit_percent(chance: float) -> str:
    """A chance (0..1) in percent: whole from 10% on, with two digits below."""
    return _percent(chance, _percent_decimals(chance))


def _percent(chance: float, digits: int) -> str:
    """A factor (0..1) with just these decimals, as it is multiplied."""
    return f"{figure(100 * chance, digits)}%"


def trimmed_percent(share: float, digits: int) -> str:
    """A share (0..1) with at most these decimals: 8%, 7.5%."""
    return f"{short_figure(100 * share, digits)}%"


def step_sum(minutes: int, per_hour: float, makes: float, currency: str) -> tuple[str, str]:
    """Money an hour as the page has it, and what the minutes make: "= $280", or "≈ $281"."""
    cents = _cents(per_hour)
    exact = abs(minutes / 60 * round(per_hour, cents) - round(makes, _cents(makes))) <= 0.5 * 10 ** -_cents(makes)
    sign = "=" if exact else "≈"
    return money(per_hour, currency, decimals=cents), f"{sign} {money(makes, currency, decimals=_cents(makes))}"


def time_sum(makes: float, minutes: int, currency: str) -> tuple[str, str]:
    """Money, and an hour of it: "= $350" where that is exact, else "≈ $450" in two digits."""
    rate = makes * 60 / minutes
    exact = rate == round(rate) and makes == round(makes)
    shown = rate if exact else two_digits(rate)
    hour = money(shown, currency, decimals=_cents(shown))
    return money(makes, currency), f"{'=' if exact else '≈'} {hour}"
