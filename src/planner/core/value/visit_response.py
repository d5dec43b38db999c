"""How an account's revenue answers to visits: a response curve fitted to the rep's four answers.

L. M. Lodish, "CALLPLAN: An Interactive Salesman's Call Planning System", Management Science 18(4), 1971:
r(x) = a + (b − a)·x^c / (d + x^c), x visits relative to today's, r revenue relative to today's, r(1) = 1.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from planner.core.book import Account
from planner.core.playbook import Response

INSIDE = 0.01  # an answer at the very edge of the curve is taken this share inside it


class Curve(NamedTuple):
    """a: revenue with no visits, b: with as many as one can make (both relative to today's); c, d: its shape."""

    a: float
    b: float
    c: float
    d: float

    def at(self, visits: float) -> float:
        """Revenue relative to today's, at `visits` relative to today's."""
        power = float(visits**self.c) if visits > 0 else 0.0
        return self.a + (self.b - self.a) * power / (self.d + power)

    def envelope(self, visits: float) -> float:
        """The same on the curve's concave envelope: where one visit alone does little, what several do is shared.

        The envelope is the tangent from (0, a) up to where it touches the curve, x^c = (c − 1)·d, then the curve.
        """
        if self.c <= 1:
            return self.at(visits)
        touches = float(((self.c - 1) * self.d) ** (1 / self.c))
        if visits >= touches:
            return self.at(visits)
        return self.a + (self.at(touches) - self.a) * visits / touches


def fit(none: float, most: float, half: float | None, more: float | None) -> Curve:
    """The curve through the rep's answers: revenue at no visits, at the most, at half, and at half as many again."""
    a, b = min(none, 0.999), max(most, 1.001)
    d = (b - 1) / (1 - a)
    edge = INSIDE * (b - a)
    up = down = 0.0
    for visits, answer in ((0.5, half), (1.5, more)):
        if answer is not None:
            share = min(max(answer, a + edge), b - edge)
            log_visits = math.log(visits)
            up += (math.log((share - a) / (b - share)) + math.log(d)) * log_visits
            down += log_visits**2
    c = up / down if down else 1.0
    return Curve(a, b, min(max(c, 0.2), 10.0), d)


def curve_of(account: Account, default: Response) -> Curve | None:
    """An account's curve: its own answers, else what its potential says of the most, else the playbook's; None where
    visits change nothing."""
    own = account.response
    none = own.none if own.none is not None else default.none
    half = own.half if own.half is not None else default.half
    more = own.more if own.more is not None else default.more
    most = own.most
    if most is None and account.potential is not None and account.revenue > 0:
        most = account.potential / account.revenue
    if most is None:
        most = default.most
    if none is None or most is None or none >= most:
        return None
    return fit(none, most, half, more)


def next_visit(account: Account, default: Response, keeps: float, visits_now: float) -> float | None:
    """Money the next visit makes when `visits_now` were made in the last quarter; None where visits change nothing.

    `keeps` is the share of revenue that is kept; visits 0 a quarter count as 1.
    """
    curve = curve_of(account, default)
    if curve is None:
        return None
    usual = account.visits or 1.0
    gain = curve.envelope((visits_now + 1) / usual) - curve.envelope(visits_now / usual)
    return keeps * account.revenue / 4 * gain
