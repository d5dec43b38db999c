"""What pursuing a deal comes to: the chance to win it and the hours it takes, under the rule when to stop.

Exact, by following every way it can go; one goes on while the index table's index is at least the price.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from planner.core.playbook import Playbook, Stage
from planner.core.value.belief import LIMIT, advanced_ratio, clamp, stayed_ratio, to_chance
from planner.core.value.index import CELLS, STEP, IndexTable, Outcome, attempt_minutes, cell_of

NEGLIGIBLE = 1e-6  # chance of a way that is not followed any further
MANY = 24  # beliefs at one stage; more of them are put on the index table's grid
TOLERANCE = 1e-9  # so that a deal is not stopped at its very own index by rounding


class Course(NamedTuple):
    """Chance (0..1) that the deal is won, and hours expected to be spent on it."""

    chance: float
    hours: float


Courses = dict[tuple[object, ...], Course]  # by what a pursuit starts from


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
        visits = [self._try_stage(number, ahead[number], ahead[number + 1]) for number in range(stages)]
        return sum(ahead[stages].values()), visits

    def _try_stage(self, number: int, here: dict[float, float], ahead: dict[float, float]) -> Visits:
        """Try one stage from every belief in `here` until it is left or given up; what advances is put `ahead`."""
        if len(here) > MANY:
            return self._try_on_grid(number, here, ahead)
        stage = self.playbook.stages[number]
        stayed, advanced = stayed_ratio(stage), advanced_ratio(stage)
        reach = tries = 0.0
        for log_odds, chance in here.items():
            goes_on = self.goes_on(number, log_odds)
            if goes_on:
                reach += chance
            while goes_on and chance > NEGLIGIBLE:
                advances, stays = _chances(stage, log_odds)
                then = clamp(log_odds + stayed)
                if then == log_odds:
                    # The next try is just like this one: a geometric series.
                    chance, stays = chance / max(NEGLIGIBLE, 1 - stays), 0.0  # noqa: PLW2901
                tries += chance
                _put(ahead, log_odds + advanced, chance * advances)
                chance, log_odds = chance * stays, then  # noqa: PLW2901
                goes_on = self.goes_on(number, log_odds)
        return Visits(reach, tries)

    def _try_on_grid(self, number: int, here: dict[float, float], ahead: dict[float, float]) -> Visits:
        """The same for many beliefs: on the index table's grid, each chance shared between two cells so that the
        belief stays the same on average."""
        at = [0.0] * CELLS
        for log_odds, chance in here.items():
            cell, part = cell_of(log_odds)
            at[cell] += chance * (1 - part)
            at[cell + 1] += chance * part
        index, least = self.table.index[number], self.price * (1 - TOLERANCE)
        stage = self.playbook.stages[number]
        steps = _grid_steps(stage)
        onwards = [0.0] * (CELLS + 1)
        reach = sum(chance for chance, each in zip(at, index, strict=True) if each >= least)
        tries = 0.0
        # From the side that staying moves away from, so that every cell is complete when its turn comes.
        for cell in range(CELLS - 1, -1, -1) if stayed_ratio(stage) <= 0 else range(CELLS):
            chance = at[cell]
            if chance > NEGLIGIBLE / 100 and index[cell] >= least:
                step = steps[cell]
                chance /= step.leaves
                tries += chance
                onwards[step.to] += chance * step.advances * (1 - step.part)
                onwards[step.to + 1] += chance * step.advances * step.part
                for neighbour, share in step.stays:
                    at[neighbour] += chance * share
        for cell, chance in enumerate(onwards):
            if chance > 0:
                _put(ahead, cell * STEP - LIMIT, chance)
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


class GridStep(NamedTuple):
    """One try from a cell of the grid: it advances to a place between the cells `to` and `to` + 1, or stays, then at
    the neighbours with these chances; `leaves` is the chance that it does not come to stand in the very same cell."""

    advances: float
    to: int
    part: float
    leaves: float
    stays: tuple[tuple[int, float], ...]


@lru_cache(maxsize=64)
def _grid_steps(stage: Stage) -> tuple[GridStep, ...]:
    stayed, advanced = stayed_ratio(stage), advanced_ratio(stage)
    steps = []
    for cell in range(CELLS):
        log_odds = cell * STEP - LIMIT
        advances, stays = _chances(stage, log_odds)
        to, part = cell_of(log_odds + advanced)
        then, share = cell_of(log_odds + stayed)
        shares = ((then, stays * (1 - share)), (then + 1, stays * share))
        itself = sum(chance for neighbour, chance in shares if neighbour == cell)
        others = tuple((neighbour, chance) for neighbour, chance in shares if neighbour != cell and chance > 0)
        steps.append(GridStep(advances, to, part, max(NEGLIGIBLE, 1 - itself), others))
    return tuple(steps)


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
