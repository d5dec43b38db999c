"""What is still to be expected of all that is open, by the year's end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from typing import Literal

from planner.core.book import Deal
from planner.core.days import in_time
from planner.core.value.deal_value import Today, course_of, is_open, outcomes_of, standing, start_of
from planner.core.value.pursuit import Pursuer
from planner.core.value.year_price import earned, price_of_hour, selling_hours_left, won_without_a_day

CELLS = 400  # of the distribution of what comes in
TAIL = 0.1  # share of the cases below `low`, and above `high`


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """One open deal: money at stake, chances to win it (0..1), when it is expected, chance that it is in the year."""

    record: str
    name: str
    worth: float
    chance: float  # as the page tells it: going on as long as its hour pays as much as now
    going_on: float  # going on as long as its hour pays the price of one; what may be expected rests on this
    expected: date
    told: bool  # the record names the date; else it is the usual days of its stages
    date_passed: bool  # it named one that is over
    days: float  # that its stages usually take from now
    decide_by: date | None = None  # its hard date; the chance to be in time for it is in its worth
    in_year: float = 1.0

    @property
    def brings(self) -> float:
        return self.worth * self.going_on * self.in_year


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCounted:
    """An open deal of which nothing is expected, and why."""

    record: str
    name: str
    because: Literal["date passed", "no worth"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    first: date
    money: float
    deals: int  # whose date is in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What is open, dearest first; `money` expected this year, and between `low` and `high` in four of five cases."""

    deals: tuple[Open, ...]
    money: float
    low: float
    high: float
    any: float  # chance (0..1) that one of them or more comes this year
    later: float  # expected after the year
    months: tuple[Month, ...]  # of this year, from now; they add up to `money`
    dates_passed: int  # deals counted whose expected date is over
    price: float | None  # money an hour that going on has to pay; None: as much as a deal's hour pays now
    not_counted: tuple[NotCounted, ...] = ()


def outlook(now: Today, price: float | None) -> Outlook:
    """The outlook of everything that is open; `price` is the cut-off (money an hour), None where nothing tells it."""
    deals: list[Open] = []
    not_counted: list[NotCounted] = []
    for deal in filter(is_open, now.book.deals):
        told = _open(deal, now, price)
        if isinstance(told, Open):
            deals.append(told)
        else:
            not_counted.append(told)
    deals.sort(key=lambda each: (-each.brings, each.record))
    chances = [each.going_on * each.in_year for each in deals]
    low, high = between([(each.worth, chance) for each, chance in zip(deals, chances, strict=True)])
    return Outlook(
        deals=tuple(deals),
        money=sum(each.brings for each in deals),
        low=low,
        high=high,
        any=1 - math.prod(1 - chance for chance in chances),
        later=sum(each.worth * each.going_on * (1 - each.in_year) for each in deals),
        months=_months(deals, now.today),
        dates_passed=sum(1 for each in deals if each.date_passed),
        price=price,
        not_counted=tuple(not_counted),
    )


def _months(deals: Sequence[Open], today: date) -> tuple[Month, ...]:
    """What each month of the year's rest is expected to bring: a deal without a date of its own its share in each."""
    months = []
    for number in range(today.month, 13):
        first = date(today.year, number, 1)
        last = date(today.year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
        money = sum(
            each.worth
            * each.going_on
            * (_through(each, last, today) - _through(each, first - timedelta(days=1), today))
            for each in deals
        )
        due = sum(1 for each in deals if first <= each.expected <= last)
        months.append(Month(first=first, money=money, deals=due))
    return tuple(months)


def _through(deal: Open, by: date, today: date) -> float:
    """The chance (0..1) that a deal, if it comes, has come by a day; what comes at all comes before its hard date."""
    if by < today:
        return 0.0
    if deal.told:
        return float(deal.expected <= by)
    come = in_time((by - today).days, deal.days)
    if deal.decide_by is None:
        return come
    return 1.0 if by >= deal.decide_by else come / in_time((deal.decide_by - today).days, deal.days)


def between(chances: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Between which sums of money four of five cases lie, one in ten below and one in ten above.

    `chances` are worth and chance of each deal; each comes or not, whatever the others do. The distribution of their
    sum is made deal by deal on a grid; a worth between two of its cells is shared so that its mean stays right.
    """
    most = sum(worth for worth, _ in chances)
    if most <= 0:
        return 0.0, 0.0
    cell = most / CELLS
    likely = [1.0] + [0.0] * (CELLS + 1)
    for worth, chance in chances:
        steps, part = divmod(worth / cell, 1.0)
        near, far = int(steps), int(steps) + 1
        moved = [(1 - chance) * each for each in likely]
        for at, each in enumerate(likely):
            if each > 0:
                moved[min(at + near, CELLS + 1)] += each * chance * (1 - part)
                moved[min(at + far, CELLS + 1)] += each * chance * part
        likely = moved
    sums = list(accumulate(likely))
    low = next(at for at, so_far in enumerate(sums) if so_far >= TAIL)
    high = next((at for at, so_far in enumerate(sums) if so_far >= 1 - TAIL - 1e-9), CELLS)
    return min(most, low * cell), min(most, high * cell)


def _open(deal: Deal, now: Today, price: float | None) -> Open | NotCounted:
    stands = standing(deal, now)
    if stands is None:
        return NotCounted(record=deal.id, name=deal.name, because="date passed")
    if stands.worth <= 0:
        return NotCounted(record=deal.id, name=deal.name, because="no worth")
    start = start_of(deal, stands, now)
    at = stands.index if not price else min(stands.index, price / stands.worth)
    pursuer = Pursuer(now.playbook, now.table, at)
    days = sum(stage.days for stage in now.playbook.stages[stands.stage :])
    told = deal.expected is not None and deal.expected >= now.today
    expected = deal.expected if told and deal.expected is not None else now.today + timedelta(days=round(days))
    expected = min(expected, deal.decide_by or expected)
    ends = date(now.today.year, 12, 31)
    chance = course_of(start, stands.index, now).chance
    found = Open(
        record=deal.id,
        name=deal.name,
        worth=stands.worth,
        chance=chance,
        going_on=max(chance, pursuer.first(outcomes_of(start, now), start.minutes).chance),
        expected=expected,
        told=told,
        date_passed=deal.expected is not None and not told,
        days=days,
        decide_by=deal.decide_by,
    )
    return replace(found, in_year=_through(found, ends, now.today))


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """Where the year stands: money, hours and working days. Without a goal only what is earned and what is open."""

    today: date
    currency: str
    goal: float | None
    earned: float
    due_by_now: float | None  # the goal's share of the selling days that are over
    hours_left: float
    days_left: float  # of selling
    price_of_hour: float | None  # what an hour must make from here
    price_lately: float | None  # what the pages' last hours paid
    won: int
    undated: tuple[str, ...]  # won deals that tell no day: they count in no year
    outlook: Outlook

    @property
    def ahead(self) -> float | None:
        return None if self.due_by_now is None else self.earned - self.due_by_now

    @property
    def still_to_find(self) -> float | None:
        """What neither is earned nor may be expected of what is open."""
        return None if self.goal is None else max(0.0, self.goal - self.earned - self.outlook.money)


def year_view(now: Today) -> YearView:
    """The year as it stands today."""
    book, today = now.book, now.today
    price = price_of_hour(book, now.working, today)
    lately = now.history.price_lately
    cut_off = min((each for each in (price, lately) if each), default=None)
    hours = selling_hours_left(book, now.working, today)
    a_day = now.working.average_minutes / 60
    days_left = hours / a_day if a_day else 0.0
    due = None
    if book.year is not None and book.year.selling_days:
        due = book.year.income_goal * (1 - days_left / book.year.selling_days)
    return YearView(
        today=today,
        currency=book.rep.currency,
        goal=book.year.income_goal if book.year else None,
        earned=earned(book, today),
        due_by_now=due,
        hours_left=hours,
        days_left=days_left,
        price_of_hour=price,
        price_lately=lately,
        won=sum(1 for deal in book.deals if deal.stage == "won" and deal.won_on and _this_year(deal.won_on, today)),
        undated=won_without_a_day(book),
        outlook=outlook(now, cut_off),
    )


def _this_year(day: date, today: date) -> bool:
    return day.year == today.year and day <= today
