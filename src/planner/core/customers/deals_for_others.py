"""Deals that someone else wants worked, by `must_for`, and what they cost a week."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planner.core.book import Deal
from planner.core.value.deal_pursuit import pursuit_result
from planner.core.value.deal_value import DayContext, deal_value, is_open, start_of
from planner.core.value.year_price import steady_price

WEEK = 7  # days


class PetDeal(NamedTuple):
    """A deal worked for someone: its hours a week, what they pay and what an hour usually pays."""

    record: str
    name: str
    who: str
    hours: float
    per_hour: float
    price: float

    @property
    def costs(self) -> float:
        """Money a week that the hours would bring elsewhere; 0 where the deal pays as much."""
        return self.hours * max(0.0, self.price - self.per_hour)


def pet_deals(context: DayContext) -> tuple[PetDeal, ...]:
    """The open deals with `must_for`, the dearest first.

    The usual price is the median of the last pages, from 5 pages on; else the year's. None where neither is known.
    """
    lately = context.history.price_to_judge
    price = lately if lately is not None else steady_price(context)
    found = [each for deal in context.book.deals for each in _pet_deal(deal, price, context)]
    return tuple(sorted(found, key=lambda each: (-each.costs, each.record)))


def _pet_deal(deal: Deal, price: float | None, context: DayContext) -> Iterator[PetDeal]:
    value = deal_value(deal, context) if deal.must_for and is_open(deal) else None
    if value is None or price is None:
        return
    days = sum(stage.days for stage in context.playbook.stages[value.stage :])
    hours = pursuit_result(start_of(deal, value, context), value.index, context).hours
    yield PetDeal(deal.id, deal.name, deal.must_for or "", hours / max(1.0, days / WEEK), value.per_hour, price)
