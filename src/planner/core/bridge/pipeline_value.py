"""The value of a deal in the pipeline: worth × chance, in whole cents."""

from __future__ import annotations

from dataclasses import replace

from planner.core.book import Book, Deal
from planner.core.value.deal_pursuit import chance_to_win
from planner.core.value.deal_value import DayContext, deal_value, is_open, open_amounts, start_of, tasks_by_record
from planner.core.value.must_know import deal_breaker
from planner.core.value.quota import usual_share, won_money


def pipeline_value(deal: Deal, context: DayContext, price: float | None) -> int:
    """The deal's worth × chance in cents, pursued down to `price` an hour.

    0 where it is not open, an answer stops it, or its date has passed.
    """
    if not is_open(deal) or deal_breaker(deal, context.playbook, context.stage_at) is not None:
        return 0
    value = deal_value(deal, context)
    if value is None or value.wins <= 0 or value.payout <= 0:
        return 0
    chance = chance_to_win(start_of(deal, value, context), value.index, price, context).chance
    return round(100 * chance * value.payout / value.wins)  # both count who buys from us: once is enough


def won_cents(book: Book) -> dict[str, int]:
    """The rep's money of each won deal, in cents."""
    money = won_money(book)
    won = (deal for deal in book.deals if deal.stage == "won")
    return {deal.id: round(100 * money.get(deal.id, deal.amount * usual_share(deal, book))) for deal in won}


def with_book(context: DayContext, book: Book) -> DayContext:
    """The same day, clock and history with other records."""
    changed = replace(context, book=book, open_amounts=open_amounts(book), deal_values={})
    return replace(changed, tasks_of=tasks_by_record(book, changed))
