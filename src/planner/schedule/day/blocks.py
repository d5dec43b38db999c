"""What is searched: blocks of slots that may be chosen, and how they depend on each other.

A block is one candidate. Everything is a list by block number, since the search reads it some hundred thousand times.
A page under construction (`Plan`) maps each chosen block to the slots it takes, its pad included.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from planner.schedule.day.grid import Grid, Starts, up
from planner.schedule.day.slots import fits, lowest, runs, spread, stretch
from planner.schedule.problem import PIECE, Candidate, Span

Plan = dict[int, int]


@dataclass(slots=True)
class Board:
    """Blocks 0..n-1 on a grid.

    `need`: slots a block takes, pad included. `starts`: where it may start, the day being empty. `group`: at most one
    block of a group is chosen (`bit` is the group as a set). `parents`: must be chosen too and end before it starts;
    `ancestors`: those and theirs, in an order in which they can be laid. `earlier`, `later`: must end before it starts,
    or start after it ends, if both are chosen (parents are among `earlier`). `required`: groups of which one must be
    chosen. `part`: the largest part, in slots, that may be laid of a block that splits; 0 where it doesn't.
    `chips`: where its pieces of the least size may start, a set for each range and window. `spots`: `starts` as
    stretches.
    """

    grid: Grid
    candidates: list[Candidate] = field(default_factory=list)
    need: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    group: list[int] = field(default_factory=list)
    bit: list[int] = field(default_factory=list)
    parents: list[tuple[int, ...]] = field(default_factory=list)
    ancestors: list[tuple[int, ...]] = field(default_factory=list)
    children: list[tuple[int, ...]] = field(default_factory=list)
    earlier: list[tuple[int, ...]] = field(default_factory=list)
    later: list[tuple[int, ...]] = field(default_factory=list)
    part: list[int] = field(default_factory=list)
    chips: list[tuple[int, ...]] = field(default_factory=list)
    spots: list[list[tuple[int, int]]] = field(default_factory=list)
    required: int = 0

    def __len__(self) -> int:
        return len(self.need)


PIECE_SLOTS = up(PIECE)


def build(
    grid: Grid,
    starts: Starts,
    candidates: Iterable[Candidate],
    required: frozenset[str],
    fixed: Mapping[str, int],
    limits: Mapping[str, Span],
) -> Board:
    """A board of these candidates (each with a start, every id in an `after` among them or fixed).

    `required`: ids of which (or of whose group) one must be chosen. `fixed`: the only slot an id may start at.
    `limits`: slots within which an id has to lie.
    """
    board = Board(grid)
    board.candidates = list(candidates)
    number = {candidate.id: i for i, candidate in enumerate(board.candidates)}
    groups: dict[str, int] = {}
    for i, candidate in enumerate(board.candidates):
        need = starts.need(candidate)
        board.need.append(need)
        allowed = starts.of(candidate)
        if candidate.id in fixed:
            allowed &= 1 << fixed[candidate.id]
        allowed &= within(limits.get(candidate.id), need - grid.pad)
        board.starts.append(allowed)
        board.spots.append(runs(allowed))
        board.value.append(candidate.value)
        group = groups.setdefault(f"={candidate.group}" if candidate.group is not None else f"#{i}", len(groups))
        board.group.append(group)
        board.bit.append(1 << group)
        splits = splittable(candidate) and candidate.id not in fixed and starts.visit(candidate) is None
        board.part.append((candidate.minutes - PIECE) // 5 if splits else 0)
        chips = _chips(starts, candidate, limits.get(candidate.id)) if splits else ()
        board.chips.append(chips)
        if candidate.id in required:
            board.required |= 1 << group
    _link(board, number)
    return board


def splittable(candidate: Candidate) -> bool:
    return candidate.splits and candidate.minutes >= 2 * PIECE


def _chips(starts: Starts, candidate: Candidate, limit: Span | None) -> tuple[int, ...]:
    keep = within(limit, PIECE_SLOTS)
    found = [fits(patch, PIECE_SLOTS) & keep for patch in starts.patches(candidate)]
    return tuple([chip for chip in found if chip])


def reach(board: Board, block: int) -> int:
    """Slots that a block can work in, its pads left out."""
    if not board.part[block]:
        return spread(board.starts[block], board.need[block] - board.grid.pad)
    reached = 0
    for chip in board.chips[block]:
        reached |= spread(chip, PIECE_SLOTS)
    return reached


def within(limit: Span | None, length: int) -> int:
    """Starts from which so many slots lie within these limits (every start where there are none)."""
    return -1 if limit is None else stretch(limit.start, limit.end - length + 1)


def _link(board: Board, number: dict[str, int]) -> None:
    """Who comes before whom."""
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
    """Of these starts those that keep the block behind what must be earlier and ahead of what must be later."""
    for a in board.earlier[block]:
        if a in plan:
            end = plan[a].bit_length()
            starts = starts >> end << end
    for b in board.later[block]:
        if b in plan:
            starts &= stretch(0, lowest(plan[b]) - board.need[block] + 1)
    return starts


def own_slots(board: Board, taken: int) -> int:
    """Slots worked in what a block takes: its pads are not."""
    pieces = (taken & ~(taken << 1)).bit_count()
    return taken.bit_count() - pieces * board.grid.pad


def worth(board: Board, block: int, taken: int) -> float:
    """A block's value, or that of the part of it that is laid."""
    if not board.part[block]:
        return board.value[block]
    own = own_slots(board, taken)
    if own >= board.need[block] - board.grid.pad:
        return board.value[block]
    return board.value[block] * own * 5 / board.candidates[block].minutes


def whole(board: Board, block: int, taken: int) -> bool:
    """Whether nothing of it is left for another day."""
    return not board.part[block] or own_slots(board, taken) >= board.need[block] - board.grid.pad


def total(board: Board, plan: Plan) -> float:
    """What a page is worth."""
    if any(board.part):
        return sum([worth(board, i, taken) for i, taken in plan.items()])
    value = board.value
    return sum([value[i] for i in plan])
