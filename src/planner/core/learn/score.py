"""Forecasts held against what came: expected beside earned, the Brier score, and how reliable each chance was.

A forecast is the chance to win that a deal had when it first stood on a page in a stage. One goes on as long as it pays
the lower of the deal's own index and the page's cut-off: the page's own chance stops at the index, and forecasts too
little.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from planner.core.diary import DiaryDay, Planned
from planner.core.learn.statistics import normal_quantile

ENOUGH = 30  # deals decided; under them nothing is judged
FORGOTTEN = timedelta(days=91)  # an open deal that was not on a page for so long was not won
EDGES = (0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)  # of the reliability table
DEAL_STEPS = ("advance", "ask", "book")

Chance = Callable[[Planned, float | None], float]  # of a row at a cut-off (money an hour)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    record: str
    on: date
    stage: str
    chance: float
    worth: float  # money: amount × keeps × the chance to be in time for a hard date


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Forecasts between two chances: how many, what they said on average, and how often it came."""

    low: float
    high: float
    forecasts: int
    said: float
    came: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Brier: mean squared distance of a forecast from what came, 0 best (G. W. Brier, "Verification of forecasts
    expressed in terms of probability", Monthly Weather Review 78, 1950); `skill` its share of the base rate's that is
    saved. In both every deal weighs the same, whatever the number of its forecasts; `bins` hold all of them."""

    deals: int
    won: int
    forecasts: int  # a deal's first in each stage
    expected: float  # money: worth × chance of each deal's first forecast
    earned: float  # what those that were won brought
    base_rate: float
    brier: float
    brier_of_base_rate: float
    bins: tuple[Bin, ...]
    better_than_base_rate: bool | None  # None: chance explains the difference, or it is too early to say

    @property
    def skill(self) -> float | None:
        return 1 - self.brier / self.brier_of_base_rate if self.brier_of_base_rate > 0 else None

    @property
    def too_early(self) -> bool:
        return self.deals < ENOUGH


def forecasts(days: Iterable[DiaryDay], chance: Chance) -> tuple[Forecast, ...]:
    """The first forecast of every deal in every stage; `chance` tells a row's at a cut-off.

    Rows that tell no chance or no worth are left out.
    """
    found: dict[tuple[str, str], Forecast] = {}
    for day in sorted(days, key=lambda day: day.date):
        for row in day.planned:
            if row.kind != "prospect" or row.does not in DEAL_STEPS or row.record is None or row.stage is None:
                continue
            if row.chance is None or not row.index or (row.record, row.stage) in found:
                continue
            found[row.record, row.stage] = Forecast(
                record=row.record,
                on=day.date,
                stage=row.stage,
                chance=min(1.0, max(0.0, chance(row, day.price_today))),
                worth=row.per_hour / row.index,
            )
    return tuple(found.values())


def score(
    told: Sequence[Forecast],
    won: Mapping[str, date],
    closed: Mapping[str, date],
    seen: Mapping[str, date],
    last: date,
    worth: Mapping[str, float],
) -> Score | None:
    """The forecasts of deals that are decided by `last`: won, closed otherwise, or not `seen` on a page for a quarter.

    `won` and `closed` tell when, by record; `worth` what a deal brings once it is won (money; one that is not in it
    what its forecast says). None where nothing is decided.
    """
    by_deal: dict[str, list[Forecast]] = {}
    for each in told:
        if _decided(each, won, closed, seen, last):
            by_deal.setdefault(each.record, []).append(each)
    if not by_deal:
        return None
    came = {record: float(record in won and won[record] <= last) for record in by_deal}
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


def _decided(
    each: Forecast, won: Mapping[str, date], closed: Mapping[str, date], seen: Mapping[str, date], last: date
) -> bool:
    ended = won.get(each.record) or closed.get(each.record)
    if ended is not None and each.on <= ended <= last:
        return True
    return ended is None and seen.get(each.record, each.on) + FORGOTTEN <= last


def _bins(told: Sequence[Forecast], came: Mapping[str, float]) -> tuple[Bin, ...]:
    found = []
    for low, high in pairwise(EDGES):
        mine = [each for each in told if low <= each.chance < high or (each.chance == high == 1.0)]
        if mine:
            said = sum(each.chance for each in mine) / len(mine)
            share = sum(came[each.record] for each in mine) / len(mine)
            found.append(Bin(low=low, high=high, forecasts=len(mine), said=said, came=share))
    return tuple(found)


def _better(gains: Sequence[float]) -> bool | None:
    """Whether the forecasts beat the base rate, deal by deal: None where chance explains the difference."""
    count = len(gains)
    if count < ENOUGH:
        return None
    mean = sum(gains) / count
    off = math.sqrt(sum((gain - mean) ** 2 for gain in gains) / (count - 1) / count)
    if abs(mean) <= normal_quantile(0.975) * off:
        return None
    return mean > 0
