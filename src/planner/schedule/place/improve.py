"""Good plans: a dozen greedy orders, then ruin and recreate.

A round takes a few neighboring blocks off the plan (or makes room for one that is not on it) and fills the gap in an
order that chance shakes a little; a plan that is not much worse is kept, and the best is remembered. Chance is a fixed
sequence of numbers, so the same day gives the same plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.frozen_class import frozen
from planner.schedule.bound.auction import Walk
from planner.schedule.bound.eliminate import loss
from planner.schedule.bound.prices import SlotPrices
from planner.schedule.day.blocks import Board, Plan, free_slots, groups_in, is_whole, plan_value, room_for
from planner.schedule.day.slots import first_slot, members
from planner.schedule.place.greedy import lay

POLICIES = (0, 0xFFFF, 0x5555, 0xAAAA)
WIDEST = 80  # blocks that a round considers
BACK = 100  # rounds after which it continues from the best plan
CHAIN = 3  # blocks that move one another
TRIES = 4  # places tried for a block
REQUIRED = 1e12  # weight of a required block, above any value, in the order in which blocks are laid


@dataclass(slots=True)
class BestPlan:
    """The best plan so far, its value (-inf without a plan), and the random state."""

    plan: Plan
    value: float
    chance: int = 12345


def has_required(board: Board, plan: Plan) -> bool:
    """True if every required group has a block in the plan, all of it."""
    if not board.required:
        return True
    whole = [i for i, taken in plan.items() if is_whole(board, i, taken)]
    return not board.required & ~groups_in(board, whole)


def first_plan(board: Board, prices: SlotPrices, witness: Plan | None = None) -> BestPlan:
    """The best of a dozen greedy plans.

    `witness` is a plan with all required groups, if one is known.
    """
    gain, need = prices.gain, board.need
    top = sorted(
        (i for i in range(len(board)) if _is_wanted(board, prices, i)), key=lambda i: (loss(board, prices, i), i)
    )
    top = top[:WIDEST]
    best = BestPlan(dict(witness or {}), float("-inf"))
    if witness is not None and has_required(board, witness):
        best.value = plan_value(board, witness)
    for power in (0.0, 0.5, 1.0):
        weight = {
            i: (gain[i] + 0.5 * prices.uniform) / need[i] ** power + REQUIRED * (board.required >> board.group[i] & 1)
            for i in top
        }
        order = sorted(top, key=lambda i: (-weight[i], i))
        for policy in POLICIES:
            plan: Plan = {}
            lay(board, order, plan, board.grid.free, policy)
            _consider(board, best, plan)
            if witness:
                plan = dict(witness)
                lay(board, order, plan, free_slots(board, plan), policy)
                _consider(board, best, plan)
    return best


def consider_walks(board: Board, prices: SlotPrices, best: BestPlan, walks: Iterable[Walk]) -> None:
    """Turn walks of the auction into plans, and keep the best of them in `best`.

    Repeated groups are left out and gaps are filled.
    """
    order = sorted(range(len(board)), key=lambda i: (loss(board, prices, i), i))
    order = [i for i in order if _is_wanted(board, prices, i)][:WIDEST]
    required = [i for i in order if board.required >> board.group[i] & 1]
    order = required + [i for i in order if i not in required]
    for walk in walks:
        plan: Plan = {}
        used = 0
        for i, start in walk:
            if board.bit[i] & used or any(a not in plan for a in board.parents[i]):
                continue
            if not room_for(board, plan, i, 1 << start):
                continue
            plan[i] = ((1 << board.need[i]) - 1) << start
            used |= board.bit[i]
        lay(board, order, plan, free_slots(board, plan))
        _consider(board, best, plan)


def _consider(board: Board, best: BestPlan, plan: Plan) -> None:
    if has_required(board, plan):
        value = plan_value(board, plan)
        if value > best.value:
            best.plan, best.value = plan, value


def _is_wanted(board: Board, prices: SlotPrices, block: int) -> bool:
    """True if the block is worth laying for itself.

    One that pays only through its children is laid with those.
    """
    if board.required >> board.group[block] & 1 or not board.children[block]:
        return True
    return board.value[block] >= prices.uniform * board.need[block] and board.value[block] > 0


@frozen
class Rounds:
    """The effort of one improvement."""

    count: int
    bound: float  # a plan of this value ends it
    widest: int = WIDEST  # blocks that a round considers


def improve(board: Board, prices: SlotPrices, best: BestPlan, rounds: Rounds) -> None:
    """Improve `best` by rounds of ruin and recreate."""
    search = _ImproveSearch(board, prices, best, rounds)
    for turn in range(1, rounds.count + 1):
        if best.value >= rounds.bound or not best.plan:
            break
        search.round(turn)


class _ImproveSearch:
    """The state of `improve`."""

    def __init__(self, board: Board, prices: SlotPrices, best: BestPlan, rounds: Rounds) -> None:
        self.board, self.prices, self.best = board, prices, best
        self.bound, self.widest = rounds.bound, rounds.widest
        self.page: Plan = dict(best.plan)
        self.value = best.value
        self.places: dict[int, list[int]] = {}
        self.narrow()

    def narrow(self) -> None:
        """Work out the blocks of a possible better plan, their weights, and the heat."""
        board, prices = self.board, self.prices
        room = self.bound - self.best.value
        losses = {i: loss(board, prices, i) for i in range(len(board)) if _is_wanted(board, prices, i)}
        open_ = sorted((i for i in losses if losses[i] <= room), key=lambda i: (losses[i], i))[: self.widest]
        rate = {i: max(0.0, prices.gain[i] / board.need[i]) + prices.uniform + 1e-9 for i in open_}
        top = max(rate.values(), default=1.0)
        for i in open_:
            if board.required & board.bit[i]:
                rate[i] = max(rate[i], top)
        scarce = {i: 150 / (board.starts[i].bit_count() + 10) for i in open_}
        self.weights = [[(rate[i] * board.need[i] ** power, i) for i in open_] for power in (0.0, 0.3, 0.6)]
        self.weights.append([(rate[i] * board.need[i] ** 0.3 * (1 + scarce[i]), i) for i in open_])
        self.outside = [
            i
            for i in open_
            if i not in self.best.plan and prices.gain[i] > -0.3 * room and not board.parents[i] and not board.part[i]
        ]
        self.outside.sort(key=lambda i: (-prices.gain[i], i))
        self.heat = min(0.3 * room, 1.5 * prices.uniform)

    def round(self, turn: int) -> None:
        board, best = self.board, self.best
        best.chance = (best.chance * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF  # Knuth's MMIX
        chance = best.chance >> 32
        page = self.page
        ordered = sorted(page, key=lambda i: first_slot(page[i]))
        if not ordered:
            return
        moved: Plan = {}
        if turn & 1 and self.outside:
            gone, moved = self.make_room(ordered, chance)
        else:
            at = (chance >> 12) % len(ordered)
            few = chance >> 8 & 3
            gone = set(ordered[at : at + 2 + (few if chance >> 22 & 3 else 4 + 2 * few)])
            if chance >> 20 & 1:
                gone.add(ordered[(chance >> 3) % len(ordered)])
        self.add_linked(gone)
        plan = {i: taken for i, taken in page.items() if i not in gone}
        plan.update(moved)
        free = free_slots(board, plan)
        used = groups_in(board, plan)
        shaken = []
        shake = chance
        for weight, i in self.weights[(chance >> 17) % 4]:
            if not board.bit[i] & used:
                shake = (shake * 69069 + 1) & 0xFFFFFFFF
                shaken.append((weight * (0.5 + (shake >> 16) / 65536.0), i))
        shaken.sort(reverse=True)
        lay(board, [i for _, i in shaken], plan, free, (chance >> 6) & 0xFFFF if turn % 3 else 0)
        self.judge(plan, chance)
        if turn % BACK == 0:
            self.page, self.value = dict(best.plan), best.value

    def make_room(self, ordered: list[int], chance: int) -> tuple[set[int], Plan]:
        """Bring in a block in place of others, and move the most valuable of those, a few times.

        Returns the blocks that leave the plan, and the slots of those that moved.
        """
        board, page = self.board, self.page
        block = self.outside[int(len(self.outside) * ((chance >> 7) % 1000 / 1000.0) ** 2)]
        gone = {i for i in ordered if board.bit[i] & board.bit[block]}
        moved: Plan = {}
        if block in page:
            return gone, moved
        for _ in range(CHAIN):
            chance = (chance * 69069 + 5) & 0x7FFFFFFF
            staying = [i for i in ordered if i not in gone]
            place = self.cheapest_place(block, staying, moved, chance)
            if not place:
                break
            moved[block] = place
            gone.add(block)
            under = [i for i in staying if page[i] & place]
            gone.update(under)
            movable = [i for i in under if not (board.earlier[i] or board.later[i] or board.part[i])]
            if not movable:
                break
            block = max(movable, key=lambda i: (board.required >> board.group[i] & 1, board.value[i], i))
        return gone, moved

    def cheapest_place(self, block: int, staying: list[int], moved: Plan, chance: int) -> int:
        """The cheapest of a few random places for a block, by the value of the blocks in its way.

        0 without a place.
        """
        board, page = self.board, self.page
        need = board.need[block]
        edges = board.grid.free & ~(board.grid.free << 1)
        taken_by_moved = 0
        for i in staying:
            edges |= 1 << page[i].bit_length() | page[i] & -page[i]
        for taken in moved.values():
            edges |= 1 << taken.bit_length() | taken & -taken
            taken_by_moved |= taken
        places = members(board.starts[block] & (edges | edges >> need)) or self.starts_of(block)
        if not places:
            return 0
        cheapest, least = 0, float("inf")
        for _ in range(TRIES):
            chance = (chance * 69069 + 5) & 0x7FFFFFFF
            taken = ((1 << need) - 1) << places[(chance >> 9) % len(places)]
            if taken & taken_by_moved:
                continue
            cost = 0.0
            for i in staying:
                if page[i] & taken:
                    cost += board.value[i]
            if cost < least:
                cheapest, least = taken, cost
        return cheapest

    def starts_of(self, block: int) -> list[int]:
        starts = self.places.get(block)
        if starts is None:
            starts = self.places[block] = members(self.board.starts[block])
        return starts

    def add_linked(self, gone: set[int]) -> None:
        """Add the blocks linked to those that leave."""
        board, page = self.board, self.page
        if not any(board.earlier[i] or board.later[i] for i in gone):
            return
        todo = list(gone)
        while todo:
            i = todo.pop()
            for j in (*board.earlier[i], *board.later[i]):
                if j in page and j not in gone:
                    gone.add(j)
                    todo.append(j)

    def judge(self, plan: Plan, chance: int) -> None:
        board, best = self.board, self.best
        if not has_required(board, plan):
            return
        value = plan_value(board, plan)
        if value < self.value - self.heat * ((chance >> 5) % 1000 / 1000.0) ** 1.5:
            return
        self.page, self.value = plan, value
        if value > best.value:
            best.plan, best.value = dict(plan), value
            self.narrow()
