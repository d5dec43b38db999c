"""Reordering of a plan so that better paid items come earlier: an overrun then costs less.

The set of items stays; only their times change. Two items change places, one moves forward into free slots, or one lets
a few pass that pay more, as long as the sum of (money per slot) × (start slot) falls.
"""

from __future__ import annotations

from collections.abc import Iterable

from planner.schedule.day.blocks import PIECE_SLOTS, Board, Plan, own_slots, room_for
from planner.schedule.day.slots import first_slot, fits, members, runs, stretch
from planner.schedule.place.splits import cut_up, join_pieces, lay_exactly

PASSES = 6  # over all pairs


def tidy(board: Board, plan: Plan, driven: int = 0) -> Plan:
    """The plan with the best paid blocks as early as exchanges of two can bring them.

    Tours, which take the slots `driven`, stay. Pieces move like items; where that brings better paid items earlier
    without more pieces, the pieces are cut again for the slots left over.
    """
    room = board.grid.free & ~driven
    plan = _move_pieces(board, plan, room)
    plan = _lay_pieces_again(board, plan, room) or plan
    return _exchange_with_pieces(board, plan, _rates(board, plan))


def _rates(board: Board, plan: Plan) -> dict[int, float]:
    """Money per slot of each item that comes in one piece."""
    return {i: board.value[i] / board.need[i] for i in plan if not board.part[i]}


def _move_pieces(board: Board, plan: Plan, room: int) -> Plan:
    """Move items and pieces forward or exchange them.

    Only the items where the pieces can't be joined again.
    """
    rate = _rates(board, plan)
    splits = [i for i in plan if board.part[i]]
    if not splits:
        return _exchange(board, plan, rate, room)
    pad = board.grid.pad
    ways = {i: tuple([end - pad - start for start, end in runs(plan[i])]) for i in splits}
    cut, owners = cut_up(board, ways)
    pieces = iter(owners)
    laid = {next(pieces): stretch(*run) for i in splits for run in runs(plan[i])}
    laid |= {i: plan[i] for i in rate}
    rate_of_all = rate | {piece: board.value[i] / board.need[i] for piece, i in owners.items()}
    return join_pieces(board, _exchange(cut, laid, rate_of_all, room), owners) or _exchange(board, plan, rate, room)


def _exchange(board: Board, plan: Plan, rate: dict[int, float], room: int) -> Plan:
    """Move items within `room` while better paid ones come earlier.

    One moves forward, two change places, or one lets a few pass.
    """
    plan = _best_paid_first(board, plan, rate, room) or dict(plan)
    free = _left(room, plan)
    movable = _best_paid(rate, rate)
    for _ in range(PASSES):
        moved = False
        for first in movable:
            for second in (None, *movable):
                if second is not None and not _pays_more_but_later(plan, rate, first, second):
                    continue
                blocks = [first] if second is None else [first, second]
                changed = _earlier(board, plan, free, blocks, rate)
                if changed is not None:
                    plan, free = changed
                    moved = True
            better = _that_pay_more_but_lie_later(plan, rate, first)
            for few in (better[:2], better[:3], better):
                changed = _earlier(board, plan, free, [*_best_paid(few, rate), first], rate) if few[1:] else None
                if changed is not None:
                    plan, free = changed
                    moved = True
                    break
        if not moved:
            break
    return plan


def _that_pay_more_but_lie_later(plan: Plan, rate: dict[int, float], item: int) -> list[int]:
    """Items that lie behind `item` and pay more, in order of time."""
    return sorted([i for i in rate if _pays_more_but_later(plan, rate, i, item)], key=lambda i: plan[i])


def _best_paid(items: Iterable[int], rate: dict[int, float]) -> list[int]:
    return sorted(items, key=lambda i: (-rate[i], i))


def _best_paid_first(board: Board, plan: Plan, rate: dict[int, float], room: int) -> Plan | None:
    """The items laid again on an empty day, the best paid ones first.

    As many of them as leave room for the others, which are laid by their length, the longest first. None where that
    brings no better paid item earlier.
    """
    others = {i: taken for i, taken in plan.items() if i not in rate}
    open_ = _left(room, others)
    held = [i for i in rate if not board.starts[i] & (board.starts[i] - 1)]
    free = sorted(rate.keys() - set(held), key=lambda i: (-rate[i], i))
    for best in range(len(free), 0, -1):
        rest = sorted(free[best:], key=lambda i: (-board.need[i], -rate[i], i))
        laid = dict(others)
        if _lay_early(board, laid, [*held, *free[:best], *rest], open_) is not None:
            return laid if _weight(laid, rate, [*rate]) < _weight(plan, rate, [*rate]) else None
    return None


def _lay_early(board: Board, plan: Plan, order: Iterable[int], open_: int) -> int | None:
    """Add items to a plan in this order, each as early as it may start in the `open_` slots.

    Returns the slots then left; None where one finds no room.
    """
    for i in order:
        starts = room_for(board, plan, i, fits(open_, board.need[i]) & board.starts[i])
        if not starts:
            return None
        plan[i] = ((1 << board.need[i]) - 1) * (starts & -starts)
        open_ &= ~plan[i]
    return open_


def _lay_pieces_again(board: Board, plan: Plan, room: int) -> Plan | None:
    """The items exchanged as if there were no pieces, and the pieces laid around them.

    None where they find no room, come in more pieces, or bring no better paid item earlier.
    """
    rate = _rates(board, plan)
    splits = sorted((i for i in plan if board.part[i]), key=lambda i: (-board.value[i] / board.need[i], i))
    if not splits:
        return None
    new = _exchange(board, {i: taken for i, taken in plan.items() if i in rate}, rate, room)
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
    """Money per slot × slot, over all slots; rounded, so that equal sums are equal."""
    return round(sum([board.value[i] / board.need[i] * sum(members(taken)) for i, taken in plan.items()]), 6)


def _exchange_with_pieces(board: Board, plan: Plan, rate: dict[int, float]) -> Plan:
    """Move items before a piece that pays less and ends where they start.

    Pieces that then touch are joined.
    """
    moved = True
    while moved:
        moved = False
        for split in [i for i in plan if board.part[i] and not board.earlier[i] and not board.later[i]]:
            rate_of_split = board.value[split] / board.need[split]
            for item in sorted(rate, key=lambda i: (-rate[i], i)):
                if rate[item] > rate_of_split:
                    changed = _exchange_with_piece(board, plan, item, split)
                    if changed is not None:
                        plan, moved = changed, True
    return plan


def _exchange_with_piece(board: Board, plan: Plan, item: int, split: int) -> Plan | None:
    """The plan with an item and the piece that ends where it starts exchanged.

    None where that is impossible.
    """
    at, need, pad = first_slot(plan[item]), board.need[item], board.grid.pad
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


def _pays_more_but_later(plan: Plan, rate: dict[int, float], first: int, second: int) -> bool:
    """True if `first` pays more and lies behind `second`.

    As much also counts, with the lower number.
    """
    return (rate[first], -first) > (rate[second], -second) and plan[first] > plan[second]


def _earlier(board: Board, plan: Plan, free: int, blocks: list[int], rate: dict[int, float]) -> tuple[Plan, int] | None:
    """The plan with these blocks taken up and laid again, the better paid first.

    None where that is not better.
    """
    before = _weight(plan, rate, blocks)
    open_ = free
    for i in blocks:
        open_ |= plan[i]
    tried = {i: taken for i, taken in plan.items() if i not in blocks}
    left = _lay_early(board, tried, blocks, open_)
    return (tried, left) if left is not None and _weight(tried, rate, blocks) < before else None


def _weight(plan: Plan, rate: dict[int, float], blocks: list[int]) -> tuple[float, int, int]:
    """Lateness by money, then in slots, then of lower numbers.

    Money is rounded, so that equal sums are equal.
    """
    starts = [first_slot(plan[i]) for i in blocks]
    paid = sum([rate[i] * start for i, start in zip(blocks, starts, strict=True)])
    return round(paid, 6), sum(starts), -sum([i * start for i, start in zip(blocks, starts, strict=True)])
