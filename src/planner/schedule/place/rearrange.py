"""Blocks that keep their slots after a change, and new slots for those that lost theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.schedule.day.blocks import PIECE_SLOTS, Board, Plan, free_slots, is_whole, own_slots, room_for
from planner.schedule.day.grid import SLOT, to_slots
from planner.schedule.day.slots import LATEST, first_slot, fits, members, runs, stretch
from planner.schedule.place.splits import lay_most
from planner.schedule.problem import PlacedItem

CHAIN = 3  # blocks that move, the first included
MUST, TOUCH, WORTH = 0, 1, 2  # the kinds of blocks in line for a place
NEAREST = 24  # starts tried for a block that others have to make room for


def old_slots(board: Board, block: int, items: Sequence[PlacedItem]) -> int:
    """The slots that a block takes where it was, in pieces or not; 0 if that is off the grid."""
    if any(item.start % SLOT for item in items):
        return 0
    if len(items) == 1 and items[0].part is None:
        return ((1 << board.need[block]) - 1) << items[0].start // SLOT
    taken = 0
    for item in items:
        taken |= stretch(item.start // SLOT, to_slots(item.end) + board.grid.pad)
    return taken


class RearrangedPlan:
    """The plan of a changed day, from the slots that its blocks had before (`old`)."""

    def __init__(self, board: Board, old: Mapping[int, int]) -> None:
        self.board = board
        self.old = {block: taken for block, taken in old.items() if taken}
        self.on_page = frozenset(old)
        self.plan: Plan = {}

    def plan_of_all(self) -> Plan:
        """Keep what can stay, then place the others, the first in line first."""
        board = self.board
        wanted = sorted((i for i in range(len(board)) if i in self.on_page or self._must(i)), key=self._turn)
        for block in wanted:
            self._keep(block)
        self._drop_orphans()
        todo = [i for i in wanted if i not in self.plan]
        limit = 4 * len(board) + 40
        while todo and limit:
            limit -= 1
            block = todo.pop(0)
            if block in self.plan or self._rivals(block):
                continue
            out = self._place(block)
            todo = sorted({*todo, *out}, key=self._turn)
        self._drop_vain(wanted)
        self._drop_orphans()
        return self.plan

    def _must(self, block: int) -> bool:
        """True for a must, a claim, an urgent one, and what has to come before one on the page."""
        candidate = self.board.candidates[block]
        if candidate.is_held or candidate.urgent:
            return True
        return any(i in self.on_page or self._must(i) for i in self.board.children[block])

    def _turn(self, block: int) -> tuple[int, tuple[float, ...], float, int]:
        """Its place in line: musts and claims, the touches of the page, then the most valuable."""
        candidate = self.board.candidates[block]
        kind = MUST if self._must(block) else TOUCH if candidate.care == "touch" and block in self.on_page else WORTH
        return kind, candidate.claim or (), -self.board.value[block], block

    def _rivals(self, block: int) -> bool:
        """True if another block of its group is on the plan."""
        bit = self.board.bit[block]
        return any(self.board.bit[i] & bit for i in self.plan)

    def _keep(self, block: int) -> None:
        taken = self.old.get(block, 0)
        if not taken or self._rivals(block):
            return
        if self._is_whole_run(block, taken):
            fits_there = self._starts(block) >> first_slot(taken) & 1
        else:
            fits_there = self._pieces_fit(block, taken)
        if fits_there and not taken & ~free_slots(self.board, self.plan):
            self.plan[block] = taken

    def _is_whole_run(self, block: int, taken: int) -> bool:
        return taken == ((1 << self.board.need[block]) - 1) << first_slot(taken)

    def _pieces_fit(self, block: int, taken: int) -> bool:
        """True if the pieces are long enough, lie where they may, and are no more than the block."""
        board, pad = self.board, self.board.grid.pad
        if not board.part[block] or own_slots(board, taken) > board.need[block] - pad:
            return False
        low, high = self._limits(block)
        if taken & ~stretch(low, high + pad):
            return False
        return all(
            end - pad - start >= PIECE_SLOTS
            and any(fits(chip, end - pad - start - PIECE_SLOTS + 1) >> start & 1 for chip in board.chips[block])
            for start, end in runs(taken)
        )

    def _limits(self, block: int) -> tuple[int, int]:
        """The slots between what has to come before the block and what after it."""
        board, plan = self.board, self.plan
        low = max((plan[a].bit_length() for a in board.earlier[block] if a in plan), default=0)
        high = min((first_slot(plan[b]) for b in board.later[block] if b in plan), default=LATEST)
        return low, high

    def _starts(self, block: int) -> int:
        return room_for(self.board, self.plan, block, self.board.starts[block])

    def _place(self, block: int) -> list[int]:
        """Give the block the nearest place; returns the blocks that lost theirs for it."""
        if self._lacks_parent(block):
            return []
        if self._move(block, CHAIN, frozenset()):
            return []
        if self.board.part[block]:
            taken = lay_most(self.board, self.plan, free_slots(self.board, self.plan), block)
            if taken:
                self.plan[block] = taken
                return []
        return self._push_out(block)

    def _nearest(self, block: int, starts: int) -> list[int]:
        """The starts, those nearest to where the block was first; else the earliest."""
        near = first_slot(self.old[block]) if block in self.old else 0
        return sorted(members(starts), key=lambda start: (abs(start - near), start))

    def _move(self, block: int, links: int, held: frozenset[int]) -> bool:
        """Place the block, and in a chain of `links` moves those in its way; False if that fails."""
        board, plan = self.board, self.plan
        starts = self._starts(block)
        length = board.need[block]
        clear = self._nearest(block, starts & fits(free_slots(self.board, self.plan), length))
        if clear:
            plan[block] = ((1 << length) - 1) << clear[0]
            return True
        if links <= 1:
            return False
        for start in self._nearest(block, starts)[:NEAREST]:
            taken = ((1 << length) - 1) << start
            below = [i for i in plan if plan[i] & taken]
            if len(below) != 1 or below[0] in held or not self._is_movable(below[0]):
                continue
            other = below[0]
            was = plan.pop(other)
            plan[block] = taken
            if self._move(other, links - 1, held | {block}):
                return True
            del plan[block]
            plan[other] = was
        return False

    def _is_movable(self, block: int) -> bool:
        """True if the block may make room: it is whole, in no order with others, and not urgent."""
        board = self.board
        return not (board.earlier[block] or board.later[block] or board.part[block] or board.candidates[block].urgent)

    def _push_out(self, block: int) -> list[int]:
        """Place the block where the least valuable lose their place, if that gains; returns those."""
        board, plan = self.board, self.plan
        length, turn = board.need[block], self._turn(block)
        best: tuple[float, int, list[int]] | None = None
        for start in self._nearest(block, self._starts(block)):
            taken = ((1 << length) - 1) << start
            if taken & ~board.grid.free:
                continue
            below = [i for i in plan if plan[i] & taken]
            lost = sum(board.value[i] for i in below)
            if any(kind < WORTH and (kind, claim) <= turn[:2] for kind, claim, *_ in map(self._turn, below)):
                continue
            if (turn[0] < WORTH or lost < board.value[block]) and (best is None or lost < best[0]):
                best = (lost, taken, below)
        if best is None:
            return []
        for i in best[2]:
            del plan[i]
        plan[block] = best[1]
        return best[2]

    def _drop_orphans(self) -> None:
        """Take off the plan what has lost a predecessor."""
        while lost := [i for i in self.plan if self._lacks_parent(i)]:
            for i in lost:
                del self.plan[i]

    def _drop_vain(self, wanted: Sequence[int]) -> None:
        """Take off what came only for another that found no place; what lost its own comes back."""
        candidates, children = self.board.candidates, self.board.children
        came = [
            i for i in self.plan if i not in self.on_page and not candidates[i].is_held and not candidates[i].urgent
        ]
        while vain := [i for i in came if i in self.plan and not any(child in self.plan for child in children[i])]:
            for i in vain:
                del self.plan[i]
        for block in wanted:
            if block not in self.plan and block in self.on_page:
                self._keep(block)

    def _lacks_parent(self, block: int) -> bool:
        """True if a predecessor is not on the plan, or only in part."""
        board, plan = self.board, self.plan
        return any(a not in plan or not is_whole(board, a, plan[a]) for a in board.parents[block])
