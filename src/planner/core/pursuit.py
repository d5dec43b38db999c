"""What pursuing a deal comes to: the chance to win it and the hours it takes, under the rule when to stop.

Exact, by following every way it can go; one goes on while the index table's index is at least the price.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.core.belief import LIMIT, advanced_ratio, clamp, stayed_ratio, to_chance
from planner.core.index import STEP, IndexTable, Outcome, attempt_minutes, cell_of
from planner.core.vocabulary import Playbook, Stage

NEGLIGIBLE = 1e-6  # chance of a way that is not followed any further
MANY = 40  # beliefs at one stage; more of them are put on the index table's grid
TOLERANCE = 1e-9  # so that a deal is not stopped at its very own index by rounding


class Course(NamedTuple):
    """Chance (0..1) that the deal is won, and hours expected to be spent on it."""

    chance: float
    hours: float


class Visits(NamedTuple):
    """Chance that a stage is come to and tried at all, and how many tries are expected there in all."""

    reach: float
    tries: float


@dataclass(frozen=True, slots=True)
class Pursuer:
    """Follows deals of one playbook at one price: money per hour and unit of worth under which one stops."""

    playbook: Playbook
    table: IndexTable
    price: float

    def goes_on(self, stage: int, log_odds: float) -> bool:
        return self.table.at(stage, log_odds) >= self.price * (1 - TOLERANCE)

    def first(self, outcomes: Sequence[Outcome], minutes: float) -> Course:
        """A first step of `minutes` that is taken in any case, then going on by the rule from where it leads."""
        won, visits = self.follow(outcomes)
        return Course(won, max(1.0, minutes) / 60 + self._hours(visits))

    def on(self, stage: int, log_odds: float) -> Course:
        """Going on by the rule from `stage` at `log_odds`; stopping at once wins nothing in no time."""
        won, visits = self.follow([Outcome(1.0, stage, log_odds)])
        return Course(won, self._hours(visits))

    def follow(self, outcomes: Sequence[Outcome]) -> tuple[float, list[Visits]]:
        """The chance to win from where a first step leads, and how often each stage is come to and tried."""
        stages = len(self.playbook.stages)
        # Chance by log odds of coming to each stage; the last entry is winning.
        ahead: list[dict[float, float]] = [{} for _ in range(stages + 1)]
        for chance, number, log_odds in outcomes:
            _put(ahead[number], log_odds, chance)
        visits = [self._try_stage(number, _few(ahead[number]), ahead[number + 1]) for number in range(stages)]
        return sum(ahead[stages].values()), visits

    def _try_stage(self, number: int, here: dict[float, float], ahead: dict[float, float]) -> Visits:
        """Try one stage from every belief in `here` until it is left or given up; what advances is put `ahead`."""
        stage = self.playbook.stages[number]
        stayed, advanced = stayed_ratio(stage), advanced_ratio(stage)
        reach = tries = 0.0
        for came_with, came in here.items():
            log_odds, chance = came_with, came
            if self.goes_on(number, log_odds):
                reach += chance
            while chance > NEGLIGIBLE and self.goes_on(number, log_odds):
                advances, stays = _chances(stage, log_odds)
                then = clamp(log_odds + stayed)
                if then == log_odds:
                    # The next try is just like this one: a geometric series.
                    chance, stays = chance / max(NEGLIGIBLE, 1 - stays), 0.0
                tries += chance
                _put(ahead, log_odds + advanced, chance * advances)
                chance, log_odds = chance * stays, then
        return Visits(reach, tries)

    def _hours(self, visits: Sequence[Visits]) -> float:
        stages = self.playbook.stages
        minutes = [attempt_minutes(self.playbook.plays[stage.play]) for stage in stages]
        return sum(visit.tries * each / 60 for visit, each in zip(visits, minutes, strict=True))

    def tries(self, number: int, log_odds: float, most: int = 12) -> int:
        """How many tries that lead nowhere the rule allows at a stage before one stops; `most` stands for no end."""
        stayed = stayed_ratio(self.playbook.stages[number])
        for count in range(most):
            if not self.goes_on(number, log_odds):
                return count
            log_odds = clamp(log_odds + stayed)
        return most


def _put(chances: dict[float, float], log_odds: float, chance: float) -> None:
    at = round(clamp(log_odds), 9)
    chances[at] = chances.get(at, 0.0) + chance


def _few(chances: dict[float, float]) -> dict[float, float]:
    """The same chances by fewer beliefs: shared among the grid's so that the belief stays the same on average."""
    if len(chances) <= MANY:
        return chances
    shared: dict[float, float] = {}
    for log_odds, chance in chances.items():
        cell, part = cell_of(log_odds)
        _put(shared, cell * STEP - LIMIT, chance * (1 - part))
        _put(shared, (cell + 1) * STEP - LIMIT, chance * part)
    return shared


def _chances(stage: Stage, log_odds: float) -> tuple[float, float]:
    """Chances that an attempt advances the deal and that it leaves it where it is, by what is believed of it."""
    real = to_chance(log_odds)
    advances = real * stage.real.advance + (1 - real) * stage.dead_end.advance
    return advances, real * stage.real.stay + (1 - real) * stage.dead_end.stay


def attempt_outcomes(playbook: Playbook, stage_at: int, log_odds: float, chance: float | None = None) -> list[Outcome]:
    """Where one attempt leads, losing left out; `chance` is the rep's own that it advances the deal.

    With it, what is left is shared between staying and losing as the belief would, and the belief moves as ever.
    """
    stage = playbook.stages[stage_at]
    advances, stays = _chances(stage, log_odds)
    if chance is not None:
        stays = (1 - chance) * (stays / (1 - advances)) if advances < 1 else 0.0
        advances = chance
    return [
        Outcome(advances, stage_at + 1, clamp(log_odds + advanced_ratio(stage))),
        Outcome(stays, stage_at, clamp(log_odds + stayed_ratio(stage))),
    ]
