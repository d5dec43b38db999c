"""Placement of a set of blocks in order of time, by the earliest end of each subset.

Exact, and quick where there is time to spare but windows are narrow, where the other search (`pack`) is slow.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from planner.schedule.day.blocks import Board, Plan
from planner.schedule.day.slots import first_slot, fits

Partial = tuple[int, int, int, int]  # end, the subset before, the block laid last (its position), its start


def sequence(board: Board, blocks: Sequence[int], free: int, limit: int) -> tuple[Plan | None, int]:
    """A plan of all blocks (none of which splits) or None, and the steps left of `limit`.

    Below 0: given up.

    Subsets grow by one block at a time, each laid as early as possible after the others; of two plans for the same
    subset only the one that ends earlier can matter.
    """
    starts = {i: board.starts[i] & fits(free, board.need[i]) for i in blocks}
    if not all(starts.values()):
        return None, limit
    order = sorted(blocks, key=lambda i: (starts[i].bit_length() + board.need[i], i))
    need = [board.need[i] for i in order]
    able = [starts[i] for i in order]
    last_end = [able[j].bit_length() - 1 + need[j] for j in range(len(order))]
    free_before = [0, *accumulate(free >> t & 1 for t in range(free.bit_length()))]
    rows = _BlockRows(need, able, last_end, free_before)
    place = {i: j for j, i in enumerate(order)}
    behind = [sum(1 << place[a] for a in board.earlier[i] if a in place) for i in order]
    twins = _twins(board, order, rows)
    level: dict[int, Partial] = {0: (0, 0, -1, 0)}
    levels = [level]
    for _ in order:
        following: dict[int, Partial] = {}
        for done, (now, _, _, _) in level.items():
            limit -= 1
            if limit < 0:
                return None, limit
            if _is_too_late(done, now, rows):
                continue
            nexts = []
            soonest = 1 << 30
            for j, slots in enumerate(able):
                if done >> j & 1 or behind[j] & ~done or twins[j] & ~done:
                    continue
                start = now + first_slot(slots >> now)
                nexts.append((start, j))
                soonest = min(soonest, start + need[j])
            for start, j in nexts:
                if start >= soonest:  # another block could be done before it
                    continue
                end = start + need[j]
                known = following.get(done | 1 << j)
                if known is None or end < known[0]:
                    following[done | 1 << j] = (end, done, j, start)
        if not following:
            return None, limit
        levels.append(following)
        level = following
    return _trace(levels, order, need), limit


class _BlockRows(NamedTuple):
    """Blocks in order of their last end."""

    need: list[int]
    able: list[int]  # the slots at which each may start
    last_end: list[int]
    free_before: list[int]  # free slots before each slot of the day


def _is_too_late(done: int, now: int, rows: _BlockRows) -> bool:
    """True if the blocks that are left can't all end in time."""
    needed = 0
    gone = rows.free_before[min(now, len(rows.free_before) - 1)]
    for j, slots in enumerate(rows.able):
        if not done >> j & 1:
            if not slots >> now:
                return True
            needed += rows.need[j]
            if needed > rows.free_before[rows.last_end[j]] - gone:
                return True
    return False


def _twins(board: Board, order: list[int], rows: _BlockRows) -> list[int]:
    """For each block the blocks that are alike in every way and go before it."""
    need, able = rows.need, rows.able
    found = [0] * len(order)
    for b, i in enumerate(order):
        for a in range(b):
            alike = able[a] == able[b] and need[a] == need[b]
            linked = board.earlier[i] or board.later[i] or board.earlier[order[a]] or board.later[order[a]]
            if alike and not linked:
                found[b] |= 1 << a
    return found


def _trace(levels: list[dict[int, Partial]], order: list[int], need: list[int]) -> Plan:
    plan: Plan = {}
    done = (1 << len(order)) - 1
    for level in reversed(levels[1:]):
        _, before, j, start = level[done]
        plan[order[j]] = ((1 << need[j]) - 1) << start
        done = before
    return plan
