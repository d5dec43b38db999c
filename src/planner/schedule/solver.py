"""From a problem to a page: what stands, what must be, what pays; then the page is tidied and told."""

from __future__ import annotations

from dataclasses import replace

from planner.schedule.bound.prices import price
from planner.schedule.day.fixed import span
from planner.schedule.day.grid import SLOT
from planner.schedule.day.layout import Day, lay_day
from planner.schedule.place.tours import bound_with_ways, with_tours
from planner.schedule.problem import DayPlan, Problem
from planner.schedule.required import Duties, duties_of, open_touches, touches_due
from planner.schedule.result import tell
from planner.schedule.search import Found, glance, search, shortlist

PROVEN_TO = 1e-6  # share of a page's value


def solve(problem: Problem) -> DayPlan:
    """The most valuable lawful page, with what is kept in its order of precedence: fixed, must, urgent, due touches,
    finding; then value. Minutes since midnight, money. The same problem gives the same page."""
    away = {c.id for c in problem.candidates if c.place is not None}
    if not away:
        return _solved(problem)
    # Were nothing away, no page could be worse off: so that day's bound holds for this one, and so does its page where
    # nothing on it is away.
    stays = tuple(replace(c, place=None) for c in problem.candidates)
    at_home = _solved(replace(problem, candidates=stays))
    if not any(placed.id in away for placed in at_home.placed):
        return at_home
    found = _solved(problem)
    bound = max(found.value, min(found.bound, at_home.bound))
    return replace(found, bound=bound, proven=bound <= found.value + PROVEN_TO * abs(found.value))


def _solved(problem: Problem) -> DayPlan:
    without: dict[str, str | None] = {}
    while True:
        day = lay_day(problem, without)
        broken = _broken(day)
        if broken is None:
            break
        without[broken[0]] = broken[1]
    return tell(day, _kept_in_touch(day))


def _kept_in_touch(day: Day) -> Found:
    """The best page with the touches that are due, where the minutes kept for them do not hold them all.

    A record with a step on the page needs no touch, and whose touch is due then hangs on the page. Who has a step where
    no touch is asked for is let off; who then loses it to the touches of others is not, until the page is at one with
    it. Nobody is let off twice, so it ends.
    """
    touches = open_touches(day)
    if len(touches_due(touches, day.problem.touch_minutes, ())) == len(touches):
        return _searched(day, duties_of(day, ()))  # all are on the page, as a touch or as a step
    let_off = {touch.group for touch in touches if touch.group is not None}
    let_off &= _steps(day, glance(day, duties_of(day, let_off)))
    for look in (glance, _searched):
        while True:
            found = look(day, duties_of(day, let_off))
            still = let_off & _steps(day, found)
            if _due(day, still) == _due(day, let_off):
                break
            let_off = still
    return found


def _searched(day: Day, duties: Duties) -> Found:
    found = search(day, duties)
    return found if day.ways is None else with_tours(day, duties, found)


def price_bound(problem: Problem) -> tuple[float, float]:
    """The price of a minute (money) and the bound no page can exceed, without looking for a page."""
    day = lay_day(problem, {})
    duties = duties_of(day, set())
    board, floor = shortlist(day, duties)
    prices = price(board, day.grid.free.bit_length(), floor)
    standing = sum(c.value for c in day.standing.kept.values())
    if day.ways is not None:
        return prices.uniform / SLOT, bound_with_ways(day, duties) + standing
    return prices.uniform / SLOT, prices.bound + standing


def _broken(day: Day) -> tuple[str, str | None] | None:
    """A fixed item whose predecessor can't be on the page before it, with that predecessor."""
    for fixed in sorted(day.standing.kept.values(), key=lambda c: (-c.value, c.id)):
        for a in sorted(fixed.after):
            before = day.standing.kept.get(a)
            if before is not None:
                if span(before).end > span(fixed).start:
                    return fixed.id, a
            elif a not in day.open:
                return fixed.id, a
    if any(c.after for c in day.standing.kept.values()):
        dropped = set(duties_of(day, set()).dropped)
        for fixed in sorted(day.standing.kept.values(), key=lambda c: (-c.value, c.id)):
            for a in sorted(fixed.after):
                if a in dropped:
                    return fixed.id, a
    return None


def _due(day: Day, steps: set[str]) -> set[str]:
    return {c.id for c in touches_due(open_touches(day), day.problem.touch_minutes, steps)}


def _steps(day: Day, found: Found) -> set[str]:
    """Groups that have a step, not a touch, on the page."""
    chosen = [*(found.board.candidates[i] for i in found.best.plan), *(day.open[name] for name in found.stops)]
    return {c.group for c in chosen if c.group is not None and c.care != "touch"}
