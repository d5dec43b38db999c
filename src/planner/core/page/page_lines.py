"""Steps that have their place in the day as lines of the page, with what an hour of each is worth and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from planner.core.days import LocalDay
from planner.core.page.page import Finding, Item, Offer, Pursuit, Why
from planner.core.steps.step import Step
from planner.core.value.belief import to_chance
from planner.core.value.deal_value import DayContext, pursuit_result
from planner.core.value.pursuit import PursuitResult
from planner.schedule import DayPlan, Placed


def item_of(placed: Placed, step: Step, day: LocalDay, teller: Teller) -> Item:
    """The line of the page for one thing that has its place."""
    offer = teller.offer(step, placed.end - placed.start)
    part = None if placed.end - placed.start == step.minutes else placed.part
    if step.does == "find" and part is not None:
        # The pieces of a search are searches of their own.
        kind, _, number = step.item.rpartition("-")
        offer, part = replace(offer, item=f"{kind}-{int(number) + part[0] - 1}"), None
    return Item(offer=offer, rank=0, start=day.moment(placed.start), end=day.moment(placed.end), part=part)


def ranked(items: list[Item]) -> list[Item]:
    """The items by the clock, their ranks by money per hour."""
    order = sorted(range(len(items)), key=lambda n: (-items[n].offer.per_hour, items[n].start, items[n].offer.item))
    ranks = {n: rank for rank, n in enumerate(order, start=1)}
    return sorted(
        (replace(item, rank=ranks[n]) for n, item in enumerate(items)), key=lambda item: (item.start, item.rank)
    )


def as_ranked(items: list[Item]) -> list[Item]:
    """The items by the clock with the ranks that they have on the page, those without one after them."""
    new = sorted((item for item in items if not item.rank), key=lambda item: (-item.offer.per_hour, item.start))
    first = 1 + max((item.rank for item in items), default=0)
    whole = [item for item in items if item.rank]
    whole += [replace(item, rank=number) for number, item in enumerate(new, start=first)]
    return sorted(whole, key=lambda item: (item.start, item.rank))


def collisions(plan: DayPlan, by_item: Mapping[str, Step]) -> tuple[str, ...]:
    """In words: what should have been on the page whatever it is worth, and cannot be."""
    told = []
    for item, other in plan.missed.items():
        name = _called(by_item[item])
        if other is not None and other in by_item:
            told.append(f"{name} can't be kept: it collides with {_called(by_item[other])}")
        else:
            told.append(f"{name} can't be kept: {plan.left_out.get(item, 'no room')}")
    return tuple(told)


def _called(step: Step) -> str:
    return f"{step.title} ({step.name})" if step.name else step.title


class Teller:
    """Tells of steps why they pay: follows each deal's pursuit at its own index."""

    def __init__(self, context: DayContext, cost_of: Mapping[str, float], kept: frozenset[str]) -> None:
        self.now = context
        self.cost_of = cost_of
        self.kept = kept

    def offer(self, step: Step, minutes: int | None = None) -> Offer:
        """The step as the page shows it; `minutes` where it is a part."""
        pursued = self.pursued(step)
        belief = to_chance(step.start.log_odds) if step.start is not None and step.kind != "prospecting" else None
        return step.offer(self.why(step, pursued), pursued, belief, step.costs(self.cost_of, minutes), minutes)

    def pursued(self, step: Step) -> PursuitResult | None:
        """Chance to win and hours to come of a deal, under the stop rule at its own index."""
        if step.start is None or step.index is None:
            return None
        return pursuit_result(step.start, step.index, self.now)

    def why(self, step: Step, pursued: PursuitResult | None) -> Why:
        if step.why is not None:
            return step.why
        if pursued is None or step.start is None:
            raise ValueError(f"{step.item} tells neither a reason nor a pursuit")
        # The table is exact to half a percent; the hours take up that difference so that the sum comes out.
        worth = step.start.payout
        hours = worth * pursued.chance / step.per_hour if step.per_hour > 0 else pursued.hours
        if step.does == "find":
            return Finding(worth=worth, chance=pursued.chance, hours=hours, kept=step.item in self.kept)
        return Pursuit(worth=worth, chance=pursued.chance, hours=hours)
