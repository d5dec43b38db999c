"""The best page, proven: sets of blocks in falling order of value, until one can be laid.

A set is decided group by group. What is still undecided is worth at most what fits the remaining slots as one heap (a
knapsack over the groups, computed once), and at most the bound less what the decided part has lost against it. The
most promising set is extended first, so the first complete one that can be laid is the best. Sets that can't be laid
are reduced to the few blocks that clash, and every set with those is dropped from then on.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import NamedTuple

from planner.frozen_class import frozen
from planner.schedule.bound.eliminate import survivors
from planner.schedule.bound.prices import SlotPrices, cheapest_slots
from planner.schedule.day.blocks import PIECE_SLOTS, Board, Plan, plan_value
from planner.schedule.day.grid import SLOT
from planner.schedule.day.windows import CrowdedWindow, crowded_windows
from planner.schedule.place.improve import BestPlan
from planner.schedule.place.pack import StepBudget, StepLimit, Verdict, pack

NEVER = float("-inf")
BLOCKS = 400  # with more blocks left the page is still too poor for a proof
MOST_OPTIONS = 10_000_000  # parts of blocks, times the blocks of the board: each part has a bit for any of them


@frozen
class ProofEffort:
    """The effort that a proof may spend."""

    nodes: int  # sets decided in part
    steps: int  # of the search that lays complete sets


class Option(NamedTuple):
    """A choice for a group: a block (or a part of `own` slots of it), or none (-1)."""

    block: int
    own: int
    need: int
    value: float  # after what children pay for parents
    loss: float
    bit: int
    parents: int  # bits of the blocks that must be chosen too
    repays: tuple[tuple[int, float], ...]  # (parent's bit, money) given back if it was chosen without this child
    windows: tuple[int, ...]  # crowded windows it lies in


@dataclass(slots=True)
class Proof:
    """The result of a search for a better plan."""

    plan: Plan  # the best one known
    value: float  # of that plan
    bound: float  # on the value of any plan
    done: bool  # no better plan exists


def prove(board: Board, prices: SlotPrices, best: BestPlan, enough: float, effort: ProofEffort) -> Proof:
    """Find the best plan worth `enough` more than `best`, or show that none exists."""
    blocks = survivors(board, prices, best.value + enough)
    if len(blocks) > BLOCKS or sum(len(_part_sizes(board, i)) for i in blocks) * len(board) > MOST_OPTIONS:
        return Proof(best.plan, best.value, prices.bound, False)
    decisions = _decisions(board, prices, blocks, prices.bound - best.value - enough)
    if any(not choice for choice in decisions.options):
        return Proof(best.plan, best.value, best.value + enough, True)
    return _Enumeration(board, prices, decisions, best, enough).run(effort)


class _Decisions(NamedTuple):
    """The options of each group, in the order of deciding, and the windows that they name."""

    options: list[list[Option]]
    windows: list[CrowdedWindow]


def _decisions(board: Board, prices: SlotPrices, blocks: list[int], room: float) -> _Decisions:
    alive = set(blocks)
    by_group: dict[int, list[int]] = {g: [] for g in range(len(prices.best)) if board.required >> g & 1}
    for i in blocks:
        by_group.setdefault(board.group[i], []).append(i)
    order = sorted(by_group, key=lambda g: _rank(board, prices, by_group[g], g))
    order = _parents_first(board, order, by_group)
    position = {g: k for k, g in enumerate(order)}
    ordered = {
        (a, i)
        for i in blocks
        for a in board.parents[i]
        if position.get(board.group[a], len(order)) < position[board.group[i]]
    }
    shift = {pair: money for pair, money in prices.share.items() if pair in ordered and pair[0] in alive}
    rules = _Rules(shift, ordered, crowded_windows(board, blocks), alive, room)
    decisions = []
    for g in order:
        group = by_group[g]
        dues = {i: tuple((1 << a, m) for (a, b), m in shift.items() if b == i) for i in group}
        everyone = tuple(due for i in group for due in dues[i])
        choice = [option for i in group for option in _options(board, prices, i, rules)]
        choice = [
            option._replace(repays=tuple(due for i in group if i != option.block for due in dues[i]))
            for option in choice
        ]
        if not board.required >> g & 1 and prices.best[g] <= room:
            choice.append(Option(-1, 0, 0, 0.0, prices.best[g], 0, 0, everyone, ()))
        decisions.append(sorted(choice, key=lambda o: (o.loss, o.block, -o.own)))
    return _Decisions(decisions, rules.windows)


def _rank(board: Board, prices: SlotPrices, group: list[int], g: int) -> tuple[bool, float, int]:
    """Groups with one option first, then those whose best option stands out most."""
    losses = sorted([prices.best[g] - prices.gain[i] for i in group])
    if not board.required >> g & 1:
        losses = sorted([*losses, prices.best[g]])
    clear = losses[1] - losses[0] if len(losses) > 1 else 0.0
    return (len(losses) > 1, -clear, g)


def _parents_first(board: Board, order: list[int], by_group: dict[int, list[int]]) -> list[int]:
    """The order with linked groups moved to the front, parents right before their children."""
    linked_ids = [g for g in order if any(board.parents[i] or board.children[i] for i in by_group[g])]
    first: dict[int, None] = {}
    for start in linked_ids:
        stack, above = [(start, False)], set[int]()
        while stack:
            g, ready = stack.pop()
            if ready:
                above.remove(g)
                first[g] = None
            elif g not in first and g not in above and g in by_group:
                above.add(g)
                stack.append((g, True))
                stack += reversed([(board.group[a], False) for i in by_group[g] for a in board.parents[i]])
    return [*first, *(g for g in order if g not in first)]


@frozen
class _Rules:
    """The rules by which the options of a group are made."""

    shift: dict[tuple[int, int], float]  # money that a child (second) pays for a parent (first)
    ordered: set[tuple[int, int]]  # parents that are decided before their child
    windows: list[CrowdedWindow]
    alive: set[int]  # blocks that may be on a better page
    room: float  # the most that a better page may lose against the bound


def _part_sizes(board: Board, block: int) -> range:
    """The slots of each part of a block that the day has room for; none if it is required."""
    if not board.part[block] or board.required >> board.group[block] & 1:
        return range(0)
    own = board.need[block] - board.grid.pad
    return range(PIECE_SLOTS, min(board.part[block], own - 1, board.grid.free.bit_count()) + 1)


def _options(board: Board, prices: SlotPrices, block: int, rules: _Rules) -> list[Option]:
    """The options of one block: all of it, and each part of it that may be laid."""
    if any(a not in rules.alive for a in board.parents[block]):
        return []
    own = board.need[block] - board.grid.pad
    given = sum(money for (_, child), money in rules.shift.items() if child == block)
    taken = sum(money for (parent, _), money in rules.shift.items() if parent == block)
    parents = 0
    for a in board.parents[block]:
        if (a, block) in rules.ordered:
            parents |= 1 << a
    inside = tuple(k for k, window in enumerate(rules.windows) if block in window.blocks)
    lost = prices.best[board.group[block]] - prices.gain[block]
    value = board.value[block] - given + taken
    found = [Option(block, own, own + board.grid.pad, value, lost, 1 << block, parents, (), inside)]
    sizes = _part_sizes(board, block)
    if sizes:
        rate = board.value[block] * SLOT / board.candidates[block].minutes
        costs, after = cheapest_slots(board, block, prices.slot)
        paid = sum(money for (_, child), money in prices.share.items() if child == block)
        for size in sizes:
            gain = rate * size - sum(costs[:size]) - after - paid
            lost = prices.best[board.group[block]] - gain
            mark = 1 << (len(board) + block * 64 + size)  # part by part, see `_Enumeration.lay`
            found.append(
                Option(block, size, size + board.grid.pad, rate * size - given, lost, mark, parents, (), inside)
            )
    return [option for option in found if option.loss <= rules.room]


class _Enumeration:
    """The search of `prove`."""

    def __init__(
        self,
        board: Board,
        prices: SlotPrices,
        decisions: _Decisions,
        best: BestPlan,
        enough: float,
    ) -> None:
        self.board, self.prices, self.decisions = board, prices, decisions.options
        self.plan, self.value, self.enough = best.plan, best.value, enough
        self.free = board.grid.free
        self.windows = decisions.windows  # those of the options: an index means the same window
        self.completion = _completions(self.decisions, self.free.bit_count())
        self.clashes: list[int] = []

    def run(self, effort: ProofEffort) -> Proof:
        slots = self.free.bit_count()
        room = self.prices.bound - self.value - self.enough
        # (-at most, tie, groups decided, slots left, value, lost, chosen options, their bits, room in windows)
        top = min(self.completion[0][slots], self.prices.bound)
        start = (-top, 0, 0, slots, 0.0, 0.0, (), 0, tuple(w.slots for w in self.windows))
        heap: list[tuple[float, int, int, int, float, float, tuple[Option, ...], int, tuple[int, ...]]] = [start]
        nodes = tie = 0
        steps = StepBudget(effort.steps)
        unknown = NEVER  # the highest value of a set of which it is unknown whether it can be laid
        while heap:
            most, _, decided, left, value, lost, chosen, bits, rooms = heapq.heappop(heap)
            most = -most
            if most <= self.value + self.enough:
                break
            if nodes >= effort.nodes or steps.left <= 0:
                unknown = max(unknown, most)
                break
            nodes += 1
            if any(bits & clash == clash for clash in self.clashes):
                continue
            if decided == len(self.decisions):
                if any(not all(bits >> a & 1 for a in self.board.parents[o.block]) for o in chosen):
                    continue
                found = self.lay(chosen, steps)
                if found is Verdict.UNKNOWN:
                    unknown = max(unknown, value)
                elif not isinstance(found, Verdict):
                    worth = plan_value(self.board, found)
                    if worth > self.value:
                        self.plan, self.value = found, worth
                    break
                continue
            completion = self.completion[decided + 1]
            for option in self.decisions[decided]:
                if option.need > left or lost + option.loss > room or option.parents & ~bits:
                    continue
                worth = value + option.value
                for parent, money in option.repays:
                    if bits & parent:
                        worth -= money
                at_most = min(worth + completion[left - option.need], self.prices.bound - lost - option.loss, most)
                if at_most <= self.value + self.enough:
                    continue
                narrower = rooms
                if option.windows:
                    now = list(rooms)
                    for k in option.windows:
                        now[k] -= option.need
                    if min(now) < 0:
                        continue
                    narrower = tuple(now)
                tie += 1
                picked = (*chosen, option) if option.block >= 0 else chosen
                heapq.heappush(
                    heap,
                    (
                        -at_most,
                        -tie,
                        decided + 1,
                        left - option.need,
                        worth,
                        lost + option.loss,
                        picked,
                        bits | option.bit,
                        narrower,
                    ),
                )
        bound = max(self.value + self.enough, unknown)
        return Proof(self.plan, self.value, min(bound, self.prices.bound), unknown <= self.value + self.enough)

    def lay(self, chosen: tuple[Option, ...], steps: StepBudget) -> Plan | Verdict:
        """Lay a set; of one that can't be laid the blocks that clash are remembered."""
        blocks = [o.block for o in chosen]
        parts = {o.block: o.own for o in chosen if self.board.part[o.block]}
        found = pack(self.board, blocks, self.free, StepLimit(steps, steps.left), parts)
        if found is Verdict.IMPOSSIBLE:
            board = self.board
            core = list(chosen)
            for option in sorted(chosen, key=lambda o: (-board.starts[o.block].bit_count() / o.need, o.block)):
                less = [o for o in core if o is not option]
                some = {o.block: o.own for o in less if board.part[o.block]}
                if pack(board, [o.block for o in less], self.free, StepLimit(steps, 100), some) is Verdict.IMPOSSIBLE:
                    core = less
            clash = 0
            for option in core:
                clash |= option.bit
            self.clashes.append(clash)
        return found


def _completions(decisions: list[list[Option]], slots: int) -> list[list[float]]:
    """The most that undecided groups are worth.

    By number of groups decided, and of slots left as one heap.
    """
    rows = [[0.0] * (slots + 1)]
    for choice in reversed(decisions):
        after = rows[-1]
        row = [NEVER] * (slots + 1)
        for option in choice:
            if option.need > slots:
                continue
            value = option.value
            moved = [NEVER] * option.need + [x + value for x in after[: slots + 1 - option.need]]
            row = list(map(max, row, moved))
        rows.append(row)
    rows.reverse()
    return rows
