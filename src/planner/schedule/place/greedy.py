"""Greedy placement: blocks laid one after the other, each where it leaves the fewest gaps."""

from __future__ import annotations

from collections.abc import Iterable

from planner.schedule.day.blocks import Board, Plan, groups_in, is_whole, room_for
from planner.schedule.day.slots import fits
from planner.schedule.place.splits import lay_most, lay_whole

LEFT, LAST = 1, 2  # bits of a policy: prefer a start right behind another block; prefer the last of the good starts


def lay(board: Board, order: Iterable[int], plan: Plan, free: int, policy: int = 0) -> None:
    """Add to `plan` the blocks of `order` that fit the `free` slots, at most one of a group.

    `policy`: two bits for each block in turn (`LEFT`, `LAST`), so that one order gives different plans.
    """
    used = groups_in(board, plan)
    need, starts, bit, earlier, later = board.need, board.starts, board.bit, board.earlier, board.later
    fitting: dict[int, int] = {}  # by length: starts of so many free slots, until a block is laid
    too_long = 1 << 30  # no stretch of so many slots is left
    for block in order:
        if bit[block] & used:
            continue
        if board.parents[block] and not _ready(board, plan, block):
            laid = _lay_with_ancestors(board, plan, free, used, block)
            if laid is None:
                continue
            free, used = laid
            fitting.clear()
            policy = policy >> 2 | (policy & 3) << 14
            continue
        length = need[block]
        if length >= too_long and not board.part[block]:
            continue
        open_ = fitting.get(length)
        if open_ is None:
            open_ = fitting[length] = fits(free, length)
            if not open_:
                too_long = length
        found = open_ & starts[block]
        if found and (earlier[block] or later[block]):
            found = room_for(board, plan, block, found)
        if found:
            left = found & ~(free << 1)
            right = found & ~(free >> length)
            best = left & right or (left or right if policy & LEFT else right or left) or found
            start = best.bit_length() - 1 if policy & LAST else (best & -best).bit_length() - 1
            taken = ((1 << length) - 1) << start
        else:
            taken = _lay_in_pieces(board, plan, free, block) if board.part[block] else 0
            if not taken:
                continue
        policy = policy >> 2 | (policy & 3) << 14
        plan[block] = taken
        free &= ~taken
        fitting.clear()
        used |= bit[block]
        if not free:
            break


def _lay_in_pieces(board: Board, plan: Plan, free: int, block: int) -> int:
    """The slots of a splitting block in pieces: all of a required one, else the most that fit."""
    required = board.required & board.bit[block]
    return lay_whole(board, plan, free, block) if required else lay_most(board, plan, free, block)


def _ready(board: Board, plan: Plan, block: int) -> bool:
    return all(a in plan and is_whole(board, a, plan[a]) for a in board.parents[block])


def _lay_with_ancestors(board: Board, plan: Plan, free: int, used: int, block: int) -> tuple[int, int] | None:
    """Lay a block behind those of its ancestors that are not laid yet, all of them or none.

    Returns the slots then free and the groups then used.
    """
    added: list[int] = []
    for i in (*board.ancestors[block], block):
        if i in plan:
            if i not in added and not is_whole(board, i, plan[i]):
                break
            continue
        if board.bit[i] & used:
            break
        found = room_for(board, plan, i, fits(free, board.need[i]) & board.starts[i])
        taken = ((1 << board.need[i]) - 1) * (found & -found)
        if not taken and board.part[i]:
            taken = _lay_in_pieces(board, plan, free, i) if i == block else lay_whole(board, plan, free, i)
        if not taken:
            break
        plan[i] = taken
        free &= ~taken
        used |= board.bit[i]
        added.append(i)
    else:
        return free, used
    for i in added:
        del plan[i]
    return None
