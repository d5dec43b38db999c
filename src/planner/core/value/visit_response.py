"""The response of an account's revenue to visits: a curve fitted to the rep's four answers.

L. M. Lodish, "CALLPLAN: An Interactive Salesman's Call Planning System", Management Science 18(4), 1971:
r(x) = a + (b − a)·x^c / (d + x^c), x visits relative to today's, r revenue relative to today's, r(1) = 1.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from planner.core.book import Account
from planner.core.playbook import Response

MOST_GROWTH = 10.0  # of the revenue, where only the potential is known
MOST_AT_HALF_MORE = 1.5
GROWTH_AT_HALF_MORE = 0.28  # exponent: a judgment call
MOST_VISITS = 2.0  # times the usual number
INSIDE = 0.01  # an answer at the edge of the curve is moved this share inside it


class Curve(NamedTuple):
    """Revenue with no visits (a) and with as many as possible (b), relative to today's.

    Shape parameters c and d.
    """

    a: float
    b: float
    c: float
    d: float

    def at(self, visits: float) -> float:
        """Revenue relative to today's, at `visits` relative to today's."""
        power = float(visits**self.c) if visits > 0 else 0.0
        return self.a + (self.b - self.a) * power / (self.d + power)

    def envelope(self, visits: float) -> float:
        """Revenue on the curve's concave envelope.

        Where one visit alone does little, several share their effect.

        The envelope is the tangent from (0, a) to the point of contact x^c = (c − 1)·d, then the curve.
        """
        if self.c <= 1:
            return self.at(visits)
        contact = float(((self.c - 1) * self.d) ** (1 / self.c))
        if visits >= contact:
            return self.at(visits)
        return self.a + (self.at(contact) - self.a) * visits / contact


def fit(none: float, most: float, half: float | None, more: float | None) -> Curve:
    """The curve through the rep's answers.

    Revenue at no visits, the most, half of today's, and 1.5 times today's.
    """
    a, b = min(none, 0.999), max(most, 1.001)
    d = (b - 1) / (1 - a)
    edge = INSIDE * (b - a)
    numerator = denominator = 0.0
    for visits, answer in ((0.5, half), (1.5, more)):
        if answer is not None:
            share = min(max(answer, a + edge), b - edge)
            log_visits = math.log(visits)
            numerator += (math.log((share - a) / (b - share)) + math.log(d)) * log_visits
            denominator += log_visits**2
    c = numerator / denominator if denominator else 1.0
    return Curve(a, b, min(max(c, 0.2), 10.0), d)


def curve_of(account: Account, default: Response, open_amount: float = 0.0) -> Curve | None:
    """A curve from the account's answers, potential or the playbook; None without any effect.

    `open_amount` is the money of the customer's open deals, which is not theirs to grow by visits as well.
    """
    own = account.response
    none = own.none if own.none is not None else default.none
    half = own.half if own.half is not None else default.half
    more, most = own.more, own.most
    if most is None and account.potential is not None and account.revenue > 0:
        most = min(MOST_GROWTH, max(0.0, account.potential - open_amount) / account.revenue)
        more = more if more is not None else min(MOST_AT_HALF_MORE, most**GROWTH_AT_HALF_MORE)
    more = more if more is not None else default.more
    most = most if most is not None else default.most
    if none is None or most is None or none >= most:
        return None
    return fit(none, most, half, more)


def quarters(account: Account, default: Response) -> float:
    """Quarters in all that the difference a quarter's visits make lasts."""
    own = account.response.lasts if account.response.lasts is not None else default.lasts
    return own if own is not None else 1.0


def next_visit(
    account: Account, default: Response, keeps: float, visits_now: float, open_amount: float = 0.0
) -> float | None:
    """Money the next visit makes after `visits_now` in the quarter; None without any effect.

    `keeps` is the rep's share (0..1) of revenue. An account with 0 usual visits a quarter counts as having 1; none is
    offered beyond twice the usual number, or without revenue.
    """
    curve = curve_of(account, default, open_amount)
    usual = account.visits or 1.0
    if curve is None or account.revenue <= 0 or visits_now + 1 > MOST_VISITS * usual:
        return None
    gain = curve.envelope((visits_now + 1) / usual) - curve.envelope(visits_now / usual)
    return keeps * account.revenue / 4 * gain * quarters(account, default)
