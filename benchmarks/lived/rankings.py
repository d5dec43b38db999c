"""Ways to choose what to do next: each gives a deal a score, and whoever follows it takes the highest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from planner.core.book import Deal
from planner.core.playbook import Play, Playbook
from planner.core.value.belief import belief_of, unknown_questions
from planner.core.value.deal_index import IndexTable, try_minutes
from planner.core.value.pursuit import Pursuer, states_after_try
from planner.core.value.qualifying import Qualifying, QualifyingState

from .world import FIRST_DAY, Luck


class Sight(NamedTuple):
    """What can be known of a deal: index per unit of worth and hour of going on, of asking first, chance to win."""

    stage: int
    log_odds: float
    on: float
    ask: float

    @property
    def best(self) -> float:
        return max(self.on, self.ask)


@dataclass(frozen=True, slots=True)
class Eye:
    """Sees where a deal stands; looks into the product's own tables."""

    playbook: Playbook
    table: IndexTable
    qualifying: Qualifying
    chances: dict[tuple[int, float], float] = field(default_factory=dict)

    def sight(self, record: Deal, left: float | None = None) -> Sight:
        """Where an open deal stands; `left` are the attempt's minutes still to come, where some are done."""
        stage = self.number(record)
        log_odds = belief_of(record, self.playbook, stage, FIRST_DAY)
        if left is None:
            on = self.table.at(stage, log_odds)
        else:
            on = self.table.step_index(states_after_try(self.playbook, stage, log_odds), left)
        unknown = unknown_questions(record.answers, self.playbook)
        ask = self.qualifying.index(QualifyingState(stage, unknown, log_odds)) if unknown else 0.0
        return Sight(stage, log_odds, on, ask)

    def number(self, record: Deal) -> int:
        return next(n for n, stage in enumerate(self.playbook.stages) if stage.name == record.stage)

    def play(self, record: Deal) -> Play:
        return self.playbook.plays[self.playbook.stages[self.number(record)].play]

    def chance(self, sight: Sight) -> float:
        """Chance (0..1) to win a deal that is pursued without asking as far as its own index says."""
        key = (sight.stage, round(sight.log_odds, 1))
        if key not in self.chances:
            pursuer = Pursuer(self.playbook, self.table, self.table.at(*key))
            self.chances[key] = pursuer.from_state(*key).chance
        return self.chances[key]

    def step_minutes(self, sight: Sight) -> int:
        """Minutes of the very next step without asking: booking, where it is a meeting."""
        play = self.playbook.plays[self.playbook.stages[sight.stage].play]
        return play.book if play.how == "meeting" else try_minutes(play)


def eye_of(playbook: Playbook, table: IndexTable) -> Eye:
    return Eye(playbook, table, Qualifying(playbook, table))


Score = Callable[[Eye, Deal, Sight], float]


class Ranking(NamedTuple):
    """A way to choose: by `score`, the highest first; with `asks`, asking first is done where its index is higher."""

    name: str
    score: Score
    asks: bool = False


def _quick_money(eye: Eye, record: Deal, sight: Sight) -> float:
    return record.amount * eye.chance(sight) / eye.step_minutes(sight)


RANKINGS = (
    Ranking("the index", lambda _, record, sight: record.amount * sight.best, asks=True),
    Ranking("the index, never asking", lambda _, record, sight: record.amount * sight.on),
    Ranking("expected value first", lambda eye, record, sight: record.amount * eye.chance(sight)),
    Ranking("biggest first", lambda _e, record, _s: record.amount),
    Ranking("first come, first served", lambda _e, record, _s: -int(record.id.rpartition("-")[2])),
    Ranking("random", lambda _e, record, _s: Luck(0).draw(record.id, record.stage, record.attempts, record.unanswered)),
    Ranking("worth × chance ÷ minutes of the step", _quick_money),
)
