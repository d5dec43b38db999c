"""The index of qualifying first: one call brings every answer, then one goes on or stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from planner.core.playbook import Playbook, Question
from planner.core.value.belief import LIMIT, log_ratio, to_chance
from planner.core.value.index import STEP, IndexTable, NextState, cell_of, try_minutes

BIN = 0.1  # log odds; sets of answers that move the belief alike are merged


class Signal(NamedTuple):
    """Merged sets of answers.

    Their chances (0..1) in a real deal and in a dead end, and their log ratio.
    """

    real: float
    dead_end: float
    log_ratio: float


def signals(questions: Sequence[Question]) -> tuple[Signal, ...]:
    """Every set of answers to `questions`, similar ones merged, weakest first.

    The questions are independent given the type.

    A merged set moves the log odds by the ratio of its summed chances, so the belief stays right on average.
    """
    merged: dict[int, tuple[float, float]] = {0: (1.0, 1.0)}
    for question in questions:
        further: dict[int, tuple[float, float]] = {}
        for real, dead_end in merged.values():
            for answer, chance in question.real.items():
                r, d = real * chance, dead_end * question.dead_end[answer]
                if r > 0 or d > 0:
                    key = round(log_ratio(r, d) / BIN) if r > 0 and d > 0 else (-1, 1)[r > 0] * 10_000
                    before = further.get(key, (0.0, 0.0))
                    further[key] = (before[0] + r, before[1] + d)
        merged = further
    return tuple(sorted((Signal(r, d, _ratio(r, d)) for r, d in merged.values()), key=lambda s: s.log_ratio))


def _ratio(real: float, dead_end: float) -> float:
    # Both chances may be tiny; only their ratio matters.
    most = max(real, dead_end)
    return log_ratio(real / most, dead_end / most)


@dataclass(frozen=True, slots=True)
class Qualifying:
    """The index of qualifying first, by stage, unknown questions and log odds.

    Computed on demand.
    """

    playbook: Playbook
    table: IndexTable
    _signals: dict[tuple[int, ...], tuple[Signal, ...]] = field(default_factory=dict)
    _indexes: dict[tuple[int, tuple[int, ...], int], float] = field(default_factory=dict)

    @property
    def minutes(self) -> int:
        return try_minutes(self.playbook.plays["ask"])

    def signals(self, unknown: tuple[int, ...]) -> tuple[Signal, ...]:
        if unknown not in self._signals:
            self._signals[unknown] = signals([self.playbook.questions[n] for n in unknown])
        return self._signals[unknown]

    def next_states(self, stage: int, unknown: tuple[int, ...], log_odds: float) -> list[NextState]:
        """The states after qualifying: the same stage, at the belief after each set of answers."""
        real = to_chance(log_odds)
        return [
            NextState(real * signal.real + (1 - real) * signal.dead_end, stage, log_odds + signal.log_ratio)
            for signal in self.signals(unknown)
        ]

    def at(self, stage: int, unknown: tuple[int, ...], log_odds: float) -> float:
        """Index, per hour and unit of payout, of asking the `unknown` questions before continuing."""
        cell, part = cell_of(log_odds)
        left, right = self._index_at(stage, unknown, cell), self._index_at(stage, unknown, cell + 1)
        return left + part * (right - left)

    def _index_at(self, stage: int, unknown: tuple[int, ...], cell: int) -> float:
        key = (stage, unknown, cell)
        if key not in self._indexes:
            self._indexes[key] = self.table.step_index(
                self.next_states(stage, unknown, cell * STEP - LIMIT), self.minutes
            )
        return self._indexes[key]
