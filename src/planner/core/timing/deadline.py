"""Decision deadlines: the chance to be in time, and the share of the worth at stake."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from planner.core.book import Deal
from planner.core.days import WorkingDays, in_time
from planner.core.playbook import Stage


class Deadline(NamedTuple):
    """A deadline of a deal: working days left and needed, and the share of worth left (0..1)."""

    days_left: int
    days_needed: float  # by the stages after this one, when pressed
    share: float  # of the worth: the chance to be in time, plus what is left if not
    delay: float  # share of the worth that waiting until the next working day takes


def pressed_days(stage: Stage, working_days_a_week: int) -> float:
    """Working days of a stage under a deadline: its own, else a third of its usual, at least 1."""
    if stage.pressed is not None:
        return stage.pressed
    return max(1.0, stage.days * working_days_a_week / 7 / 3)


def chance_in_time(days_left: int, days_needed: float) -> float:
    """Chance (0..1) to decide in time, from the working days left and needed after this step.

    1 where nothing comes after this step, 0 once the deadline has passed, else Φ((L − P) / (0.4 × P)).
    """
    return 0.0 if days_left < 0 else in_time(days_left, days_needed)


def deadline_of(deal: Deal, stages_after: Sequence[Stage], start: date, working: WorkingDays) -> Deadline | None:
    """The deal's deadline as of `start` (today or its appointment's day); None without one.

    `stages_after` are those after the present stage, whose own step counts as today's.
    """
    if deal.decide_by is None:
        return None
    left = working.between(start, deal.decide_by)
    if deal.decide_by < start:
        left = min(left, -1)
    needed = sum(pressed_days(stage, working.a_week) for stage in stages_after)
    share, later = (_share(deal, days, needed) for days in (left, left - 1))
    return Deadline(left, needed, share, share - later)


def _share(deal: Deal, left: int, needed: float) -> float:
    chance = chance_in_time(left, needed)
    return chance + (1 - chance) * deal.after


def pace_of(stage: Stage) -> int:
    """Working days between tries at a stage: its own, else 0.4 × its usual days, at least 1."""
    return stage.pace if stage.pace else max(1, round(0.4 * stage.days))
