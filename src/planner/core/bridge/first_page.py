"""The moves that a day's first page finds: by hand, then price and playbook, then time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from planner.core.book import Book, Deal
from planner.core.bridge.moves import Move, MoveClass
from planner.core.bridge.pipeline_value import won_cents
from planner.core.bridge.snapshot import LastValue, LastValues
from planner.core.value.deal_value import is_open
from planner.frozen_class import frozen

Value = Callable[[Deal], int]


@frozen(kw_only=True)
class Valuations:
    """One deal's value in cents, three times.

    `by_hand` is at the old day, price and playbook, None where that playbook is gone; `repriced` at the old day with
    the new price and playbook, None where they are the old ones; `now` at the new day.
    """

    by_hand: Callable[[Deal], int | None]
    repriced: Value | None
    now: Value
    mark: Callable[[Deal], str]


def first_page_moves(known: LastValues, book: Book, since: date, values: Valuations) -> list[Move]:
    """The moves since the last known values, deal by deal.

    Each is the difference of two valuations that differ in one thing only. A deal that was edited while its old
    playbook is gone counts by hand as a whole. `since` is the day of the last first page: a win before it that nobody
    knew of is history, and no move.
    """
    moves: list[Move] = []
    here = {deal.id: deal for deal in book.deals}
    worth = won_cents(book)
    moves += [Move("new", id, last.new) for id, last in known.deals.items() if last.new]
    moves += [
        Move("by_hand", id, -last.taken_back, -last.taken_back) for id, last in known.deals.items() if last.taken_back
    ]
    for deal in book.deals:
        last = known.deals.get(deal.id)
        if is_open(deal):
            moves += _open_deal(deal, last, values)
        elif last is not None:
            moves += _closed_deal(deal, last, worth.get(deal.id, 0), known.won.get(deal.id, 0))
        elif deal.stage == "won" and not known.won.get(deal.id) and (deal.won_on is None or deal.won_on >= since):
            moves.append(Move("new", deal.id, worth[deal.id], worth[deal.id]))
    moves += [Move("by_hand", id, -last.cents) for id, last in known.deals.items() if id not in here]
    moves += [
        Move("by_hand", id, -won, -won)
        for id, won in known.won.items()
        if won and id in here and here[id].stage != "won"
    ]
    return [move for move in moves if move.cents or move.won or move.what == "new"]


def _open_deal(deal: Deal, last: LastValue | None, values: Valuations) -> Iterator[Move]:
    now = values.now(deal)
    if last is None or last.is_closed:
        yield Move("by_hand", deal.id, -last.cents if last is not None else 0)  # edited before the work that closed it
        yield Move("new", deal.id, now)
        return
    edited = last.mark is None or values.mark(deal) != last.mark
    by_hand = values.by_hand(deal) if edited else last.cents
    repriced = values.repriced(deal) if values.repriced is not None else by_hand
    if repriced is None:
        raise ValueError("an old playbook that is gone is not today's")
    if by_hand is None:
        by_hand = repriced
    yield Move("by_hand", deal.id, by_hand - last.cents)
    yield Move("price_and_playbook", None, repriced - by_hand)
    yield Move("time", None, now - repriced)


def _closed_deal(deal: Deal, last: LastValue, worth: int, won: int) -> Iterator[Move]:
    if last.is_closed or (deal.stage == "won" and won):
        yield Move("by_hand", deal.id, -last.cents)  # edited before the work that closed it
    elif deal.stage == "won":
        yield Move("won", deal.id, worth - last.cents, worth)
    else:
        what: MoveClass = "parked" if deal.stage == "parked" else "lost"
        yield Move(what, deal.id, -last.cents)
