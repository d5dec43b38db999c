"""Among pages of equal value, the one with what pays best per minute earlier: an overrun costs what comes last.

The set of items is settled; only their places change. Two items change places, or one moves forward into free slots,
as long as the sum of (money per slot) × (slot it starts at) falls.
"""

from __future__ import annotations

from planner.schedule.day.blocks import PIECE_SLOTS, Board, Plan, own_slots, room_for
from planner.schedule.day.slots import fits, lowest, members, runs, stretch
from planner.schedule.place.splits import cut_up, lay_exactly, put_together

PASSES = 6  # over all pairs


def tidy(board: Board, plan: Plan, driven: int = 0) -> Plan:
    """The same blocks, the best paid per slot as early as exchanges of two can bring them.

    Tours stay, which take the slots `driven`. Pieces of what splits move like items; and where that brings what pays
    earlier, and makes no more pieces of it, they give way to everything and are cut anew for what is left.
    """
    room = board.grid.free & ~driven
    plan = _pieces_moved(board, plan, room)
    plan = _pieces_laid_anew(board, plan, room) or plan
    return _ahead_of_pieces(board, plan, _rates(board, plan))


def _rates(board: Board, plan: Plan) -> dict[int, float]:
    """Money per slot of each item that comes in one piece."""
    return {i: board.value[i] / board.need[i] for i in plan if not board.part[i]}


def _pieces_moved(board: Board, plan: Plan, room: int) -> Plan:
    """Items and pieces alike moved forward or exchanged; only the items where the pieces could not be put together."""
    rate = _rates(board, plan)
    splits = [i for i in plan if board.part[i]]
    if not splits:
        return _exchanged(board, plan, rate, room)
    pad = board.grid.pad
    ways = {i: tuple([end - pad - start for start, end in runs(plan[i])]) for i in splits}
    cut, owners = cut_up(board, ways)
    pieces = iter(owners)
    laid = {next(pieces): stretch(*run) for i in splits for run in runs(plan[i])}
    laid |= {i: plan[i] for i in rate}
    rate_of_all = rate | {piece: board.value[i] / board.need[i] for piece, i in owners.items()}
    return put_together(board, _exchanged(cut, laid, rate_of_all, room), owners) or _exchanged(board, plan, rate, room)


def _exchanged(board: Board, plan: Plan, rate: dict[int, float], room: int) -> Plan:
    """Items moved forward in the slots `room`, or two exchanged, while what pays best comes earlier by it."""
    plan, free = dict(plan), _left(room, plan)
    movable = sorted(rate, key=lambda i: (-rate[i], i))
    for _ in range(PASSES):
        moved = False
        for first in movable:
            for second in (None, *movable):
                if second is not None and not _dearer_behind(plan, rate, first, second):
                    continue
                changed = _earlier(board, plan, free, first, second, rate)
                if changed is not None:
                    plan, free = changed
                    moved = True
        if not moved:
            break
    return plan


def _pieces_laid_anew(board: Board, plan: Plan, room: int) -> Plan | None:
    """The items as if there were no pieces, and those laid round them; None where they then find no room, come in more
    pieces, or nothing that pays comes earlier."""
    rate = _rates(board, plan)
    splits = sorted((i for i in plan if board.part[i]), key=lambda i: (-board.value[i] / board.need[i], i))
    if not splits:
        return None
    new = _exchanged(board, {i: taken for i, taken in plan.items() if i in rate}, rate, room)
    for split in splits:
        taken = lay_exactly(board, new, _left(room, new), split, own_slots(board, plan[split]))
        if not taken or len(runs(taken)) > len(runs(plan[split])):
            return None
        new[split] = taken
    return new if _lateness(board, new) < _lateness(board, plan) else None


def _left(room: int, plan: Plan) -> int:
    """The slots of `room` that the page leaves free."""
    for taken in plan.values():
        room &= ~taken
    return room


def _lateness(board: Board, plan: Plan) -> float:
    """How late what pays lies: money per slot × slot, over all slots; rounded, so that equal sums are equal."""
    return round(sum([board.value[i] / board.need[i] * sum(members(taken)) for i, taken in plan.items()]), 6)


def _ahead_of_pieces(board: Board, plan: Plan, rate: dict[int, float]) -> Plan:
    """What pays better than the piece right before it goes ahead of it; pieces that come together are one."""
    moved = True
    while moved:
        moved = False
        for split in [i for i in plan if board.part[i] and not board.earlier[i] and not board.later[i]]:
            worth = board.value[split] / board.need[split]
            for item in sorted(rate, key=lambda i: (-rate[i], i)):
                if rate[item] > worth:
                    changed = _ahead_of_piece(board, plan, item, split)
                    if changed is not None:
                        plan, moved = changed, True
    return plan


def _ahead_of_piece(board: Board, plan: Plan, item: int, split: int) -> Plan | None:
    """The item in the place of the piece that ends where it starts, the piece behind it; None where that can't be."""
    at, need, pad = lowest(plan[item]), board.need[item], board.grid.pad
    pieces = runs(plan[split])
    before = [piece for piece in pieces if piece[1] == at]
    if not before:
        return None
    start, end = before[0]
    last = end + need
    behind = [piece for piece in pieces if piece[0] == last]
    if behind:
        last = behind[0][1] - pad  # two pieces become one, and need one pad between them less
    others = {i: taken for i, taken in plan.items() if i != item}
    if not room_for(board, others, item, 1 << start & board.starts[item]):
        return None
    first = start + need
    smallest = stretch(first, last - pad - PIECE_SLOTS + 1)
    if not any(smallest & ~chip == 0 for chip in board.chips[split]):
        return None
    stay = [piece for piece in pieces if piece not in before and piece not in behind]
    taken = stretch(first, last)
    for one, other in stay:
        taken |= stretch(one, other)
    return {**plan, item: stretch(start, start + need), split: taken}


def _dearer_behind(plan: Plan, rate: dict[int, float], first: int, second: int) -> bool:
    """Whether `first` pays better (or as well, and has the lower number) and lies behind `second`."""
    return (rate[first], -first) > (rate[second], -second) and plan[first] > plan[second]


def _earlier(
    board: Board, plan: Plan, free: int, first: int, second: int | None, rate: dict[int, float]
) -> tuple[Plan, int] | None:
    """Both taken up and laid again, the better paid first; None where that is not better."""
    both = [first] if second is None else [first, second]
    before = _weight(plan, rate, both)
    open_ = free
    for i in both:
        open_ |= plan[i]
    tried = {i: taken for i, taken in plan.items() if i not in both}
    for i in both:
        starts = room_for(board, tried, i, fits(open_, board.need[i]) & board.starts[i])
        if not starts:
            return None
        taken = ((1 << board.need[i]) - 1) * (starts & -starts)
        tried[i] = taken
        open_ &= ~taken
    return (tried, open_) if _weight(tried, rate, both) < before else None


def _weight(plan: Plan, rate: dict[int, float], blocks: list[int]) -> tuple[float, int, int]:
    """How late what pays lies (rounded, so that equal sums are equal), then how late anything lies, then
    how late lower numbers do."""
    starts = [lowest(plan[i]) for i in blocks]
    paid = sum([rate[i] * start for i, start in zip(blocks, starts, strict=True)])
    return round(paid, 6), sum(starts), -sum([i * start for i, start in zip(blocks, starts, strict=True)])
