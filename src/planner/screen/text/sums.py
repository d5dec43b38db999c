"""Sums with enough digits that a rep can redo them by hand.

The factors are always the rounded ones on the screen, so that a pocket calculator agrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from planner.screen.text.wording import figure, length, money, short_figure

if TYPE_CHECKING:
    from planner.core.why.explanation import StageToCome

# decimals of chance, hours, money won and payout; the fewest first
DIGITS = sorted(product(range(8), range(1, 8), (0, 2, 3, 4), (0, 2)), key=lambda d: (sum(d), d[3], d[2], d[0]))
SMALL = 10  # money an hour; cents are shown below it


class Sum(NamedTuple):
    """The numbers of payout × chance = won, won over hours = an hour, as written."""

    worth: str
    chance: str
    won: str
    hours: str
    per_hour: str
    less: str = ""  # what colleagues cost of it, and what is left
    left: str = ""


def pursuit_sum(worth: float, chance: float, hours: float, currency: str, costs: float = 0.0) -> Sum:
    """Payout (money) × chance (0..1) over `hours` (above 0), with the fewest digits that work.

    `costs` (money) of colleagues are taken off what is won first. What comes out is the true money an hour, rounded to
    the whole unit (to cents where it is small).
    """
    rate = (worth * chance - costs) / hours
    less = round(costs, 0 if costs >= SMALL else 2)
    rate_cents = 0 if rate >= SMALL else 2
    for digits in DIGITS:
        chance_digits, hour_digits, won_cents, worth_cents = digits
        shown, spent = round(worth, worth_cents), round(hours, hour_digits)
        factor = round(100 * chance, chance_digits) / 100
        won = round(shown * factor, won_cents)
        fair = abs(factor - chance) <= 0.01 * chance and abs(spent - hours) <= 0.02 * hours
        if fair and spent and abs(round((won - less) / spent, rate_cents) - round(rate, rate_cents)) < 0.001:
            break
    return Sum(
        money(shown, currency, decimals=worth_cents),
        _percent(chance, chance_digits),
        money(won, currency, decimals=won_cents),
        figure(hours, hour_digits),
        money(rate, currency, decimals=rate_cents),
        money(less, currency, decimals=0 if costs >= SMALL else 2) if costs else "",
        money(won - less, currency, decimals=won_cents) if costs else "",
    )


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


def _percent(chance: float, digits: int) -> str:
    """A factor (0..1) with just these decimals, as it is multiplied."""
    return f"{figure(100 * chance, digits)}%"


def trimmed_percent(share: float, digits: int) -> str:
    """A share (0..1) with at most these decimals: 8%, 7.5%."""
    return f"{short_figure(100 * share, digits)}%"


def step_sum(minutes: int, per_hour: float, makes: float, currency: str) -> tuple[str, str]:
    """Money an hour, with cents if minutes × it misses `makes` otherwise; and `makes`."""
    decimals = 0 if abs(minutes / 60 * round(per_hour) - round(makes)) < 0.5 and per_hour >= SMALL else 2
    return money(per_hour, currency, decimals=decimals), money(makes, currency)


class StageHours(NamedTuple):
    """The numbers of one stage's reach × tries × time = hours, as written."""

    title: str
    reach: str
    tries: str
    each: str
    hours: str


def hours_by_stage(stages: Sequence[StageToCome], at_least: int) -> list[StageHours]:
    """Reach × tries × time = hours for each stage, with at least `at_least` digits."""
    total = sum(stage.hours for stage in stages)
    for digits in range(min(at_least, 4), 5):
        if abs(sum(round(stage.hours, digits) for stage in stages) - round(total, digits)) < 1e-9:
            break
    return [_stage_row(stage, digits) for stage in stages]


def _stage_row(stage: StageToCome, digits: int) -> StageHours:
    minutes = round(stage.minutes)
    for reach_digits, try_digits in sorted(product(range(4), range(1, 5)), key=sum):
        reach, tries = round(100 * stage.reach, reach_digits) / 100, round(stage.tries, try_digits)
        if abs(round(reach * tries * minutes / 60, digits) - round(stage.hours, digits)) < 1e-9:
            break
    reach_digits = 0 if stage.reach == 1 else reach_digits
    counted = "1 try" if round(stage.tries, try_digits) == 1 else f"{figure(stage.tries, try_digits)} tries"
    return StageHours(
        stage.title, _percent(stage.reach, reach_digits), counted, length(minutes), f"{figure(stage.hours, digits)} h"
    )
