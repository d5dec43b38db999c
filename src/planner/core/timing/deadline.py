"""Decision deadlines: the chance to be in time, and the share of the worth at stake."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from planner.core.book import Deal
from planner.core.days import WorkingDays, in_time
from planner.core.playbook import Stage


class DatedShare(NamedTuple):
    """A date in working days from now, and the share of the worth (0..1) left after it."""

    days_left: int
    after: float


class Deadline(NamedTuple):
    """A deal's dates: its own deadline and the quota's end, and what they leave of its worth."""

    days_left: int | None  # to its own; None without one
    days_needed: float  # by the stages after this one, when pressed
    own: float  # share of the worth (0..1): the chance to be in time, plus what is left if not
    share: float  # the same with the quota's end
    delay: float  # of the worth that waiting until the next working day takes


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


def deadline_of(
    deal: Deal, stages_after: Sequence[Stage], start: date, working: WorkingDays, quota: DatedShare | None = None
) -> Deadline | None:
    """The deal's dates as of `start` (today or its appointment's day); None without any.

    `stages_after` are those after the present stage, whose own step counts as today's.
    """
    if deal.decide_by is None and quota is None:
        return None
    needed = sum(pressed_days(stage, working.a_week) for stage in stages_after)
    own = None
    if deal.decide_by is not None:
        own = DatedShare(working_days_left(start, deal.decide_by, working), deal.after)
    dates = [each for each in (own, quota) if each is not None]
    share = share_left(dates, needed)
    later = share_left((each._replace(days_left=each.days_left - 1) for each in dates), needed)
    of_own = share_left([own], needed) if own is not None else 1.0
    return Deadline(own.days_left if own is not None else None, needed, of_own, share, share - later)


def working_days_left(start: date, end: date, working: WorkingDays) -> int:
    """Working days from `start` to `end`; below 0 once it has passed."""
    left = working.between(start, end)
    return min(left, -1) if end < start else left


def share_left(dates: Iterable[DatedShare], days_needed: float) -> float:
    """Share of the worth (0..1) that several dates leave on average."""
    share, before, left = 0.0, 0.0, 1.0
    for date_ in sorted(dates):
        chance = chance_in_time(date_.days_left, days_needed)
        share += (chance - before) * left
        before, left = chance, left * date_.after
    return share + (1 - before) * left


def pace_of(stage: Stage) -> int:
    """Working days between tries at a stage: its own, else 0.4 × its usual days, at least 1."""
    return stage.pace if stage.pace else max(1, round(0.4 * stage.days))
