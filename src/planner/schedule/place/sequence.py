"""Whether a set of blocks can be laid, by the clock: for each subset, the earliest time at which it can be done.

Exact, and quick where there is time to spare but windows are narrow, where the other search (`packing`) is slow.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from planner.schedule.day.blocks import Board, Plan
from planner.schedule.day.slots import fits, lowest

Reached = tuple[int, int, int, int]  # end, the subset before, the block laid last (its place in the list), its start


def sequence(board: Board, blocks: Sequence[int], free: int, limit: int) -> tuple[Plan | None, int]:
    """A way to lay all blocks (none of which splits), or None, and the steps that are left of `limit`.

    Steps below 0: given up. Subsets are built up one block at a time, each laid as early as it can be after the others;
    of two ways to lay the same subset only the one that ends earlier can matter.
    """
    starts = {i: board.starts[i] & fits(free, board.need[i]) for i in blocks}
    if not all(starts.values()):
        return None, limit
    order = sorted(blocks, key=lambda i: (starts[i].bit_length() + board.need[i], i))
    need = [board.need[i] for i in order]
    able = [starts[i] for i in order]
    last_end = [able[j].bit_length() - 1 + need[j] for j in range(len(order))]
    place = {i: j for j, i in enumerate(order)}
    behind = [sum(1 << place[a] for a in board.earlier[i] if a in place) for i in order]
    twins = _twins(board, order, able, need)
    free_before = [0, *accumulate(free >> t & 1 for t in range(free.bit_length()))]
    level: dict[int, Reached] = {0: (0, 0, -1, 0)}
    levels = [level]
    for _ in order:
        following: dict[int, Reached] = {}
        for done, (now, _, _, _) in level.items():
            limit -= 1
            if limit < 0:
                return None, limit
            if _too_late(done, now, need, able, last_end, free_before):
                continue
            nexts = []
            soonest = 1 << 30
            for j, slots in enumerate(able):
                if done >> j & 1 or behind[j] & ~done or twins[j] & ~done:
                    continue
                start = now + lowest(slots >> now)
                nexts.append((start, j))
                soonest = min(soonest, start + need[j])
            for start, j in nexts:
                if start >= soonest:  # another could be done in the meantime
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


def _too_late(
    done: int, now: int, need: list[int], able: list[int], last_end: list[int], free_before: list[int]
) -> bool:
    """Whether what is left can't all end in time: blocks are in order of their last end."""
    asked = 0
    gone = free_before[min(now, len(free_before) - 1)]
    for j, slots in enumerate(able):
        if not done >> j & 1:
            if not slots >> now:
                return True
            asked += need[j]
            if asked > free_before[last_end[j]] - gone:
                return True
    return False


def _twins(board: Board, order: list[int], able: list[int], need: list[int]) -> list[int]:
    """Of blocks alike in every way the first goes first."""
    found = [0] * len(order)
    for b, i in enumerate(order):
        for a in range(b):
            alike = able[a] == able[b] and need[a] == need[b]
            linked = board.earlier[i] or board.later[i] or board.earlier[order[a]] or board.later[order[a]]
            if alike and not linked:
                found[b] |= 1 << a
    return found


def _trace(levels: list[dict[int, Reached]], order: list[int], need: list[int]) -> Plan:
    plan: Plan = {}
    done = (1 << len(order)) - 1
    for level in reversed(levels[1:]):
        _, before, j, start = level[done]
        plan[order[j]] = ((1 << need[j]) - 1) << start
        done = before
    return plan
