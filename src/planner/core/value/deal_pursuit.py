"""A deal's pursuit from today on: its chance to win and its hours, at a price of an hour.

The value of pursuing while an hour costs ν is chance − ν · hours under the best rule, so its slope in ν is −hours: a
change of the rule at the price where it changes is worth nothing (the envelope theorem: P. Milgrom and I. Segal,
"Envelope theorems for arbitrary choice sets", Econometrica 70(2), 2002). Two neighboring prices of the table give the
slope, so both figures are means over a step of 2 % in price.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from planner.core.steps.step import Start
from planner.core.value.belief import to_chance
from planner.core.value.deal_index import Branch, NextState, StepValue, try_minutes
from planner.core.value.deal_value import DayContext
from planner.core.value.pursuit import Pursuer, PursuitResult, Visits, states_after_try
from planner.core.value.qualifying import QualifyingState, mean_wins

LEAST_PRICE = 1e-5  # of the highest; below it single precision is too coarse for a slope


class Followed(NamedTuple):
    """A pursuit to its end: the chance to win, and the tries per stage after the first step."""

    chance: float
    worked: float  # chance that the work before the next try, and the try itself, are done
    visits: list[Visits]

    def minutes(self, start: Start, context: DayContext) -> float:
        """Expected minutes in all, the first step and the work before the next try included."""
        plays = (context.playbook.plays[stage.play] for stage in context.playbook.stages)
        later = sum(visit.tries * try_minutes(play) for visit, play in zip(self.visits, plays, strict=True))
        return start.minutes + self.worked * start.work + later * start.size


def pursuit_result(start: Start, price: float, context: DayContext) -> PursuitResult:
    """Chance (0..1) to win and hours of a pursuit down to `price` an hour per unit of payout.

    The first step is taken in any case, with the work that comes before it. The table knows no limit of
    tries: such pursuits are followed to their end.
    """
    key = (
        *(start.stage, start.log_odds, start.minutes, start.questions, start.chance),
        *(start.work, start.size, start.tries_in_time, start.lifts, _cost(start), price),
    )  # apart from colleagues' cost the payout does not matter
    if key not in context.pursuits:
        if start.tries_in_time is not None:
            followed = follow(start, price, context)
            context.pursuits[key] = PursuitResult(followed.chance, followed.minutes(start, context) / 60)
        else:
            context.pursuits[key] = table_pursuit(start, state_of(start), price, context)
    return context.pursuits[key]


def hour_pursuit(start: Start, index: float, context: DayContext) -> PursuitResult:
    """Chance (0..1) to win and hours of a pursuit down to the deal's own index.

    Their ratio is that index. At its own index a deal is as good to leave as to try again, so a slope of the table
    would mix both; this one is followed to its end. The index knows no limit of tries before a date.
    """
    key = (
        *("hour", start.stage, start.log_odds, start.minutes, start.questions, start.chance),
        *(start.work, start.size, start.lifts, _cost(start), index),
    )
    if key not in context.pursuits:
        followed = follow_index(start, index, context)
        context.pursuits[key] = PursuitResult(followed.chance, followed.minutes(start, context) / 60)
    return context.pursuits[key]


def follow_index(start: Start, index: float, context: DayContext) -> Followed:
    """Follow a pursuit that stops where an hour pays less than the deal's own index."""
    return follow(start._replace(tries_in_time=None), index, context)


def chance_to_win(start: Start, index: float, per_hour: float | None, context: DayContext) -> PursuitResult:
    """The chance to win it from us, and the hours, as long as an hour pays `per_hour` (money).

    None: half of its own index. The price does not depend on the day, so that the chance holds still.
    """
    price = index / 2 if per_hour is None or start.payout <= 0 else min(index, per_hour / start.payout)
    result = pursuit_result(start, price, context)
    return result._replace(chance=result.chance * start.wins)


def cost_of_colleagues(start: Start, index: float, context: DayContext) -> float:
    """Expected money for the colleagues in the next try, which comes only if the answers say so."""
    if not start.cost:
        return 0.0
    return start.cost * (follow(start, index, context).worked if start.questions is not None else 1.0)


def table_pursuit(start: Start, state: QualifyingState, price: float, context: DayContext) -> PursuitResult:
    """Chance (0..1) to win and hours of a pursuit down to `price` an hour per unit of payout.

    The first step is taken in any case. `state` is the deal's before the questions that it starts with, if any. No
    limit of tries is counted.
    """
    table, own = context.table, price * start.size  # in the playbook's own hours
    branches: Sequence[Branch] = ()
    value: Callable[[int], float]
    if start.questions is None:
        after_try = states_after_try(context.playbook, start.stage, start.log_odds, start.chance, start.lifts)
        value, mean, first = StepValue(table, after_try, 0.0).at, 1.0, start.minutes + start.work
    else:
        mean = context.qualifying.mean_wins(start.questions, start.log_odds)
        branches, first = context.qualifying.branches(state), start.minutes  # the work comes after the answers
        value = table.branch_value(branches, 0.0)
    level = table.level_of(own * mean)
    slope_at = max(level, table.level_of(LEAST_PRICE * table.prices[-1]))
    hours = (value(slope_at) - value(slope_at + 1)) / (table.price(slope_at + 1) - table.price(slope_at))
    chance = (value(level) + hours * table.price(level) + table.spent(branches, level)) / mean
    return PursuitResult(chance, first / 60 + hours * start.size)


def follow(start: Start, price: float, context: DayContext) -> Followed:
    """Follow a pursuit that stops where an hour pays less than `price` per unit of payout."""
    own = price * start.size  # in the playbook's own hours
    if start.questions is None:
        states = states_after_try(context.playbook, start.stage, start.log_odds, start.chance, start.lifts)
        pursuer = Pursuer(context.playbook, context.table, own, start.tries_in_time)
        won, visits = pursuer.after_first_try(states)
        return Followed(won, 1.0, visits)
    questions = [context.playbook.questions[n] for n in start.questions]
    mean = mean_wins(questions, to_chance(start.log_odds))
    worked = 0.0
    ends: dict[float, list[NextState]] = {}  # by win factor: deals with one factor stop at one price
    for branch in context.qualifying.branches(state_of(start)):
        if continues(branch, start, own * mean, context):
            worked += branch.chance
            then = _next_try(branch, start, context)[0]
            ends.setdefault(branch.factor, []).extend(s._replace(chance=s.chance * branch.chance) for s in then)
    chance = 0.0
    visits = [Visits(0.0, 0.0)] * len(context.playbook.stages)
    visits[start.stage] = Visits(worked, worked)
    for factor, after_try in ends.items():
        pursuer = Pursuer(context.playbook, context.table, own * mean / factor, start.tries_in_time)
        won, later = pursuer.after_first_try(after_try)
        later[start.stage] = Visits(0.0, later[start.stage].tries)  # reached by the first try
        chance += factor * won / mean
        visits = [Visits(a.reach + b.reach, a.tries + b.tries) for a, b in zip(visits, later, strict=True)]
    return Followed(chance, worked, visits)


def state_of(start: Start) -> QualifyingState:
    """The state of a deal before the questions it starts with."""
    return QualifyingState(
        stage=start.stage,
        unknown=start.questions or (),
        log_odds=start.log_odds,
        work=start.work / start.size,
        own_chance=start.chance,
        lifts=start.lifts,
        cost=_cost(start),
    )


def _cost(start: Start) -> float:
    """Cost of the colleagues in the next try, as a share of the payout."""
    return start.cost / start.payout if start.cost and start.payout > 0 else 0.0


def continues(branch: Branch, start: Start, price: float, context: DayContext) -> bool:
    """True if an hour still pays after these answers.

    `price` is per hour of the playbook and unit of the payout if all such deals buy from us.
    """
    if branch.factor <= 0:
        return False
    if start.has_usual_try and not branch.minutes:  # a try whose index the table holds
        return context.table.at(start.stage, branch.states[0].log_odds) >= price / branch.factor
    return context.table.step_index(*_next_try(branch, start, context)) >= price / branch.factor


def _next_try(branch: Branch, start: Start, context: DayContext) -> tuple[Sequence[NextState], float, float]:
    """The states after the next try on this branch, its minutes with its work, its cost."""
    if not start.has_usual_try:
        return branch.states, branch.minutes, branch.cost / branch.factor
    whole = try_minutes(context.playbook.play_at(start.stage))
    return states_after_try(context.playbook, start.stage, branch.states[0].log_odds), branch.minutes + whole, 0.0
