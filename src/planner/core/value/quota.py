"""The quota: the share that the next amount keeps, and the cost of the quota's end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from planner.core.book import Book, Deal, Quota
from planner.core.days import ONE_DAY, WorkingDays

YEAR = timedelta(days=365)
LAST_DAYS = 5  # working days before the quota's end in which the last stage's pace is 1


class QuotaToday(NamedTuple):
    """The quota as of a day: money closed since it began, the share kept now, and its end."""

    closed: float
    keeps: float  # of the next amount
    ends: date | None  # None once it is over
    after: float  # of the worth, once it is over: the next period's first rate ÷ this one's


def starts_on(quota: Quota) -> date:
    """The first day of the quota's period; a year's where the book says none."""
    return quota.starts or quota.ends - YEAR + ONE_DAY


def rate_at(quota: Quota, closed: float) -> float | None:
    """Share (0..1) of the next amount that is kept after `closed` money; None without rates."""
    if not quota.rates:
        return None
    shares = [rate.above for rate in quota.rates]
    return quota.rates[max(0, bisect_right(shares, closed / quota.target + 1e-12) - 1)].keeps


def first_rate(book: Book) -> float:
    """Share (0..1) that a period's first amount keeps: the first rate, else the rep's."""
    return book.quota.rates[0].keeps if book.quota is not None and book.quota.rates else book.rep.keeps


def usual_share(deal: Deal, book: Book) -> float:
    """The rep's share (0..1) of a deal's amount, whatever has been closed so far."""
    return deal.keeps if deal.keeps is not None else first_rate(book)


def quota_today(book: Book, today: date) -> QuotaToday | None:
    """The quota as of `today`; None without one. After its end a new period has begun."""
    quota = book.quota
    if quota is None:
        return None
    over = today > quota.ends
    since = quota.ends + ONE_DAY if over else starts_on(quota)
    closed = sum(deal.amount for deal in _won(book) if deal.won_on is not None and since <= deal.won_on <= today)
    keeps = rate_at(quota, closed)
    keeps = keeps if keeps is not None else book.rep.keeps
    after = first_rate(book) / keeps if keeps > 0 else 1.0
    return QuotaToday(closed, keeps, None if over else quota.ends, after)


def in_last_days(quota: QuotaToday | None, today: date, working: WorkingDays) -> bool:
    """True in the quota's last five working days."""
    return quota is not None and quota.ends is not None and 0 <= working.between(today, quota.ends) < LAST_DAYS


def won_money(book: Book) -> dict[str, float]:
    """The rep's money of each won deal with a day, with accelerators by the order of days."""
    quota = book.quota
    money, closed, period = {}, 0.0, ""
    for deal in sorted(_won(book), key=lambda deal: (deal.won_on or date.min, deal.id)):
        if quota is not None and (now := _period(deal, quota)) != period:
            closed, period = 0.0, now
        if deal.keeps is not None or quota is None or not quota.rates or period == "before":
            money[deal.id] = deal.amount * usual_share(deal, book)
        else:
            money[deal.id] = _kept(quota, closed + deal.amount) - _kept(quota, closed)
        closed += deal.amount
    return money


def _won(book: Book) -> Iterator[Deal]:
    return (deal for deal in book.deals if deal.stage == "won" and deal.won_on is not None)


def _period(deal: Deal, quota: Quota) -> str:
    on = deal.won_on or date.min
    if on < starts_on(quota):
        return "before"
    return "in it" if on <= quota.ends else "after"


def _kept(quota: Quota, closed: float) -> float:
    """Money kept of all amounts up to `closed`."""
    ends = [rate.above * quota.target for rate in quota.rates[1:]] + [closed]
    return sum(
        rate.keeps * max(0.0, min(closed, end) - rate.above * quota.target)
        for rate, end in zip(quota.rates, ends, strict=True)
    )
