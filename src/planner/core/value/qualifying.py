"""What asking first buys: the ask play brings every unknown answer at once, and then one goes on, or walks away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from planner.core.playbook import Playbook, Question
from planner.core.value.belief import LIMIT, log_ratio, to_chance
from planner.core.value.index import STEP, IndexTable, Outcome, attempt_minutes, cell_of

BIN = 0.1  # sets of answers that move the log odds alike are taken together


class Signal(NamedTuple):
    """Sets of answers taken together: their chance from a real deal and from a dead end, and how far they move the
    log odds."""

    real: float
    dead_end: float
    log_ratio: float


def signals(questions: Sequence[Question]) -> tuple[Signal, ...]:
    """Every set of answers to `questions` (independent given the type), those of like weight merged, weakest first.

    A merged set moves the log odds by what its chances add up to, so that belief stays right on average.
    """
    found: dict[int, tuple[float, float]] = {0: (1.0, 1.0)}
    for question in questions:
        further: dict[int, tuple[float, float]] = {}
        for real, dead_end in found.values():
            for answer, chance in question.real.items():
                r, d = real * chance, dead_end * question.dead_end[answer]
                if r > 0 or d > 0:
                    key = round(log_ratio(r, d) / BIN) if r > 0 and d > 0 else (-1, 1)[r > 0] * 10_000
                    before = further.get(key, (0.0, 0.0))
                    further[key] = (before[0] + r, before[1] + d)
        found = further
    return tuple(sorted((Signal(r, d, _ratio(r, d)) for r, d in found.values()), key=lambda s: s.log_ratio))


def _ratio(real: float, dead_end: float) -> float:
    # Both chances may be tiny together; only their ratio tells.
    most = max(real, dead_end)
    return log_ratio(real / most, dead_end / most)


@dataclass(frozen=True, slots=True)
class Asking:
    """The index of asking first, looked up by stage, unknown questions and log odds; made as it is asked for."""

    playbook: Playbook
    table: IndexTable
    _signals: dict[tuple[int, ...], tuple[Signal, ...]] = field(default_factory=dict)
    _roots: dict[tuple[int, tuple[int, ...], int], float] = field(default_factory=dict)

    @property
    def minutes(self) -> int:
        return attempt_minutes(self.playbook.plays["ask"])

    def signals(self, unknown: tuple[int, ...]) -> tuple[Signal, ...]:
        if unknown not in self._signals:
            self._signals[unknown] = signals([self.playbook.questions[n] for n in unknown])
        return self._signals[unknown]

    def outcomes(self, stage: int, unknown: tuple[int, ...], log_odds: float) -> list[Outcome]:
        """Where asking leads: the same stage, at the belief that each set of answers leaves."""
        real = to_chance(log_odds)
        return [
            Outcome(real * signal.real + (1 - real) * signal.dead_end, stage, log_odds + signal.log_ratio)
            for signal in self.signals(unknown)
        ]

    def at(self, stage: int, unknown: tuple[int, ...], log_odds: float) -> float:
        """Index per unit of worth and hour of asking the `unknown` questions first, then going on without asking."""
        cell, part = cell_of(log_odds)
        left, right = self._root(stage, unknown, cell), self._root(stage, unknown, cell + 1)
        return left + part * (right - left)

    def _root(self, stage: int, unknown: tuple[int, ...], cell: int) -> float:
        key = (stage, unknown, cell)
        if key not in self._roots:
            self._roots[key] = self.table.root(self.outcomes(stage, unknown, cell * STEP - LIMIT), self.minutes)
        return self._roots[key]
