"""The belief that a deal is real, recomputed from its record.

A deal is real (someone with the power and a reason will buy, from us or from a competitor) or a dead end. Evidence
moves the log odds of real against dead end; each piece is a likelihood ratio from the playbook.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from planner.core.book import Deal
from planner.core.playbook import Playbook, Stage, Try
from planner.core.timing.silence import tries_from_time

LIMIT = 14.0  # log odds stay within ±LIMIT: one in a million
FLOOR = 1e-6  # the smallest chance whose log is taken: a playbook may say 0


class Evidence(NamedTuple):
    """A fact that moved the belief, and by how much (log odds)."""

    what: Literal["prior", "answer", "passed", "attempts", "time", "unanswered", "case"]
    detail: str  # the question's or the stage's name
    value: str  # the answer, or how many
    log_ratio: float


def clamp(log_odds: float) -> float:
    return max(-LIMIT, min(LIMIT, log_odds))


def to_log_odds(chance: float) -> float:
    """Log odds of a chance in 0..1, within ±LIMIT."""
    return clamp(log_ratio(chance, 1.0 - chance))


def to_chance(log_odds: float) -> float:
    """Chance in 0..1 of log odds."""
    return 1.0 / (1.0 + math.exp(-log_odds))


@lru_cache(maxsize=4096)
def log_ratio(real: float, dead_end: float) -> float:
    """Log odds gained from evidence with these chances (0..1) in real deals and dead ends."""
    return math.log(max(real, FLOOR) / max(dead_end, FLOOR))


def chance_to_pass(chances: Try) -> float:
    """Chance that a stage is passed rather than lost, after any number of tries.

    Advance / (advance + lost).
    """
    leaves = chances.advance + chances.lost
    return chances.advance / leaves if leaves > 0 else 0.0


def passed_ratio(stage: Stage) -> float:
    return log_ratio(chance_to_pass(stage.real), chance_to_pass(stage.dead_end))


def advanced_ratio(stage: Stage) -> float:
    return log_ratio(stage.real.advance, stage.dead_end.advance)


def stayed_ratio(stage: Stage) -> float:
    return log_ratio(stage.real.stay, stage.dead_end.stay)


def evidence(record: Deal, playbook: Playbook, stage_at: int, today: date) -> Iterator[Evidence]:
    """The evidence for and against a deal at stage number `stage_at`.

    Prior, answers, stages passed, tries, silence.
    """
    renewal = "renewal" if record.renews is not None and record.prior is None else ""
    yield Evidence("prior", renewal, "", to_log_odds(prior_of(record, playbook)))
    for question in playbook.questions:
        answer = record.answers.get(question.id)
        if answer is not None:
            ratio = log_ratio(question.real[answer], question.dead_end[answer])
            yield Evidence("answer", question.id, answer, ratio)
    for stage in playbook.stages[:stage_at]:
        yield Evidence("passed", stage.name, "", passed_ratio(stage))
    stage = playbook.stages[stage_at]
    ratio = stayed_ratio(stage)
    if record.attempts:
        yield Evidence("attempts", stage.name, str(record.attempts), record.attempts * ratio)
    elif record.attempts is None and (tries := tries_from_time(record, stage, today)):
        # Silence is never good news: where staying is, time alone counts as nothing.
        yield Evidence("time", stage.name, str(tries), tries * min(0.0, ratio))
    if record.case is not None:
        yield Evidence("case", "", f"{record.case:g}", log_ratio(record.case, 1.0))
    if record.unanswered:
        ratio = log_ratio(playbook.unanswered.real, playbook.unanswered.dead_end)
        yield Evidence("unanswered", "", str(record.unanswered), record.unanswered * ratio)


def prior_of(record: Deal, playbook: Playbook) -> float:
    """Chance (0..1) that a deal is real before any evidence: its own, else its kind's."""
    if record.prior is not None:
        return record.prior
    return playbook.renewal.prior if record.renews is not None else playbook.prior


def belief_of(record: Deal, playbook: Playbook, stage_at: int, today: date) -> float:
    """Log odds that the deal is real, from its record as of `today`."""
    return clamp(sum(piece.log_ratio for piece in evidence(record, playbook, stage_at, today)))


def questions_at(stage: str, answers: Mapping[str, str], playbook: Playbook) -> tuple[int, ...]:
    """Numbers of the questions without an answer that are still put to a deal in a stage."""
    names = [each.name for each in playbook.stages]
    passed = names[: names.index(stage)]
    return tuple(n for n in unknown_questions(answers, playbook) if playbook.questions[n].until not in passed)


def unknown_questions(answers: Mapping[str, str], playbook: Playbook) -> tuple[int, ...]:
    """Numbers of the playbook's questions without an answer."""
    return tuple(n for n, question in enumerate(playbook.questions) if question.id not in answers)
