"""The pursuit of a deal under the stopping rule: the chance to win it, and its hours.

Exact, by following every path: one continues while the deal's index is at least the price of an hour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from planner.core.playbook import Playbook, Stage, Try
from planner.core.value.belief import LIMIT, advanced_ratio, clamp, stayed_ratio, to_chance
from planner.core.value.deal_index import CELLS, STEP, IndexTable, NextState, cell_of, try_minutes
from planner.frozen_class import frozen

NEGLIGIBLE = 1e-6  # paths with a smaller chance are not followed
MANY = 24  # beliefs at one stage; more of them are rounded to the index table's grid
TOLERANCE = 1e-9  # so that rounding does not stop a deal at its own index


class PursuitResult(NamedTuple):
    """Chance (0..1) that the deal is won, and expected hours spent on it."""

    chance: float
    hours: float


PursuitResults = dict[tuple[object, ...], PursuitResult]  # by the start of the pursuit


class Visits(NamedTuple):
    """Chance that a stage is tried at all, and the expected number of tries in it."""

    reach: float
    tries: float


@frozen
class Pursuer:
    """Follows deals of one playbook at one price, below which the pursuit stops.

    The price is per hour and unit of payout.
    """

    playbook: Playbook
    table: IndexTable
    price: float
    last_tries: int | None = None  # at the last stage, before a deadline; None: no limit

    def continues(self, stage: int, log_odds: float) -> bool:
        return self.table.at(stage, log_odds) >= self.price * (1 - TOLERANCE)

    def from_step(self, states: Sequence[NextState], minutes: float) -> PursuitResult:
        """The result of a first step of `minutes`, taken in any case, and of continuing by the rule."""
        won, visits = self.after_first_try(states)
        return PursuitResult(won, max(1.0, minutes) / 60 + self._hours(visits))

    def after_first_try(self, states: Sequence[NextState]) -> tuple[float, list[Visits]]:
        """The chance to win from the states after a first try, and visits of each later stage."""
        limited = self.last_tries is not None and any(state.stage == len(self.playbook.stages) for state in states)
        rest = replace(self, last_tries=self.last_tries - 1) if limited and self.last_tries else self
        return rest.follow(states)

    def from_state(self, stage: int, log_odds: float) -> PursuitResult:
        """The result of continuing by the rule from `stage` at `log_odds`.

        0 and 0 where one stops at once.
        """
        won, visits = self.follow([NextState(1.0, stage, log_odds)])
        return PursuitResult(won, self._hours(visits))

    def follow(self, states: Sequence[NextState]) -> tuple[float, list[Visits]]:
        """The chance to win from the states of a first step, and the visits of each stage."""
        stages = len(self.playbook.stages)
        # Chance of entering each stage, by log odds; the last entry is winning.
        entered: list[dict[float, float]] = [{} for _ in range(stages + 1)]
        for chance, number, log_odds in states:
            _put(entered[number], log_odds, chance)
        visits = []
        for number in range(stages):
            visit, advanced = self._try_stage(number, entered[number])
            visits.append(visit)
            for log_odds, chance in advanced:
                _put(entered[number + 1], log_odds, chance)
        return sum(entered[stages].values()), visits

    def _try_stage(self, number: int, entered: Mapping[float, float]) -> tuple[Visits, list[tuple[float, float]]]:
        """Try one stage from every belief in `entered` until it is left or given up.

        Returns its visits, and log odds and chance of each way to the next stage.
        """
        if len(entered) > MANY:
            return self._try_on_grid(number, entered)
        stage = self.playbook.stages[number]
        stayed, advanced = stayed_ratio(stage), advanced_ratio(stage)
        most = self.last_tries if number == len(self.playbook.stages) - 1 else None
        reach = tries = 0.0
        onward = []
        for log_odds, chance in entered.items():
            continues = self.continues(number, log_odds)
            if continues:
                reach += chance
            count = 0
            while continues and chance > NEGLIGIBLE and (most is None or count < most):
                count += 1
                advances, stays = _chances(stage, log_odds)
                then = clamp(log_odds + stayed)
                if then == log_odds and most is None:
                    # The next try is the same as this one: a geometric series.
                    chance, stays = chance / max(NEGLIGIBLE, 1 - stays), 0.0  # noqa: PLW2901
                tries += chance
                onward.append((log_odds + advanced, chance * advances))
                chance, log_odds = chance * stays, then  # noqa: PLW2901
                continues = self.continues(number, log_odds)
        return Visits(reach, tries), onward

    def _try_on_grid(self, number: int, entered: Mapping[float, float]) -> tuple[Visits, list[tuple[float, float]]]:
        """The same as `_try_stage` for many beliefs, rounded to the index table's grid.

        Each chance is split between two cells so that the average belief stays the same.
        """
        at = [0.0] * CELLS
        for log_odds, chance in entered.items():
            cell, part = cell_of(log_odds)
            at[cell] += chance * (1 - part)
            at[cell + 1] += chance * part
        index, least = self.table.index[number], self.price * (1 - TOLERANCE)
        stage = self.playbook.stages[number]
        steps = _grid_steps(stage)
        advanced = [0.0] * (CELLS + 1)
        reach = sum(chance for chance, each in zip(at, index, strict=True) if each >= least)
        tries = 0.0
        # From the side that staying moves away from, so that every cell is complete before it is read.
        for cell in range(CELLS - 1, -1, -1) if stayed_ratio(stage) <= 0 else range(CELLS):
            chance = at[cell]
            if chance > NEGLIGIBLE / 100 and index[cell] >= least:
                step = steps[cell]
                chance /= step.leaves
                tries += chance
                advanced[step.to] += chance * step.advances * (1 - step.part)
                advanced[step.to + 1] += chance * step.advances * step.part
                for neighbor, share in step.stays:
                    at[neighbor] += chance * share
        onward = [(cell * STEP - LIMIT, chance) for cell, chance in enumerate(advanced) if chance > 0]
        return Visits(reach, tries), onward

    def _hours(self, visits: Sequence[Visits]) -> float:
        stages = self.playbook.stages
        minutes = [try_minutes(self.playbook.plays[stage.play]) for stage in stages]
        return sum(visit.tries * each / 60 for visit, each in zip(visits, minutes, strict=True))

    def tries_until_stop(self, number: int, log_odds: float, most: int = 12) -> int:
        """Number of tries without progress at a stage before the rule stops, `most` at most."""
        stayed = stayed_ratio(self.playbook.stages[number])
        for count in range(most):
            if not self.continues(number, log_odds):
                return count
            log_odds = clamp(log_odds + stayed)
        return most


def _put(chances: dict[float, float], log_odds: float, chance: float) -> None:
    at = round(clamp(log_odds), 9)
    chances[at] = chances.get(at, 0.0) + chance


class GridStep(NamedTuple):
    """A try from one cell of the grid, with its chances (0..1)."""

    advances: float
    to: int  # it advances to between the cells `to` and `to` + 1,
    part: float  # this share of the way
    leaves: float  # the chance not to stay in the same cell
    stays: tuple[tuple[int, float], ...]  # the other cells where it may stay, with their chances


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
        itself = sum(chance for neighbor, chance in shares if neighbor == cell)
        others = tuple((neighbor, chance) for neighbor, chance in shares if neighbor != cell and chance > 0)
        steps.append(GridStep(advances, to, part, max(NEGLIGIBLE, 1 - itself), others))
    return tuple(steps)


def _chances(stage: Stage, log_odds: float) -> tuple[float, float]:
    """Chances (0..1) that a try advances the deal and that it stays, given the belief."""
    real = to_chance(log_odds)
    advances = real * stage.real.advance + (1 - real) * stage.dead_end.advance
    return advances, real * stage.real.stay + (1 - real) * stage.dead_end.stay


def _lifted(chances: Try, lifts: float) -> Try:
    return replace(chances, advance=min(chances.advance * lifts, 1 - chances.lost))


def states_after_try(
    playbook: Playbook, stage_at: int, log_odds: float, chance: float | None = None, lifts: float = 1.0
) -> list[NextState]:
    """The states after one try, without losing.

    `chance` is the rep's own chance that it advances the deal; otherwise a colleague `lifts` the usual one so many
    times, at most to 1 − lost, and what it gains is taken from staying. With `chance`, the rest is split between
    staying and losing in the usual proportion. The belief moves as usual either way.
    """
    stage = playbook.stages[stage_at]
    if lifts != 1.0 and chance is None:
        stage = replace(stage, real=_lifted(stage.real, lifts), dead_end=_lifted(stage.dead_end, lifts))
    advances, stays = _chances(stage, log_odds)
    stage = playbook.stages[stage_at]
    if chance is not None:
        stays = (1 - chance) * (stays / (1 - advances)) if advances < 1 else 0.0
        advances = chance
    return [
        NextState(advances, stage_at + 1, clamp(log_odds + advanced_ratio(stage))),
        NextState(stays, stage_at, clamp(log_odds + stayed_ratio(stage))),
    ]
