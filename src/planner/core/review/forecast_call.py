"""The forecast call: commit, best case and out by a day, each deal with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from planner.core.book import Deal
from planner.core.fiscal_year import fiscal_year_of
from planner.core.review.year_forecast import NotCounted, OpenDeal, chance_by, outlook
from planner.core.timing.silence import silent_days
from planner.core.value.deal_value import DayContext, appointment_of
from planner.core.value.quota import starts_on
from planner.core.value.year_price import steady_price

Call = Literal["commit", "best case", "out"]
CALLS: tuple[Call, ...] = ("commit", "best case", "out")
COMMIT, BEST_CASE = 0.6, 0.25  # chance to be won by the day, from which a deal is called so (judgment)
LONG_SILENCE = 28  # days

Because = Literal[
    "date passed", "no worth", "stopped", "too late", "waiting", "no next step", "silent", "nobody decides",
    "one contact", "on its way", "unlikely",
]  # fmt: skip


class CalledDeal(NamedTuple):
    """A deal in the forecast: its amount, its chance (0..1) by the day, the reason.

    `detail` belongs to the reason: days of silence, whom it waits on, the answer that stops it, the next step's day.
    """

    record: str
    name: str
    call: Call
    amount: float
    chance: float
    stage: str
    because: Because
    detail: str | int | date | None = None


class ForecastCall(NamedTuple):
    """The forecast of a period by amount, with what was closed in it and its target."""

    first: date
    last: date
    closed: float
    target: float | None
    deals: tuple[CalledDeal, ...]  # by call, then the largest first
    weighted: float  # amounts × chances
    outcomes: int  # tries behind the chances

    def total(self, call: Call) -> float:
        """Money of the deals that are called so."""
        return sum(each.amount for each in self.deals if each.call == call)


def forecast_call(context: DayContext, outcomes: int, last: date | None = None) -> ForecastCall:
    """The forecast up to a day.

    To `last`, else to the quota's end where that is to come, else to the quarter's of the rep's year.
    """
    quota, today = context.book.quota, context.today
    first, ends = fiscal_year_of(context.book).quarter(today)
    of_quota = quota is not None and quota.ends >= today and last in (None, quota.ends)
    if quota is not None and of_quota:
        first, last = starts_on(quota), quota.ends
    last = last or ends
    known = {deal.id: deal for deal in context.book.deals}
    out = outlook(context, steady_price(context))
    called = [_called(known[each.record], each, last, context) for each in out.deals]
    called += [_not_counted(known[each.record], each) for each in out.not_counted]
    closed = sum(
        deal.amount
        for deal in context.book.deals
        if deal.stage == "won" and deal.won_on is not None and first <= deal.won_on <= today
    )
    return ForecastCall(
        first=first,
        last=last,
        closed=closed,
        target=quota.target if quota is not None and of_quota else None,
        deals=tuple(sorted(called, key=lambda each: (CALLS.index(each.call), -each.amount, each.record))),
        weighted=sum(each.amount * each.chance for each in called),
        outcomes=outcomes,
    )


def _called(deal: Deal, forecast: OpenDeal, last: date, context: DayContext) -> CalledDeal:
    in_time = chance_by(forecast, last, context.today)
    chance = forecast.chance * in_time
    call: Call = "commit" if chance >= COMMIT else "best case" if chance >= BEST_CASE else "out"
    because, detail = next(_reasons(deal, forecast, last, context))
    if call == "out" and because != "too late":
        because, detail = "unlikely", None
    return CalledDeal(deal.id, deal.name, call, deal.amount, chance, deal.stage, because, detail)


def _not_counted(deal: Deal, left: NotCounted) -> CalledDeal:
    return CalledDeal(
        deal.id, deal.name, "out", deal.amount, 0.0, deal.stage, left.because, left.detail or deal.decide_by
    )


def _reasons(
    deal: Deal, forecast: OpenDeal, last: date, context: DayContext
) -> Iterator[tuple[Because, str | int | date | None]]:
    """The reasons for a deal's call, what weighs most first."""
    if forecast.expected > last:
        yield "too late", forecast.expected
    if deal.waiting_on is not None:
        yield "waiting", deal.waiting_on
    silent = silent_days(deal, context.today)
    if silent >= LONG_SILENCE:
        yield "silent", silent
    people = [context.customers.people.get(name) for name in deal.contacts]
    if people and not any(person is None or person.power in ("decides", "unknown") for person in people):
        yield "nobody decides", None
    at = appointment_of(deal, context)
    days = [day for day in (at.date() if at else None, deal.next_on, deal.next_by) if day is not None]
    if not days:
        yield "no next step", None
    if len(deal.contacts) < 2:
        yield "one contact", None
    yield "on its way", min(days, default=None)
