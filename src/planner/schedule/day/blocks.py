"""The board that is searched: blocks of slots, and how they depend on each other.

A block is one candidate. All columns are lists by block number, since the search reads them some hundred thousand
times. A plan under construction (`Plan`) maps each chosen block to the slots it takes, its pad included.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from planner.schedule.day.grid import SLOT, Grid, Starts, to_slots
from planner.schedule.day.slots import first_slot, fits, runs, spread, stretch
from planner.schedule.problem import PIECE, Candidate, Range

Plan = dict[int, int]


@dataclass(slots=True)
class Board:
    """Blocks 0..n-1 on a grid, as columns by block number."""

    grid: Grid
    candidates: list[Candidate] = field(default_factory=list)
    need: list[int] = field(default_factory=list)  # slots it takes, pad included
    starts: list[int] = field(default_factory=list)  # slots at which it may start on an empty day
    value: list[float] = field(default_factory=list)
    group: list[int] = field(default_factory=list)  # at most one block of a group is chosen
    bit: list[int] = field(default_factory=list)  # its group as a set
    parents: list[tuple[int, ...]] = field(default_factory=list)  # must be chosen too and end before it starts
    ancestors: list[tuple[int, ...]] = field(default_factory=list)  # parents and theirs, in an order to lay them
    children: list[tuple[int, ...]] = field(default_factory=list)
    earlier: list[tuple[int, ...]] = field(default_factory=list)  # must end before it starts, if both are chosen
    later: list[tuple[int, ...]] = field(default_factory=list)  # must start after it ends, if both are chosen
    part: list[int] = field(default_factory=list)  # slots of the largest part that may be laid; 0: it can't be split
    chips: list[tuple[int, ...]] = field(default_factory=list)  # starts of the smallest piece, per range and window
    spots: list[list[tuple[int, int]]] = field(default_factory=list)  # `starts` as stretches
    required: int = 0  # groups of which one block must be chosen, as a set

    def __len__(self) -> int:
        return len(self.need)


PIECE_SLOTS = to_slots(PIECE)


def build(
    starts: Starts,
    candidates: Iterable[Candidate],
    required: frozenset[str],
    fixed: Mapping[str, int],
    limits: Mapping[str, Range],
) -> Board:
    """A board of these candidates.

    Each with a start; every id in an `after` is among them or fixed.

    `required`: ids of which (or of whose group) one must be chosen. `fixed`: the only slot at which an id may start.
    `limits`: slots within which an id has to lie.
    """
    board = Board(starts.grid)
    board.candidates = list(candidates)
    number = {candidate.id: i for i, candidate in enumerate(board.candidates)}
    groups: dict[str, int] = {}
    for i, candidate in enumerate(board.candidates):
        need = starts.need(candidate)
        board.need.append(need)
        allowed = starts.of(candidate)
        if candidate.id in fixed:
            allowed &= 1 << fixed[candidate.id]
        allowed &= within(limits.get(candidate.id), need - board.grid.pad)
        board.starts.append(allowed)
        board.spots.append(runs(allowed))
        board.value.append(candidate.value)
        group = groups.setdefault(f"={candidate.group}" if candidate.group is not None else f"#{i}", len(groups))
        board.group.append(group)
        board.bit.append(1 << group)
        splits = splittable(candidate) and candidate.id not in fixed and starts.visit(candidate) is None
        board.part.append((candidate.minutes - PIECE) // SLOT if splits else 0)
        chips = _chips(starts, candidate, limits.get(candidate.id)) if splits else ()
        board.chips.append(chips)
        if candidate.id in required:
            board.required |= 1 << group
    _link(board, number)
    return board


def splittable(candidate: Candidate) -> bool:
    return candidate.splits and candidate.minutes >= 2 * PIECE


def _chips(starts: Starts, candidate: Candidate, limit: Range | None) -> tuple[int, ...]:
    keep = within(limit, PIECE_SLOTS)
    found = [fits(patch, PIECE_SLOTS) & keep for patch in starts.patches(candidate)]
    return tuple([chip for chip in found if chip])


def reachable_slots(board: Board, block: int) -> int:
    """The slots in which a block can be worked on, its pads excluded."""
    if not board.part[block]:
        return spread(board.starts[block], board.need[block] - board.grid.pad)
    slots = 0
    for chip in board.chips[block]:
        slots |= spread(chip, PIECE_SLOTS)
    return slots


def within(limit: Range | None, length: int) -> int:
    """The starts from which `length` slots lie within the limit (all of them without a limit)."""
    return -1 if limit is None else stretch(limit.start, limit.end - length + 1)


def _link(board: Board, number: dict[str, int]) -> None:
    """Fill in the order of the blocks: parents, ancestors, children, earlier, later."""
    n = len(board)
    parents = [tuple(sorted({number[a] for a in c.after if a in number})) for c in board.candidates]
    earlier = [set(p) for p in parents]
    for i, candidate in enumerate(board.candidates):
        for name in candidate.before:
            if name in number:
                earlier[number[name]].add(i)
    later: list[set[int]] = [set() for _ in range(n)]
    children: list[set[int]] = [set() for _ in range(n)]
    for i in range(n):
        for j in earlier[i]:
            later[j].add(i)
        for j in parents[i]:
            children[j].add(i)
    board.parents = parents
    board.earlier = [tuple(sorted(s)) for s in earlier]
    board.later = [tuple(sorted(s)) for s in later]
    board.children = [tuple(sorted(s)) for s in children]
    board.ancestors = [tuple(_before(i, parents)) for i in range(n)]


def _before(block: int, parents: Sequence[tuple[int, ...]]) -> list[int]:
    """All ancestors of a block, parents before children."""
    order: list[int] = []
    seen = {block}

    def visit(i: int) -> None:
        for a in parents[i]:
            if a not in seen:
                seen.add(a)
                visit(a)
                order.append(a)

    visit(block)
    return order


def room_for(board: Board, plan: Plan, block: int, starts: int) -> int:
    """The starts that keep the block in order with those that must come before or after it."""
    for a in board.earlier[block]:
        if a in plan:
            end = plan[a].bit_length()
            starts = starts >> end << end
    for b in board.later[block]:
        if b in plan:
            starts &= stretch(0, first_slot(plan[b]) - board.need[block] + 1)
    return starts


def own_slots(board: Board, taken: int) -> int:
    """The number of slots worked on in those a block takes, without its pads."""
    pieces = (taken & ~(taken << 1)).bit_count()
    return taken.bit_count() - pieces * board.grid.pad


def laid_value(board: Board, block: int, taken: int) -> float:
    """The value of a block, or of the part of it that is laid."""
    if not board.part[block]:
        return board.value[block]
    own = own_slots(board, taken)
    if own >= board.need[block] - board.grid.pad:
        return board.value[block]
    return board.value[block] * own * SLOT / board.candidates[block].minutes


def is_whole(board: Board, block: int, taken: int) -> bool:
    """True if no part of the block is left for another day."""
    return not board.part[block] or own_slots(board, taken) >= board.need[block] - board.grid.pad


def plan_value(board: Board, plan: Plan) -> float:
    """The value of a plan."""
    if any(board.part):
        return sum([laid_value(board, i, taken) for i, taken in plan.items()])
    value = board.value
    return sum([value[i] for i in plan])


def free_slots(board: Board, plan: Plan) -> int:
    """The slots of the grid that no block of a plan takes."""
    free = board.grid.free
    for taken in plan.values():
        free &= ~taken
    return free


def groups_in(board: Board, blocks: Iterable[int]) -> int:
    """The groups of these blocks, as a set."""
    groups = 0
    for block in blocks:
        groups |= board.bit[block]
    return groups
