"""What pursuing a deal comes to: the chance to win it and the hours it takes, under the rule when to stop.

Exact, by following every way it can go; one goes on while the index table's index is at least the price.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from planner.core.belief import advanced_ratio, clamp, stayed_ratio, to_chance
from planner.core.index import IndexTable, Outcome, attempt_minutes
from planner.core.vocabulary import Playbook

NEGLIGIBLE = 1e-7  # chance of a way that is not followed any further
TOLERANCE = 1e-9  # so that a deal is not stopped at its very own index by rounding


class Course(NamedTuple):
    """Chance (0..1) that the deal is won, and hours expected to be spent on it."""

    chance: float
    hours: float


@dataclass(frozen=True, slots=True)
class Pursuer:
    """Follows deals of one playbook at one price: money per hour and unit of worth under which one stops."""

    playbook: Playbook
    table: IndexTable
    price: float
    _known: dict[tuple[int, float], Course] = field(default_factory=dict)

    def goes_on(self, stage: int, log_odds: float) -> bool:
        return self.table.at(stage, log_odds) >= self.price * (1 - TOLERANCE)

    def first(self, outcomes: Sequence[Outcome], minutes: float) -> Course:
        """A first step of `minutes` that is taken in any case, then going on by the rule from where it leads."""
        chance, hours = 0.0, max(1.0, minutes) / 60
        for likely, stage, log_odds in outcomes:
            if stage == len(self.playbook.stages):
                chance += likely
            else:
                after = self.on(stage, log_odds)
                chance += likely * after.chance
                hours += likely * after.hours
        return Course(chance, hours)

    def on(self, stage: int, log_odds: float) -> Course:
        """Going on by the rule from `stage` at `log_odds`; stopping at once wins nothing in no time."""
        log_odds = clamp(log_odds)
        key = (stage, round(log_odds, 9))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._follow(stage, log_odds)
        return known

    def _follow(self, number: int, log_odds: float) -> Course:
        stage = self.playbook.stages[number]
        attempt = attempt_minutes(self.playbook.plays[stage.play]) / 60
        stayed, advanced = stayed_ratio(stage), advanced_ratio(stage)
        last = number + 1 == len(self.playbook.stages)
        chance = hours = 0.0
        reach = 1.0  # chance that this try comes about
        while reach > NEGLIGIBLE and self.goes_on(number, log_odds):
            real = to_chance(log_odds)
            advances = real * stage.real.advance + (1 - real) * stage.dead_end.advance
            stays = real * stage.real.stay + (1 - real) * stage.dead_end.stay
            after = Course(1.0, 0.0) if last else self.on(number + 1, log_odds + advanced)
            then = clamp(log_odds + stayed)
            if then == log_odds:
                # The next try is just like this one: a geometric series.
                reach /= max(NEGLIGIBLE, 1 - stays)
                stays = 0.0
            chance += reach * advances * after.chance
            hours += reach * (attempt + advances * after.hours)
            reach *= stays
            log_odds = then
        return Course(chance, hours)

    def tries(self, number: int, log_odds: float, most: int = 12) -> int:
        """How many tries that lead nowhere the rule allows at a stage before one stops; `most` stands for no end."""
        stayed = stayed_ratio(self.playbook.stages[number])
        for count in range(most):
            if not self.goes_on(number, log_odds):
                return count
            log_odds = clamp(log_odds + stayed)
        return most


def attempt_outcomes(playbook: Playbook, stage_at: int, log_odds: float, chance: float | None = None) -> list[Outcome]:
    """Where one attempt leads, losing left out; `chance` is the rep's own that it advances the deal.

    With it, what is left is shared between staying and losing as the belief would, and the belief moves as ever.
    """
    stage = playbook.stages[stage_at]
    real = to_chance(log_odds)
    advances = real * stage.real.advance + (1 - real) * stage.dead_end.advance
    stays = real * stage.real.stay + (1 - real) * stage.dead_end.stay
    if chance is not None:
        stays = (1 - chance) * (stays / (1 - advances)) if advances < 1 else 0.0
        advances = chance
    return [
        Outcome(advances, stage_at + 1, clamp(log_odds + advanced_ratio(stage))),
        Outcome(stays, stage_at, clamp(log_odds + stayed_ratio(stage))),
    ]
