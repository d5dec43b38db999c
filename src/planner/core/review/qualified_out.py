"""Deals qualified out: at which stage, the hours that saved, and how the rest did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from planner.core.book import Book, Deal
from planner.core.review.period import Period
from planner.core.value.deal_pursuit import pursuit_result
from planner.core.value.deal_value import DayContext, deal_value, is_open, start_of
from planner.frozen_class import frozen


@frozen(kw_only=True)
class OutDeal:
    """A deal parked in the period, the stage it left, and the hours it would still have taken."""

    record: str
    name: str
    on: date
    stage: str
    hours: float


@frozen(kw_only=True)
class QualifiedOut:
    """The deals qualified out in a period, and the others that were decided in it."""

    deals: tuple[OutDeal, ...] = ()
    open: int = 0  # deals that are open now
    won: int = 0
    lost: int = 0
    waived: int = 0  # deals that went on, or are to go on, without an answer that should be known first

    @property
    def hours(self) -> float:
        return sum((deal.hours for deal in self.deals), 0.0)

    @property
    def stages(self) -> tuple[tuple[str, int], ...]:
        """The stages they left, with their number, most first."""
        return tuple(Counter(deal.stage for deal in self.deals).most_common())

    @property
    def win_rate(self) -> float | None:
        """Share (0..1) of the other decided deals that were won; None without any."""
        decided = self.won + self.lost
        return self.won / decided if decided else None


def qualified_out(book: Book, period: Period, hours: Callable[[Deal], float]) -> QualifiedOut:
    """Sum up the deals parked in the period; `hours` says what one would still have taken."""
    first, last = period

    def within(day: date | None) -> bool:
        return day is not None and first <= day <= last

    parked = [deal for deal in book.deals if deal.stage == "parked" and within(deal.since)]
    decided = [deal for deal in book.deals if within(deal.won_on if deal.stage == "won" else deal.lost_on)]
    won = sum(1 for deal in decided if deal.stage == "won")
    lost = sum(1 for deal in decided if deal.stage == "lost")
    return QualifiedOut(
        deals=tuple(
            OutDeal(record=deal.id, name=deal.name, on=deal.since or last, stage=_left(deal, book), hours=hours(deal))
            for deal in sorted(parked, key=lambda deal: (deal.since or last, deal.id))
        ),
        open=sum(1 for deal in book.deals if is_open(deal)),
        won=won,
        lost=lost,
        waived=sum(1 for deal in book.deals if deal.waive and (is_open(deal) or deal in decided)),
    )


def _left(deal: Deal, book: Book) -> str:
    """The stage that a parked deal left; the first where nothing says it."""
    return deal.parked_from or book.playbook.stages[0].name


def hours_saved(deal: Deal, context: DayContext) -> float:
    """Hours that a parked deal would still have taken, pursued by its own index."""
    stage = _left(deal, context.book)
    if stage not in context.stage_at:
        return 0.0
    open_again = replace(deal, stage=stage, decide_by=None, at=None)
    value = deal_value(open_again, context)
    if value is None:
        return 0.0
    return pursuit_result(start_of(open_again, value, context), value.index, context).hours
