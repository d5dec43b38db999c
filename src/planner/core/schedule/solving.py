"""From a problem to a page: what stands, what must be, what pays; then the page is tidied and told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from planner.core.schedule.bits import lowest
from planner.core.schedule.board import PIECE_SLOTS, Board, Plan, build, within
from planner.core.schedule.duties import Duties, finding_due, keep_together, touches_due
from planner.core.schedule.grid import SLOT, Grid, Starts, lay_out, size, up
from planner.core.schedule.improve import Best, improve, start
from planner.core.schedule.prices import Prices, price
from planner.core.schedule.problem import PIECE, Candidate, DayPlan, Problem, Span
from planner.core.schedule.standing import Standing, span, stand
from planner.core.schedule.telling import tell

ROUNDS = 300  # of ruin and recreate
LATEST = 1 << 14  # a slot behind every day


@dataclass(slots=True)
class Day:
    """A problem laid out: its grid, what stands, and which candidates are open (could be on the page at all)."""

    problem: Problem
    standing: Standing
    grid: Grid
    starts: Starts
    open: dict[str, Candidate] = field(default_factory=dict)
    limits: dict[str, Span] = field(default_factory=dict)  # slots within which some have to lie

    def narrow(self, name: str, low: int, high: int) -> None:
        """`name` has to lie in the slots `low` to `high`, besides what is known of it."""
        now = self.limits.get(name, Span(0, LATEST))
        self.limits[name] = Span(max(now.start, low), min(now.end, high))

    def first_start(self, candidate: Candidate) -> int | None:
        """The first slot at which it, or a piece of it, may start."""
        limit = self.limits.get(candidate.id)
        starts = self.starts.of(candidate) & within(limit, size(candidate))
        if candidate.splits and candidate.minutes >= 2 * PIECE:
            starts |= self.starts.of_length(candidate, PIECE_SLOTS) & within(limit, PIECE_SLOTS)
        return lowest(starts) if starts else None


def solve(problem: Problem) -> DayPlan:
    """The most valuable lawful page, with what is kept in its order of precedence: fixed, must, urgent, due touches,
    finding; then value. Minutes since midnight, money. The same problem gives the same page."""
    without: dict[str, str | None] = {}
    while True:
        day = lay_day(problem, without)
        broken = _broken(day)
        if broken is None:
            break
        without[broken[0]] = broken[1]
    steps: set[str] = set()
    while True:
        board, best, prices = _search(day, steps)
        more = steps | _steps(board, best.plan)
        due_now = {c.id for c in touches_due(_touches(day), problem.touch_minutes, steps)}
        due_then = {c.id for c in touches_due(_touches(day), problem.touch_minutes, more)}
        if more == steps or due_then <= due_now:
            break
        steps = more
    return tell(day, board, best, prices)


def price_bound(problem: Problem) -> tuple[float, float]:
    """The price of a minute (money) and the bound no page can exceed, without looking for a page."""
    day = lay_day(problem, {})
    duties = _duties(day, set())
    board, floor = _shortlist(day, duties)
    prices = price(board, day.grid.free.bit_length(), floor)
    return prices.uniform / SLOT, prices.bound + sum(c.value for c in day.standing.kept.values())


def lay_day(problem: Problem, without: dict[str, str | None]) -> Day:
    """The grid, and which candidates are open."""
    standing = stand(problem, without)
    taken = [Span(m.start, m.end) for m in problem.meetings]
    taken += [span(c) for c in standing.kept.values()]
    grid = lay_out(problem.ranges, taken, problem.between)
    day = Day(problem, standing, grid, Starts(grid, {}))
    groups = standing.groups
    known = {c.id: c for c in problem.candidates}
    for candidate in sorted(problem.candidates, key=lambda c: c.id):
        if candidate.at is None and (candidate.group is None or candidate.group not in groups):
            day.open[candidate.id] = candidate
    _limit(day)
    ends: dict[str, int | None] = {}

    def first_end(name: str, above: tuple[str, ...]) -> int | None:
        """The first slot after it that another could start at; None where it or what must come before can't be."""
        if name in standing.kept:
            return 0
        if name not in day.open or name in above:
            return None
        if name not in ends:
            candidate = known[name]
            before = [first_end(a, (*above, name)) for a in candidate.after]
            if None in before:
                ends[name] = None
            else:
                if before:
                    day.narrow(name, max(e for e in before if e is not None), LATEST)
                start = day.first_start(candidate)
                ends[name] = None if start is None else start + size(candidate) + grid.pad
        return ends[name]

    day.open = {name: c for name, c in list(day.open.items()) if first_end(name, ()) is not None}
    return day


def _limit(day: Day) -> None:
    """Slots left to what has to come before or after a fixed item."""

    for fixed in day.standing.kept.values():
        begins, ends = span(fixed)
        for a in fixed.after:
            day.narrow(a, 0, begins // SLOT)
        for b in fixed.before:
            day.narrow(b, up(ends), LATEST)
    for candidate in day.open.values():
        for a in candidate.after:
            if a in day.standing.kept:
                day.narrow(candidate.id, up(span(day.standing.kept[a]).end), LATEST)
        for b in candidate.before:
            if b in day.standing.kept:
                day.narrow(candidate.id, 0, span(day.standing.kept[b]).start // SLOT)


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
        dropped = set(_duties(day, set()).dropped)
        for fixed in sorted(day.standing.kept.values(), key=lambda c: (-c.value, c.id)):
            for a in sorted(fixed.after):
                if a in dropped:
                    return fixed.id, a
    return None


def _touches(day: Day) -> Iterable[Candidate]:
    return [c for c in day.open.values() if c.care == "touch" and not c.must and not c.urgent]


def _steps(board: Board, plan: Plan) -> set[str]:
    """Groups that have a step, not a touch, on the page."""
    chosen = [board.candidates[i] for i in plan]
    return {c.group for c in chosen if c.group is not None and c.care != "touch"}


def _duties(day: Day, steps: set[str]) -> Duties:
    problem = day.problem
    for_fixed = {a for c in day.standing.kept.values() for a in c.after}
    held = [c for c in day.open.values() if c.must or c.id in for_fixed]
    held.sort(key=lambda c: (c.id not in for_fixed, -c.value, c.id))
    urgent = sorted((c for c in day.open.values() if c.urgent and c not in held), key=lambda c: (-c.value, c.id))
    touches = touches_due(_touches(day), problem.touch_minutes, steps)
    finding = [c for c in day.open.values() if c.care == "find" and c not in held and c not in urgent]
    found = finding_due(finding, problem.find_minutes)
    order = [c.id for c in (*held, *urgent, *touches, *found)]
    if not order:
        return Duties()
    names = _with_ancestors(day, order)
    board = build(day.grid, day.starts, [day.open[n] for n in names], frozenset(), {}, day.limits)
    number = {n: i for i, n in enumerate(names)}
    return keep_together(board, [number[n] for n in order], {number[c.id] for c in urgent})


def _with_ancestors(day: Day, names: Iterable[str]) -> list[str]:
    """These ids and all that must come before them, in order of id."""
    found: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name not in found and name in day.open:
            found.add(name)
            todo.extend(day.open[name].after)
    return sorted(found)


def _shortlist(day: Day, duties: Duties) -> tuple[Board, float]:
    """The board of what could pay, and the price per slot below which there may be others."""
    pad = day.grid.pad
    kept = set(duties.kept)
    taken = {day.open[k].group for k in kept if day.open[k].care != "touch"} - {None}
    paying = [c for c in day.open.values() if c.value > 0 and c.id not in kept and c.group not in taken]
    paying.sort(key=lambda c: (-c.value / (size(c) + pad), c.id))
    enough = 3 * day.grid.free.bit_count() + 60
    names: list[str] = []
    groups: set[str] = set()
    asked = 0
    floor = 0.0
    for candidate in paying:
        group = candidate.group or f"#{candidate.id}"
        if asked >= enough and len(names) >= 60:
            floor = candidate.value / (size(candidate) + pad)
            break
        if group not in groups:
            groups.add(group)
            asked += size(candidate) + pad
        names.append(candidate.id)
    chosen = [n for n in _with_ancestors(day, [*names, *kept]) if n in kept or day.open[n].group not in taken]
    board = build(day.grid, day.starts, [day.open[n] for n in chosen], frozenset(kept), duties.start, day.limits)
    return board, floor


def _search(day: Day, steps: set[str]) -> tuple[Board, Best, Prices]:
    duties = _duties(day, steps)
    board, floor = _shortlist(day, duties)
    prices = price(board, day.grid.free.bit_length(), floor)
    number = {c.id: i for i, c in enumerate(board.candidates)}
    witness = {number[n]: taken for n, taken in duties.witness.items()}
    best = start(board, prices, witness)
    improve(board, prices, best, ROUNDS, prices.bound - 1e-9 * max(1.0, abs(prices.bound)))
    return board, best, prices
