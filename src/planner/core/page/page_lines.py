"""Steps placed in the day as lines of the page, with the worth of an hour and the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from planner.core.days import LocalDay
from planner.core.line import Line, Slot, Status, Worth
from planner.core.page.page import PageWarning
from planner.core.reasons import Finding, Pursuit, Why
from planner.core.steps.step import Start, Step
from planner.core.value.belief import to_chance
from planner.core.value.deal_pursuit import chance_to_win, cost_of_colleagues, hour_pursuit
from planner.core.value.deal_value import DayContext
from planner.core.value.pursuit import PursuitResult, states_after_try
from planner.core.value.year_price import steady_price
from planner.schedule import DayPlan, PlacedItem

LEAD_TO_A_TRY = ("advance", "agreed", "ask", "book", "prepare", "follow-up", "fresh-look")


class Valued(NamedTuple):
    """The worth of a step or a part of it, and the reason."""

    worth: Worth
    why: Why


def chance_to_advance(start: Start, context: DayContext) -> float:
    """The chance (0..1) that the next try of a deal advances it."""
    return states_after_try(context.playbook, start.stage, start.log_odds, start.chance, start.lifts)[0].chance


class Valuer:
    """Values steps for the page: follows each deal's pursuit at its own index."""

    def __init__(self, context: DayContext, cost_of: Mapping[str, float], kept: frozenset[str]) -> None:
        self.context = context
        self.cost_of = cost_of
        self.price = steady_price(context)
        self.kept = kept  # searches that use the time set aside for prospecting

    def value(self, step: Step, minutes: int | None = None) -> Valued:
        """The worth of a step, or of `minutes` of it."""
        course = self._course(step)
        win = self._win(step, course)
        belief = to_chance(step.start.log_odds) if step.start is not None and step.kind != "prospecting" else None
        costs = step.costs(self.cost_of, minutes)
        worth = step.worth(step.minutes if minutes is None else minutes, win, belief, costs)
        worth = replace(worth, moves=self._moves(step), helper=self._helper(step))
        return Valued(worth, self._why(step, course))

    def _helper(self, step: Step) -> str | None:
        """Name of the colleague who is called in because it pays."""
        return next((each.name for each in self.context.book.colleagues if each.id == step.helper), None)

    def _course(self, step: Step) -> PursuitResult | None:
        """Chance to win and hours still needed of a deal, under the stop rule at its own index."""
        if step.start is None or step.index is None:
            return None
        return hour_pursuit(step.start, step.index, self.context)

    def _win(self, step: Step, course: PursuitResult | None) -> PursuitResult | None:
        """The chance to win the deal, pursued as long as an hour of it pays the year's price."""
        if step.start is None or step.index is None or step.start.prospecting:
            return course
        return chance_to_win(step.start, step.index, self.price, self.context)

    def _moves(self, step: Step) -> float | None:
        """Chance (0..1) that the next try advances the deal; None for steps that lead to no try."""
        if step.start is None or step.does not in LEAD_TO_A_TRY:
            return None
        return chance_to_advance(step.start, self.context)

    def _why(self, step: Step, course: PursuitResult | None) -> Why:
        if step.why is not None:
            return step.why
        if course is None or step.start is None:
            raise ValueError(f"{step.item} has neither a reason nor a pursuit")
        # The table is exact to half a percent; the chance takes up that difference so that the sum comes out.
        worth, hours = step.start.payout, course.hours
        costs = cost_of_colleagues(step.start, step.index or 0.0, self.context)
        exact = worth > 0 and step.per_hour > 0
        chance = min(1.0, (step.per_hour * hours + costs) / worth) if exact else course.chance
        if step.does == "find":
            return Finding(worth=worth, chance=chance, hours=hours, kept=step.item in self.kept)
        return Pursuit(worth=worth, chance=chance, hours=hours, costs=costs)


def placed_line(placed: PlacedItem, step: Step, day: LocalDay, valuer: Valuer) -> Line:
    """The line of a step, or of a part of it, at its place."""
    minutes = placed.end - placed.start
    worth, why = valuer.value(step, minutes)
    what, part = step.what(), None if minutes == step.minutes else placed.part
    if step.cut_to is not None:
        part = placed.part or (1, 1)
    if step.does == "find" and part is not None:
        # The pieces of a search are searches of their own.
        kind, _, number = step.item.rpartition("-")
        what, part = replace(what, item=f"{kind}-{int(number) + part[0] - 1}"), None
    return Line(
        what=what,
        slot=Slot(
            start=day.time_at(placed.start),
            end=day.time_at(placed.end),
            minutes=minutes,
            part=part,
            fixed=step.at is not None,
            from_calendar=step.from_calendar,
        ),
        worth=worth,
        status=Status(must=step.must, due=step.due, promised=step.promised, overdue=step.overdue),
        why=why,
    )


def ranked(lines: list[Line]) -> list[Line]:
    """The lines by the clock, their ranks by money per hour."""
    order = sorted(range(len(lines)), key=lambda n: (-lines[n].worth.hourly, lines[n].slot.start, lines[n].what.item))
    ranks = {n: rank for rank, n in enumerate(order, start=1)}
    return _by_the_clock(with_rank(line, ranks[n]) for n, line in enumerate(lines))


def as_ranked(lines: list[Line]) -> list[Line]:
    """The lines by the clock, with their ranks on the page, those without one last."""
    new = sorted(
        (line for line in lines if not line.status.rank), key=lambda line: (-line.worth.hourly, line.slot.start)
    )
    first = 1 + max((line.status.rank for line in lines), default=0)
    whole = [line for line in lines if line.status.rank]
    return _by_the_clock([*whole, *(with_rank(line, number) for number, line in enumerate(new, start=first))])


def with_rank(line: Line, rank: int) -> Line:
    """The line with this rank."""
    return replace(line, status=replace(line.status, rank=rank))


def _by_the_clock(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.slot.start, line.status.rank))


def collisions(plan: DayPlan, by_item: Mapping[str, Step]) -> tuple[PageWarning, ...]:
    """Warnings about what should have been on the page whatever it is worth, and cannot be."""
    return tuple(
        PageWarning(
            code="not kept",
            name=_called(by_item[item]),
            other=_called(by_item[other]) if other is not None and other in by_item else "",
            text=plan.left_out.get(item, "no room"),
        )
        for item, other in plan.missed.items()
    )


def _called(step: Step) -> str:
    return f"{step.title} ({step.name})" if step.name else step.title
