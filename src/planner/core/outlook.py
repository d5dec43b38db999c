"""What is still to be expected of all that is open, by the year's end."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from planner.core.days import in_time
from planner.core.deals import Today, is_open, outcomes_of, standing, start_of
from planner.core.pursuit import Pursuer
from planner.core.vocabulary import Prospect


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """One open deal: money at stake, chance to win it (0..1), when it is expected, chance that it is in the year."""

    record: str
    name: str
    worth: float
    chance: float
    expected: date
    told: bool  # the record names the date; else it is the usual days of its stages
    in_year: float

    @property
    def brings(self) -> float:
        return self.worth * self.chance * self.in_year


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    first: date
    money: float
    deals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What is open, dearest first; `money` expected this year, `off` its standard deviation."""

    deals: tuple[Open, ...]
    money: float
    off: float
    later: float  # expected after the year
    months: tuple[Month, ...]  # of this year, from now
    dates_passed: int  # deals whose expected date is over


def outlook(now: Today, price: float | None) -> Outlook:
    """The outlook of everything that is open; `price` is the cut-off (money an hour), None where nothing tells it."""
    deals = [told for deal in now.book.prospects if is_open(deal) and (told := _open(deal, now, price)) is not None]
    deals.sort(key=lambda each: (-each.brings, each.record))
    ends = date(now.today.year, 12, 31)
    months = []
    for number in range(now.today.month, 13):
        first = date(now.today.year, number, 1)
        mine = [each for each in deals if each.expected <= ends and each.expected.month == number]
        months.append(Month(first=first, money=sum(each.brings for each in mine), deals=len(mine)))
    chances = [(each.worth, each.chance * each.in_year) for each in deals]
    return Outlook(
        deals=tuple(deals),
        money=sum(each.brings for each in deals),
        off=math.sqrt(sum(worth**2 * chance * (1 - chance) for worth, chance in chances)),
        later=sum(each.worth * each.chance * (1 - each.in_year) for each in deals),
        months=tuple(months),
        dates_passed=sum(
            1
            for deal in now.book.prospects
            if is_open(deal) and deal.expected is not None and deal.expected < now.today
        ),
    )


def _open(deal: Prospect, now: Today, price: float | None) -> Open | None:
    stands = standing(deal, now)
    if stands is None or stands.worth <= 0:
        return None
    at = stands.index if not price else min(stands.index, price / stands.worth)
    pursuer = Pursuer(now.playbook, now.table, at)
    start = start_of(deal, stands, now)
    chance = pursuer.first(outcomes_of(start, now), start.minutes).chance
    days = sum(stage.days for stage in now.playbook.stages[stands.stage :])
    told = deal.expected is not None and deal.expected >= now.today
    expected = deal.expected if told and deal.expected is not None else now.today + timedelta(days=round(days))
    ends = date(now.today.year, 12, 31)
    in_year = float(expected <= ends) if told else in_time((ends - now.today).days, days)
    return Open(
        record=deal.id,
        name=deal.name,
        worth=stands.worth,
        chance=chance,
        expected=expected,
        told=told,
        in_year=in_year,
    )
