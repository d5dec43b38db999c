"""Crowded windows: a quick check that a set of blocks can't be laid."""

from __future__ import annotations

from typing import NamedTuple

from planner.schedule.day.blocks import Board
from planner.schedule.day.slots import runs, spread, stretch

MOST = 14  # windows kept
NARROW = 30  # slots; blocks that can lie in fewer give the windows their edges
GAPS = 5  # with at most so many free stretches, every union of them is a window


class CrowdedWindow(NamedTuple):
    """A set of slots that may be too small for the blocks in it."""

    slots: int  # free ones
    blocks: frozenset[int]  # that can lie nowhere else


def crowded_windows(board: Board, blocks: list[int]) -> list[CrowdedWindow]:
    """The most overloaded windows, if each group's longest bound block is chosen.

    A block is bound to a window if it can lie nowhere else.
    """
    free = board.grid.free
    reach = {i: spread(board.starts[i], board.need[i]) for i in blocks if not board.part[i]}
    sets = set()
    gaps = [stretch(start, end) for start, end in runs(free)]
    if len(gaps) <= GAPS:
        for pick in range(1, (1 << len(gaps)) - 1):
            sets.add(sum(gap for k, gap in enumerate(gaps) if pick >> k & 1))
    narrow = sorted({(m.bit_length() - (m & -m).bit_length() + 1, m) for m in reach.values() if m.bit_count() < NARROW})
    narrow = narrow[:40]
    lows = sorted({(m & -m).bit_length() - 1 for _, m in narrow})
    highs = sorted({m.bit_length() for _, m in narrow})
    for low in lows:
        for high in highs:
            if 0 < high - low <= 36:
                sets.add(stretch(low, high) & free)
    found = []
    for slots in sorted(sets):
        longest: dict[int, int] = {}
        for i, slots_of_block in reach.items():
            if not slots_of_block & ~slots:
                g = board.group[i]
                longest[g] = max(longest.get(g, 0), board.need[i])
        room = slots.bit_count()
        needed = sum(longest.values())
        if needed > room:
            found.append((-needed / room, room, slots))
    found.sort()
    return [
        CrowdedWindow(room, frozenset(i for i, slots_of_block in reach.items() if not slots_of_block & ~slots))
        for _, room, slots in found[:MOST]
    ]
