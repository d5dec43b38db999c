"""The index of qualifying first: one call brings every answer, then one goes on or stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import NamedTuple

from planner.core.playbook import Playbook, Question
from planner.core.value.belief import LIMIT, log_ratio, to_chance
from planner.core.value.deal_index import STEP, Branch, IndexTable, NextState, cell_of, try_minutes
from planner.core.value.pursuit import states_after_try
from planner.frozen_class import frozen

BIN = 0.1  # log odds; sets of answers that move the belief alike are merged

Indexes = dict[tuple[object, ...], float]
"""Indexes of qualifying first: by stage, questions and cell, or by the whole state."""


class Signal(NamedTuple):
    """Sets of answers merged: chances (0..1) if real and if not, log ratio, and win factor."""

    real: float
    dead_end: float
    log_ratio: float
    wins: float = 1.0  # share of such real deals that buy from us rather than from someone else


def signals(questions: Sequence[Question]) -> tuple[Signal, ...]:
    """Every set of answers to `questions`, similar ones merged, weakest first.

    The questions are independent given the type.

    A merged set moves the log odds by the ratio of its summed chances, so the belief stays right on average.
    """
    merged: dict[tuple[int, float], tuple[float, float]] = {(0, 1.0): (1.0, 1.0)}
    for question in questions:
        further: dict[tuple[int, float], tuple[float, float]] = {}
        for (_, wins), (real, dead_end) in merged.items():
            for answer, chance in question.real.items():
                r, d = real * chance, dead_end * question.dead_end[answer]
                if r > 0 or d > 0:
                    bin_ = round(log_ratio(r, d) / BIN) if r > 0 and d > 0 else (-1, 1)[r > 0] * 10_000
                    key = (bin_, round(wins * question.wins.get(answer, 1.0), 6))
                    before = further.get(key, (0.0, 0.0))
                    further[key] = (before[0] + r, before[1] + d)
        merged = further
    found = (Signal(r, d, _ratio(r, d), wins) for (_, wins), (r, d) in merged.items())
    return tuple(sorted(found, key=lambda s: (s.log_ratio, s.wins)))


def _ratio(real: float, dead_end: float) -> float:
    # Both chances may be tiny; only their ratio matters.
    most = max(real, dead_end)
    return log_ratio(real / most, dead_end / most)


class QualifyingState(NamedTuple):
    """A deal before qualifying: stage, open questions, log odds, minutes of work to do first.

    `own_chance` is the rep's own that the next try advances the deal, whatever the answers. Where colleagues are in
    that try, it comes right after the answers, if at all.
    """

    stage: int
    unknown: tuple[int, ...]
    log_odds: float
    work: float = 0.0
    own_chance: float | None = None
    lifts: float = 1.0  # times the chance to advance of the next try, by a colleague
    cost: float = 0.0  # of colleagues in the next try, as a share of the payout

    @property
    def has_usual_try(self) -> bool:
        """True if the next try has the playbook's chance, and costs nothing."""
        return self.own_chance is None and self.lifts == 1.0 and not self.cost

    @property
    def is_plain(self) -> bool:
        """True if the usual try follows at once."""
        return not self.work and self.has_usual_try


@frozen
class Qualifying:
    """The index of qualifying first, by stage, unknown questions and log odds.

    Computed on demand.
    """

    playbook: Playbook
    table: IndexTable
    _signals: dict[tuple[int, ...], tuple[Signal, ...]] = field(default_factory=dict)
    indexes: Indexes = field(default_factory=dict)  # computed before
    _means: dict[tuple[tuple[int, ...], float], float] = field(default_factory=dict)

    @property
    def minutes(self) -> int:
        return try_minutes(self.playbook.plays["ask"])

    def signals(self, unknown: tuple[int, ...]) -> tuple[Signal, ...]:
        if unknown not in self._signals:
            self._signals[unknown] = signals([self.playbook.questions[n] for n in unknown])
        return self._signals[unknown]

    def mean_wins(self, unknown: tuple[int, ...], log_odds: float) -> float:
        """`mean_wins` of unknown questions at a belief; many deals have the same."""
        key = (unknown, log_odds)
        if key not in self._means:
            self._means[key] = mean_wins([self.playbook.questions[n] for n in unknown], to_chance(log_odds))
        return self._means[key]

    def branches(self, state: QualifyingState) -> list[Branch]:
        """The ways qualifying may turn out: the belief and the win factor after each set of answers."""
        real = to_chance(state.log_odds)
        mean = self.mean_wins(state.unknown, state.log_odds) if state.cost else 1.0
        branches = []
        for signal in self.signals(state.unknown):
            chance = real * signal.real + (1 - real) * signal.dead_end
            log_odds = state.log_odds + signal.log_ratio
            if state.has_usual_try:
                states, minutes = [NextState(1.0, state.stage, log_odds)], state.work
            else:
                states = states_after_try(self.playbook, state.stage, log_odds, state.own_chance, state.lifts)
                minutes = state.work + try_minutes(self.playbook.play_at(state.stage))
            branches.append(Branch(chance, signal.wins, states, minutes, state.cost * mean))
        return branches

    def index(self, state: QualifyingState) -> float:
        """Index, per hour and unit of payout, of the unknown questions first, then the play.

        The payout counts the unknown answers at their mean (`mean_wins`), as it does without asking.
        """
        mean = self.mean_wins(state.unknown, state.log_odds)
        if mean <= 0:
            return 0.0
        if not state.is_plain:
            if state not in self.indexes:
                self.indexes[state] = self.table.branch_index(self.branches(state), self.minutes)
            return self.indexes[state] / mean
        cell, part = cell_of(state.log_odds)
        left, right = self._index_at(state, cell), self._index_at(state, cell + 1)
        return (left + part * (right - left)) / mean

    def _index_at(self, state: QualifyingState, cell: int) -> float:
        key = (state.stage, state.unknown, cell)
        if key not in self.indexes:
            at_cell = state._replace(log_odds=cell * STEP - LIMIT)
            near = self.table.at(state.stage, at_cell.log_odds)
            self.indexes[key] = self.table.branch_index(self.branches(at_cell), self.minutes, near)
        return self.indexes[key]


def mean_wins(questions: Sequence[Question], belief: float) -> float:
    """Mean win factor (0..1) over the unknown answers, weighted by the belief."""
    share = 1.0
    for question in questions:
        if question.wins:
            share *= sum(
                (belief * question.real[answer] + (1 - belief) * question.dead_end[answer])
                * question.wins.get(answer, 1.0)
                for answer in question.real
            )
    return share
