"""The learned chances, pulled toward the share of deals that was won from each stage.

Expectation-maximization fits each life as a whole, but a playbook of two kinds of deals is never quite true, and the
chance to win then differs from the share that was won. So a few shifts are fitted to the decided deals: of the prior,
of the odds to leave a stage forward (all stages together, and each of them), and of the part that the answers' win
factors have. Each is held near 0 with the weight of a few deals (a normal prior; A. Gelman, J. Hill, "Data Analysis
Using Regression and Multilevel/Hierarchical Models", 2007, ch. 12), by Fisher scoring.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from planner.core.learn.deals.lives import Life
from planner.core.playbook import Playbook, Question, Stage, Try
from planner.core.value.belief import (
    chance_to_pass,
    clamp,
    log_ratio,
    passed_ratio,
    stayed_ratio,
    to_chance,
    to_log_odds,
)
from planner.core.value.qualifying import mean_wins

OFF_PRIOR, OFF_ALL, OFF_STAGE, OFF_WINS = 0.5, 0.5, 0.25, 0.4  # standard deviations of the shifts
ROUNDS = 30
STEP = 1e-4  # of the numeric derivatives
SETTLED = 1e-6
LEAST = 1e-4  # chance to win whose distance from the share that was won is still counted


class StageShare(NamedTuple):
    """The deals that entered a stage, and those of them that were won; chances count in part."""

    entered: float
    won: float


def won_shares(lives: Iterable[Life], playbook: Playbook) -> dict[int, StageShare]:
    """The shares that were won, by the stages that deals entered.

    A deal that is open counts for the stages in which it was tried, with its chance: were only decided deals counted,
    those lost early would be too many. Revisits of lost deals have a prior of their own.
    """
    found: dict[int, StageShare] = {}
    for life in lives:
        if life.again:
            continue
        if life.closed in ("won", "lost"):
            stages, won = life.entered, float(life.closed == "won")
        else:
            stages = tuple(sorted({each.stage for each in life.attempts}))
            won = _chance_of_open(life, playbook) if stages else 0.0
        for stage in stages:
            before = found.get(stage, StageShare(0.0, 0.0))
            found[stage] = StageShare(before.entered + 1, before.won + won)
    return found


def _chance_of_open(life: Life, playbook: Playbook) -> float:
    """The chance to win an open deal by its tries."""
    last = life.attempts[-1]
    at = min(last.stage + (last.led == "advance"), len(playbook.stages) - 1)
    odds = to_log_odds(playbook.prior) + sum(passed_ratio(stage) for stage in playbook.stages[:at])
    odds += sum(each.stage == at and each.led == "stay" for each in life.attempts) * stayed_ratio(playbook.stages[at])
    odds += life.tries_since_answer * log_ratio(playbook.unanswered.real, playbook.unanswered.dead_end)
    return _chance(playbook, to_chance(clamp(odds)), at)


def _chance(playbook: Playbook, belief: float, at: int) -> float:
    """The chance to win at a stage with this belief, pursued to its end, without an answer."""
    real, dead_end = 1.0, 1.0
    for stage in playbook.stages[at:]:
        real *= chance_to_pass(stage.real)
        dead_end *= chance_to_pass(stage.dead_end)
    return (belief * real + (1 - belief) * dead_end) * mean_wins(playbook.questions, belief)


def chances_on_entry(playbook: Playbook) -> list[float]:
    """The chance to win a deal without an answer that has just entered each stage."""
    found = []
    real, dead_end = playbook.prior, 1 - playbook.prior
    for at, stage in enumerate(playbook.stages):
        found.append(_chance(playbook, real / (real + dead_end) if real + dead_end > 0 else 0.0, at))
        real *= chance_to_pass(stage.real)
        dead_end *= chance_to_pass(stage.dead_end)
    return found


def calibrate(playbook: Playbook, shares: Mapping[int, StageShare]) -> Playbook:
    """The playbook with its chances shifted toward the shares that were won."""
    if not shares:
        return playbook
    off = (OFF_PRIOR, OFF_ALL, *[OFF_STAGE] * len(playbook.stages), OFF_WINS)
    shifts = [0.0] * len(off)
    fit = _misfit(playbook, shares, off)
    best = fit(shifts)
    for _ in range(ROUNDS):
        step = _scoring_step(playbook, shares, off, shifts)
        size = 1.0
        while size > 1e-3:
            then = _bounded([at + size * by for at, by in zip(shifts, step, strict=True)])
            if (now := fit(then)) < best:
                break
            size /= 2
        else:
            break
        gain, best, shifts = best - now, now, then
        if gain < SETTLED:
            break
    return shifted(playbook, shifts)


def shifted(playbook: Playbook, shifts: Sequence[float]) -> Playbook:
    """The playbook with shifted prior, odds to leave each stage forward, and win factors."""
    prior, together, *of_stages, wins = shifts
    stages = tuple(_shifted_stage(stage, together + own) for stage, own in zip(playbook.stages, of_stages, strict=True))
    questions = tuple(_shifted_question(question, 1 - wins) for question in playbook.questions)
    start = playbook.prior
    if 0 < start < 1 and prior:
        start = to_chance(to_log_odds(start) + prior)
    return replace(playbook, prior=start, stages=stages, questions=questions)


def _shifted_stage(stage: Stage, by: float) -> Stage:
    if not by:
        return stage
    real, dead_end = (_shifted_try(kind, by) for kind in (stage.real, stage.dead_end))
    if stage.real.advance >= stage.dead_end.advance > 0 and real.advance < dead_end.advance:
        dead_end = replace(dead_end, advance=real.advance)  # buyers stay the better kind
    return replace(stage, real=real, dead_end=dead_end)


def _shifted_try(kind: Try, by: float) -> Try:
    """Chances with other odds to leave forward, and the same chance to stay."""
    leaves, forward = kind.advance + kind.lost, chance_to_pass(kind)
    if leaves <= 0 or not 0 < forward < 1:
        return kind
    forward = to_chance(to_log_odds(forward) + by)
    return Try(advance=leaves * forward, lost=leaves * (1 - forward))


def _shifted_question(question: Question, part: float) -> Question:
    if not question.wins or part == 1:
        return question
    return replace(question, wins={answer: factor**part for answer, factor in question.wins.items()})


def _bounded(shifts: Sequence[float]) -> list[float]:
    """Shifts with the win factors' part within 0 (they count in full) and 1 (not at all)."""
    return [*shifts[:-1], min(1.0, max(0.0, shifts[-1]))]


def _misfit(
    playbook: Playbook, shares: Mapping[int, StageShare], off: Sequence[float]
) -> Callable[[Sequence[float]], float]:
    """The negative log likelihood of the shares that were won, as a function of the shifts."""

    def misfit(shifts: Sequence[float]) -> float:
        chances = chances_on_entry(shifted(playbook, shifts))
        total = sum((shift / each) ** 2 / 2 for shift, each in zip(shifts, off, strict=True))
        for stage, (entered, won) in shares.items():
            chance = min(1 - LEAST, max(LEAST, chances[stage]))
            total -= won * math.log(chance) + (entered - won) * math.log(1 - chance)
        return total

    return misfit


def _scoring_step(
    playbook: Playbook, shares: Mapping[int, StageShare], off: Sequence[float], shifts: Sequence[float]
) -> list[float]:
    """One step of Fisher scoring from these shifts."""
    now = chances_on_entry(shifted(playbook, shifts))
    count = len(shifts)
    slopes = []
    for number in range(count):
        sign = -1 if number == count - 1 and shifts[number] >= 1 - STEP else 1
        moved = [each + sign * STEP * (at == number) for at, each in enumerate(shifts)]
        then = chances_on_entry(shifted(playbook, moved))
        slopes.append([(b - a) * sign / STEP for a, b in zip(now, then, strict=True)])
    curve = [[(1 / off[a] ** 2 if a == b else 0.0) for b in range(count)] for a in range(count)]
    pull = [-shift / each**2 for shift, each in zip(shifts, off, strict=True)]
    for stage, (entered, won) in shares.items():
        chance = min(1 - LEAST, max(LEAST, now[stage]))
        weight = 1 / (chance * (1 - chance))
        for a in range(count):
            pull[a] += weight * (won - entered * chance) * slopes[a][stage]
            for b in range(count):
                curve[a][b] += entered * weight * slopes[a][stage] * slopes[b][stage]
    return _solve(curve, pull)


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a symmetric positive definite system, by Gauss's elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at, row in enumerate(rows):
        for below in rows[at + 1 :]:
            factor = below[at] / row[at]
            for column in range(at, len(row)):
                below[column] -= factor * row[column]
    found = [0.0] * len(rows)
    for at in range(len(rows) - 1, -1, -1):
        rest = sum(rows[at][column] * found[column] for column in range(at + 1, len(rows)))
        found[at] = (rows[at][-1] - rest) / rows[at][at]
    return found
