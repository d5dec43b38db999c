"""A good page: a dozen greedy orders, then ruin and recreate.

A round takes a few neighbouring blocks off the page (or makes room for one that is not on it) and fills the hole in
an order that chance shakes a little; what is not much worse is kept, the best is remembered. Chance is a fixed
sequence of numbers, so the same day gives the same page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.schedule.bound.auction import Walk
from planner.schedule.bound.eliminate import loss
from planner.schedule.bound.prices import Prices
from planner.schedule.day.blocks import Board, Plan, room_for, total
from planner.schedule.day.slots import lowest, members
from planner.schedule.place.greedy import lay

POLICIES = (0, 0xFFFF, 0x5555, 0xAAAA)
WIDEST = 80  # blocks that a round considers
BACK = 100  # rounds after which it goes on from the best page
CHAIN = 3  # blocks that move one another
TRIES = 4  # places tried for a block
DUTY = 1e12  # what a required block counts above any value, in the order blocks are laid


@dataclass(slots=True)
class Best:
    """The best page so far, its value, and where the sequence of chance stands. `value` is -inf without a page."""

    plan: Plan
    value: float
    chance: int = 12345


def dutiful(board: Board, plan: Plan) -> bool:
    """Whether every required group has a block on the page."""
    return not board.required or not board.required & ~groups_of(board, plan)


def groups_of(board: Board, plan: Plan) -> int:
    used = 0
    for i in plan:
        used |= board.bit[i]
    return used


def start(board: Board, prices: Prices, witness: Plan | None = None) -> Best:
    """The best of a dozen greedy pages; `witness` is a page with all that is required, if one is known."""
    gain, need = prices.gain, board.need
    top = sorted((i for i in range(len(board)) if _wanted(board, prices, i)), key=lambda i: (loss(board, prices, i), i))
    top = top[:WIDEST]
    best = Best(dict(witness or {}), float("-inf"))
    if witness is not None and dutiful(board, witness):
        best.value = total(board, witness)
    for power in (0.0, 0.5, 1.0):
        weight = {
            i: (gain[i] + 0.5 * prices.uniform) / need[i] ** power + DUTY * (board.required >> board.group[i] & 1)
            for i in top
        }
        order = sorted(top, key=lambda i: (-weight[i], i))
        for policy in POLICIES:
            plan: Plan = {}
            lay(board, order, plan, board.grid.free, 0, policy)
            _consider(board, best, plan)
            if witness:
                plan = dict(witness)
                lay(board, order, plan, _free(board, plan), groups_of(board, plan), policy)
                _consider(board, best, plan)
    return best


def fix(board: Board, prices: Prices, best: Best, walks: Iterable[Walk]) -> None:
    """Pages made of walks of the auction: of what comes twice the first stays, and gaps are filled. Changes `best`."""
    order = sorted(range(len(board)), key=lambda i: (loss(board, prices, i), i))
    order = [i for i in order if _wanted(board, prices, i)][:WIDEST]
    duties = [i for i in order if board.required >> board.group[i] & 1]
    order = duties + [i for i in order if i not in duties]
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
        lay(board, order, plan, _free(board, plan), used)
        _consider(board, best, plan)


def _consider(board: Board, best: Best, plan: Plan) -> None:
    if dutiful(board, plan):
        value = total(board, plan)
        if value > best.value:
            best.plan, best.value = plan, value


def _wanted(board: Board, prices: Prices, block: int) -> bool:
    """Not what is only worth its time for what comes after it: that is brought by its children."""
    if board.required >> board.group[block] & 1 or not board.children[block]:
        return True
    return board.value[block] >= prices.uniform * board.need[block] and board.value[block] > 0


def _free(board: Board, plan: Plan) -> int:
    free = board.grid.free
    for taken in plan.values():
        free &= ~taken
    return free


def improve(board: Board, prices: Prices, best: Best, rounds: int, bound: float, widest: int = WIDEST) -> None:
    """`rounds` of ruin and recreate, fewer when the bound is reached. Changes `best`."""
    search = _Rounds(board, prices, best, bound, widest)
    for turn in range(1, rounds + 1):
        if best.value >= bound or not best.plan:
            break
        search.round(turn)


class _Rounds:
    def __init__(self, board: Board, prices: Prices, best: Best, bound: float, widest: int) -> None:
        self.board, self.prices, self.best, self.bound = board, prices, best, bound
        self.widest = widest
        self.page: Plan = dict(best.plan)
        self.value = best.value
        self.places: dict[int, list[int]] = {}
        self.narrow()

    def narrow(self) -> None:
        """Who can still be on a better page, with what weight, and how much worse a page may be to go on from."""
        board, prices = self.board, self.prices
        room = self.bound - self.best.value
        losses = {i: loss(board, prices, i) for i in range(len(board)) if _wanted(board, prices, i)}
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
        ordered = sorted(page, key=lambda i: lowest(page[i]))
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
        self.with_kin(gone)
        plan = {i: taken for i, taken in page.items() if i not in gone}
        plan.update(moved)
        free = _free(board, plan)
        used = groups_of(board, plan)
        shaken = []
        shake = chance
        for weight, i in self.weights[(chance >> 17) % 4]:
            if not board.bit[i] & used:
                shake = (shake * 69069 + 1) & 0xFFFFFFFF
                shaken.append((weight * (0.5 + (shake >> 16) / 65536.0), i))
        shaken.sort(reverse=True)
        lay(board, [i for _, i in shaken], plan, free, used, (chance >> 6) & 0xFFFF if turn % 3 else 0)
        self.judge(plan, chance)
        if turn % BACK == 0:
            self.page, self.value = dict(best.plan), best.value

    def make_room(self, ordered: list[int], chance: int) -> tuple[set[int], Plan]:
        """Brings in one block from outside, in stead of what lies there; what is worth most of that moves elsewhere,
        in stead of what lies there, and so on, a few times. Who has to go, and who lies where now."""
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
        """The slots, of a few tried, where a block is in the way of the least; 0 where there are none."""
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

    def with_kin(self, gone: set[int]) -> None:
        """What comes before or after a block that goes, goes with it."""
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
        if not dutiful(board, plan):
            return
        value = total(board, plan)
        if value < self.value - self.heat * ((chance >> 5) % 1000 / 1000.0) ** 1.5:
            return
        self.page, self.value = plan, value
        if value > best.value:
            best.plan, best.value = dict(plan), value
            self.narrow()
