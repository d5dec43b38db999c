"""Placement of a set of blocks on one day, by a search that takes the hardest block first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import product
from typing import NamedTuple

from planner.schedule.day.blocks import Board, Plan, room_for
from planner.schedule.day.slots import fits, members, runs, stretch
from planner.schedule.place.greedy import lay
from planner.schedule.place.sequence import sequence
from planner.schedule.place.splits import cut_up, cuts, join_pieces, lay_exactly


class Verdict(Enum):
    """The result of a search without a plan."""

    IMPOSSIBLE = "they can't all be laid"
    UNKNOWN = "the search ran out of steps"


POLICIES = (0, 0xFFFF, 0x5555, 0xAAAA, 0x1B1B)  # see `greedy.lay`
REMEMBERED = 20_000  # dead ends kept in memory
FEW = 30  # steps before the other methods are tried
GREEDY_STEPS = 15  # cost of the greedy orders, in steps
MOST_CUTS = 600  # ways to cut splitting blocks that are tried for one set of blocks


@dataclass(slots=True)
class StepBudget:
    """The steps left to a search, counted over all sets that it tries."""

    left: int


class StepLimit(NamedTuple):
    """The steps that one call may take: `most` of those left in the budget."""

    budget: StepBudget
    most: int


def pack(
    board: Board, blocks: Sequence[int], free: int, limit: StepLimit, parts: Mapping[int, int] | None = None
) -> Plan | Verdict:
    """Lay all these blocks on the free slots, or report that it can't be done or took too long.

    `parts`: the slots wanted of splitting blocks (without an entry: all of it).
    """
    pad = board.grid.pad
    wanted = {i: board.need[i] - pad for i in blocks if board.part[i]}
    if parts:
        wanted.update(parts)
    others = [i for i in blocks if i not in wanted]
    if sum([board.need[i] for i in others]) + sum([own + pad for own in wanted.values()]) > free.bit_count():
        return Verdict.IMPOSSIBLE
    if not wanted:
        return _pack_whole(board, others, free, limit)
    found = _pack_whole(board, others, free, limit)
    if isinstance(found, Verdict):
        return found
    room = free
    for taken in found.values():
        room &= ~taken
    for i in sorted(wanted, key=lambda i: (-wanted[i], i)):
        taken = lay_exactly(board, found, room, i, wanted[i])
        if not taken:
            return _pack_pieces(board, others, wanted, free, limit)
        found[i] = taken
        room &= ~taken
    return found


def _pack_pieces(
    board: Board, others: list[int], wanted: Mapping[int, int], free: int, limit: StepLimit
) -> Plan | Verdict:
    """Try every way to cut the splitting blocks, fewest pieces first.

    Each piece is then a block like any other.
    """
    steps, most = limit
    blocks = sorted(wanted)
    cuts_of = [cuts(board, i, wanted[i], round(MOST_CUTS ** (1 / len(blocks)))) for i in blocks]
    choices = sorted(product(*(found for found, _ in cuts_of)), key=lambda choice: sum(map(len, choice)))
    unknown = not all(complete for _, complete in cuts_of)
    for choice in choices:
        if steps.left <= 0 or most <= 0:
            return Verdict.UNKNOWN
        cut, owners = cut_up(board, dict(zip(blocks, choice, strict=True)))
        before = steps.left
        found = _pack_whole(cut, [*others, *owners], free, StepLimit(steps, most))
        most -= before - steps.left
        if not isinstance(found, Verdict):
            plan = join_pieces(board, found, owners)
            if plan is not None:
                return plan
            unknown = True
        unknown = unknown or found is Verdict.UNKNOWN
    return Verdict.UNKNOWN if unknown else Verdict.IMPOSSIBLE


def _pack_whole(board: Board, blocks: Sequence[int], free: int, limit: StepLimit) -> Plan | Verdict:
    """`pack` of blocks that don't split."""
    steps, most = limit
    if sum([board.need[i] for i in blocks]) > free.bit_count():
        return Verdict.IMPOSSIBLE
    found = _descend(board, blocks, free, StepLimit(steps, FEW))
    if found is not Verdict.UNKNOWN:
        return found
    quick = _quickly(board, blocks, free)
    steps.left -= GREEDY_STEPS
    if quick is not None:
        return quick
    plan, left = sequence(board, blocks, free, max(0, min(most, steps.left)))
    steps.left -= max(0, min(most, steps.left)) - max(0, left)
    if left >= 0:
        return Verdict.IMPOSSIBLE if plan is None else plan
    return _descend(board, blocks, free, limit)


def _descend(board: Board, blocks: Sequence[int], free: int, limit: StepLimit) -> Plan | Verdict:
    steps, most = limit
    slack = free.bit_count() - sum([board.need[i] for i in blocks])
    granted = max(0, min(most, steps.left))
    search = _PackSearch(board, granted)
    found = search.descend(free, tuple(sorted(blocks)), slack)
    steps.left -= granted - max(0, search.steps_left)
    return search.plan if found is None else found


def _quickly(board: Board, blocks: Sequence[int], free: int) -> Plan | None:
    """Lay the blocks in a few greedy orders; most sets that can be laid are laid by one of them."""
    room = {i: board.starts[i].bit_count() for i in blocks}
    need = board.need
    orders = (
        sorted(blocks, key=lambda i: (room[i] - 3 * need[i], i)),
        sorted(blocks, key=lambda i: (room[i], -need[i], i)),
        sorted(blocks, key=lambda i: (-need[i], room[i], i)),
    )
    for order in orders:
        for policy in POLICIES:
            plan: Plan = {}
            lay(board, order, plan, free, policy)
            if len(plan) == len(blocks) and all(i in plan for i in blocks):
                return plan
    return None


class _PackSearch:
    """Depth-first search.

    At each step the block with the fewest starts, or, without slack, the first free slot.
    """

    def __init__(self, board: Board, limit: int) -> None:
        self.board = board
        self.steps_left = limit
        self.dead: set[tuple[int, tuple[int, ...]]] = set()
        self.plan: Plan = {}

    def descend(self, free: int, rest: tuple[int, ...], slack: int) -> Verdict | None:
        """Lay the `rest`; None: done, see `plan`. `slack`: free slots that may stay empty."""
        self.steps_left -= 1
        if self.steps_left < 0:
            return Verdict.UNKNOWN
        if not rest:
            return None
        if (free, rest) in self.dead:
            return Verdict.IMPOSSIBLE
        board, need, plan = self.board, self.board.need, self.plan
        choices: dict[int, int] = {}
        shifted: dict[int, int] = {}
        hardest = -1
        fewest = 1 << 30
        linked_ids = False
        for i in rest:
            length = need[i]
            found = shifted.get(length)
            if found is None:
                found = shifted[length] = fits(free, length)
            found &= board.starts[i]
            if found and (board.earlier[i] or board.later[i]):
                found = room_for(board, plan, i, found)
                linked_ids = True
            if not found:
                return Verdict.IMPOSSIBLE
            choices[i] = found
            count = found.bit_count()
            if count < fewest or (count == fewest and length > need[hardest]):
                fewest, hardest = count, i
        if _overfull(choices, need, free, slack):
            return Verdict.IMPOSSIBLE
        unknown = False
        tried: set[tuple[int, int, int]] = set()
        for i, start in self.moves(free, choices, hardest, fewest, slack):
            twin = (board.starts[i], need[i], start)
            if not (board.earlier[i] or board.later[i]):
                if twin in tried:
                    continue
                tried.add(twin)
            taken = ((1 << need[i]) - 1) << start
            plan[i] = taken
            verdict = self.descend(free & ~taken, tuple([j for j in rest if j != i]), slack)
            if verdict is None:
                return None
            del plan[i]
            unknown = unknown or verdict is Verdict.UNKNOWN
            if self.steps_left < 0:
                return Verdict.UNKNOWN
        if unknown:
            return Verdict.UNKNOWN
        if not linked_ids and len(self.dead) < REMEMBERED:
            self.dead.add((free, rest))
        return Verdict.IMPOSSIBLE

    def moves(self, free: int, choices: dict[int, int], hardest: int, fewest: int, slack: int) -> list[tuple[int, int]]:
        """The moves to try, in order.

        Starts of the hardest block, those without a gap next to it first.
        """
        if slack == 0:
            first = free & -free
            fillers = [i for i, found in choices.items() if found & first]
            if len(fillers) < fewest:
                slot = first.bit_length() - 1
                return [(i, slot) for i in sorted(fillers, key=lambda i: (-self.board.need[i], i))]
        found = choices[hardest]
        left = found & ~(free << 1)
        right = found & ~(free >> self.board.need[hardest])
        ordered = members(left & right) + members(left ^ right) + members(found & ~(left | right))
        return [(hardest, start) for start in ordered]


def _overfull(choices: Mapping[int, int], need: Sequence[int], free: int, slack: int) -> bool:
    """True if a free stretch gets more than it holds, or all can't be filled but for `slack`.

    What can start nowhere else fills a stretch first; of what could lie there too, the sums of needs tell how full it
    can get at most.
    """
    waste = 0
    for start, end in runs(free):
        here = stretch(start, end)
        held = 0
        others = []
        for i, found in choices.items():
            inside = found & here
            if inside == found:
                held += need[i]
            elif inside:
                others.append(need[i])
        length = end - start
        if held > length:
            return True
        sums = 1 << held
        for n in others:
            sums |= sums << n
        waste += length + 1 - (sums & ((2 << length) - 1)).bit_length()
        if waste > slack:
            return True
    return False
