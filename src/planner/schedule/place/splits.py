"""Placement of a block in pieces: the longest free stretches first, the last piece trimmed."""

from __future__ import annotations

from collections.abc import Iterator

from planner.schedule.day.blocks import PIECE_SLOTS, Board, Plan
from planner.schedule.day.grid import SLOT
from planner.schedule.day.slots import first_slot, fits, runs, stretch


def lay_most(board: Board, plan: Plan, free: int, block: int) -> int:
    """The slots of all of a splitting block, or of the largest part that can be laid.

    A part leaves `PIECE` minutes or more; 0 if there is none.
    """
    spots, sizes = _stretches(board, plan, free, block)
    wanted = [board.need[block] - board.grid.pad, *range(min(board.part[block], sum(sizes)), PIECE_SLOTS - 1, -1)]
    for own in wanted:
        taken = _lay(board, spots, sizes, block, own)
        if taken:
            return taken
    return 0


def lay_exactly(board: Board, plan: Plan, free: int, block: int, own: int) -> int:
    """The slots of a part of `own` slots of a splitting block; 0 where it does not fit."""
    spots, sizes = _stretches(board, plan, free, block)
    return _lay(board, spots, sizes, block, own)


def lay_whole(board: Board, plan: Plan, free: int, block: int) -> int:
    """The slots of all of a splitting block; 0 where it does not fit."""
    return lay_exactly(board, plan, free, block, board.need[block] - board.grid.pad)


def _stretches(board: Board, plan: Plan, free: int, block: int) -> tuple[list[int], list[int]]:
    """The starts and lengths of a block's possible pieces, one per free stretch, longest first."""
    pad = board.grid.pad
    for a in board.earlier[block]:
        if a in plan:
            end = plan[a].bit_length()
            free = free >> end << end
    for b in board.later[block]:
        if b in plan:
            free &= stretch(0, first_slot(plan[b]))
    spots: list[int] = []
    sizes: list[int] = []
    while sum(sizes) < board.need[block] - pad:
        start, length = _longest(fits(free, PIECE_SLOTS + pad), board.chips[block])
        if not length:
            break
        spots.append(start)
        sizes.append(length)
        free &= ~stretch(start - 1, start + length + pad + 1)
    return spots, sizes


def _lay(board: Board, spots: list[int], sizes: list[int], block: int, own: int) -> int:
    pad = board.grid.pad
    all_of_it = own == board.need[block] - pad
    uneven = all_of_it and SLOT * own > board.candidates[block].minutes
    taken = 0
    for start, length in zip(spots, _trim(sizes, own, PIECE_SLOTS + uneven), strict=False):
        taken |= stretch(start, start + length + pad)
    return taken


def _longest(open_: int, chips: tuple[int, ...]) -> tuple[int, int]:
    """The longest single piece (start, slots) that can be laid; the first of equals.

    (0, 0) if there is none.
    """
    best = (0, 0)
    for chip in chips:
        for start, end in runs(open_ & chip):
            length = end - start - 1 + PIECE_SLOTS
            if length > best[1]:
                best = (start, length)
    return best


def _trim(sizes: list[int], wanted: int, largest: int) -> list[int]:
    """Pieces of at least `PIECE_SLOTS` that sum to `wanted`, none above its size.

    Empty where that is impossible.

    The first one is at least `largest`.
    """
    count = 0
    room = 0
    while room < wanted:
        if count == len(sizes):
            return []
        room += sizes[count]
        count += 1
    if count * PIECE_SLOTS + (largest - PIECE_SLOTS) > wanted or count == 0:
        return []
    cut = sizes[:count]
    over = room - wanted
    for i in reversed(range(count)):
        least = largest if i == 0 else PIECE_SLOTS
        less = min(over, cut[i] - least)
        if less > 0:
            cut[i] -= less
            over -= less
    return cut if over == 0 else []


def cuts(board: Board, block: int, own: int, most: int) -> tuple[list[tuple[int, ...]], bool]:
    """The ways to cut `own` slots of a block, longest piece and fewest pieces first.

    And whether these are all.

    At most `most` of them: a long block has more than can be tried.
    """
    all_of_it = own == board.need[block] - board.grid.pad
    uneven = all_of_it and SLOT * own > board.candidates[block].minutes
    found: list[tuple[int, ...]] = []
    for pieces in range(1, own // PIECE_SLOTS + 1):
        for sizes in _divisions(own, pieces, own):
            if sizes[0] >= PIECE_SLOTS + uneven:
                found.append(sizes)
            if len(found) == most:
                return found, False
    return found, True


def _divisions(left: int, pieces: int, longest: int) -> Iterator[tuple[int, ...]]:
    """Every way to divide `left` slots into so many pieces, none longer than the one before it."""
    if pieces == 1:
        if PIECE_SLOTS <= left <= longest:
            yield (left,)
        return
    rest = pieces - 1
    for size in range(min(longest, left - rest * PIECE_SLOTS), PIECE_SLOTS - 1, -1):
        if size * pieces < left:
            return
        for others in _divisions(left - size, rest, size):
            yield (size, *others)


def cut_up(board: Board, sizes_of: dict[int, tuple[int, ...]]) -> tuple[Board, dict[int, int]]:
    """A board with the pieces of splitting blocks as blocks, and each piece's own block."""
    owners: dict[int, int] = {}
    cut = Board(board.grid, board.candidates, list(board.need), list(board.starts))
    cut.earlier, cut.later = list(board.earlier), list(board.later)
    cut.value, cut.group, cut.bit = list(board.value), list(board.group), list(board.bit)
    cut.parents, cut.part = [()] * len(board), [0] * len(board)  # parents don't matter here
    pieces: dict[int, list[int]] = {}
    for block, sizes in sizes_of.items():
        for size in sizes:
            owners[len(cut)] = block
            pieces.setdefault(block, []).append(len(cut))
            cut.need.append(size + board.grid.pad)
            starts = 0
            for chip in board.chips[block]:
                starts |= fits(chip, size - PIECE_SLOTS + 1)
            cut.starts.append(starts)
            cut.bit.append(1 << (max(board.group) + len(cut)))
            cut.part.append(0)
            cut.earlier.append(board.earlier[block])
            cut.later.append(board.later[block])
            cut.parents.append(())
    for column in (cut.earlier, cut.later):
        for i, linked in enumerate(column):
            if any(j in pieces for j in linked):
                column[i] = tuple(p for j in linked for p in pieces.get(j, [j]))
    return cut, owners


def join_pieces(board: Board, plan: Plan, owners: dict[int, int]) -> Plan | None:
    """The plan with pieces given back to their block; two that touch become one.

    None where a piece breaks a rule.
    """
    pad = board.grid.pad
    joined = {i: taken for i, taken in plan.items() if i not in owners}
    for block in set(owners.values()):
        spans: list[tuple[int, int]] = []
        for taken in sorted((plan[i] for i, owner in owners.items() if owner == block), key=first_slot):
            start, end = first_slot(taken), taken.bit_length() - pad
            if spans and spans[-1][1] + pad == start:
                end -= pad
                start = spans.pop()[0]
            spans.append((start, end))
        for start, end in spans:
            if not any(fits(chip, end - start - PIECE_SLOTS + 1) >> start & 1 for chip in board.chips[block]):
                return None
            joined[block] = joined.get(block, 0) | stretch(start, end + pad)
    return joined
