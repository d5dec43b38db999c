"""Forecasts compared with results: money, Brier score, reliability of each chance.

A forecast is a deal's chance to win when it was first on a page in a stage. It assumes that work goes on while it pays
the lower of the deal's own index and the page's price of an hour: the page's own chance stops at the index, and
forecasts too little.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from planner.core.diary import DiaryDay
from planner.core.learn.statistics import normal_quantile
from planner.core.line import Line
from planner.frozen_class import frozen

ENOUGH = 30  # decided deals; with fewer it is too early to judge
FORGOTTEN = timedelta(days=91)  # an open deal that was on no page for so long counts as not won
EDGES = (0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)  # of the bins in the reliability table
DEAL_STEPS = ("advance", "ask", "book")

Chance = Callable[[Line, float | None], float]  # of a row at a price of an hour (money)


@frozen(kw_only=True)
class Forecast:
    """The chance to win of one deal when it was first on a page in a stage."""

    record: str
    on: date
    stage: str
    chance: float
    worth: float  # money: amount × keeps × the chance to be in time for a hard date


@frozen(kw_only=True)
class Bin:
    """Forecasts between two chances: their number, their average, and the share that was won."""

    low: float
    high: float
    forecasts: int
    said: float
    came: float


@frozen(kw_only=True)
class Score:
    """The quality of forecasts of decided deals.

    `brier` is the mean squared distance of a forecast from its result, 0 is best (G. W. Brier, "Verification of
    forecasts expressed in terms of probability", Monthly Weather Review 78, 1950); `skill` is the share of the base
    rate's score that it saves. In both every deal weighs the same, whatever the number of its forecasts; `bins` hold
    all forecasts.
    """

    deals: int
    won: int
    forecasts: int  # a deal's first in each stage
    expected: float  # money: worth × chance of each deal's first forecast
    earned: float  # money: the payout of the deals that were won
    base_rate: float
    brier: float
    brier_of_base_rate: float
    bins: tuple[Bin, ...]
    better_than_base_rate: bool | None  # None: luck explains the difference, or it is too early to say

    @property
    def skill(self) -> float | None:
        return 1 - self.brier / self.brier_of_base_rate if self.brier_of_base_rate > 0 else None

    @property
    def too_early(self) -> bool:
        return self.deals < ENOUGH


class DealEnds(NamedTuple):
    """The days on which deals were won, closed otherwise and last seen, by record."""

    won: Mapping[str, date]
    closed: Mapping[str, date]
    last_seen: Mapping[str, date]


def forecasts(days: Iterable[DiaryDay], chance: Chance) -> tuple[Forecast, ...]:
    """Collect the first forecast of every deal in every stage.

    Rows without a chance or a payout are left out.
    """
    found: dict[tuple[str, str], Forecast] = {}
    for day in sorted(days, key=lambda day: day.date):
        for row in day.planned:
            if (
                row.what.kind != "prospect"
                or row.what.does not in DEAL_STEPS
                or row.what.record is None
                or row.what.stage is None
            ):
                continue
            if row.worth.chance is None or not row.worth.index or (row.what.record, row.what.stage) in found:
                continue
            found[row.what.record, row.what.stage] = Forecast(
                record=row.what.record,
                on=day.date,
                stage=row.what.stage,
                chance=min(1.0, max(0.0, chance(row, day.price_today))),
                worth=row.worth.hourly / row.worth.index,
            )
    return tuple(found.values())


def score(given: Sequence[Forecast], ends: DealEnds, last: date, worth: Mapping[str, float]) -> Score | None:
    """Score the forecasts of the deals decided by `last`.

    A deal is decided if it is won, closed otherwise, or on no page for a quarter.

    `worth` is the payout of each deal once it is won (money), by default that of its forecast. None if no deal is
    decided.
    """
    by_deal: dict[str, list[Forecast]] = {}
    for each in given:
        if _is_decided(each, ends, last):
            by_deal.setdefault(each.record, []).append(each)
    if not by_deal:
        return None
    came = {record: float(record in ends.won and ends.won[record] <= last) for record in by_deal}
    base = sum(came.values()) / len(by_deal)
    squares = {
        record: sum((each.chance - came[record]) ** 2 for each in mine) / len(mine) for record, mine in by_deal.items()
    }
    of_base = {record: (base - came[record]) ** 2 for record in by_deal}
    first = [min(mine, key=lambda each: each.on) for mine in by_deal.values()]
    return Score(
        deals=len(by_deal),
        won=int(sum(came.values())),
        forecasts=sum(len(mine) for mine in by_deal.values()),
        expected=sum(each.chance * each.worth for each in first),
        earned=sum(worth.get(each.record, each.worth) for each in first if came[each.record]),
        base_rate=base,
        brier=sum(squares.values()) / len(squares),
        brier_of_base_rate=sum(of_base.values()) / len(of_base),
        bins=_bins([each for mine in by_deal.values() for each in mine], came),
        better_than_base_rate=_better([of_base[record] - squares[record] for record in by_deal]),
    )


def _is_decided(each: Forecast, ends: DealEnds, last: date) -> bool:
    ended = ends.won.get(each.record) or ends.closed.get(each.record)
    if ended is not None and each.on <= ended <= last:
        return True
    return ended is None and ends.last_seen.get(each.record, each.on) + FORGOTTEN <= last


def _bins(given: Sequence[Forecast], came: Mapping[str, float]) -> tuple[Bin, ...]:
    bins = []
    for low, high in pairwise(EDGES):
        mine = [each for each in given if low <= each.chance < high or (each.chance == high == 1.0)]
        if mine:
            said = sum(each.chance for each in mine) / len(mine)
            share = sum(came[each.record] for each in mine) / len(mine)
            bins.append(Bin(low=low, high=high, forecasts=len(mine), said=said, came=share))
    return tuple(bins)


def _better(gains: Sequence[float]) -> bool | None:
    """Return whether the forecasts beat the base rate, deal by deal.

    None if luck explains the difference.
    """
    count = len(gains)
    if count < ENOUGH:
        return None
    mean = sum(gains) / count
    off = math.sqrt(sum((gain - mean) ** 2 for gain in gains) / (count - 1) / count)
    if abs(mean) <= normal_quantile(0.975) * off:
        return None
    return mean > 0
