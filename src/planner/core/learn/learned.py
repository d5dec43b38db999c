"""The result of learning: the playbook to plan with, and the logs behind its figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from planner.core.playbook import Playbook, Try
from planner.frozen_class import frozen

ENOUGH = 30  # outcomes; with fewer it is too early to judge

Part = Literal["all", "book", "prepare", "minutes", "follow_up", "lead"]


@frozen(kw_only=True)
class LearnedMinutes:
    """Minutes of a play's part: the playbook's, the learned ones, the range of their mean."""

    play: str
    part: Part  # "all": the play is one piece; "lead": prospecting minutes per lead found
    planned: int
    learned: int
    low: float
    high: float
    logs: int


@frozen(kw_only=True)
class LearnedStage:
    """Chances of one stage: the playbook's and the learned ones, with standard deviation."""

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


@frozen(kw_only=True)
class LearnedQuestion:
    """Chance (0..1) of each answer to a question, for either kind: prior and learned."""

    id: str
    prior_real: Mapping[str, float]
    prior_dead_end: Mapping[str, float]
    real: Mapping[str, float]
    dead_end: Mapping[str, float]
    logs: int


@frozen(kw_only=True)
class LearnedChance:
    """One chance (0..1): the playbook's and the learned one, and the number of logs behind it."""

    prior: float
    learned: float
    logs: int


@frozen(kw_only=True)
class Learned:
    """The playbook to plan with, and the logs behind each of its figures.

    Without logs it is the book's own playbook.
    """

    playbook: Playbook
    days: int = 0  # days with a log
    minutes: tuple[LearnedMinutes, ...] = ()
    stages: tuple[LearnedStage, ...] = ()
    questions: tuple[LearnedQuestion, ...] = ()
    prior: LearnedChance | None = None
    unanswered_real: LearnedChance | None = None
    unanswered_dead_end: LearnedChance | None = None
    deals: int = 0
    past: int = 0  # of these, deals from an imported history
    outcomes: int = 0  # tries of all stages

    def logs_of_play(self, play: str) -> int:
        """Number of logs behind the minutes of a play."""
        return max((each.logs for each in self.minutes if each.play == play), default=0)

    def logs_of_stage(self, stage: str) -> int:
        """Number of tries behind the chances of a stage."""
        return next((each.logs for each in self.stages if each.name == stage), 0)
