"""Steps that have their place in the day as lines of the page, with what an hour of each is worth and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from planner.core.belief import to_chance
from planner.core.days import LocalDay
from planner.core.deals import Today
from planner.core.index import Outcome
from planner.core.page import Finding, Item, Offer, Pursuit, Why
from planner.core.pursuit import Course, Pursuer, attempt_outcomes
from planner.core.schedule import DayPlan, Placed
from planner.core.step import Start, Step


def item_of(placed: Placed, step: Step, day: LocalDay, teller: Teller) -> Item:
    """The line of the page for one thing that has its place."""
    offer = teller.offer(step, placed.end - placed.start)
    return Item(offer=offer, rank=0, start=day.moment(placed.start), end=day.moment(placed.end), part=placed.part)


def ranked(items: list[Item]) -> list[Item]:
    """The items by the clock, their ranks by money per hour."""
    order = sorted(range(len(items)), key=lambda n: (-items[n].offer.per_hour, items[n].start, items[n].offer.item))
    ranks = {n: rank for rank, n in enumerate(order, start=1)}
    return sorted(
        (replace(item, rank=ranks[n]) for n, item in enumerate(items)), key=lambda item: (item.start, item.rank)
    )


def collisions(plan: DayPlan, by_item: Mapping[str, Step]) -> tuple[str, ...]:
    """In words: what should have been on the page whatever it is worth, and cannot be."""
    told = []
    for item, other in plan.missed.items():
        step = by_item[item]
        name = f"{step.title} ({step.name})" if step.name else step.title
        if other is not None and other in by_item:
            told.append(f"{name} can't be kept: it collides with {by_item[other].title} ({by_item[other].name})")
        else:
            told.append(f"{name} can't be kept: {plan.left_out.get(item, 'no room')}")
    return tuple(told)


class Teller:
    """Tells of steps why they pay: follows each deal's pursuit at its own index."""

    def __init__(self, now: Today, cost_of: Mapping[str, float], kept: frozenset[str]) -> None:
        self.now = now
        self.cost_of = cost_of
        self.kept = kept
        self._pursued: dict[tuple[Start, float], Course] = {}

    def offer(self, step: Step, minutes: int | None = None) -> Offer:
        """The step as the page shows it; `minutes` where it is a part."""
        pursued = self.pursued(step)
        belief = to_chance(step.start.log_odds) if step.start is not None and step.kind != "prospecting" else None
        return step.offer(self.why(step, pursued), pursued, belief, step.costs(self.cost_of, minutes), minutes)

    def pursued(self, step: Step) -> Course | None:
        """Chance to win and hours to come of a deal, under the stop rule at its own index."""
        if step.start is None or step.index is None:
            return None
        key = (step.start, step.index)
        if key not in self._pursued:
            self._pursued[key] = pursued_from(step.start, step.index, self.now)
        return self._pursued[key]

    def why(self, step: Step, pursued: Course | None) -> Why:
        if step.why is not None:
            return step.why
        if pursued is None or step.start is None:
            raise ValueError(f"{step.item} tells neither a reason nor a pursuit")
        # The table is exact to half a percent; the hours take up that difference so that the sum comes out.
        worth = step.start.worth
        hours = worth * pursued.chance / step.per_hour if step.per_hour > 0 else pursued.hours
        if step.does == "find":
            return Finding(worth=worth, chance=pursued.chance, hours=hours, kept=step.item in self.kept)
        return Pursuit(worth=worth, chance=pursued.chance, hours=hours)


def pursued_from(start: Start, price: float, now: Today) -> Course:
    """Chance (0..1) to win and hours of pursuing from `start`, stopping where the index falls below `price`."""
    pursuer, outcomes = pursuer_of(start, price, now)
    return pursuer.first(outcomes, start.minutes)


def pursuer_of(start: Start, price: float, now: Today) -> tuple[Pursuer, list[Outcome]]:
    """Who follows a deal at that price, and where its first step leads."""
    if start.ask is not None:
        outcomes = now.asking.outcomes(start.stage, start.ask, start.log_odds)
    else:
        outcomes = attempt_outcomes(now.playbook, start.stage, start.log_odds, start.chance)
    return Pursuer(now.playbook, now.table, price), outcomes
