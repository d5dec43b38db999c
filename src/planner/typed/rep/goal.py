"""The goal of a year as a rep says it: €120k in commission, at €71,500 now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from planner.errors import TwoReadings, UsageError
from planner.locales.locale import PLAIN, Locale
from planner.typed.amounts import option_money
from planner.typed.rep.income import read_income, without_days
from planner.typed.rep.year_start import without_year

_AMOUNT = re.compile(
    r"(?<![\w.,])(?:[A-Z]{3}\s|[A-Z]{0,2}[$£€¥₹]\s?)?\d(?:[\d.,'’]*\d)?(?:[ \u00a0\u202f]\d{3})*"
    r"(?:\s?(?:k|mm?|mn|mio\.?|mln|bn|tsd\.?|thousand|million|lakh|crore)(?!\w))?(?!\d|\s?%)"
    r"(?:\s?[$£€¥₹]|\s(?:EUR|USD|GBP|CHF|euros?|dollars?|pounds?)\b)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_ORDERS = re.compile(
    r"\b(?:orders?|quota|sales|sold|revenue|turnover|book(?:ed|ings?)|business|contracts?|acv|arr|tcv)\b", re.IGNORECASE
)
_IN_COMMISSION = re.compile(r"\b(?:commissions?|income|earn(?:ed|ings)?|provision)\b", re.IGNORECASE)
_IS_DONE = re.compile(
    r"\b(?:booked|earned|made|closed|sold|so far|to date|ytd|already|now|currently|(?:is|are) in"
    r"|in the (?:bank|bag|pocket)|banked|in hand|done)\b"
    r"|\bat\s*$",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:of|against)\s*(?:my |a |the |target |goal |quota )*$|^\s*/\s*$", re.IGNORECASE)
_IS_GOAL = re.compile(r"\b(?:target|goal|quota|want|aim)\b", re.IGNORECASE)
_NEXT = re.compile(r"[,;.]\s|\s(?:and|but)\s")  # between two amounts


class GoalSaid(NamedTuple):
    """A goal, and the part that is there if it was said, in commission or in orders."""

    goal: float
    part: float | None = None
    in_orders: bool = False


def year_goal(option: str, text: str, locale: Locale = PLAIN) -> GoalSaid:
    """The goal of the year given to an option ("" in an answer), with the part that is there.

    Raises as `option_money`.
    """
    text = without_days(without_year(text))
    is_in_orders = in_orders(text)
    amounts = [found for found in _AMOUNT.finditer(text) if not _YEAR.fullmatch(found[0].strip())]
    if not 1 <= len(amounts) <= 2 or (len(amounts) == 1 and not is_in_orders):
        return GoalSaid(read_income(option, text, locale))
    try:
        figures = [option_money(option, found[0].strip(), locale) for found in amounts]
    except TwoReadings:
        raise
    except UsageError:
        return GoalSaid(read_income(option, text, locale))
    if len(figures) == 1:
        return GoalSaid(figures[0], in_orders=True)
    goal, part = reversed(figures) if _comes_last(text, amounts) else figures
    return GoalSaid(goal, part, is_in_orders)


def in_orders(text: str) -> bool:
    """True if money is said to be that of orders, not the rep's own part of it."""
    return _IN_ORDERS.search(text) is not None and _IN_COMMISSION.search(text) is None


def in_commission(text: str) -> bool:
    """True if money is said to be the rep's own part."""
    return _IN_COMMISSION.search(text) is not None


def _comes_last(text: str, amounts: Sequence[re.Match[str]]) -> bool:
    """True if the second amount is the goal: 97k of 400k; booked 1.6M, quota 2.4M."""
    first, second = amounts
    between = text[first.end() : second.start()]
    if _PART.search(between):
        return True
    cut = _NEXT.search(between)
    with_first = text[: first.start()] + (between[: cut.start()] if cut else "")
    with_second = (between[cut.end() :] if cut else between) + text[second.end() :]
    is_done = [_IS_DONE.search(words) is not None for words in (with_first, with_second)]
    is_goal = [_IS_GOAL.search(words) is not None for words in (with_first, with_second)]
    return is_done == [True, False] or (is_done[0] == is_done[1] and is_goal == [False, True])
