"""The forecast of everything open, by the year's end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from typing import Literal

from planner.core.book import Deal
from planner.core.customers.deals_for_others import PetDeal, pet_deals
from planner.core.days import ONE_DAY, in_time, months_later
from planner.core.fiscal_year import fiscal_year_of
from planner.core.review.period import Period
from planner.core.review.qualified_out import QualifiedOut, hours_saved, qualified_out
from planner.core.value.deal_pursuit import chance_to_win
from planner.core.value.deal_value import DayContext, deal_value, is_open, start_of
from planner.core.value.lead_value import found_lead
from planner.core.value.must_know import deal_breaker
from planner.core.value.quota import QuotaToday
from planner.core.value.year_price import earned, price_of_hour, selling_hours_left, steady_price, won_without_date
from planner.frozen_class import frozen

CELLS = 400  # cells in the distribution of the money
TAIL = 0.1  # share of cases below `low`, and above `high`


@frozen(kw_only=True)
class OpenDeal:
    """The forecast of one open deal: money, chances (0..1) and days."""

    record: str
    name: str
    worth: float  # if won
    chance: float  # to win it: the one of every screen
    hours: float  # that it still takes until then
    expected: date
    own_date: bool  # the date is the record's; otherwise it follows from the usual days of its stages
    date_passed: bool  # the record's date is over
    days: float  # usual days of its stages from now
    decide_by: date | None = None  # decision deadline; `worth` includes the chance to be in time
    in_year: float = 1.0

    @property
    def brings(self) -> float:
        return self.worth * self.chance * self.in_year


@frozen(kw_only=True)
class NotCounted:
    """An open deal that the forecast leaves out, and the reason."""

    record: str
    name: str
    because: Literal["date passed", "no worth", "stopped"]
    detail: str = ""  # the answer that stops it: "power: hidden"


@frozen(kw_only=True)
class Month:
    """The forecast of one month."""

    first: date
    money: float
    deals: int  # deals with an expected close in it


@frozen(kw_only=True)
class YearForecast:
    """The forecast of all open deals, dearest first.

    `money` is expected this year, in four of five cases between `low` and `high`.
    """

    deals: tuple[OpenDeal, ...]
    money: float
    low: float
    high: float
    any: float  # chance (0..1) to win at least one this year
    later: float  # money after the year
    months: tuple[Month, ...]  # of this year, from now; they add up to `money`
    dates_passed: int  # deals counted whose expected date is over
    price: float | None  # money per hour to which deals are pursued; None: half of what a deal's hour pays
    not_counted: tuple[NotCounted, ...] = ()


def outlook(context: DayContext, price: float | None) -> YearForecast:
    """Forecast everything open; deals are pursued while an hour of them pays `price` (money)."""
    deals: list[OpenDeal] = []
    not_counted: list[NotCounted] = []
    for deal in filter(is_open, context.book.deals):
        forecast = _open_deal(deal, context, price)
        if isinstance(forecast, OpenDeal):
            deals.append(forecast)
        else:
            not_counted.append(forecast)
    deals.sort(key=lambda each: (-each.brings, each.record))
    chances = [each.chance * each.in_year for each in deals]
    low, high = money_range([(each.worth, chance) for each, chance in zip(deals, chances, strict=True)])
    return YearForecast(
        deals=tuple(deals),
        money=sum(each.brings for each in deals),
        low=low,
        high=high,
        any=1 - math.prod(1 - chance for chance in chances),
        later=sum(each.worth * each.chance * (1 - each.in_year) for each in deals),
        months=_months(deals, context),
        dates_passed=sum(1 for each in deals if each.date_passed),
        price=price,
        not_counted=tuple(not_counted),
    )


def _months(deals: Sequence[OpenDeal], context: DayContext) -> tuple[Month, ...]:
    """Forecast each month left in the year; a deal without its own date has a share in each."""
    months, today = [], context.today
    first, ends = today.replace(day=1), fiscal_year_of(context.book).year(today).last
    while first <= ends:
        last = min(months_later(first, 1) - ONE_DAY, ends)
        money = sum(
            each.worth
            * each.chance
            * (chance_by(each, last, today) - chance_by(each, first - timedelta(days=1), today))
            for each in deals
        )
        due = sum(1 for each in deals if first <= each.expected <= last)
        months.append(Month(first=first, money=money, deals=due))
        first = months_later(first, 1)
    return tuple(months)


def chance_by(deal: OpenDeal, by: date, today: date) -> float:
    """Chance (0..1) that a deal, if won, is won by a day.

    A deal is only won before its decision deadline.
    """
    if by < today:
        return 0.0
    if deal.own_date:
        return float(deal.expected <= by)
    come = in_time((by - today).days, deal.days)
    if deal.decide_by is None:
        return come
    return 1.0 if by >= deal.decide_by else come / in_time((deal.decide_by - today).days, deal.days)


def money_range(chances: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the range of money in four of five cases: one in ten is below, one in ten above.

    `chances` are payout and chance of each deal, independent of each other. The distribution of their sum is built
    deal by deal on a grid; a payout between two cells is shared so that its mean stays right.
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


def _open_deal(deal: Deal, context: DayContext, price: float | None) -> OpenDeal | NotCounted:
    state = deal_value(deal, context)
    if state is None:
        return NotCounted(record=deal.id, name=deal.name, because="date passed")
    if state.payout <= 0:
        return NotCounted(record=deal.id, name=deal.name, because="no worth")
    if (breaker := deal_breaker(deal, context.playbook, context.stage_at)) is not None:
        return NotCounted(record=deal.id, name=deal.name, because="stopped", detail=breaker.words)
    start = start_of(deal, state, context)
    days = sum(stage.days for stage in context.playbook.stages[state.stage :])
    own_date = deal.expected is not None and deal.expected >= context.today
    expected = deal.expected if own_date and deal.expected is not None else context.today + timedelta(days=round(days))
    expected = min(expected, deal.decide_by or expected)
    ends = fiscal_year_of(context.book).year(context.today).last
    pursued = chance_to_win(start, state.index, price, context)
    forecast = OpenDeal(
        record=deal.id,
        name=deal.name,
        worth=state.payout / state.wins,
        chance=pursued.chance,
        hours=pursued.hours,
        expected=expected,
        own_date=own_date,
        date_passed=deal.expected is not None and not own_date,
        days=days,
        decide_by=deal.decide_by,
    )
    return replace(forecast, in_year=chance_by(forecast, ends, context.today))


@frozen(kw_only=True)
class YearView:
    """The year so far: money, hours and working days.

    Without a goal only the earned money and the forecast.
    """

    today: date
    first: date  # of the year
    last: date
    currency: str
    goal: float | None
    earned: float
    due_by_now: float | None  # the goal's share of the selling days that are over
    hours_left: float
    days_left: float  # selling days
    price_of_hour: float | None  # money an hour has to make from now on to reach the goal
    price_lately: float | None  # price of an hour on recent pages
    won: int
    undated: tuple[str, ...]  # names of won deals without a `won_on`: they count in no year
    outlook: YearForecast
    qualified_out: QualifiedOut
    quota: QuotaToday | None = None
    target: float | None = None  # of the quota
    next_rate: tuple[float, float] | None = None  # money closed from which an amount keeps more, and how much
    pets: tuple[PetDeal, ...] = ()  # deals worked because someone else wants it
    prospecting: float | None = None  # money that the hours which open deals leave would find; None: off

    @property
    def out_of_reach(self) -> float:
        """Part of the goal (money) that open deals and the hours left can't bring; 0 where they can."""
        if not self.goal or self.prospecting is None:
            return 0.0
        return max(0.0, (self.still_to_find or 0.0) - self.prospecting)

    @property
    def pace_gap(self) -> float | None:
        return None if self.due_by_now is None else self.earned - self.due_by_now

    @property
    def still_to_find(self) -> float | None:
        """Part of the goal that is neither earned nor expected from open deals."""
        return None if self.goal is None else max(0.0, self.goal - self.earned - self.outlook.money)


def year_view(context: DayContext) -> YearView:
    """Sum up the year as of today."""
    book, today = context.book, context.today
    year = fiscal_year_of(book).year(today)
    price = price_of_hour(book, context.working, today)
    hours = selling_hours_left(book, context.working, today)
    a_day = context.working.average_minutes / 60
    days_left = hours / a_day if a_day else 0.0
    due = None
    if book.year is not None and book.year.income_goal is not None and book.year.selling_days:
        due = book.year.income_goal * (1 - days_left / book.year.selling_days)
    out = outlook(context, steady_price(context))
    left = max(0.0, hours - sum(each.hours for each in out.deals))
    finds = found_lead(context).per_hour * left if context.playbook.prospecting.amount > 0 else None
    return YearView(
        today=today,
        first=year.first,
        last=year.last,
        currency=book.rep.currency,
        goal=book.year.income_goal if book.year else None,
        earned=earned(book, today),
        due_by_now=due,
        hours_left=hours,
        days_left=days_left,
        price_of_hour=price,
        price_lately=context.history.price_lately,
        won=sum(1 for deal in book.deals if deal.stage == "won" and deal.won_on and year.first <= deal.won_on <= today),
        undated=won_without_date(book),
        outlook=out,
        quota=context.quota,
        target=book.quota.target if book.quota is not None else None,
        next_rate=_next_rate(context),
        pets=pet_deals(context),
        prospecting=finds,
        qualified_out=qualified_out(book, Period(year.first, today), lambda deal: hours_saved(deal, context)),
    )


def _next_rate(context: DayContext) -> tuple[float, float] | None:
    """The next accelerator of the quota: money closed from which it counts, and the share kept."""
    quota, now = context.book.quota, context.quota
    if quota is None or now is None:
        return None
    coming = ((rate.above * quota.target, rate.keeps) for rate in quota.rates)
    return next(((closed, keeps) for closed, keeps in coming if closed > now.closed), None)
