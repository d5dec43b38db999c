"""What learning comes to: the playbook to plan with, and what each of its figures rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from planner.core.playbook import Playbook, Try

ENOUGH = 30  # outcomes; under them nothing is judged

Part = Literal["all", "book", "prepare", "minutes", "follow_up", "lead"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedMinutes:
    """A play's part: minutes by the playbook, as learnt, and between which the mean is to be looked for."""

    play: str
    part: Part  # "all": the play is one piece; "lead": what finding one takes
    planned: int
    learned: int
    low: float
    high: float
    logs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedStage:
    """One stage: chances by the playbook and as learnt, how far off they may be (standard deviation), from how many
    attempts."""

    name: str
    play: str
    prior_real: Try
    prior_dead_end: Try
    real: Try
    dead_end: Try
    off_real: float  # of the chance to advance
    off_dead_end: float
    logs: int
    advanced: int
    lost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedQuestion:
    """One question: how often either kind gives each answer, by the playbook and as learnt; from how many answers."""

    id: str
    prior_real: Mapping[str, float]
    prior_dead_end: Mapping[str, float]
    real: Mapping[str, float]
    dead_end: Mapping[str, float]
    logs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedChance:
    """One chance by the playbook and as learnt, and how many logs it rests on."""

    prior: float
    learned: float
    logs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """The playbook to plan with, and what each of its figures rests on. Nothing logged: the playbook itself."""

    playbook: Playbook
    days: int = 0  # with something logged
    minutes: tuple[LearnedMinutes, ...] = ()
    stages: tuple[LearnedStage, ...] = ()
    questions: tuple[LearnedQuestion, ...] = ()
    prior: LearnedChance | None = None
    unanswered_real: LearnedChance | None = None
    unanswered_dead_end: LearnedChance | None = None
    deals: int = 0
    outcomes: int = 0  # attempts of any stage

    def logs_of_play(self, play: str) -> int:
        """How many logs the minutes of a play rest on."""
        return max((each.logs for each in self.minutes if each.play == play), default=0)

    def logs_of_stage(self, stage: str) -> int:
        """How many attempts the chances of a stage rest on."""
        return next((each.logs for each in self.stages if each.name == stage), 0)
