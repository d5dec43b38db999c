"""Curves: the money that a record's hours bring, by the index or the response to visits."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from planner.core.book import Account, Deal
from planner.core.steps.visit_steps import visit_value
from planner.core.territory.territory import Share
from planner.core.value.deal_pursuit import chance_to_win
from planner.core.value.deal_value import DayContext, deal_value, start_of
from planner.core.value.must_know import deal_breaker

PRICES = tuple(0.8**n for n in range(1, 16))  # shares of a deal's own hourly pay at which its pursuit is followed
EVEN = 1e-9


class HourPiece(NamedTuple):
    """A part of a record's hours, and the money an hour of it brings."""

    hours: float
    per_hour: float


class HourCurve(NamedTuple):
    """The pieces of a record, the best paid first; `visits` says that each is a visit."""

    pieces: tuple[HourPiece, ...]
    visits: bool = False

    def down_to(self, price: float, least: int = 0) -> Share:
        """The hours that pay a price at least, the first `least` pieces in any case."""
        taken = [each for n, each in enumerate(self.pieces) if n < least or each.per_hour >= price]
        return Share(hours=sum(each.hours for each in taken), money=sum(each.hours * each.per_hour for each in taken))

    def of_hours(self, hours: float) -> Share:
        """The money that so many hours bring; hours beyond the curve bring nothing."""
        left, money = hours, 0.0
        for piece in self.pieces:
            part = min(left, piece.hours)
            money += part * piece.per_hour
            left -= part
        return Share(hours=hours, money=money)


def deal_curve(deal: Deal, context: DayContext) -> HourCurve:
    """The hours of an open deal, pursued to lower and lower prices of an hour.

    Each piece is what one price more adds; a piece never pays more than the one before it.
    """
    value = deal_value(deal, context)
    stopped = deal_breaker(deal, context.playbook, context.stage_at) is not None
    if value is None or value.per_hour <= 0 or stopped:
        return HourCurve(())
    start, worth = start_of(deal, value, context), value.payout / (value.wins or 1.0)
    points = [(0.0, 0.0)]
    for share in (1.0, *PRICES):
        won = chance_to_win(start, value.index, value.per_hour * share, context)
        points.append((won.hours, won.chance * worth))
    return HourCurve(tuple(_concave(points)))


def _concave(points: list[tuple[float, float]]) -> list[HourPiece]:
    """The pieces of the lowest curve that is concave and above all points."""
    hull: list[tuple[float, float]] = []
    for point in sorted(set(points)):
        while len(hull) > 1 and _slope(hull[-2], hull[-1]) <= _slope(hull[-1], point):
            hull.pop()
        if not hull or point[0] > hull[-1][0] + EVEN:
            hull.append(point)
    pieces = [HourPiece(b[0] - a[0], _slope(a, b)) for a, b in pairwise(hull)]
    return [piece for piece in pieces if piece.per_hour > 0]


def _slope(a: tuple[float, float], b: tuple[float, float]) -> float:
    return (b[1] - a[1]) / (b[0] - a[0]) if b[0] > a[0] + EVEN else float("inf")


def visit_curve(account: Account, context: DayContext) -> HourCurve:
    """The visits of a quarter to an account, one after the other."""
    pieces: list[HourPiece] = []
    while True:
        value = visit_value(account, context, float(len(pieces)))
        if value is None or value.makes <= 0:
            return HourCurve(tuple(pieces), visits=True)
        pieces.append(HourPiece(value.minutes / 60, value.per_hour))
