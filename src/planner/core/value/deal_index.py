"""The Gittins index of a deal, money per hour of pursuing it, from one table per playbook.

For every stage k, log odds x on a grid and price ν of an hour, the table holds the value of continuing, per unit of
payout, when an hour costs ν and one may stop after any try:

    C_k(x) = −ν·m_k/60 + P(advance)·U_{k+1}(x after advancing) + P(stay)·U_k(x after staying),
    U = max(0, C),   U_won = 1

The index is the price at which continuing is worth nothing: the root of C in ν (J. C. Gittins, "Bandit processes and
dynamic allocation indices", Journal of the Royal Statistical Society B 41(2), 1979). It is the highest ratio of money
won to hours spent that any stopping rule achieves.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Sequence
from typing import NamedTuple

from planner.core.playbook import Play, Playbook
from planner.core.value.belief import LIMIT, advanced_ratio, stayed_ratio, to_chance
from planner.frozen_class import frozen

STEP = 0.1  # of the grid, in log odds
CELLS = round(2 * LIMIT / STEP) + 1
PRICE_RATIO = 1.02  # of each price to the one below it
LOG_RATIO = math.log(PRICE_RATIO)
NEAR = 16  # prices to either side of a guess
PRICE_RANGE = 1e-7  # lowest price to the highest
ROUNDING = 1e-6  # of a price's number


class NextState(NamedTuple):
    """A state that a step may lead to.

    Its chance, its stage's number (the number of stages: won), its log odds.
    """

    chance: float
    stage: int
    log_odds: float


class Branch(NamedTuple):
    """One end of a first step: chance, share of payout left, states and minutes after it.

    `minutes` of work come before the states; where they cost more than the states are worth, one stops instead. `cost`
    is what this step itself costs, as a share of the payout.
    """

    chance: float
    factor: float
    states: Sequence[NextState]
    minutes: float
    cost: float = 0.0


def try_minutes(play: Play) -> int:
    """Minutes of one whole try: booking, preparation, the appointment, follow-up; at least one."""
    return max(1, play.book + play.prepare + play.minutes + play.follow_up)


def line_minutes(play: Play) -> int:
    """Minutes of a play as one line.

    A meeting's booking, preparation and follow-up are separate lines.
    """
    return play.minutes if play.how == "meeting" else try_minutes(play)


@frozen
class IndexTable:
    """The value of continuing (`continuation[k]`: C by cell, then price) and its root.

    `index[k]`, by cell.

    Per unit of payout; prices are per hour. Between two cells C is interpolated linearly in the belief (the chance, not
    its log odds), which is nearly exact, and clipped to U afterwards: the point where one stops need not lie on the
    grid.
    """

    prices: Sequence[float]
    continuation: tuple[Sequence[float], ...]  # single precision: exact to 1e-7, with half the bytes to load
    index: tuple[Sequence[float], ...]

    @property
    def stages(self) -> int:
        return len(self.index)

    def at(self, stage: int, log_odds: float) -> float:
        """Index, per hour and unit of payout, of continuing with the usual try at `stage`."""
        cell, part = cell_of(log_odds)
        row = self.index[stage]
        return row[cell] + part * (row[cell + 1] - row[cell])

    def worth_at(self, stage: int, log_odds: float, price: float) -> float:
        """The value of pursuing a deal at `stage` by the rule at a price per hour; never negative.

        Per unit of payout, net of the hours.
        """
        return max(0.0, StepValue(self, [NextState(1.0, stage, log_odds)], 0.0).between(self._number_of(price)))

    def step_index(self, states: Sequence[NextState], minutes: float, cost: float = 0.0) -> float:
        """Index, per hour and unit of payout, of a first step of `minutes` that leads to `states`.

        `cost` is what the step itself costs, as a share of the payout.
        """
        return self._root(StepValue(self, states, max(1.0, minutes), cost).at)

    def branch_index(self, branches: Sequence[Branch], minutes: float, near: float = 0.0) -> float:
        """Index of a first step of `minutes` that ends in one branch; then one goes on or stops.

        The root of −ν·minutes/60 + Σ chance · max(0, factor · V(ν ÷ factor)), V the value of a branch's own step; found
        faster with a price `near` it.
        """
        several = any(b.minutes or len(b.states) != 1 for b in branches)
        return self._root(self.branch_value(branches, minutes), 0.0 if several else near)

    def branch_value(self, branches: Sequence[Branch], minutes: float) -> Callable[[int], float]:
        """The value behind `branch_index`, by price number."""
        if all(not b.minutes and len(b.states) == 1 for b in branches):
            return self._value_of_answers(branches, minutes)
        values = [
            (b.chance, b.factor, StepValue(self, b.states, b.minutes, b.cost / b.factor))
            for b in branches
            if b.factor > 0
        ]

        def value(level: int) -> float:
            total = -self.price(level) * minutes / 60
            for chance, factor, step in values:
                then = step.at(level) if factor == 1.0 else step.between(level - math.log(factor) / LOG_RATIO)
                if then > 0:
                    total += chance * factor * then
            return total

        return value

    def spent(self, branches: Sequence[Branch], level: int) -> float:
        """Expected cost, as a share of the payout, where one goes on at price number `level`."""
        total = 0.0
        for branch in branches:
            if branch.cost and branch.factor > 0:
                step = StepValue(self, branch.states, branch.minutes, branch.cost / branch.factor)
                if step.between(level - math.log(branch.factor) / LOG_RATIO) > 0:
                    total += branch.chance * branch.cost
        return total

    def _value_of_answers(self, branches: Sequence[Branch], minutes: float) -> Callable[[int], float]:
        """The same for branches of one state: the common case."""
        width, rows = len(self.prices), self.continuation[branches[0].states[0].stage]
        terms: list[tuple[int, int, float, float, float, float]] = []
        for chance, factor, states, *_ in branches:
            if chance <= 0 or factor <= 0:
                continue
            shift = -math.log(factor) / LOG_RATIO  # the price of an hour, per unit of a smaller payout
            whole = math.floor(shift)
            cell, part = cell_of(states[0].log_odds)
            weight, above = chance * factor, shift - whole
            low, high = weight * (1 - above), weight * above
            terms.append((cell * width + whole, whole, low * (1 - part), high * (1 - part), low * part, high * part))

        def value(level: int) -> float:
            total = -self.price(level) * minutes / 60
            for at, shift, a, b, c, d in terms:
                if level + shift + 1 < width:
                    n = at + level
                    then = a * rows[n] + b * rows[n + 1] + c * rows[n + width] + d * rows[n + width + 1]
                    if then > 0:
                        total += then
            return total

        return value

    def price(self, level: int) -> float:
        """The price of an hour by its number; the same ratio goes on above the highest in the table."""
        last = len(self.prices) - 1
        return self.prices[level] if level <= last else self.prices[last] * PRICE_RATIO ** (level - last)

    def level_of(self, price: float) -> int:
        """The number of the highest price that is at most `price`; 0 below them all."""
        return math.floor(self._number_of(price) + ROUNDING)

    def _number_of(self, price: float) -> float:
        """The number of a price, in part between two of the table's; 0 for the lowest and below."""
        return math.log(max(1.0, price / self.prices[0])) / LOG_RATIO

    def _root(self, value: Callable[[int], float], near: float = 0.0) -> float:
        """The price at which `value`, by price number, crosses zero; 0 if it is never positive.

        The search is faster with a price `near` it.
        """
        low, high = 0, len(self.prices) - 1
        if self.prices[0] < near < self.prices[-1]:
            guess = round(self._number_of(near))
            low, high = max(low, guess - NEAR), min(high, guess + NEAR)
        below, above = value(low), value(high)
        if low and below <= 0:
            low, below = 0, value(0)
        if above > 0:
            high = len(self.prices) - 1
            above = value(high)
        if below <= 0:
            return 0.0
        while above > 0:  # a step shorter than every try, which wins at once
            high += len(self.prices)
            above = value(high)
        while high - low > 1:
            middle = (low + high) // 2
            at_middle = value(middle)
            if at_middle > 0:
                low, below = middle, at_middle
            else:
                high, above = middle, at_middle
        return self.price(low) + (self.price(high) - self.price(low)) * below / (below - above)


class StepValue:
    """The value of a step of `minutes` that leads to `states`, by price number."""

    def __init__(self, table: IndexTable, states: Sequence[NextState], minutes: float, cost: float = 0.0) -> None:
        self.table, self.minutes, self.width = table, minutes, len(table.prices)
        self.at_once = -cost  # plus the chance that this step itself wins the deal
        self.terms: list[tuple[Sequence[float], int, float, float]] = []
        for chance, stage, log_odds in states:
            if stage == table.stages:
                self.at_once += chance
            elif chance > 0:
                cell, part = cell_of(log_odds)
                self.terms.append((table.continuation[stage], cell * self.width, chance * (1 - part), chance * part))

    def at(self, level: int) -> float:
        """Value at price number `level`; above the table's highest price, stop after this step."""
        total = self.at_once - self.table.price(level) * self.minutes / 60
        for rows, at, here, there in self.terms if level < self.width else ():
            then = here * rows[at + level] + there * rows[at + self.width + level]
            if then > 0:
                total += then
        return total

    def between(self, level: float) -> float:
        """Value at a price between two of the table's, interpolated."""
        whole = math.floor(level)
        part = level - whole
        return (1 - part) * self.at(whole) + part * self.at(whole + 1) if part else self.at(whole)


BELIEFS = tuple(to_chance(cell * STEP - LIMIT) for cell in range(CELLS))


def cell_of(log_odds: float) -> tuple[int, float]:
    """The grid cell left of `log_odds`, and the share (0..1) of the way to the next one."""
    if log_odds <= -LIMIT:
        return 0, 0.0
    cell = int((log_odds + LIMIT) / STEP)
    if cell > CELLS - 2:
        return CELLS - 2, 1.0
    left = BELIEFS[cell]
    part = (1 / (1 + math.exp(-log_odds)) - left) / (BELIEFS[cell + 1] - left)
    return cell, 0.0 if part < 0 else 1.0 if part > 1 else part


def build_table(playbook: Playbook) -> IndexTable:
    """The index table of a playbook, built backwards over its stages."""
    minutes = [try_minutes(playbook.plays[stage.play]) for stage in playbook.stages]
    prices = _prices(60 / min(minutes))
    continuation: list[array[float]] = []
    index: list[array[float]] = []
    after: list[list[float]] | None = None
    for number in range(len(playbook.stages) - 1, -1, -1):
        after, roots = _sweep(playbook, number, minutes[number], prices, after)
        continuation.append(array("f", [value for row in after for value in row]))
        index.append(array("d", roots))
    return IndexTable(array("d", prices), tuple(reversed(continuation)), tuple(reversed(index)))


def _prices(highest: float) -> list[float]:
    steps = math.ceil(-math.log(PRICE_RANGE) / math.log(PRICE_RATIO))
    # One step above the highest index there can be, so that every root is bracketed.
    return [highest * PRICE_RATIO ** (level - steps + 1) for level in range(steps + 1)]


def _sweep(
    playbook: Playbook, number: int, minutes: int, prices: list[float], after: list[list[float]] | None
) -> tuple[list[list[float]], list[float]]:
    """C by cell and price of one stage, and its index by cell.

    `after` is C of the next stage (None: won).

    The cells are computed from the side that staying moves towards, so that the neighbors are known.
    """
    stage = playbook.stages[number]
    costs = [-price * minutes / 60 for price in prices]
    stayed, advanced = stayed_ratio(stage), advanced_ratio(stage)
    rows: list[list[float]] = [[] for _ in range(CELLS)]
    roots = [0.0] * CELLS
    for cell in range(CELLS) if stayed <= 0 else range(CELLS - 1, -1, -1):
        log_odds = cell * STEP - LIMIT
        real = BELIEFS[cell]
        p_advance = real * stage.real.advance + (1 - real) * stage.dead_end.advance
        p_stay = real * stage.real.stay + (1 - real) * stage.dead_end.stay
        if after is None:
            going = [cost + p_advance for cost in costs]
        else:
            to, part = cell_of(log_odds + advanced)
            one, other = p_advance * (1 - part), p_advance * part
            going = [
                cost + (then if (then := one * a + other * b) > 0 else 0.0)
                for cost, a, b in zip(costs, after[to], after[to + 1], strict=True)
            ]
        to, part = cell_of(log_odds + stayed)
        shares = [(to, p_stay * (1 - part)), (to + 1, p_stay * part)]
        itself = sum(share for neighbor, share in shares if neighbor == cell)
        known = [(rows[neighbor], share) for neighbor, share in shares if neighbor != cell and share > 0]
        rows[cell] = _staying(going, itself, known)
        roots[cell] = _root(prices, rows[cell])
    return rows, roots


def _staying(going: list[float], itself: float, known: list[tuple[list[float], float]]) -> list[float]:
    """C including the value after staying.

    A share of this cell, being solved for, and of its neighbors.

    Where continuing after staying pays, C = going + itself·C + shares·C of the neighbors; otherwise C = going.
    """
    if len(known) == 2:
        (a, one), (b, other) = known
        return [g + (then if (then := one * x + other * y) > 0 else 0.0) for g, x, y in zip(going, a, b, strict=True)]
    again = 1 / max(1e-9, 1 - itself)
    if not known:
        return [g * again if g > 0 else g for g in going]
    ((a, one),) = known
    return [c if itself * (c := (g + one * x) * again) + one * x > 0 else g for g, x in zip(going, a, strict=True)]


def _root(prices: list[float], going: list[float]) -> float:
    """The price at which the falling row `going` crosses zero; 0 if it is never positive."""
    low, high = 0, len(prices) - 1
    if going[low] <= 0:
        return 0.0
    while high - low > 1:
        middle = (low + high) // 2
        if going[middle] > 0:
            low = middle
        else:
            high = middle
    return prices[low] + (prices[high] - prices[low]) * going[low] / (going[low] - going[high])


def dump(table: IndexTable) -> bytes:
    """The table as bytes, for a cache."""
    head = array("q", [table.stages, len(table.prices)])
    exact = array("d", [number for row in (table.prices, *table.index) for number in row])
    return head.tobytes() + exact.tobytes() + b"".join(array("f", rows).tobytes() for rows in table.continuation)


def load(content: bytes) -> IndexTable:
    """The table that `dump` wrote, without copying.

    Of millions of numbers a page reads a few thousand.

    Raises ValueError if `content` is not a table.
    """
    stages, width = array("q", content[:16])
    exact, rows = width + stages * CELLS, CELLS * width
    if len(content) != 16 + 8 * exact + 4 * stages * rows:
        raise ValueError("not an index table")
    doubles = memoryview(content)[16 : 16 + 8 * exact].cast("d")
    singles = memoryview(content)[16 + 8 * exact :].cast("f")
    return IndexTable(
        prices=doubles[:width],
        continuation=tuple(singles[k * rows : (k + 1) * rows] for k in range(stages)),
        index=tuple(doubles[width + k * CELLS : width + (k + 1) * CELLS] for k in range(stages)),
    )
