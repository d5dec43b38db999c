"""Sums with digits enough that they come out when a rep redoes them by hand."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

from planner.screen.wording import money, percent

# decimals of the chance, of the hours and of the money won, those with the fewest first
DIGITS = sorted(product((0, 1, 2, 3, 4), (1, 2, 3, 4), (0, 2)), key=lambda d: (sum(d), d[2], d[0]))


class Sum(NamedTuple):
    """The figures of worth × chance = won, won over hours = an hour, each as it is to be written."""

    worth: str
    chance: str
    won: str
    hours: str
    per_hour: str


def pursuit_sum(worth: float, chance: float, hours: float, currency: str) -> Sum:
    """Worth (money) × chance (0..1) over `hours` (more than 0), with the fewest digits that come out.

    What is multiplied and divided are the rounded figures themselves, so that a pocket calculator agrees
    to the last digit, and what comes out is the true money an hour, rounded.
    """
    worth_cents = 0 if abs(worth - round(worth)) < 0.005 else 2
    shown = round(worth, worth_cents)
    rate = shown * chance / hours
    rate_cents = 0 if rate >= 10 else 2
    for chance_digits, hour_digits, won_cents in DIGITS:
        factor, spent = round(100 * chance, chance_digits) / 100, round(hours, hour_digits)
        won = round(shown * factor, won_cents)
        fair = abs(factor - chance) <= 0.01 * chance and abs(spent - hours) <= 0.02 * hours
        if fair and spent and abs(round(won / spent, rate_cents) - round(rate, rate_cents)) < 0.001:
            break
    return Sum(
        money(shown, currency, decimals=worth_cents),
        percent(chance, chance_digits),
        money(won, currency, decimals=won_cents),
        f"{hours:.{hour_digits}f}",
        money(rate, currency, decimals=rate_cents),
    )


def chance_and_hours(worth: float, chance: float, hours: float, currency: str) -> tuple[str, str, str]:
    """Worth, chance and hours for one line, with digits enough for their ratio to be right to 1 %."""
    for total in range(7):
        for hour_digits in range(1, 5):
            chance_digits = total + 1 - hour_digits
            if not 0 <= chance_digits <= 3:
                continue
            factor, spent = round(100 * chance, chance_digits) / 100, round(hours, hour_digits)
            if spent and abs(factor / spent - chance / hours) <= 0.01 * chance / hours:
                return (
                    money(worth, currency, short=worth >= 1e7),
                    percent(chance, chance_digits),
                    f"{hours:.{hour_digits}f} h",
                )
    return money(worth, currency), percent(chance, 3), f"{hours:.4f} h"
